import { isSameDraft } from "../core/draft/draft.ts";
import type { RecordedRound } from "../core/draft/recorded-round.ts";
import { shortcutOf } from "../core/judging/adversary-report.ts";
import type { Finding } from "../core/judging/gate-finding.ts";
import type { StoredJudgement } from "../store/read-judgements.ts";
import type { ReportedDraft } from "./run-report.ts";

/** What the record has of the drafts of one task. */
export type RecordedDrafts = {
  readonly rounds: readonly RecordedRound[];
  readonly findings: readonly Finding[];
  readonly judgements: readonly StoredJudgement[];
};

/** What became of each draft of a task, in order of line and round. */
export function reportDrafts({ rounds, findings, judgements }: RecordedDrafts): readonly ReportedDraft[] {
  return rounds.map((draft): ReportedDraft => {
    const { line, round } = draft;
    const judged = judgements.find((one) => isSameDraft(one, draft))?.report.levels ?? [];
    return {
      line,
      round,
      ...testsOf(draft),
      found: findings.filter((one) => isSameDraft(one, draft)).flatMap(describeFinding),
      judged: judged.map(({ level, accuracy, attempts, decision }) => ({
        level,
        mean: accuracy.mean,
        attempts,
        decision,
      })),
    };
  });
}

function testsOf(draft: RecordedRound): Pick<ReportedDraft, "outcome" | "stoppedBy" | "remarks"> {
  switch (draft.status) {
    case "unusable-reply":
      return { outcome: "no usable reply", stoppedBy: [draft.reason], remarks: [] };
    case "not-compiled": {
      const messages = draft.diagnostics.map(({ message }) => message.split("\n")[0] ?? "");
      return { outcome: "does not compile", stoppedBy: messages.slice(0, 3), remarks: [] };
    }
    case "tested": {
      const named = (status: "failed" | "warned"): string[] =>
        draft.checks.flatMap((check) => (check.status === status ? [check.name] : []));
      const stoppedBy = named("failed");
      const remarks = [...named("warned"), ...(draft.stands === undefined ? [] : ["left as it is"])];
      const outcome = stoppedBy.length > 0 ? "stopped" : remarks.length > 0 ? "remarks" : "passed";
      return { outcome, stoppedBy, remarks };
    }
  }
}

/** What a gate found that needs a model, in a few words. */
function describeFinding(finding: Finding): readonly string[] {
  switch (finding.gate) {
    case "oracle":
      switch (finding.report.status) {
        case "not-asked":
          return [];
        case "confirmed":
          return ["truth confirmed"];
        case "unconfirmed":
          return ["truth unconfirmed"];
        case "disputed":
          return [finding.report.ruling];
      }
    case "adversary":
      return shortcutOf(finding.report) === undefined ? [] : ["a shortcut pays"];
    case "critic": {
      const { report } = finding;
      if (report.status !== "reviewed") return [];
      const points =
        report.points.length === 0 ? "" : ` (${report.points.map(({ kind }) => kind).join(", ")})`;
      return [`critic ${report.faithful} of 4${points}`];
    }
  }
}
