import type { DraftAddress } from "../core/draft/draft.ts";
import type { CriticReport } from "../core/judging/critic-report.ts";
import type { Finding } from "../core/judging/gate-finding.ts";
import type { OracleReport } from "../core/judging/oracle-report.ts";

/** What the second oracle and the critic reported on one draft. */
export type GateReports = { readonly oracle: OracleReport; readonly critic: CriticReport };

/**
 * Finds both reports on a draft among the findings on its task; a gate that left none was not asked, and none
 * was where there is no such draft.
 */
export function readGateReports(
  findings: readonly Finding[],
  draft: DraftAddress | null | undefined,
): GateReports {
  const on = findings.filter(({ line, round }) => line === draft?.line && round === draft.round);
  const oracle = on.flatMap((one) => (one.gate === "oracle" ? [one.report] : []))[0];
  const critic = on.flatMap((one) => (one.gate === "critic" ? [one.report] : []))[0];
  return { oracle: oracle ?? { status: "not-asked" }, critic: critic ?? { status: "not-asked" } };
}
