import type { CriticReport } from "../core/judging/critic-report.ts";
import type { DraftAddress } from "../core/draft/draft.ts";
import { criticReportSchema, oracleReportSchema } from "../core/judging/finding-schema.ts";
import type { OracleReport } from "../core/judging/oracle-report.ts";
import type { StoredFinding } from "../store/read-findings.ts";

/** What the second oracle and the critic reported on one draft. */
export type GateReports = { readonly oracle: OracleReport; readonly critic: CriticReport };

/**
 * Reads both reports on a draft out of the findings on its task; a gate that left none was not asked, and none
 * was where there is no such draft. Throws when a report is not of a shape that Campforge writes.
 */
export function readGateReports(
  findings: readonly StoredFinding[],
  draft: DraftAddress | undefined,
): GateReports {
  const reportOf = (gate: StoredFinding["gate"]): unknown => {
    const found = findings.find(
      (one) => one.gate === gate && one.line === draft?.line && one.round === draft.round,
    );
    return found === undefined ? { status: "not-asked" } : JSON.parse(found.report);
  };
  return {
    oracle: oracleReportSchema.parse(reportOf("oracle")),
    critic: criticReportSchema.parse(reportOf("critic")),
  };
}
