import { makeVisibleLine } from "../../core/text/visible-text.ts";

/** The longest name of a reviewer, in characters. */
export const MAX_REVIEWER = 80;

/** A name as decisions may carry it: one line, nothing unseen, trimmed; null when it is none. */
export function readReviewer(given: string): string | null {
  const name = given.trim();
  return name !== "" && name.length <= MAX_REVIEWER && makeVisibleLine(name) === name ? name : null;
}
