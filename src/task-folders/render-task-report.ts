import { modelName } from "../core/calls/model-config.ts";
import type { RecordedRound } from "../core/draft/recorded-round.ts";
import { countNoun } from "../core/text/count-noun.ts";
import { type AdversaryReport, describeAdversary, shortcutOf } from "../core/judging/adversary-report.ts";
import { describeVerifier } from "../core/judging/second-verifier.ts";
import { describeCritic } from "../core/judging/critic-report.ts";
import type { CriticReport } from "../core/judging/critic-report.ts";
import type { JudgeReport } from "../core/judging/judge-report.ts";
import { describeLevelTrend, testLevelTrend } from "../core/judging/level-trend.ts";
import { describeOracle, type OracleReport } from "../core/judging/oracle-report.ts";
import { toldParts } from "../core/checks/told-parts.ts";
import type { Check, Counterexample } from "../core/checks/unit-test-report.ts";
import { formatAccuracy } from "../core/text/format-number.ts";
import { codeBlock, escapeMarkdown, inlineCode } from "../core/text/markdown.ts";
import { verdictReasons } from "../core/verdict/decide-verdict.ts";
import type { DecidedTask } from "./read-decided-task.ts";

/** What became of a task, as Markdown: verdict, checks, second oracle, shortcut, critic, judge. */
export function renderTaskReport(decided: DecidedTask): string {
  const { task, run, rounds, decisive, plan } = decided;
  const about =
    decisive === undefined
      ? "No draft was written"
      : `The verdict is about line ${decisive.line}, round ${decisive.round} (${countNoun(rounds, "draft")} in all)`;
  const lines = [
    `# ${escapeMarkdown(task.title)}`,
    "",
    `Task ${inlineCode(task.id)}, domain ${inlineCode(task.domain)}, run ${run}.`,
    "",
    ...verdictLines(decided),
    `${about}. Author ${inlineCode(modelName(plan.author))}, judge ${inlineCode(modelName(plan.judge))}, seed ${plan.seed}.`,
    "",
    ...section("Checks", checkLines(decisive)),
    ...section("Second oracle", oracleLines(decided.oracle)),
    ...section("Shortcut", adversaryLines(decided.adversary)),
    ...section("Critic", criticLines(decided.critic)),
    ...section("Judge", judgeLines(decided.judged)),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

const section = (title: string, lines: readonly string[]): readonly string[] => [
  `## ${title}`,
  "",
  ...lines,
  "",
];

function verdictLines({ verdict }: DecidedTask): readonly string[] {
  const reasons = verdictReasons(verdict).map((reason) => `- ${escapeMarkdown(reason)}`);
  const level = verdict.status === "accepted" ? ` at level ${verdict.level}` : "";
  return [`**Verdict: ${verdict.status}${level}**`, "", ...(reasons.length === 0 ? [] : [...reasons, ""])];
}

function checkLines(round: RecordedRound | undefined): readonly string[] {
  switch (round?.status) {
    case undefined:
      return ["No draft came to be tested."];
    case "unusable-reply":
      return [`The reply held no usable class: ${escapeMarkdown(round.reason)}`];
    case "not-compiled":
      return [
        "The class does not compile:",
        "",
        codeBlock(
          round.diagnostics
            .map(({ line, column, category, message }) => `${line}:${column} ${category} error: ${message}`)
            .join("\n"),
        ),
      ];
    case "tested":
      return [
        "| check | result | detail |",
        "| --- | --- | --- |",
        ...round.checks.map(
          (check) => `| ${check.name} | ${check.status} | ${escapeMarkdown(detailOf(check))} |`,
        ),
        ...round.checks.flatMap(counterexampleLines),
        ...(round.stands === undefined
          ? []
          : ["", `Its author weighed the remarks and left it as it is: ${escapeMarkdown(round.stands)}`]),
      ];
  }
}

const detailOf = (check: Check): string =>
  check.status === "waived" ? `${check.detail} (waived because: ${check.reason})` : check.detail;

/** The first counterexample of each check that objects. */
function counterexampleLines(check: Check): readonly string[] {
  const [first] = "counterexamples" in check ? check.counterexamples : [];
  return first === undefined ? [] : ["", `${check.name}:`, "", codeBlock(counterexampleText(first))];
}

function counterexampleText(example: Counterexample): string {
  const places = (["level", "seed", "index", "line"] as const).flatMap((name) =>
    example[name] === undefined ? [] : [`${name}: ${example[name]}`],
  );
  return [...places, ...toldParts(example).map(({ name, text }) => `${name}: ${text}`)].join("\n");
}

function oracleLines(oracle: OracleReport): readonly string[] {
  const isVerified = oracle.status !== "not-asked" && oracle.verifier.status !== "not-asked";
  const verified = isVerified
    ? ["", `Second verifier: ${escapeMarkdown(describeVerifier(oracle.verifier))}`]
    : [];
  const said = escapeMarkdown(describeOracle(oracle));
  if (oracle.status !== "disputed") return [said, ...verified];
  const { level, index, prompt, reference, solverAnswer, open, why } = oracle.disputed;
  return [
    said,
    "",
    `Level ${level}, case ${index}:`,
    "",
    codeBlock(prompt),
    "",
    `- the class: ${inlineCode(reference)}`,
    `- the other program: ${open === undefined ? inlineCode(solverAnswer) : `none; left open: ${escapeMarkdown(open)}`}`,
    `- the arbiter: ${escapeMarkdown(why)}`,
    ...verified,
  ];
}

function adversaryLines(adversary: AdversaryReport): readonly string[] {
  const said = escapeMarkdown(describeAdversary(adversary));
  if (adversary.status !== "scored" || adversary.paid === null || shortcutOf(adversary) === undefined)
    return [said];
  const { level, index, prompt, response } = adversary.paid;
  return [
    said,
    "",
    `Level ${level}, case ${index}:`,
    "",
    codeBlock(prompt),
    "",
    `- the guess that is paid: ${inlineCode(response)}`,
  ];
}

function criticLines(critic: CriticReport): readonly string[] {
  const points = critic.status === "reviewed" ? critic.points : [];
  return [
    escapeMarkdown(describeCritic(critic)),
    ...(points.length === 0 ? [] : [""]),
    ...points.map(({ kind, point, quote }) => `- ${kind}: ${escapeMarkdown(point)} (${inlineCode(quote)})`),
  ];
}

function judgeLines(judged: JudgeReport | null): readonly string[] {
  if (judged === null) return ["No draft came to be judged."];
  const rows = judged.levels.map(({ level, accuracy, attempts, decision }) => {
    const interval = `${formatAccuracy(accuracy.low)} to ${formatAccuracy(accuracy.high)}`;
    return `| ${level} | ${formatAccuracy(accuracy.mean)} | ${interval} | ${attempts} | ${decision} |`;
  });
  const { dispute, levels } = judged;
  return [
    "| level | accuracy | 95% interval | attempts | decision |",
    "| ---: | ---: | --- | ---: | --- |",
    ...rows,
    ...(levels.length > 1 ? ["", escapeMarkdown(describeLevelTrend(testLevelTrend(levels)))] : []),
    ...(dispute.status === "not-asked" ? [] : ["", `Disputed: ${dispute.status}.`]),
  ];
}
