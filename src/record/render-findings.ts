import { describeCritic } from "../core/judging/critic-report.ts";
import { criticReportSchema, oracleReportSchema } from "../core/judging/finding-schema.ts";
import { describeOracle } from "../core/judging/oracle-report.ts";
import type { StoredFinding } from "../store/read-findings.ts";

/** A finding as lines: what was found, and the case or the quotations behind it. */
export function findingLines(finding: StoredFinding): readonly string[] {
  const report: unknown = JSON.parse(finding.report);
  return finding.gate === "oracle" ? oracleLines(report) : criticLines(report);
}

function oracleLines(stored: unknown): readonly string[] {
  const report = oracleReportSchema.parse(stored);
  const heading = `  second oracle: ${describeOracle(report)}`;
  if (report.status !== "disputed") return [heading];
  const { level, index, prompt, reference, solverAnswer, classScore, why } = report.disputed;
  return [
    heading,
    `      level ${level}, case ${index}`,
    ...prompt.split("\n").map((line) => `      ${line}`),
    `      the class: ${reference}`,
    report.by === "checker"
      ? `      the class pays ${classScore === "right" ? "in full" : "nothing"} for what the blind checker holds ${classScore === "right" ? "wrong" : "right"}: ${solverAnswer}`
      : `      ${report.by === "solver" ? "the blind solver" : "the reference solution"}: ${solverAnswer}`,
    `      a third look: ${why}`,
  ];
}

function criticLines(stored: unknown): readonly string[] {
  const report = criticReportSchema.parse(stored);
  const points =
    report.status === "reviewed"
      ? report.points.flatMap(({ kind, point, quote }) => [`      ${kind}: ${point}`, `        "${quote}"`])
      : [];
  return [`  ${describeCritic(report)}`, ...points];
}
