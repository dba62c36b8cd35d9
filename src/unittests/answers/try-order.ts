import { type Evidence, firstCases, type PlacedCase, scoreValue } from "../cases/evidence.ts";
import { tryAnswers, type TriedAnswer } from "../cases/try-answers.ts";
import { readTree, writeTree } from "./answer-tree.ts";
import { inOrder, type StatedOrder, statedOrder } from "./stated-order.ts";

/** Cases of each level whose prompts are read for an order. */
const CASES = 8;

/** In fewer cases an order says nothing. */
const LEAST = 4;

/** What a class does about the order in which its prompts want an answer. */
export type OrderFinding =
  | { readonly status: "nothing found" }
  | { readonly status: "failed"; readonly reason: string }
  | {
      /** `refused`: an answer in that order; `paid`: one against it, where references keep it. */
      readonly status: "refused" | "paid";
      readonly order: StatedOrder;
      readonly cases: number;
      readonly tried: readonly TriedAnswer<Trial>[];
    };

type Trial = {
  readonly drawn: PlacedCase;
  readonly text: string;
  readonly order: StatedOrder;
  /** Whether the text keeps the order, and whether the reference does. */
  readonly keeps: boolean;
  readonly isReference: boolean;
};

/**
 * Reads the order that prompts state, and tries answers that keep it and that break it. Where references keep it in
 * no case and are not against it in all, the words are about something else.
 */
export async function tryOrder(evidence: Evidence): Promise<OrderFinding> {
  const ordered = firstCases(evidence, CASES).flatMap((drawn) => {
    const order = statedOrder(drawn.prompt);
    const tree = readTree(drawn.answer ?? "", evidence.loaded.answerShape);
    const sorted = order === null ? null : inOrder(tree, order);
    if (order === null || sorted === null) return [];
    const kept = writeTree(sorted);
    const broken = writeTree({ ...sorted, items: sorted.items.toReversed() });
    return [{ drawn, order, kept, broken, own: writeTree(tree) }];
  });
  const keeping = ordered.filter(({ own, kept }) => own === kept).length;
  const isMeant = keeping * 2 >= ordered.length || ordered.every(({ own, broken }) => own === broken);
  const [first] = ordered;
  if (first === undefined || ordered.length < LEAST || !isMeant) return { status: "nothing found" };
  const trials = ordered.flatMap(({ drawn, order, kept, broken, own }): Trial[] => [
    { drawn, order, text: kept, keeps: true, isReference: own === kept },
    { drawn, order, text: broken, keeps: false, isReference: own === broken },
  ]);
  const outcome = await tryAnswers(evidence, trials, { keepRight: ({ keeps }) => keeps });
  if (outcome.status === "failed") return outcome;
  const { order } = first;
  const refused = outcome.tried.filter((one) => one.keeps && scoreValue(one.score) < 1);
  if (refused.length > 0) return { status: "refused", order, cases: ordered.length, tried: refused };
  const paid = outcome.tried.filter((one) => !one.keeps && scoreValue(one.score) === 1);
  if (paid.length * 2 > ordered.length) return { status: "paid", order, cases: ordered.length, tried: paid };
  return { status: "nothing found" };
}
