import { readFileSync } from "node:fs";
import { join } from "node:path";
import { taskId } from "../../src/core/task/ids.ts";
import type { Verdict } from "../../src/core/verdict/decide-verdict.ts";
import { hashCode } from "../../src/core/draft/hash.ts";
import type { JudgeSample } from "../../src/core/judging/judge-report.ts";
import { estimateAccuracy } from "../../src/core/judging/band.ts";
import type { TaskDescription } from "../../src/core/task/task-description.ts";
import type { Check } from "../../src/core/checks/unit-test-report.ts";
import type { AdversaryReport } from "../../src/core/judging/adversary-report.ts";
import { UNVERIFIED } from "../../src/core/judging/second-verifier.ts";
import type { CriticReport } from "../../src/core/judging/critic-report.ts";
import type { OracleReport } from "../../src/core/judging/oracle-report.ts";
import { openStore, type Store } from "../../src/store/open-store.ts";
import { ROOT } from "../project.ts";
import { aPlan, NO_VERSIONS } from "../store/a-plan.ts";

/** A class of the library, so that cases can be drawn and answers scored. */
export const SOURCE = readFileSync(join(ROOT, "library/natural-science/calorimetry/bootcamp.ts"), "utf8");

/** A task with everything that a page shows of it. */
export type RecordedTask = {
  readonly id: string;
  readonly title: string;
  readonly domain: string;
  readonly description: string;
  readonly source: string;
  readonly licence: string;
  readonly examples: TaskDescription["examples"];
  readonly referenceSolution: TaskDescription["referenceSolution"];
  readonly verdict: Verdict;
  /** The class of each round, the first one first. */
  readonly sources: readonly string[];
  readonly checks: readonly Check[];
  readonly oracle: OracleReport;
  readonly critic: CriticReport;
  readonly adversary: AdversaryReport;
  readonly samples: readonly JudgeSample[];
};

const WARNED: Check = {
  name: "not simplified",
  status: "warned",
  detail: 'line 3: "a simplified table" contains words of simplification',
  counterexamples: [{ line: 3, response: "a simplified table" }],
};

const aSample = (index: number): JudgeSample => ({
  level: 1,
  index: 1_000 + index,
  attempt: 1,
  outcome: {
    status: "scored",
    score: index % 2,
    answer: "21.4",
    response: `<think>Heat is kept, case ${index}.</think>The bodies end at 21.4.\n\nAnswer: 21.4`,
  },
});

/** A flagged task of two rounds with a judge's attempts. */
export function aTask(overrides: Partial<RecordedTask> & { readonly id: string }): RecordedTask {
  return {
    title: `Title of ${overrides.id}`,
    domain: "natural-science",
    description: "Several bodies of different temperatures are brought together; find where they end up.",
    source: "a lab",
    licence: "CC0",
    examples: [],
    referenceSolution: null,
    verdict: {
      status: "flagged",
      reasons: [{ kind: "warned check", check: WARNED.name, detail: WARNED.detail }],
    },
    sources: [SOURCE.replace("The common temperature", "The temperature in the end"), SOURCE],
    checks: [{ name: "loads", status: "passed", detail: "it does" }, WARNED],
    oracle: {
      status: "confirmed",
      by: "solver",
      cases: 200,
      answered: 200,
      agreed: 200,
      verifier: UNVERIFIED,
    },
    critic: { status: "reviewed", faithful: 4, points: [] },
    adversary: { status: "not-asked" },
    samples: Array.from({ length: 16 }, (_, index) => aSample(index)),
    ...overrides,
  };
}

const now = (): string => "2026-01-02T03:04:05.000Z";

/** Writes a record with one run, as a run writes it. */
export function writeRecord(file: string, tasks: readonly RecordedTask[]): void {
  const store = openStore(file, now);
  const run = store.runs.begin({
    plan: aPlan(),
    versions: NO_VERSIONS,
    tasks: tasks.map(describe),
  });
  for (const task of tasks) {
    for (const [index, source] of task.sources.entries())
      writeRound(store, run, { task, source, round: index + 1 });
    writeVerdict(store, run, task, task.sources.length);
  }
  store.runs.end(run, "done");
  store.close();
}

/** Writes one more round of a task and the verdict on it, as a run does that goes on. */
export function writeNextRound(
  store: Store,
  run: number,
  next: { readonly task: RecordedTask; readonly source: string; readonly round: number },
): void {
  writeRound(store, run, next);
  writeVerdict(store, run, next.task, next.round);
}

function describe({
  id,
  title,
  domain,
  description,
  source,
  licence,
  examples,
  referenceSolution,
}: RecordedTask): TaskDescription {
  const words = { title, domain, description, source, licence };
  return { id: taskId(id), ...words, examples, referenceSolution, waivers: [] };
}

function writeRound(
  store: Store,
  run: number,
  { task, source, round }: { readonly task: RecordedTask; readonly source: string; readonly round: number },
): void {
  store.events(run)({
    type: "round-finished",
    task: describe(task),
    round: {
      status: "tested",
      draft: { line: 1, round, source, codeHash: hashCode(source) },
      bootcamp: { name: "Calorimetry", slug: "calorimetry", levels: [] },
      report: { checks: task.checks },
    },
  });
}

function writeVerdict(store: Store, run: number, task: RecordedTask, round: number): void {
  const write = store.events(run);
  const described = describe(task);
  const address = { line: 1, round };
  const scores = task.samples.flatMap(({ outcome }) => (outcome.status === "scored" ? [outcome.score] : []));
  const judged = {
    levels: [
      {
        level: 1,
        decision: "inside",
        accuracy: estimateAccuracy(scores),
        attempts: task.samples.length,
        truncated: 0,
        empty: 0,
      },
    ],
    levelCount: 4,
    dispute: { status: "not-asked" },
  } as const;
  write({ type: "truth-examined", task: described, address, oracle: task.oracle });
  write({ type: "draft-criticized", task: described, address, critic: task.critic });
  write({ type: "shortcut-sought", task: described, address, adversary: task.adversary });
  write({ type: "samples-taken", task: described, address, samples: task.samples });
  write({ type: "draft-judged", task: described, address, judged });
  const { oracle, critic, adversary, verdict } = task;
  // The record asks of the rounds behind a verdict only which they were.
  const rounds = Array.from(
    { length: round },
    (_, index) => ({ line: 1, round: index + 1, status: "unusable-reply", reason: "", by: "model" }) as const,
  );
  write({
    type: "task-decided",
    task: described,
    synthesis: { task: described, rounds, judged, oracle, critic, adversary, verdict, decisive: address },
  });
}
