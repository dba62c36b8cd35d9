import { shinglesOf, similarity, type Sketch, sketchOf } from "../draft/novelty.ts";

/** What is kept of a description to recognise those that ask the same. */
export type TextSketch = {
  /** Of its runs of three words. */
  readonly phrases: Sketch;
  /** Of its words alone: those that carry meaning, without their endings. */
  readonly words: Sketch;
};

const PHRASE = 3;

/** Words that tell nothing of what is asked: they stand in every description. */
const COMMON = new Set(
  "about above after again also always answer answers another because been before below between both case cases column columns contains correct does each easiest every example exactly first five following from given gives hardest have holds into itself last least letter letters level levels line lines list more most must number numbers only order other others same separated several should single size solution some such than that their them then there these they this those through time times together under until value values what when where whether which while whole with within without write written".split(
    " ",
  ),
);

/** Sketches a description. Numbers count as numbers, whatever they are: other sizes make no other family. */
export function sketchText(text: string): TextSketch {
  const words = text
    .toLowerCase()
    .replace(/\d+(?:[.,]\d+)*/g, "#")
    .match(/\p{L}+|#/gu);
  const all = words ?? [];
  const telling = all.filter((word) => word.length > 3 && !COMMON.has(word)).map(stem);
  return { phrases: sketchOf(shinglesOf(all, PHRASE)), words: sketchOf(telling) };
}

/** The word without the commonest endings: enough to have "routes" and "route" count as one. */
const stem = (word: string): string => word.replace(/(?:ing|ed|es|s|ly)$/, "");

/** How alike two descriptions are, from 0 to 1 each. */
export type TextLikeness = { readonly phrases: number; readonly words: number };

export const likeness = (one: TextSketch, other: TextSketch): TextLikeness => ({
  phrases: similarity(one.phrases, other.phrases),
  words: similarity(one.words, other.words),
});

/**
 * From here on two descriptions are taken for the same. Over the 77 descriptions that ship no two share more than 0.16
 * of their phrases or 0.32 of their words; a twin with other numbers, and every tenth word another, shares 0.45 and 0.75
 * at least (test/core/scaling/text-sketch.test.ts).
 */
export const NEAR_DUPLICATE: TextLikeness = { phrases: 0.25, words: 0.4 };

/** Whether two descriptions ask the same, by their wording or by what they speak of. */
export const isNearDuplicate = ({ phrases, words }: TextLikeness): boolean =>
  phrases >= NEAR_DUPLICATE.phrases || words >= NEAR_DUPLICATE.words;

/** Words in a row that are no coincidence. */
const COPIED_WORDS = 9;

/** The first run of words of a text that stands in another word for word; undefined where there is none. */
export function copiedRun(text: string, source: string): string | undefined {
  const words = (of: string): readonly string[] => of.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const theirs = words(source);
  if (theirs.length < COPIED_WORDS) return undefined;
  const runs = new Set(shinglesOf(theirs, COPIED_WORDS));
  return shinglesOf(words(text), COPIED_WORDS).find((run) => runs.has(run));
}
