import { breakLine } from "../core/text/break-line.ts";
import { countNoun } from "../core/text/count-noun.ts";
import { fitTable } from "../core/text/fit-table.ts";
import type { ProvenanceCounts } from "../models/recordings.ts";
import { dbFlag, type NextStep, renderNext } from "./render-next.ts";
import { TASK_COLUMNS } from "./task-columns.ts";
import { describeFunnel } from "./count-funnel.ts";
import type { RunSummary, TaskSummary } from "./summarize-run.ts";

/** The end of a run: the verdict table, the funnel, the calls, and what to type next. */
export function renderSummary(
  summary: RunSummary,
  about: {
    readonly db: string;
    readonly provenance: ProvenanceCounts;
    readonly config: string | undefined;
    /** What the run has spent, in words. */
    readonly spending: string | undefined;
    /** The cells of a line. */
    readonly width: number;
    /** The command that goes on with it, and what it then does; undefined for a run that is complete. */
    readonly resume: NextStep | undefined;
  },
): string {
  const db = dbFlag(about.db);
  const toLookAt = summary.tasks.find(({ verdict }) => verdict === "flagged") ?? summary.tasks[0];
  return [
    "",
    ...fitTable(
      TASK_COLUMNS.filter(({ name }) => name !== "review"),
      summary.tasks,
      about.width,
    ),
    "",
    ...[
      ...funnelLines(summary),
      renderCalls(summary),
      ...(about.spending === undefined ? [] : [about.spending]),
      ...provenanceLines(about.provenance),
    ].flatMap((line) => breakLine(line, about.width, 2)),
    "",
    renderNext([
      ...(about.resume === undefined ? [] : [about.resume]),
      [`campforge show ${toLookAt?.id ?? "ID"}${db}`, "one task with its rounds, checks and judge"],
      [`campforge report${db}`, "the whole run"],
      [`campforge review${db}`, "decide about them, in a browser"],
    ]),
  ].join("\n");
}

function funnelLines({ funnel, tasks }: RunSummary): readonly string[] {
  const count = (verdict: TaskSummary["verdict"]): number =>
    tasks.filter((task) => task.verdict === verdict).length;
  const undecided = count(null) === 0 ? "" : `, undecided ${count(null)}`;
  return [
    `Funnel: ${describeFunnel(funnel)}`,
    `Verdicts: accepted ${count("accepted")}, flagged ${count("flagged")}, rejected ${count("rejected")}${undecided}`,
  ];
}

function renderCalls({ calls }: RunSummary): string {
  const total = (origin: string): number =>
    calls.filter((one) => one.origin === origin).reduce((sum, one) => sum + one.calls, 0);
  const costs = calls.flatMap(({ cost }) => (cost === null ? [] : [cost]));
  const money = costs.length === 0 ? "" : `, cost ${costs.reduce((sum, cost) => sum + cost, 0).toFixed(4)}`;
  return `Model calls: ${total("endpoint")} sent to endpoints, ${total("recording")} from recordings, ${total("memo")} from the memo${money}`;
}

/** What was given by a model and what was not; nothing where endpoints gave all replies. */
function provenanceLines({ recorded, scripted }: ProvenanceCounts): readonly string[] {
  if (recorded + scripted === 0) return [];
  const [given, composed] = ["a model gave them once", "composed beforehand, not given by a model"];
  const said =
    recorded === 0
      ? `were scripted: ${composed}.`
      : scripted === 0
        ? `were recorded: ${given}.`
        : `were recorded for ${countNoun(recorded, "task")}: ${given}. For ${countNoun(scripted, "task")} they were scripted: ${composed}.`;
  return [
    `The replies of author and judge ${said} Compiling, running, testing, judging and storing were done live.`,
  ];
}
