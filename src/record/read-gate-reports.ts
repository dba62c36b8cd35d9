import { type DraftAddress, isSameDraft } from "../core/draft/draft.ts";
import type { AdversaryReport } from "../core/judging/adversary-report.ts";
import type { CriticReport } from "../core/judging/critic-report.ts";
import type { Finding } from "../core/judging/gate-finding.ts";
import type { OracleReport } from "../core/judging/oracle-report.ts";

/** What the second oracle, the critic and the adversary reported on one draft. */
export type GateReports = {
  readonly oracle: OracleReport;
  readonly critic: CriticReport;
  readonly adversary: AdversaryReport;
};

/**
 * Finds their reports on a draft among the findings on its task; a gate that left none was not asked, and none
 * was where there is no such draft.
 */
export function readGateReports(
  findings: readonly Finding[],
  draft: DraftAddress | null | undefined,
): GateReports {
  const on = findings.filter((one) => isSameDraft(one, draft));
  const oracle = on.flatMap((one) => (one.gate === "oracle" ? [one.report] : []))[0];
  const critic = on.flatMap((one) => (one.gate === "critic" ? [one.report] : []))[0];
  const adversary = on.flatMap((one) => (one.gate === "adversary" ? [one.report] : []))[0];
  const none = { status: "not-asked" } as const;
  return { oracle: oracle ?? none, critic: critic ?? none, adversary: adversary ?? none };
}
