import { type CriticReport, describeCritic } from "../core/judging/critic-report.ts";
import type { Finding } from "../core/judging/gate-finding.ts";
import { describeOracle, type OracleReport } from "../core/judging/oracle-report.ts";

/** A finding as lines: what was found, and the case or the quotations behind it. */
export function findingLines(finding: Finding): readonly string[] {
  return finding.gate === "oracle" ? oracleLines(finding.report) : criticLines(finding.report);
}

function oracleLines(report: OracleReport): readonly string[] {
  const heading = `  second oracle: ${describeOracle(report)}`;
  if (report.status !== "disputed") return [heading];
  const { level, index, prompt, reference, solverAnswer, classScore, why } = report.disputed;
  return [
    heading,
    `      level ${level}, case ${index}`,
    ...prompt.split("\n").map((line) => `      ${line}`),
    `      the class: ${reference}`,
    report.by === "checker"
      ? `      the class marks ${classScore} what the blind checker marks ${classScore === "right" ? "wrong" : "right"}: ${solverAnswer}`
      : `      ${report.by === "solver" ? "the blind solver" : "the reference solution"}: ${solverAnswer}`,
    `      a third look: ${why}`,
  ];
}

function criticLines(report: CriticReport): readonly string[] {
  const points =
    report.status === "reviewed"
      ? report.points.flatMap(({ kind, point, quote }) => [`      ${kind}: ${point}`, `        "${quote}"`])
      : [];
  return [`  ${describeCritic(report)}`, ...points];
}
