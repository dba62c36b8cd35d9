import { countNoun } from "../core/text/count-noun.ts";
import { formatDuration } from "../core/text/format-duration.ts";
import { formatAccuracy, formatCount, formatMoney, formatShare } from "../core/text/format-number.ts";
import {
  draftTable,
  gateTable,
  measuredTable,
  roundTable,
  spendingTable,
  verdictTable,
  reasonTable,
  taskTable,
} from "./report-tables.ts";
import type { Block, ReportDocument, Section } from "./report-document.ts";
import { accuracyCell } from "./report-tables.ts";
import { decisionsSection, waitingHeadline } from "./report-decisions.ts";
import { mapSection } from "./report-map.ts";
import { REVIEW_ADVICE, REVIEW_ORDER } from "../core/review/review-order.ts";
import { listStages } from "../record/count-funnel.ts";
import type { RunReport } from "./run-report.ts";

/** What a report says and in which order, the same in every format. */
export function composeReport(report: RunReport): ReportDocument {
  const { run, verdicts, tasks } = report;
  return {
    title: `Campforge report: run ${run.id}`,
    lead: leadOf(report),
    headlines: [
      {
        name: "accepted",
        value: formatCount(verdicts.accepted),
        note: `of ${formatCount(tasks.length)} described`,
      },
      waitingHeadline(report),
      {
        name: "rejected",
        value: formatCount(verdicts.rejected),
        note: formatShare(verdicts.rejected, tasks.length),
      },
      ...(verdicts.undecided === 0
        ? []
        : [
            {
              name: "undecided",
              value: formatCount(verdicts.undecided),
              note: "stopped, waiting or under way",
            },
          ]),
      costHeadline(report),
    ],
    sections: [
      queueSection(report),
      ...decisionsSection(report),
      ...unfinishedSection(report),
      funnelSection(report),
      accuracySection(report),
      { id: "verdicts", title: "Verdicts", blocks: [verdictTable(report), reasonTable(report)] },
      {
        id: "gates",
        title: "Gates",
        blocks: [
          {
            kind: "paragraph",
            text: "What each gate said of the drafts that were decided on, as in their certificates.",
          },
          gateTable(report),
          measuredTable(report),
        ],
      },
      {
        id: "drafts",
        title: "Drafts",
        blocks: [
          {
            kind: "paragraph",
            text: "What became of every draft: the checks that stopped it or remarked on it, what was found after them, and what the judge made of it.",
          },
          draftTable(report),
        ],
      },
      spendingSection(report),
      ...mapSection(report),
      { id: "tasks", title: "Tasks", blocks: [taskTable(report)] },
    ],
    footer: [
      `Band: a judge accuracy of ${formatAccuracy(run.band.low)} to ${formatAccuracy(run.band.high)}. Intervals are Wilson's, at 95%.`,
      `Models: ${listPairs(run.models)}.`,
      `Versions: ${listPairs(run.versions)}.`,
    ],
  };
}

const listPairs = (pairs: Readonly<Record<string, string>>): string =>
  Object.entries(pairs)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");

