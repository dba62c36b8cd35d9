import type { Check } from "../../core/checks/unit-test-report.ts";
import { counterexample, type Evidence, failed, scoreValue, warned } from "../cases/evidence.ts";
import { tryAnswers } from "../cases/try-answers.ts";
import { elementsOf, readTree, writeTree } from "./answer-tree.ts";
import { listAnswers } from "./list-answers.ts";
import { leavesOrderOpen } from "./stated-order.ts";
import { unwrapLines } from "../texts/unwrap-lines.ts";

/** A prompt that leaves several answers right says so in such words. */
const SEVERAL =
  /\b(?:any|each|every)\b[^.]{0,90}\b(?:right|correct|accepted|fine|enough|will do)\b|\bif (?:there are )?(?:several|more than one)\b/i;

/** A prompt that says that there is one. */
const ONE =
  /\b(?:exactly|only) one\b[^.]{0,60}\b(?:fits?|agrees?|solution|answer|order|assignment|arrangement|way|possible)\b|\bunique\b/i;

/**
 * What is wrong with how many answers are paid, where every answer of a form can be listed: several, and the
 * prompt says that there is one, or does not say that any will do. Undefined where nothing is.
 */
export async function scoreAllAnswers(evidence: Evidence, name: Check["name"]): Promise<Check | undefined> {
  const { answerShape } = evidence.loaded;
  const level = (evidence.levels[0] ?? []).map((drawn) => ({
    drawn: { ...drawn, level: 0 },
    tree: readTree(drawn.answer ?? "", answerShape),
  }));
  const trials = listAnswers(level, answerShape).flatMap(({ of: { drawn }, texts }) =>
    texts.map((text) => ({ drawn, text })),
  );
  if (trials.length === 0) return undefined;
  const outcome = await tryAnswers(evidence, trials, { keepRight: () => true });
  if (outcome.status === "failed") return undefined;
  const listed = outcome.tried.filter(({ canonical }) => canonical !== null);
  const cases = [...Map.groupBy(listed, ({ drawn }) => drawn)].map(([drawn, all]) => {
    // Where the prompt leaves the order open, the same elements are one answer.
    const isFree = leavesOrderOpen(drawn.prompt);
    const elements = ({ text }: { readonly text: string }): string =>
      elementsOf(readTree(text, answerShape)).map(writeTree).toSorted().join("\n");
    const nameOf = (one: (typeof all)[number]): string | null => (isFree ? elements(one) : one.canonical);
    const paid = [...Map.groupBy(all, nameOf).values()].flatMap(([one]) =>
      one !== undefined && scoreValue(one.score) === 1 ? [one] : [],
    );
    const areOrders = all.length > 1 && new Set(all.map(elements)).size === 1;
    return { drawn, paid, listed: new Set(all.map(({ canonical }) => canonical)).size, areOrders };
  });
  const several = cases.filter(
    ({ drawn, paid }) => paid.length > 1 && !SEVERAL.test(unwrapLines(drawn.prompt)),
  );
  const [first] = several;
  if (first === undefined) return undefined;
  const isOne = several.some(({ drawn }) => ONE.test(unwrapLines(drawn.prompt)));
  if (!isOne && several.length * 2 <= cases.length) return undefined;
  const detail = `${first.paid.length} of all ${first.listed} ${first.areOrders ? "orders of the elements of the right answer" : "answers of the form of the right one"} score 1 in a case of the easiest level, and the prompt ${isOne ? "says that there is one" : "does not say that any of them will do"}`;
  const shown = several.flatMap(({ drawn, paid }) =>
    paid.map(({ response, score }) => counterexample(drawn, evidence.seed, response, score)),
  );
  return isOne ? failed(name, detail, shown) : warned(name, detail, shown);
}
