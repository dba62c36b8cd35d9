import Database from "better-sqlite3";
import { join } from "node:path";
import { z } from "zod";
import { Rng } from "../src/bootcamp/index.ts";
import { spentOf } from "../src/core/calls/spending.ts";
import { openStoreReader } from "../src/store/open-store.ts";
import { campforgeProcess, startCampforge } from "./campforge.ts";
import type { FaultyEndpoint } from "./faulty-endpoint.ts";

/** What was seen over a number of kills; each list names what went wrong, and should be empty. */
export type KillReport = {
  readonly kills: number;
  /** Runs that were carried to their end, and those whose processes were killed before any request. */
  readonly runs: number;
  readonly beforeFirstRequest: number;
  readonly requests: number;
  /** Answers that were paid twice, over all kills. */
  readonly repaid: number;
  /** Answers that were given and are not in the record, the most by one kill: these are paid again. */
  readonly mostLost: number;
  /** Tokens that the endpoint counted and that the accounts say, over the runs that ended. */
  readonly counted: number;
  readonly accounted: number;
  readonly unresolved: number;
  /** Calls that only the killed runs made: where a test of a draft came out otherwise on a busy machine. */
  readonly strayCalls: number;
  readonly problems: readonly string[];
};

export type KillPlan = {
  readonly endpoint: FaultyEndpoint;
  readonly folder: string;
  /** Arguments of `campforge run` for a new run, without --db; `resume` for one that goes on. */
  readonly begin: readonly string[];
  readonly resume: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly concurrency: number;
  readonly seed: string;
  /** Faults are drawn anew for each run, from so many sets. */
  readonly faultSeeds: readonly number[];
  readonly tell: (line: string) => void;
};

/**
 * Kills runs at moments drawn from a seed until so many kills are done, resumes them each time, and holds
 * every record against the endpoint's own count and against a run that nobody killed.
 */
export async function killRuns(kills: number, plan: KillPlan): Promise<KillReport> {
  const rng = Rng.from(`kills\n${plan.seed}`);
  const problems: string[] = [];
  const whole = new Map<number, Dump>();
  const totals = { kills: 0, runs: 0, beforeFirstRequest: 0, requests: 0, counted: 0, accounted: 0 };
  let [repaid, mostLost, unresolved, strayCalls] = [0, 0, 0, 0];

  for (let run = 1; totals.kills < kills; run++) {
    const faults = plan.faultSeeds[run % plan.faultSeeds.length] ?? 0;
    const expected = whole.get(faults) ?? (await runWhole(faults, plan, problems));
    whole.set(faults, expected);
    plan.endpoint.restart(faults);
    const db = join(plan.folder, `run-${run}.sqlite`);
    let begun = false;
    let lost = 0;
    for (;;) {
      const before = plan.endpoint.requests();
      const args = begun ? plan.resume : plan.begin;
      const isLast = totals.kills >= kills;
      const end = await killOnce([...args, "--db", db], plan, isLast ? undefined : rng);
      begun ||= hasRun(db);
      if (end.code !== null) {
        if (end.code !== 0) problems.push(`run ${run} ended with ${end.code}: ${end.stderr.slice(0, 500)}`);
        break;
      }
      totals.kills++;
      if (plan.endpoint.requests() === before) totals.beforeFirstRequest++;
      await plan.endpoint.settled();
      const now = sumCompleted(plan.endpoint) - countDone(db);
      mostLost = Math.max(mostLost, now - lost);
      if (now - lost > plan.concurrency)
        problems.push(`run ${run}, kill ${totals.kills}: ${now - lost} answers were lost`);
      lost = now;
      if (begun) problems.push(...inspectRecord(db, plan.endpoint, `run ${run}, kill ${totals.kills}`));
    }
    repaid += sumRepaid(plan.endpoint);
    if (sumRepaid(plan.endpoint) > lost)
      problems.push(`run ${run}: ${sumRepaid(plan.endpoint)} answers were paid twice, ${lost} were lost`);
    problems.push(...inspectRecord(db, plan.endpoint, `run ${run}, at its end`));
    const brought = dumpRecord(db);
    strayCalls += brought.calls.length - expected.calls.length;
    for (const row of rowsWithout([...expected.rows, ...expected.calls], [...brought.rows, ...brought.calls]))
      problems.push(`run ${run} lacks what a run nobody killed has: ${row.slice(0, 300)}`);
    for (const row of rowsWithout(brought.rows, expected.rows))
      problems.push(`run ${run} has what a run nobody killed lacks: ${row.slice(0, 300)}`);
    const spending = spendingOf(db);
    totals.runs++;
    totals.requests += plan.endpoint.requests();
    totals.counted += plan.endpoint.tokens();
    totals.accounted += spentOf(spending).tokens;
    unresolved += spending.unresolved.tokens;
    plan.tell(
      `run ${run}: ${totals.kills} kills, ${sumRepaid(plan.endpoint)} paid twice, ${problems.length} problems`,
    );
  }
  return { ...totals, repaid, mostLost, unresolved, strayCalls, problems };
}

