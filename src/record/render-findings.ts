import { type AdversaryReport, describeAdversary, shortcutOf } from "../core/judging/adversary-report.ts";
import { describeVerifier } from "../core/judging/second-verifier.ts";
import { type CriticReport, describeCritic } from "../core/judging/critic-report.ts";
import type { Finding } from "../core/judging/gate-finding.ts";
import { describeOracle, type OracleReport } from "../core/judging/oracle-report.ts";

/** A finding as lines: what was found, and the case or the quotations behind it. */
export function findingLines(finding: Finding): readonly string[] {
  switch (finding.gate) {
    case "oracle":
      return [...oracleLines(finding.report), ...verifierLines(finding.report)];
    case "critic":
      return criticLines(finding.report);
    case "adversary":
      return adversaryLines(finding.report);
  }
}

function oracleLines(report: OracleReport): readonly string[] {
  const heading = `  second oracle: ${describeOracle(report)}`;
  if (report.status !== "disputed") return [heading];
  const { level, index, prompt, reference, solverAnswer, classScore, open, why } = report.disputed;
  return [
    heading,
    `      level ${level}, case ${index}`,
    ...prompt.split("\n").map((line) => `      ${line}`),
    `      the class: ${reference}`,
    report.by === "checker"
      ? `      the class marks ${classScore} what the blind checker marks ${classScore === "right" ? "wrong" : "right"}: ${solverAnswer}`
      : `      ${report.by === "solver" ? "the blind solver" : "the reference solution"}: ${open === undefined ? solverAnswer : `none; left open: ${open}`}`,
    `      a third look: ${why}`,
  ];
}

/** What the two verifiers made of the same answers; nothing where nobody was asked for a second one. */
function verifierLines(report: OracleReport): readonly string[] {
  if (report.status === "not-asked" || report.verifier.status === "not-asked") return [];
  return [`  second verifier: ${describeVerifier(report.verifier)}`];
}

function adversaryLines(report: AdversaryReport): readonly string[] {
  const heading = `  adversary: ${describeAdversary(report)}`;
  if (report.status !== "scored" || report.paid === null || shortcutOf(report) === undefined)
    return [heading];
  const { level, index, prompt, response } = report.paid;
  return [
    heading,
    `      level ${level}, case ${index}`,
    ...prompt.split("\n").map((line) => `      ${line}`),
    `      the guess that is paid: ${response}`,
  ];
}

function criticLines(report: CriticReport): readonly string[] {
  const points =
    report.status === "reviewed"
      ? report.points.flatMap(({ kind, point, quote }) => [`      ${kind}: ${point}`, `        "${quote}"`])
      : [];
  return [`  ${describeCritic(report)}`, ...points];
}
