import { fillSlots, type Prompts } from "../../core/calls/prompts.ts";
import type { Diagnostic } from "../../core/draft/compile-report.ts";
import { cutText } from "../../core/text/cut-text.ts";
import { makeVisible } from "../../core/text/visible-text.ts";
import type { Feedback } from "./feedback.ts";
import { joinEvidence } from "./join-evidence.ts";

/** A reply without code that could be compiled. */
export function feedbackOnUnusableReply(reason: string, { refine }: Prompts): Feedback {
  return {
    finding: refine.unusableReply.text,
    evidence: fillSlots(refine.reason, { reason: cutText(makeVisible(reason), 1_000) }),
    standing: "fails",
  };
}

/** A module that the compiler, the contract or the policy refuses. */
export function feedbackOnDiagnostics(diagnostics: readonly Diagnostic[], prompts: Prompts): Feedback {
  const { refine } = prompts;
  const pieces = diagnostics.map(({ category, code, message, line, column, lineText }) => {
    const said = fillSlots(refine.diagnostic, {
      line,
      column,
      category,
      code,
      message: cutText(message, 900),
    });
    return makeVisible(lineText === "" ? said : `${said}\n    ${cutText(lineText, 300)}`);
  });
  return {
    finding: refine.doesNotCompile.text,
    evidence: joinEvidence(pieces, prompts),
    standing: "fails",
  };
}