/** `2026-11-21 06:30 UTC`, or the text itself where it is no time. */
function showTime(text: string): string {
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? text : `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

function showDuration(from: string, to: string): string {
  const ms = Date.parse(to) - Date.parse(from);
  return Number.isFinite(ms) ? ` (${formatDuration(ms)})` : "";
}

function leadOf({ run }: RunReport): string {
  const { startedAt, finishedAt, status } = run;
  const end =
    finishedAt === null
      ? "not ended yet"
      : `${status === "stopped" ? "stopped" : "ended"} ${showTime(finishedAt)}${showDuration(startedAt, finishedAt)}`;
  return `Started ${showTime(startedAt)}, ${end}.`;
}

function costHeadline({ spending }: RunReport): ReportDocument["headlines"][number] {
  const { tokensPerAccepted, costPerAccepted, promptTokens, completionTokens } = spending;
  const total = `${formatCount(promptTokens + completionTokens)} tokens in all`;
  if (tokensPerAccepted === null)
    return {
      name: "tokens",
      value: formatCount(promptTokens + completionTokens),
      note: "nothing was accepted",
    };
  if (costPerAccepted === null)
    return { name: "tokens for each accepted", value: formatCount(tokensPerAccepted), note: total };
  return {
    name: "money for each accepted",
    value: formatMoney(costPerAccepted),
    note: `${formatCount(tokensPerAccepted)} tokens`,
  };
}

function queueSection(report: RunReport): Section {
  const { review, tasks, run, verdicts } = report;
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const entries = review.flatMap(({ task: id, priority, why, command }) => {
    const task = byId.get(id);
    const kind = REVIEW_ORDER[priority - 1];
    if (task === undefined || kind === undefined) return [];
    const accuracy = accuracyCell(task, run.band);
    return [
      {
        task: id,
        title: task.title,
        domain: task.domain,
        why,
        advice: REVIEW_ADVICE[kind],
        command,
        accuracy: accuracy.kind === "accuracy" ? accuracy : null,
      },
    ];
  });
  const blocks: readonly Block[] =
    entries.length === 0
      ? [
          {
            kind: "paragraph",
            text:
              verdicts.flagged === 0
                ? "Nothing is flagged."
                : "Nothing that is flagged waits for a decision.",
          },
        ]
      : [
          {
            kind: "paragraph",
            text: "What would harm training most if it were approved as it is comes first.",
          },
          { kind: "queue", entries },
        ];
  return { id: "review", title: "What to look at first", blocks };
}

const MOST_NAMED = 8;

function unfinishedSection({ unfinished, run }: RunReport): readonly Section[] {
  if (unfinished.length === 0) return [];
  const rows = unfinished.map(({ state, problem, tasks }) => [
    { kind: "text", text: state } as const,
    { kind: "number", text: formatCount(tasks.length) } as const,
    { kind: "text", text: problem ?? "" } as const,
    {
      kind: "text",
      text: `${tasks.slice(0, MOST_NAMED).join(", ")}${tasks.length > MOST_NAMED ? ` and ${formatCount(tasks.length - MOST_NAMED)} more` : ""}`,
    } as const,
  ]);
  const hint =
    run.status === "running"
      ? "The run had not ended when this was written."
      : "Resume with: npx campforge run --resume";
  return [
    {
      id: "unfinished",
      title: "Stopped or faulted",
      blocks: [
        {
          kind: "table",
          caption: "Tasks without a verdict",
          columns: [
            { name: "state", isNumber: false },
            { name: "tasks", isNumber: true },
            { name: "problem", isNumber: false },
            { name: "which", isNumber: false },
          ],
          rows,
          hasSum: false,
        },
        { kind: "paragraph", text: hint },
      ],
    },
  ];
}

function funnelSection(report: RunReport): Section {
  return {
    id: "funnel",
    title: "Funnel",
    blocks: [
      {
        kind: "chart",
        title: "How many tasks reached each stage",
        note: "A task counts where some draft of it came that far; judged and in band are about the draft that was decided on.",
        chart: { kind: "funnel", stages: listStages(report.funnel) },
      },
      roundTable(report),
    ],
  };
}

function accuracySection({ tasks, run }: RunReport): Section {
  const { band } = run;
  const points = tasks.flatMap(({ decisive, verdict }) =>
    decisive === null || verdict === null ? [] : [{ accuracy: decisive.mean, verdict }],
  );
  const levels = tasks.flatMap((task) =>
    task.levels.map(({ level, decision, mean, low, high, samples }) => ({
      level,
      decision,
      name: task.id,
      accuracy: { mean, low, high, samples },
    })),
  );
  return {
    id: "accuracy",
    title: "Judge accuracy",
    blocks: [
      {
        kind: "chart",
        title: "Bootcamps by accuracy on the level that speaks for them",
        note: `The band goes from ${formatAccuracy(band.low)} to ${formatAccuracy(band.high)}.`,
        chart: { kind: "histogram", points, band },
      },
      {
        kind: "chart",
        title: "Every level judged, with its interval",
        note: "The judge starts in the middle; above the band it tries a harder level next, below it an easier one.",
        chart: {
          kind: "levels",
          points: levels,
          band,
          levelCount: Math.max(1, ...tasks.map(({ levelCount }) => levelCount)),
        },
      },
    ],
  };
}

function spendingSection(report: RunReport): Section {
  const { spending } = report;
  const notes = [
    "The refiner is the author in its second and later rounds. Calls from the memo were paid by an earlier run; recordings cost nothing.",
    spending.estimated > 0
      ? `The endpoint did not say what ${countNoun(spending.estimated, "call", formatCount)} took: ${spending.estimated === 1 ? "its" : "their"} tokens are estimates.`
      : "",
    spending.cost !== null && spending.priced < spending.calls
      ? `Money is that of the ${formatCount(spending.priced)} of ${formatCount(spending.calls)} calls that have a price.`
      : "",
    spending.cost === null && spending.calls > 0 ? "No prices are configured, so no money is shown." : "",
  ];
  return {
    id: "calls",
    title: "Model calls",
    blocks: [
      spendingTable(report),
      { kind: "paragraph", text: notes.filter((note) => note !== "").join(" ") },
    ],
  };
}
