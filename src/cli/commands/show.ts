import { isSameDraft } from "../../core/draft/draft.ts";
import { countNoun } from "../../core/text/count-noun.ts";
import type { JudgeReport } from "../../core/judging/judge-report.ts";
import { describeLevelTrend, testLevelTrend } from "../../core/judging/level-trend.ts";
import type { RecordedRound } from "../../core/draft/recorded-round.ts";
import type { Finding } from "../../core/judging/gate-finding.ts";
import type { StoredSample } from "../../store/read-results.ts";
import { EXIT } from "../../core/run/exit-codes.ts";
import { requireTask } from "../../record/find-task.ts";
import { readRecord } from "../../record/open-record.ts";
import { paint } from "../../core/text/paint.ts";
import { type UnusableReply, unusableReplies } from "../../record/unusable-replies.ts";
import { cutText } from "../../core/text/cut-text.ts";
import { findingLines } from "../../record/render-findings.ts";
import type { TaskSummary } from "../../record/summarize-run.ts";
import { counterexampleLines } from "./check.ts";
import { print, printJson } from "../output/print.ts";
import { quoteForShell } from "../../core/text/quote-for-shell.ts";
import { reviewLines } from "../../review/queue/render-review.ts";
import { readReviewed, type ReviewedTask } from "../../review/queue/review-rows.ts";

export type ShowOptions = { readonly db: string; readonly json?: boolean; readonly code?: boolean };

/** Shows one task: its verdict, each round with what was wrong, the judge's accuracy and samples, the class. */
export function show(id: string, options: ShowOptions): number {
  const store = readRecord(options.db);
  try {
    const { run, task } = requireTask(store, id);
    const rounds = store.rounds(run, task.id);
    const [{ judged, decisive: address } = { judged: null, decisive: null }] = store.results(run, task.id);
    const decisive = rounds.find((one) => isSameDraft(one, address)) ?? rounds.at(-1);
    const findings = store.findings(run, task.id);
    const unusable = unusableReplies(store, { run, task: task.id, rounds });
    const samples = store.samples(run, task.id).filter((one) => isSameDraft(one, decisive));
    const description = store.tasks(run, task.id)[0]?.task.description ?? "";
    const reviewed = readReviewed(store, run, task.id);
    if (options.code === true) print(decisive?.source ?? "");
    else if (options.json === true) {
      printJson(
        {
          run,
          ...task,
          description,
          // Whose they are stands once, above them.
          rounds: rounds.map((round) => ({ ...round, task: undefined })),
          unusableReplies: unusable,
          findings,
          judged,
          samples,
          review: reviewed.review,
          seen: reviewed.content?.seen ?? null,
          decisions: reviewed.history,
        },
        2,
      );
    } else
      print(
        render({
          run,
          task,
          rounds,
          unusable,
          findings,
          judged,
          samples,
          decisive,
          reviewed,
          db: options.db,
        }),
      );
    return EXIT.done;
  } finally {
    store.close();
  }
}

type Shown = {
  readonly run: number;
  readonly task: TaskSummary;
  readonly rounds: readonly RecordedRound[];
  readonly unusable: readonly UnusableReply[];
  readonly findings: readonly Finding[];
  readonly db: string;
  readonly judged: JudgeReport | null;
  readonly samples: readonly StoredSample[];
  readonly decisive: RecordedRound | undefined;
  readonly reviewed: ReviewedTask;
};

