import { fillSlots, type Prompts } from "../../core/calls/prompts.ts";
import type { CriticReport } from "../../core/judging/critic-report.ts";
import { cutText } from "../../core/text/cut-text.ts";
import { makeVisible } from "../../core/text/visible-text.ts";
import { type Feedback, MAX_EVIDENCE } from "./feedback.ts";
import { joinEvidence } from "./join-evidence.ts";

/** A draft that a critic objects to. Its points are a model's, and the author is told so. */
export function feedbackOnCritic(
  { faithful, points }: CriticReport & { readonly status: "reviewed" },
  prompts: Prompts,
): Feedback {
  const { criticism, criticalPoint } = prompts["class-feedback"];
  const pieces = points.map(({ kind, point, quote }) =>
    fillSlots(criticalPoint, {
      kind,
      point: cutText(makeVisible(point), 500),
      quote: cutText(makeVisible(quote), 300),
    }),
  );
  return {
    finding: fillSlots(criticism, { faithful }),
    evidence: joinEvidence(pieces, prompts),
    standing: "may stand",
  };
}

/** A draft that a person read and sent back with a note. */
export function feedbackOnSendBack(note: string, prompts: Prompts): Feedback {
  return {
    finding: prompts["class-feedback"].sentBack.text,
    evidence: cutText(makeVisible(note), MAX_EVIDENCE),
    standing: "fails",
  };
}
