import { spentOf } from "../core/calls/spending.ts";
import { formatMoney, formatRounded } from "../core/text/format-number.ts";
import { breakLine } from "../core/text/break-line.ts";
import type { Column } from "../core/text/fit-table.ts";
import { paint } from "../core/text/paint.ts";
import type { StoreReader } from "../store/open-store.ts";
import { describeFunnel, type Funnel } from "./count-funnel.ts";
import { requireRun } from "./find-task.ts";
import { summarizeRun, type TaskSummary } from "./summarize-run.ts";

/** A run on one side of a comparison. */
export type ComparedRun = {
  readonly run: number;
  readonly funnel: Funnel;
  readonly verdicts: Readonly<Record<"accepted" | "flagged" | "rejected", number>>;
  readonly tokens: number;
  readonly cost: number | null;
};

/** One task side by side; null in a run that does not have it. */
export type ComparedTask = {
  readonly id: string;
  readonly one: TaskSummary | null;
  readonly other: TaskSummary | null;
  /** Whether both have it, and their verdicts differ. */
  readonly isChanged: boolean;
};

export type Comparison = {
  readonly runs: readonly [ComparedRun, ComparedRun];
  readonly tasks: readonly ComparedTask[];
};

/** Puts two runs side by side, task by task, in the order of the first. Throws a CommandError for a run that is not there. */
export function compareRuns(store: StoreReader, one: number, other: number): Comparison {
  const [left, right] = [readSide(store, one), readSide(store, other)];
  const ids = [...new Set([...left.tasks.keys(), ...right.tasks.keys()])];
  return {
    runs: [left.run, right.run],
    tasks: ids.map((id): ComparedTask => {
      const [before = null, after = null] = [left.tasks.get(id), right.tasks.get(id)];
      const isChanged = before !== null && after !== null && before.verdict !== after.verdict;
      return { id, one: before, other: after, isChanged };
    }),
  };
}

function readSide(
  store: StoreReader,
  wanted: number,
): { readonly run: ComparedRun; readonly tasks: ReadonlyMap<string, TaskSummary> } {
  const { id } = requireRun(store, wanted);
  const { tasks, funnel } = summarizeRun(store, id);
  const count = (verdict: TaskSummary["verdict"]): number =>
    tasks.filter((task) => task.verdict === verdict).length;
  const verdicts = { accepted: count("accepted"), flagged: count("flagged"), rejected: count("rejected") };
  return {
    run: { run: id, funnel, verdicts, ...spentOf(store.spending(id)) },
    tasks: new Map(tasks.map((task) => [task.id, task])),
  };
}

/** A task on one side in a few words: `accepted 0.50`. */
function sideText(task: TaskSummary | null): string {
  if (task === null) return "–";
  const accuracy = task.accuracy === null ? "" : ` ${task.accuracy.mean.toFixed(2)}`;
  return `${task.verdict ?? task.state}${accuracy}`;
}

const roundsText = (task: TaskSummary | null): string => (task === null ? "–" : String(task.rounds));

/** The columns of a comparison. */
export const comparisonColumns = ([one, other]: Comparison["runs"]): readonly Column<ComparedTask>[] => [
  { name: "task", cell: ({ id }) => id, spare: 0 },
  { name: `run ${one.run}`, cell: (task) => sideText(task.one), spare: 0 },
  { name: `run ${other.run}`, cell: (task) => sideText(task.other), spare: 0 },
  {
    name: "verdict",
    cell: changeText,
    colour: ({ isChanged }, cell) => (isChanged ? paint("yellow", cell) : cell),
    spare: 0,
  },
  { name: "rounds", cell: (task) => `${roundsText(task.one)} → ${roundsText(task.other)}`, spare: 1 },
  {
    name: "why",
    cell: ({ one: before, other: after, isChanged }) =>
      isChanged
        ? [...(after?.reasons ?? []), ...(before?.reasons ?? []).map((reason) => `before: ${reason}`)].join(
            "; ",
          )
        : "",
    spare: 2,
    breaks: true,
  },
];

function changeText({ one, other, isChanged }: ComparedTask): string {
  if (one === null) return "only in the second";
  if (other === null) return "only in the first";
  return isChanged ? "changed" : "same";
}

/** Beside which a line goes on where it is broken. */
const MARGIN = 8;

/** What the runs came to, side by side, on lines of at most `width` cells. */
export function renderTotals({ runs, tasks }: Comparison, width = Infinity): string {
  const changed = tasks.filter(({ isChanged }) => isChanged).length;
  const both = tasks.filter(({ one, other }) => one !== null && other !== null).length;
  const sides = runs.flatMap(({ run, funnel, verdicts, tokens, cost }) => [
    `Run ${run}:  ${describeFunnel(funnel)}`,
    `        accepted ${verdicts.accepted}, flagged ${verdicts.flagged}, rejected ${verdicts.rejected}; ${formatRounded(tokens)} tokens${cost === null ? "" : `, cost ${formatMoney(cost)}`}`,
  ]);
  return [`Verdicts: ${changed} of ${both} changed`, ...sides]
    .flatMap((line) => breakLine(line, width, MARGIN))
    .join("\n");
}
