import { type Html, html } from "../../charts/html.ts";
import type { ReviewState } from "../../core/review/decision.ts";

const STATES: Readonly<Record<ReviewState, string>> = {
  open: "to review",
  approved: "approved",
  rejected: "rejected by a reviewer",
  "sent-back": "sent back",
};

/** A verdict, or the state of a task that has none. */
export const verdictBadge = (name: string): Html => html`<span class="badge verdict-${name}">${name}</span>`;

/** Where a task stands with its reviewers. */
export const reviewBadge = (state: ReviewState): Html =>
  html`<span class="badge review-${state}">${STATES[state]}</span>`;
