import { wilsonInterval } from "../../core/judging/band.ts";
import type { Check } from "../../core/checks/unit-test-report.ts";
import { readTree, writeTree } from "../answers/answer-tree.ts";
import { counterexample, type Evidence, firstCases, type PlacedCase, warned } from "../cases/evidence.ts";
import { findWord } from "../texts/find-word.ts";

/** Cases of each level whose answers are looked at part by part. */
const CASES = 20;

/** Fewer elements stand in some order by chance. */
const LEAST_ELEMENTS = 3;

/** So many parts of a kind say something. */
const LEAST_CASES = 12;

/** In so many more cases than by chance a part may be read off: as often as a whole answer may stand in one place. */
const MOST = 0.3;

/** And in more than this with a confidence of 95%: several parts are tried in several ways, and 4 of 13 agree by chance. */
const CLEAR = MOST / 2;

/** One part of the answer to a case, its elements as they are written. */
type Part = { readonly drawn: PlacedCase; readonly elements: readonly string[] };

/** Where the elements of a part stand in a prompt, in what order they are taken. */
const WAYS: readonly (readonly [
  what: string,
  take: (listed: readonly string[], count: number) => readonly string[],
])[] = [
  ["the first that the prompt names, in its order", (listed, count) => listed.slice(0, count)],
  ["the last that the prompt names, in its order", (listed, count) => listed.slice(-count)],
  ["the first of the alphabet", (listed, count) => listed.toSorted().slice(0, count)],
];

/**
 * A list within an answer of several parts can be read off the prompt: what is to be chosen stands in front, in the
 * order in which it is wanted. The other parts hide that from whoever tries whole answers.
 */
export function objectToParts(evidence: Evidence): Check | undefined {
  const parts = firstCases(evidence, CASES).flatMap((drawn) => {
    const tree = drawn.answer === null ? undefined : readTree(drawn.answer, evidence.loaded.answerShape);
    if (tree?.kind !== "pairs" || tree.pairs.length < 2) return [];
    return tree.pairs.flatMap(({ name, value }) =>
      value.kind === "sequence" && value.items.length >= LEAST_ELEMENTS
        ? [{ name, part: { drawn, elements: value.items.map(writeTree) } }]
        : [],
    );
  });
  for (const [name, found] of Map.groupBy(parts, (one) => one.name)) {
    const all = found.map(({ part }) => part);
    if (all.length < LEAST_CASES) continue;
    const known = new Set(all.flatMap(({ elements }) => elements));
    const listed = all.map(({ drawn }) => listKnown(drawn.prompt, known));
    for (const [what, take] of WAYS) {
      const isRight = ({ elements }: Part, at: number): boolean =>
        take(listed[at] ?? [], elements.length).join("\n") === elements.join("\n");
      const right = all.filter(isRight);
      const byChance = all.filter((part, at) => isRight(part, (at + 1) % all.length)).length;
      // A list that is right for the next case as well is no chance where every case has the same one.
      const isFixed =
        new Set(right.map(({ elements }) => elements.slice(0, LEAST_ELEMENTS).join("\n"))).size === 1;
      const beyondChance = Math.max(0, right.length - (isFixed ? 0 : byChance));
      if (!standsOut(beyondChance, all.length)) continue;
      return warned(
        "no leak",
        `what the answer lists for "${name.trim()}" is, of all that stands there in some case, ${what}, in ${right.length} of the ${all.length} cases in which it has ${LEAST_ELEMENTS} elements or more`,
        right.map(({ drawn }) => counterexample(drawn, evidence.seed, drawn.reference)),
      );
    }
  }
  return undefined;
}

/** Whether a part may be read off in too many cases, beyond those of chance. */
export const standsOut = (beyondChance: number, cases: number): boolean =>
  beyondChance > MOST * cases && wilsonInterval(beyondChance / cases, cases).low > CLEAR;

/** The elements that a prompt names, each once, in the order in which they first stand there. */
function listKnown(prompt: string, known: ReadonlySet<string>): readonly string[] {
  return [...known]
    .map((element) => ({ element, at: findWord(prompt, element) }))
    .filter(({ at }) => at >= 0)
    .toSorted((one, other) => one.at - other.at)
    .map(({ element }) => element);
}
