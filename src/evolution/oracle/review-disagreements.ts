import type { TestedRound } from "../../core/draft/draft.ts";
import type { DisputedTruth, TruthRuling } from "../../core/judging/oracle-report.ts";
import type { Work } from "../line/work.ts";
import { type Disagreement, type Settled, settleDispute } from "./settle-dispute.ts";

/** Disagreements that get a third look in each turn, the smallest of those that had none. */
export const LOOKS = 3;

/** What third looks have settled so far, by case and answer. A program's next version inherits it. */
export type Looked = Map<string, Settled>;

/** What third looks make of the disagreements of one run. */
export type DisagreementReview =
  | { readonly status: "no disagreement" | "no ruling" }
  | { readonly status: "class"; readonly ruling: TruthRuling; readonly disputed: DisputedTruth }
  | { readonly status: "program"; readonly disagreement: Disagreement; readonly why: string };

/**
 * Takes third looks at the smallest disagreements. Those that an earlier turn has settled get none again: a
 * program that is wrong here and there must not hide a class that is wrong elsewhere.
 */
export async function reviewDisagreements(
  disagreements: readonly Disagreement[],
  looked: Looked,
  about: { readonly round: TestedRound; readonly work: Work },
): Promise<DisagreementReview> {
  if (disagreements.length === 0) return { status: "no disagreement" };
  const isOpen = (one: Disagreement): boolean => !looked.has(keyOf(one));
  const known = disagreements.flatMap((one) => looked.get(keyOf(one)) ?? []);
  const fresh: Settled[] = [];
  for (const disagreement of disagreements.filter(isOpen).slice(0, LOOKS)) {
    const settled = await settleDispute(disagreement, about.round, about.work);
    looked.set(keyOf(disagreement), settled);
    if (settled.status === "class") return settled;
    fresh.push(settled);
  }
  return [...fresh, ...known].find(({ status }) => status === "program") ?? { status: "no ruling" };
}

/** A difference by its case and answer. */
export const keyOf = ({ drawn, response }: Disagreement): string => JSON.stringify([drawn.prompt, response]);
