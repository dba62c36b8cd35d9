import type { Decision } from "../../core/review/decision.ts";
import { makeVisibleLine } from "../../core/text/visible-text.ts";
import { paint } from "../../core/text/paint.ts";
import { quoteForShell } from "../../core/text/quote-for-shell.ts";
import type { ReviewedTask } from "./review-rows.ts";

/** Digits of a hash that are enough to tell by whether something has changed since. */
const SHOWN_DIGITS = 12;

const WHY_NOT = "What each reason means, and what to do about it: docs/why-rejected.md";

/** Where a task stands with its reviewers, every decision about it, and how to decide about what is shown. */
export function reviewLines(
  { content, history, review }: ReviewedTask,
  about: { readonly run: number; readonly id: string; readonly db: string },
): readonly string[] {
  if (content === null) return history.length === 0 ? [] : [...heading("Review"), ...pastLines(history), ""];
  const seen = content.seen.slice(0, SHOWN_DIGITS);
  const wish = content.verdict === "rejected" ? "send-back" : "approve";
  const note = wish === "send-back" ? " --note TEXT" : "";
  return [
    ...heading(`Review: ${review ?? ""}`),
    ...pastLines(history),
    ...(review === "open"
      ? [
          `  npx campforge ${wish} ${about.run}/${about.id}${note} --seen ${seen} --db ${quoteForShell(about.db)}    decides about what is shown here`,
        ]
      : []),
    ...(content.verdict === "accepted" ? [] : [`  ${WHY_NOT}`]),
    "",
  ];
}

const heading = (text: string): readonly string[] => [paint("bold", text)];

function pastLines(history: readonly Decision[]): readonly string[] {
  return history.map(({ id, kind, line, round, reviewer, note, undoes, at }) => {
    const what = undoes === null ? `${kind} of line ${line}, round ${round}` : `undo of decision ${undoes}`;
    const why = note === null ? "" : `: ${makeVisibleLine(note)}`;
    return `  ${id}  ${at}  ${makeVisibleLine(reviewer)}  ${what}${why}`;
  });
}
