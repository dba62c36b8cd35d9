import type { TestedRound } from "../../core/draft/draft.ts";
import type { DisputedTruth, TruthRuling } from "../../core/judging/oracle-report.ts";
import type { Work } from "../line/work.ts";
import { type Disagreement, type Settled, settleDispute } from "./settle-dispute.ts";

/** Disagreements that get a third look in each turn, the smallest of those that had none. */
export const LOOKS = 3;

/**
 * What third looks at a class have settled so far, by prompt and response, whichever program they were about: solver,
 * verifier and the next versions of both share it, so that nobody works the same answer through twice.
 */
export type Looked = Map<string, Map<string, Settled>>;

/** What third looks make of the disagreements of one run. */
export type DisagreementReview =
  | { readonly status: "no disagreement" | "no ruling" }
  | { readonly status: "class"; readonly ruling: TruthRuling; readonly disputed: DisputedTruth }
  | { readonly status: "program"; readonly disagreement: Disagreement; readonly why: string };

/**
 * Takes third looks at the smallest disagreements, one a case. Those that an earlier turn has settled get none again: a
 * program that is wrong here and there must not hide a class that is wrong elsewhere.
 */
export async function reviewDisagreements(
  disagreements: readonly Disagreement[],
  looked: Looked,
  about: { readonly round: TestedRound; readonly work: Work },
): Promise<DisagreementReview> {
  if (disagreements.length === 0) return { status: "no disagreement" };
  const known = disagreements.flatMap((one) => settledOf(one, looked) ?? []);
  const fresh: Settled[] = [];
  for (const disagreement of chooseLooks(disagreements, looked)) {
    const settled = await settleDispute(disagreement, about.round, about.work);
    const { drawn, response } = disagreement;
    looked.set(drawn.prompt, new Map([...(looked.get(drawn.prompt) ?? []), [response, settled]]));
    if (settled.status === "class") return settled;
    fresh.push(settled);
  }
  return [...fresh, ...known].find(({ status }) => status === "program") ?? { status: "no ruling" };
}

/**
 * The first disagreement of each of a few cases of which no ruling is known. Another answer to a case that was ruled on
 * is looked at only where no other case is left, one a turn: it is a question of its own.
 */
function chooseLooks(disagreements: readonly Disagreement[], looked: Looked): readonly Disagreement[] {
  const open = disagreements.filter((one) => isOpen(one, looked));
  const firsts = [...Map.groupBy(open, ({ drawn }) => drawn.prompt)].flatMap(([prompt, [first]]) => {
    const isRuledOn = [...(looked.get(prompt)?.values() ?? [])].some(({ status }) => status !== "no ruling");
    return first === undefined || isRuledOn ? [] : [first];
  });
  return firsts.length > 0 ? firsts.slice(0, LOOKS) : open.slice(0, 1);
}

/** Whether nobody has looked at it, or the look was of the other kind, and its reply no ruling. */
function isOpen(one: Disagreement, looked: Looked): boolean {
  const settled = settledOf(one, looked);
  return settled === undefined || (settled.status === "no ruling" && settled.isGiven !== one.isGiven);
}

/** What a third look has made of a case and answer; undefined where there was none. */
export const settledOf = ({ drawn, response }: Disagreement, looked: Looked): Settled | undefined =>
  looked.get(drawn.prompt)?.get(response);
