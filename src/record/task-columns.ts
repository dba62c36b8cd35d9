import type { Column } from "../core/text/fit-table.ts";
import { paint } from "../core/text/paint.ts";
import { makeVisibleLine } from "../core/text/visible-text.ts";
import type { TaskSummary } from "./summarize-run.ts";

const COLOURS = { accepted: "green", flagged: "yellow", rejected: "red" } as const;

/** A task of a table; where a list tells what reviewers decided, each task does. */
export type TableTask = TaskSummary & { readonly review?: string | null };

/** The columns of tables of tasks. */
export const TASK_COLUMNS: readonly Column<TableTask>[] = [
  { name: "task", cell: ({ id }) => id, spare: 0 },
  { name: "domain", cell: ({ domain }) => domain, spare: 4 },
  {
    name: "rounds",
    cell: ({ rounds }) => String(rounds),
    by: ({ rounds }) => rounds,
    isNumber: true,
    spare: 3,
  },
  {
    name: "accuracy",
    cell: accuracyText,
    by: ({ accuracy }) => accuracy?.mean ?? -1,
    spare: 1,
  },
  {
    name: "verdict",
    cell: ({ verdict, state }) => verdict ?? state,
    colour: ({ verdict }, cell) => (verdict === null ? cell : paint(COLOURS[verdict], cell)),
    spare: 0,
  },
  { name: "review", cell: ({ review }) => review ?? "", spare: 2 },
  // A reason may quote a model: it stays in its row.
  { name: "why", cell: ({ reasons }) => makeVisibleLine(reasons.join("; ")), spare: 0, breaks: true },
];

/** The judge's accuracy on the level that speaks for a task; empty where it was not judged. */
export function accuracyText({ accuracy }: Pick<TaskSummary, "accuracy">): string {
  return accuracy === null
    ? ""
    : `${accuracy.mean.toFixed(2)} of ${accuracy.samples} at level ${accuracy.level}`;
}
