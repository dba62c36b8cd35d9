import { modelName } from "../core/calls/model-config.ts";
import { spentOf } from "../core/calls/spending.ts";
import { formatMoney, formatRounded } from "../core/text/format-number.ts";
import type { Column } from "../core/text/fit-table.ts";
import type { Verdict } from "../core/verdict/decide-verdict.ts";
import type { StoreReader } from "../store/open-store.ts";
import { isHeld } from "./open-record.ts";

/** One run of a record, as a list of runs shows it. */
export type ListedRun = {
  readonly run: number;
  /** Killed: it says that it is running, and no process carries it out. */
  readonly state: "running" | "killed" | "stopped" | "complete";
  /** ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly tasks: number;
  readonly accepted: number;
  readonly flagged: number;
  readonly rejected: number;
  readonly undecided: number;
  /** What counts as spent; money is null where no call had a price. */
  readonly tokens: number;
  readonly cost: number | null;
  readonly author: string;
  readonly judge: string;
};

/** Every run of a record, the latest first. */
export function listRuns(store: StoreReader, db: string): readonly ListedRun[] {
  const held = isHeld(db);
  return store.listRuns().map(({ id, status, startedAt, finishedAt, plan }, index): ListedRun => {
    const results = store.results(id);
    const count = (verdict: Verdict["status"]): number =>
      results.filter((one) => one.verdict?.status === verdict).length;
    const { tokens, cost } = spentOf(store.spending(id));
    const isAlive = held && index === 0;
    return {
      run: id,
      state: status === "done" ? "complete" : status === "stopped" ? status : isAlive ? "running" : "killed",
      startedAt,
      finishedAt,
      tasks: results.length,
      accepted: count("accepted"),
      flagged: count("flagged"),
      rejected: count("rejected"),
      undecided: results.filter(({ verdict }) => verdict === null).length,
      tokens,
      cost,
      author: modelName(plan.author),
      judge: modelName(plan.judge),
    };
  });
}

const number = (
  name: "tasks" | "accepted" | "flagged" | "rejected" | "undecided",
  spare: number,
): Column<ListedRun> => ({
  name,
  cell: (one) => String(one[name]),
  by: (one) => one[name],
  isNumber: true,
  spare,
});

/** The columns of tables of runs. */
export const RUN_COLUMNS: readonly Column<ListedRun>[] = [
  { name: "run", cell: ({ run }) => String(run), by: ({ run }) => run, isNumber: true, spare: 0 },
  { name: "state", cell: ({ state }) => state, spare: 0 },
  {
    name: "started",
    cell: ({ startedAt }) => startedAt.slice(0, 16).replace("T", " "),
    by: ({ startedAt }) => startedAt,
    spare: 0,
  },
  number("tasks", 0),
  number("accepted", 0),
  number("flagged", 1),
  number("rejected", 1),
  number("undecided", 2),
  {
    name: "tokens",
    cell: ({ tokens }) => formatRounded(tokens),
    by: ({ tokens }) => tokens,
    isNumber: true,
    spare: 0,
  },
  {
    name: "cost",
    cell: ({ cost }) => (cost === null ? "" : formatMoney(cost)),
    by: ({ cost }) => cost ?? -1,
    isNumber: true,
    spare: 3,
  },
  { name: "author", cell: ({ author }) => author, spare: 4 },
  { name: "judge", cell: ({ judge }) => judge, spare: 5 },
];
