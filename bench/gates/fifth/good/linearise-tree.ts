import { at, Bootcamp, type Card, finalLine, list, range, type Rng, text } from "campforge/bootcamp";

type Side = "before" | "after";

/** A relation of a dependent to its head. `isHeavy`: a dependent that has dependents itself stands on the other side. */
type Relation = { readonly name: string; readonly side: Side; readonly isHeavy: boolean };

/** A word with its head and relation, by index; the root has head -1. */
type Word = { readonly form: string; readonly head: number; readonly relation: number };

type Case = {
  /** From the one that stands closest to the head. */
  readonly relations: readonly Relation[];
  readonly words: readonly Word[];
  /** The order in which the words are listed. */
  readonly shown: readonly number[];
};

type Level = { readonly words: number; readonly relations: number; readonly heavy: number };

const RELATIONS = ["possessor", "quality", "number", "place", "time", "manner", "companion", "instrument", "reason"];
const ONSETS = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v"];
const VOWELS = ["a", "e", "i", "o", "u"];

const dependentsOf = (words: readonly Word[], head: number): number[] => range(words.length).filter((index) => at(words, index).head === head);

/** The words of the subtree under a word in their order, by index. */
function order({ relations, words }: Pick<Case, "relations" | "words">, root: number): number[] {
  const sideOf = (index: number): Side => {
    const { side, isHeavy } = at(relations, at(words, index).relation);
    const turns = isHeavy && dependentsOf(words, index).length > 0;
    return turns ? (side === "before" ? "after" : "before") : side;
  };
  // From the closest to the farthest.
  const dependents = dependentsOf(words, root).toSorted((one, other) => {
    const [a, b] = [at(words, one), at(words, other)];
    return a.relation - b.relation || (a.form < b.form ? -1 : 1);
  });
  const left = dependents.filter((index) => sideOf(index) === "before").toReversed();
  const right = dependents.filter((index) => sideOf(index) === "after");
  const phrase = (index: number): number[] => order({ relations, words }, index);
  return [...left.flatMap(phrase), root, ...right.flatMap(phrase)];
}

function sentenceOf({ relations, words }: Pick<Case, "relations" | "words">): string[] {
  const root = words.findIndex(({ head }) => head < 0);
  return order({ relations, words }, root).map((index) => at(words, index).form);
}

function drawForms(rng: Rng, count: number): string[] {
  const forms = new Set<string>();
  while (forms.size < count) {
    const syllables = range(rng.integer(2, 3)).map(() => rng.choice(ONSETS) + rng.choice(VOWELS));
    forms.add(syllables.join("") + (rng.boolean(0.4) ? rng.choice(["n", "s", "l"]) : ""));
  }
  return [...forms];
}

export default class LineariseTree extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "LineariseTree",
    slug: "linearise-tree",
    title: "Linearising a Tree",
    domain: "language-analysis",
    description:
      "The words of a sentence of an invented language are given with their heads and relations, and the rules of its word order: on which side of the head each relation stands, how close to it, and which ones change sides when they are heavy. The sentence is to be written. Harder cases have more words, relations and exceptions.",
    answerFormat: "the words in order, separated by spaces, on a last line `Answer: …`",
    parameters: {
      words: { meaning: "words of the sentence", min: 4, max: 20 },
      relations: { meaning: "relations of the language", min: 3, max: 9 },
      heavy: { meaning: "relations that change sides when heavy", min: 0, max: 3 },
    },
    levels: [
      { words: 5, relations: 3, heavy: 0 },
      { words: 8, relations: 4, heavy: 1 },
      { words: 11, relations: 5, heavy: 1 },
      { words: 14, relations: 6, heavy: 2 },
      { words: 18, relations: 8, heavy: 3 },
    ],
  };

  readonly answerFormat = finalLine(list(text({ letterCase: "lower" })));

  caseGenerator(rng: Rng, level: Level): Case {
    const heavy = new Set(rng.sample(range(level.relations), level.heavy));
    const relations = rng
      .sample(RELATIONS, level.relations)
      .map((name, index): Relation => ({ name, side: rng.choice(["before", "after"]), isHeavy: heavy.has(index) }));
    const words = drawForms(rng, level.words).map((form, index): Word => {
      // Heads stand early in the list, so that trees are neither flat nor chains.
      const head = index === 0 ? -1 : rng.integer(Math.max(0, Math.floor(index / 2) - 2), index - 1);
      return { form, head, relation: index === 0 ? 0 : rng.integer(0, level.relations - 1) };
    });
    return { relations, words, shown: rng.shuffle(range(level.words)) };
  }

  promptFunc({ relations, words, shown }: Case): string {
    const root = words.findIndex(({ head }) => head < 0);
    const heavy = relations.filter(({ isHeavy }) => isHeavy);
    return [
      "In an invented language every word of a sentence but one, its root, depends on another word, its head. These are the words of one sentence:",
      ...shown.map((index) => {
        const { form, head, relation } = at(words, index);
        return index === root ? `- ${form}: the root` : `- ${form}: ${at(relations, relation).name} of ${at(words, head).form}`;
      }),
      "",
      "The order of words follows these rules:",
      "1. A word together with everything that depends on it, directly or through other words, is a phrase. A phrase is never interrupted by words from outside of it.",
      ...relations.map(({ name, side }, index) => `${index + 2}. The phrase of a ${name} stands ${side} its head.`),
      ...heavy.map(({ name, side }, index) => `${relations.length + index + 2}. But if a ${name} has dependents of its own, its phrase stands ${side === "before" ? "after" : "before"} its head instead.`),
      `${relations.length + heavy.length + 2}. Among phrases on the same side of the same head, those of some relations stand closer to the head than those of others: ${relations.map(({ name }) => name).join(" closer than ")}.`,
      `${relations.length + heavy.length + 3}. If two phrases on the same side of the same head have the same relation, the one whose word with that relation comes first in the alphabet stands closer to the head.`,
      "",
      `Write the whole sentence: all ${words.length} words in their order, separated by spaces.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(sentenceOf(instance).join(" "));
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    const sentence = sentenceOf(instance);
    return answer.length === sentence.length && sentence.every((form, index) => answer[index] === form) ? 1 : 0;
  }

  /** Words, and how many of them meet an exception. */
  override hardness({ relations, words }: Case): number {
    const turned = words.filter(({ relation }, index) => at(relations, relation).isHeavy && dependentsOf(words, index).length > 0);
    return words.length + turned.length;
  }
}