function render(shown: Shown): string {
  const { run, task, rounds, unusable, findings, judged, samples, decisive, reviewed, db } = shown;
  const verdict = task.verdict ?? task.state;
  const reasons = task.reasons.map((reason) => `  ${reason}`);
  const lines = [
    paint("bold", `${task.title} (${task.id}, ${task.domain}, run ${run})`),
    `${verdict}${reasons.length > 0 ? ":" : ""}`,
    ...reasons,
    "",
    ...rounds.flatMap((round) => [
      ...renderRound(round, round === decisive),
      ...unusable.filter((one) => isSameDraft(one, round)).flatMap(unusableLines),
      ...findings.filter((one) => isSameDraft(one, round)).flatMap(findingLines),
      "",
    ]),
    ...(judged === null ? [] : renderJudge(judged)),
    ...renderSample(samples),
    ...reviewLines(reviewed, { run, id: task.id, db }),
    decisive?.source === null || decisive === undefined
      ? ""
      : `The class: npx campforge show ${run}/${task.id} --code --db ${quoteForShell(db)}`,
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

/** What is shown of a reply without usable code, in characters. */
const MOST_SAID = 1_200;

function unusableLines({ turn, said }: UnusableReply): readonly string[] {
  const lines = cutText(said, MOST_SAID).split("\n");
  return [`  turn ${turn} brought no usable code; its author said:`, ...lines.map((line) => `      ${line}`)];
}

function renderRound(round: RecordedRound, isDecisive: boolean): readonly string[] {
  const heading = paint(
    "bold",
    `Line ${round.line}, round ${round.round}${isDecisive ? " (the verdict is about this one)" : ""}`,
  );
  switch (round.status) {
    case "unusable-reply":
      return [heading, `  no usable reply: ${round.reason}`];
    case "not-compiled":
      return [
        heading,
        ...round.diagnostics.flatMap(({ line, column, category, message, lineText }) => [
          `  ${line}:${column} ${category} error: ${message}`,
          ...(lineText === "" ? [] : [`      ${lineText}`]),
        ]),
      ];
    case "tested": {
      const count = (status: string): number =>
        round.checks.filter((check) => check.status === status).length;
      const bad = round.checks.filter((check) => "counterexamples" in check);
      return [
        heading,
        `  ${countNoun(count("passed"), "test")} passed, ${count("warned")} warned, ${count("failed")} failed${count("waived") === 0 ? "" : `, ${count("waived")} waived`}`,
        ...(round.stands === undefined ? [] : [`  its author left it as it is: ${round.stands}`]),
        ...bad.flatMap((check) => [
          `  ${check.status}: ${check.name}: ${check.detail}`,
          ...(check.status === "waived" ? [`      waived because: ${check.reason}`] : []),
          ...check.counterexamples
            .slice(0, 1)
            .flatMap(counterexampleLines)
            .map((line) => `      ${line.replaceAll("\n", "\n      ")}`),
        ]),
      ];
    }
  }
}

function renderJudge({ levels, dispute }: JudgeReport): readonly string[] {
  const lines = levels.map(({ level, decision, accuracy, attempts, truncated, empty }) => {
    const interval = `${accuracy.low.toFixed(2)} to ${accuracy.high.toFixed(2)}`;
    const lost = truncated + empty > 0 ? `, ${truncated} cut off, ${empty} empty` : "";
    return `  level ${level}: accuracy ${accuracy.mean.toFixed(2)} (95%: ${interval}), ${countNoun(attempts, "attempt")}${lost}: ${decision}`;
  });
  const disputed =
    dispute.status === "not-asked"
      ? []
      : [
          `  disputed: ${dispute.status}`,
          ...dispute.cases.map(
            ({ index, reference, answers, agreed }) =>
              `    case ${index}: ${answers.join(" | ")}${agreed === null ? "" : `  → agreed on ${agreed}`}; the class's answer: ${reference}`,
          ),
        ];
  const trend = levels.length > 1 ? [`  ${describeLevelTrend(testLevelTrend(levels))}`] : [];
  return [paint("bold", "Judge"), ...lines, ...trend, ...disputed, ""];
}

function renderSample(samples: readonly StoredSample[]): readonly string[] {
  const wrong = samples.find(({ score }) => score === 0) ?? samples[0];
  if (wrong === undefined) return [];
  return [
    paint(
      "bold",
      `A sample: level ${wrong.level}, case ${wrong.index}, ${wrong.status}${wrong.score === null ? "" : `, score ${wrong.score}`}`,
    ),
    ...(wrong.response ?? wrong.detail ?? "")
      .split("\n")
      .slice(0, 24)
      .map((line) => `  ${line}`),
    "",
  ];
}
