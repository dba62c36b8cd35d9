import { alignColumns } from "../core/text/align-columns.ts";
import { DEFAULT_RECORD } from "../core/run/default-record.ts";
import type { Provenance } from "../models/recordings.ts";
import { paint } from "../core/text/paint.ts";
import { quoteForShell } from "../core/text/quote-for-shell.ts";
import { describeFunnel } from "./count-funnel.ts";
import type { RunSummary, TaskSummary } from "./summarize-run.ts";
import { makeVisibleLine } from "../core/text/visible-text.ts";

const COLOURS = { accepted: "green", flagged: "yellow", rejected: "red" } as const;

/** The end of a run: the verdict table, the funnel, the calls, and what to type next. */
export function renderSummary(
  summary: RunSummary,
  about: {
    readonly db: string;
    readonly provenance: readonly Provenance[];
    readonly config: string | undefined;
    /** What the run has spent, in words. */
    readonly spending: string | undefined;
  },
): string {
  const db = about.db === DEFAULT_RECORD ? "" : ` --db ${quoteForShell(about.db)}`;
  const toLookAt = summary.tasks.find(({ verdict }) => verdict === "flagged") ?? summary.tasks[0];
  return [
    "",
    renderTaskTable(summary.tasks),
    "",
    renderFunnel(summary),
    renderCalls(summary),
    ...(about.spending === undefined ? [] : [about.spending]),
    ...provenanceLines(about.provenance),
    "",
    `Next:  npx campforge show ${toLookAt?.id ?? "ID"}${db}    one task with its rounds, checks and judge`,
    `       npx campforge report${db}    the whole run`,
    "",
  ].join("\n");
}

/** A task of a table; where a list tells what reviewers decided, each task does. */
type TableTask = TaskSummary & { readonly review?: string | null };

/** Tasks as a table, a line each. */
export function renderTaskTable(tasks: readonly TableTask[]): string {
  const isReviewed = tasks.some(({ review }) => review !== undefined);
  const review = isReviewed ? ["review"] : [];
  const heading = ["task", "domain", "rounds", "accuracy", "verdict", ...review, "why"];
  const rows = tasks.map((task) => [
    task.id,
    task.domain,
    String(task.rounds),
    task.accuracy === null
      ? ""
      : `${task.accuracy.mean.toFixed(2)} of ${task.accuracy.samples} at level ${task.accuracy.level}`,
    task.verdict ?? task.state,
    ...(isReviewed ? [task.review ?? ""] : []),
    // A reason may quote a model: it stays in its row.
    makeVisibleLine(task.reasons.join("; ")),
  ]);
  const [head = "", ...lines] = alignColumns([heading, ...rows]);
  const painted = lines.map((line, index) => {
    const verdict = tasks[index]?.verdict ?? null;
    return verdict === null ? line : line.replace(verdict, paint(COLOURS[verdict], verdict));
  });
  return [paint("bold", head), ...painted].join("\n");
}

function renderFunnel({ funnel, tasks }: RunSummary): string {
  const count = (verdict: TaskSummary["verdict"]): number =>
    tasks.filter((task) => task.verdict === verdict).length;
  const undecided = count(null) === 0 ? "" : `, undecided ${count(null)}`;
  return `Funnel: ${describeFunnel(funnel)}\nVerdicts: accepted ${count("accepted")}, flagged ${count("flagged")}, rejected ${count("rejected")}${undecided}`;
}

function renderCalls({ calls }: RunSummary): string {
  const total = (origin: string): number =>
    calls.filter((one) => one.origin === origin).reduce((sum, one) => sum + one.calls, 0);
  const costs = calls.flatMap(({ cost }) => (cost === null ? [] : [cost]));
  const money = costs.length === 0 ? "" : `, cost ${costs.reduce((sum, cost) => sum + cost, 0).toFixed(4)}`;
  return `Model calls: ${total("endpoint")} sent to endpoints, ${total("recording")} from recordings, ${total("memo")} from the memo${money}`;
}

function provenanceLines(provenance: readonly Provenance[]): readonly string[] {
  const lines = {
    scripted:
      "The replies of author and judge were scripted: composed beforehand, not given by a model. Compiling, running, testing, judging and storing were done live.",
    recorded:
      "The replies of author and judge were recorded: a model gave them once. Compiling, running, testing, judging and storing were done live.",
  };
  return provenance.map((one) => lines[one]);
}
