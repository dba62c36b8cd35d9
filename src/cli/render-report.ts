import type { RoundCounts } from "./count-rounds.ts";
import type { RunSummary, TaskSummary } from "./summarize-run.ts";
import { makeVisibleLine } from "../core/visible-text.ts";

/** What a report says, as data. */
export type RunReport = RunSummary & {
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly status: string;
  readonly versions: unknown;
  readonly rounds: readonly RoundCounts[];
};

/** The report on a run as Markdown; `db` is where its tasks can be looked at. */
export function renderReport(report: RunReport, db: string): string {
  return [
    `# Run ${report.run}`,
    "",
    `Begun ${report.startedAt}, ${report.finishedAt === null ? "not ended" : `ended ${report.finishedAt}`}, ${report.status}. Versions: ${JSON.stringify(report.versions)}.`,
    "",
    "## Verdicts",
    "",
    table(["domain", "accepted", "flagged", "rejected", "undecided"], countByDomain(report.tasks)),
    "",
    "## What to look at first",
    "",
    ...worthALook(report.tasks, db),
    "",
    "## Funnel",
    "",
    table(["described", "compiled", "runs", "tested", "judged", "accepted"], [Object.values(report.funnel)]),
    "",
    "Each stage counts the tasks of which some draft reached it.",
    "",
    "## Drafts by round",
    "",
    table(
      ["round", "drafts", "with simplification keywords", "problematic"],
      report.rounds.map(({ round, drafts, simplified, problematic }) => [
        round,
        drafts,
        share(simplified, drafts),
        share(problematic, drafts),
      ]),
    ),
    "",
    "Problematic drafts are unusable, do not compile, or fail a test.",
    "",
    "## Judge accuracy",
    "",
    "```",
    histogram(report.tasks),
    "```",
    "",
    "## Model calls",
    "",
    table(
      ["role", "from", "calls", "prompt tokens", "completion tokens", "cost"],
      report.calls.map(({ role, origin, calls, promptTokens, completionTokens, cost }) => [
        role,
        origin,
        calls,
        promptTokens,
        completionTokens,
        cost ?? "no prices",
      ]),
    ),
    "",
    "The refiner is the author in its second and later rounds.",
    "",
    costLine(report),
    "",
    "## Tasks",
    "",
    table(
      ["task", "domain", "rounds", "accuracy", "verdict", "why"],
      report.tasks.map((task) => [
        task.id,
        task.domain,
        task.rounds,
        accuracyText(task),
        task.verdict ?? task.state,
        task.reasons.join("; "),
      ]),
    ),
    "",
  ].join("\n");
}

/** A text as Markdown that says the same on one line: reasons may quote a model, whose markup is not ours. */
const markdownText = (text: string): string =>
  makeVisibleLine(text).replace(/[\\`*_[\]<>|]/g, (mark) => `\\${mark}`);

const count = (among: readonly TaskSummary[], verdict: TaskSummary["verdict"]): number =>
  among.filter((task) => task.verdict === verdict).length;

type CellValue = string | number;

function table(heading: readonly string[], rows: readonly (readonly CellValue[])[]): string {
  const line = (cells: readonly CellValue[]): string =>
    `| ${cells.map((cell) => markdownText(String(cell))).join(" | ")} |`;
  return [line(heading), line(heading.map(() => "---")), ...rows.map(line)].join("\n");
}

function countByDomain(tasks: readonly TaskSummary[]): readonly (readonly CellValue[])[] {
  const domains = [...new Set(tasks.map(({ domain }) => domain))].sort();
  const row = (name: string, among: readonly TaskSummary[]): readonly CellValue[] => [
    name,
    count(among, "accepted"),
    count(among, "flagged"),
    count(among, "rejected"),
    count(among, null),
  ];
  return [
    ...domains.map((domain) =>
      row(
        domain,
        tasks.filter((task) => task.domain === domain),
      ),
    ),
    row("all", tasks),
  ];
}

function worthALook(tasks: readonly TaskSummary[], db: string): readonly string[] {
  const flagged = tasks.filter(({ verdict }) => verdict === "flagged");
  if (flagged.length === 0) return ["Nothing is flagged."];
  return flagged.map(
    (task) =>
      `- ${task.id}: ${markdownText(task.reasons.join("; "))} (\`npx campforge show ${task.id} --db ${db}\`)`,
  );
}

const share = (part: number, whole: number): string =>
  `${part} (${((100 * part) / Math.max(1, whole)).toFixed(0)}%)`;

function accuracyText({ accuracy }: TaskSummary): string {
  if (accuracy === null) return "";
  return `${accuracy.mean.toFixed(2)} (${accuracy.low.toFixed(2)} to ${accuracy.high.toFixed(2)}, ${accuracy.samples} at level ${accuracy.level})`;
}

const BINS = 10;

/** Tasks by judge accuracy, in tenths. */
function histogram(tasks: readonly TaskSummary[]): string {
  const means = tasks.flatMap(({ accuracy }) => (accuracy === null ? [] : [accuracy.mean]));
  return Array.from({ length: BINS }, (_, bin) => {
    const count = means.filter((mean) => Math.min(BINS - 1, Math.floor(mean * BINS)) === bin).length;
    return `${(bin / BINS).toFixed(1)} to ${((bin + 1) / BINS).toFixed(1)}  ${"█".repeat(count)} ${count}`;
  }).join("\n");
}

function costLine({ calls, tasks }: RunReport): string {
  const costs = calls.flatMap(({ cost }) => (cost === null ? [] : [cost]));
  const tokens = calls.reduce((sum, one) => sum + one.promptTokens + one.completionTokens, 0);
  const accepted = tasks.filter(({ verdict }) => verdict === "accepted").length;
  if (accepted === 0) return `${tokens} tokens; nothing was accepted.`;
  const money =
    costs.length === 0
      ? ""
      : `, ${(costs.reduce((sum, cost) => sum + cost, 0) / accepted).toFixed(4)} in money`;
  return `For each accepted task: ${Math.round(tokens / accepted)} tokens${money}.`;
}
