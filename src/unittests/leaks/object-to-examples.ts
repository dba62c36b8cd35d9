import { LEAK } from "../../core/checks/thresholds.ts";
import type { Check } from "../../core/checks/unit-test-report.ts";
import { type AnswerTree, elementsOf, readTree, writeTree } from "../answers/answer-tree.ts";
import {
  counterexample,
  describeExecution,
  type Evidence,
  failed,
  firstCases,
  type PlacedCase,
  warned,
} from "../cases/evidence.ts";
import { placeAnswer } from "../texts/find-positions.ts";
import { shownExamples } from "../texts/shown-examples.ts";
import { countOrders } from "./count-orders.ts";

/** Cases of each level whose prompts are searched for examples. */
const CASES = 60;

/** So unlikely has it to be that an example is right by chance, in standard deviations. */
const DEVIATIONS = 4;

/** An answer as it reads, and taken apart. */
type Read = { readonly canonical: string; readonly tree: AnswerTree };
type Shown = { readonly drawn: PlacedCase; readonly right: Read; readonly examples: readonly Read[] };

/** What a prompt shows as an example of an answer is the right one, or nearly so, more often than by chance. */
export async function objectToExamples(evidence: Evidence): Promise<Check | undefined> {
  const shown = await readExamples(evidence);
  if (typeof shown === "string") return failed("no leak", shown);
  for (const [what, isIt] of LIKENESSES) {
    const found = compare(shown, isIt);
    if (found.share <= LEAK.warned || found.deviations <= DEVIATIONS) continue;
    const report = found.share > LEAK.failed ? failed : warned;
    return report(
      "no leak",
      `an example in the prompt is ${what} in ${found.cases.length} of ${shown.length} cases, which is ${(100 * found.share).toFixed(0)}% more than by chance`,
      found.cases.map((drawn) => counterexample(drawn, evidence.seed, drawn.reference)),
    );
  }
  return undefined;
}

type Likeness = readonly [what: string, isIt: (example: Read, right: Read) => boolean];

const LIKENESSES: readonly Likeness[] = [
  ["the right answer", (example, right) => example.canonical === right.canonical],
  ["the right answer but for one element", isNear],
  ["right in a part of the answer", sharesPart],
];

/** Answers of fewer elements are near to each other by chance. */
const LEAST_ELEMENTS = 4;

/** One element is another one, is missing, or stands there besides; or the whole is turned round. */
function isNear(example: Read, right: Read): boolean {
  if (example.canonical === right.canonical) return true;
  const [one, two] = [example, right].map(({ tree }) => elementsOf(tree).map(writeTree));
  if (one === undefined || two === undefined || two.length < LEAST_ELEMENTS) return false;
  if (one.length === two.length)
    return (
      one.filter((text, index) => text !== two[index]).length === 1 ||
      one.toReversed().every((text, index) => text === two[index])
    );
  const [longer, shorter] = one.length > two.length ? [one, two] : [two, one];
  if (longer.length !== shorter.length + 1) return false;
  const at = longer.findIndex((text, index) => text !== shorter[index]);
  return longer.toSpliced(at, 1).every((text, index) => text === shorter[index]);
}

/** Shorter parts, such as a small number, are the same by chance. */
const LEAST_PART = 4;

/** Of an answer of several parts one of some length is right. */
function sharesPart({ tree: example }: Read, { tree: right }: Read): boolean {
  if (example.kind !== "pairs" || right.kind !== "pairs" || right.pairs.length < 2) return false;
  return right.pairs.some(({ name, value }) => {
    const text = writeTree(value);
    const own = example.pairs.find((one) => one.name === name);
    return text.length >= LEAST_PART && own !== undefined && writeTree(own.value) === text;
  });
}

type Compared = {
  readonly share: number;
  readonly deviations: number;
  readonly cases: readonly PlacedCase[];
};

/** How many cases have such an example, against how many would if examples and cases of a level were shuffled. */
function compare(shown: readonly Shown[], isIt: Likeness[1]): Compared {
  const weighed = [...Map.groupBy(shown, ({ drawn }) => drawn.level).values()].flatMap((level) =>
    level.map((one) => ({
      ...one,
      isFound: one.examples.some((example) => isIt(example, one.right)),
      chance:
        level.filter(({ right }) => one.examples.some((example) => isIt(example, right))).length /
        level.length,
    })),
  );
  const found = against(weighed);
  // What else chance may do takes longer to find, and is asked for where there is something to explain.
  return found.share <= LEAK.warned
    ? found
    : against(
        weighed.map((one) => ({
          ...one,
          chance: Math.max(
            one.chance,
            ...one.examples.map((example) => chanceOfLike(example, one.right, one.drawn)),
          ),
        })),
      );
}

type Weighed = Shown & { readonly isFound: boolean; readonly chance: number };

function against(all: readonly Weighed[]): Compared {
  const cases = all.flatMap(({ drawn, isFound }) => (isFound ? [drawn] : []));
  const expected = all.reduce((sum, { chance }) => sum + chance, 0);
  const variance = all.reduce((sum, { chance }) => sum + chance * (1 - chance), 1);
  return {
    share: (cases.length - expected) / Math.max(1, all.length),
    deviations: (cases.length - expected) / Math.sqrt(variance),
    cases,
  };
}

/**
 * How often an example that is made of what its case is about is right by chance: the same elements in some order, or
 * another thing of the same list.
 */
function chanceOfLike(example: Read, right: Read, drawn: PlacedCase): number {
  const [one, two] = [example, right].map(({ tree }) => elementsOf(tree).map(writeTree));
  if (one === undefined || two === undefined) return 0;
  if (two.length > 1)
    return one.toSorted().join("\n") === two.toSorted().join("\n") ? 1 / countOrders(two.length) : 0;
  const lists = [...placeAnswer(drawn, two).lists.values()];
  const lengths = lists.flatMap((list) =>
    list.includes(one[0] ?? "") && list.includes(two[0] ?? "") ? [new Set(list).size] : [],
  );
  return lengths.length === 0 ? 0 : 1 / Math.min(...lengths);
}

/** The right answers of cases and what their prompts show as examples, as far as the class reads them. */
async function readExamples(evidence: Evidence): Promise<readonly Shown[] | string> {
  const { program, sandbox, limits } = evidence;
  const cases = firstCases(evidence, CASES).map((drawn) => ({ drawn, texts: shownExamples(drawn.prompt) }));
  const texts = [...new Set(cases.flatMap((one) => one.texts))];
  if (texts.length === 0) return [];
  const wrapped = await sandbox.wrap(program, texts, limits);
  if (wrapped.status !== "completed")
    return `wrapping an example of the prompt: ${describeExecution(wrapped)}`;
  const references = cases.map(({ drawn }) => drawn.reference);
  const found = await sandbox.extract(program, [...references, ...wrapped.value], limits);
  if (found.status !== "completed") return `reading an example of the prompt: ${describeExecution(found)}`;
  const read = found.value.map((one): Read | undefined =>
    one === null
      ? undefined
      : { canonical: one.canonical, tree: readTree(one.text.toLowerCase(), evidence.loaded.answerShape) },
  );
  const byText = new Map(texts.map((text, index) => [text, read[references.length + index]]));
  return cases.flatMap(({ drawn, texts: own }, index): Shown[] => {
    const right = read[index];
    return right === undefined
      ? []
      : [{ drawn, right, examples: own.flatMap((text) => byText.get(text) ?? []) }];
  });
}