async function runWhole(faults: number, plan: KillPlan, problems: string[]): Promise<Dump> {
  plan.endpoint.restart(faults);
  const db = join(plan.folder, `whole-${faults}.sqlite`);
  const end = await campforgeProcess([...plan.begin, "--db", db], { env: plan.env });
  if (end.code !== 0) problems.push(`the whole run ended with ${end.code}: ${end.stderr.slice(0, 500)}`);
  if (sumRepaid(plan.endpoint) > 0) problems.push("a run that nobody killed paid for an answer twice");
  problems.push(...inspectRecord(db, plan.endpoint, `the whole run with faults ${faults}`));
  return dumpRecord(db);
}

/** Runs until a drawn moment: some time after the start, or after some requests. Without draws, to the end. */
async function killOnce(
  args: readonly string[],
  plan: KillPlan,
  rng: Rng | undefined,
): Promise<{ readonly code: number | null; readonly stderr: string }> {
  const { child, ended } = startCampforge(args, { env: plan.env });
  if (rng === undefined) return ended;
  const byTime = rng.boolean(0.3);
  const requests = plan.endpoint.requests() + rng.integer(1, 24);
  const afterMs = byTime ? rng.integer(100, 4_000) : rng.integer(0, 40);
  let due = byTime ? performance.now() + afterMs : Number.POSITIVE_INFINITY;
  const watch = setInterval(() => {
    if (due === Number.POSITIVE_INFINITY && plan.endpoint.requests() >= requests)
      due = performance.now() + afterMs;
    if (performance.now() >= due) child.kill("SIGKILL");
  }, 2);
  const end = await ended;
  clearInterval(watch);
  return end;
}

/** Answers that the endpoint gave more than once to the same request. */
const sumRepaid = ({ asked }: FaultyEndpoint): number =>
  [...asked.values()].reduce((sum, { completed }) => sum + Math.max(0, completed - 1), 0);

const sumCompleted = ({ asked }: FaultyEndpoint): number =>
  [...asked.values()].reduce((sum, { completed }) => sum + completed, 0);

/** Calls of which the record has the answer. */
function countDone(db: string): number {
  if (!hasRun(db)) return 0;
  const database = new Database(db, { readonly: true });
  const done = z
    .int()
    .parse(database.prepare("select count(*) from call where state = 'done'").pluck().get());
  database.close();
  return done;
}

/** What must hold of a record at any moment. */
export function inspectRecord(
  db: string,
  endpoint: Pick<FaultyEndpoint, "tokens" | "requests">,
  when: string,
): readonly string[] {
  const problems: string[] = [];
  const spending = spendingOf(db);
  const most = spentOf(spending).tokens + spending.open.tokens;
  if (most < endpoint.tokens())
    problems.push(`${when}: the accounts say ${most} tokens, the endpoint counted ${endpoint.tokens()}`);
  if (spending.requests < endpoint.requests())
    problems.push(`${when}: the accounts know ${spending.requests} requests of ${endpoint.requests()}`);
  const database = new Database(db, { readonly: true });
  try {
    const damage = database.pragma("integrity_check", { simple: true });
    if (damage !== "ok") problems.push(`${when}: the record is damaged: ${String(damage)}`);
    if (z.array(z.unknown()).parse(database.pragma("foreign_key_check")).length > 0)
      problems.push(`${when}: rows of the record refer to rows that are not there`);
    const again = database
      .prepare(
        `select count(*) from call join reservation on reservation.key = call.key
         where call.state = 'done' and reservation.begun_at > call.done_at`,
      )
      .pluck()
      .get();
    if (again !== 0) problems.push(`${when}: ${String(again)} completed calls were sent again`);
  } finally {
    database.close();
  }
  return problems;
}

function hasRun(db: string): boolean {
  try {
    const store = openStoreReader(db);
    const found = store.findRun();
    store.close();
    return found !== undefined;
  } catch {
    return false; // killed before the record was made
  }
}

function spendingOf(db: string): ReturnType<ReturnType<typeof openStoreReader>["spending"]> {
  const store = openStoreReader(db);
  const spending = store.spending(1);
  store.close();
  return spending;
}

/** All that a run brought forth, without times and accounts. */
type Dump = {
  /** The same for every run of the same tasks. */
  readonly rows: readonly string[];
  readonly calls: readonly string[];
};

/** The rows that others lack. */
export function rowsWithout(rows: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others);
  return rows.filter((row) => !known.has(row));
}

/** Reads what a run brought forth. */
export function dumpRecord(db: string): Dump {
  const database = new Database(db, { readonly: true });
  const texts = (query: string): readonly string[] =>
    database
      .prepare(query)
      .all()
      .map((row) => JSON.stringify(row));
  const rows = [
    "select run, id, state, problem, verdict, decisive_line, decisive_round from task order by run, id",
    "select * from round order by run, task, line, number",
    "select * from judgement order by run, task, line, round",
    "select * from finding order by run, task, line, round, gate",
    "select * from sample order by run, task, line, round, level, case_index, attempt",
  ].flatMap(texts);
  const calls = texts("select key, state, address, completion from call where state = 'done' order by key");
  database.close();
  return { rows, calls };
}
