import { at, Bootcamp, type Card, countBy, mapping, range, type Rng, tagged, text, vocabulary } from "campforge/bootcamp";

type Sentence = {
  readonly concepts: readonly string[];
  /** The words of these concepts, sorted alphabetically. */
  readonly words: readonly string[];
};

type Case = {
  readonly concepts: readonly string[];
  /** How many words cover two concepts. */
  readonly blends: number;
  readonly sentences: readonly Sentence[];
};

type Level = {
  readonly concepts: number;
  readonly blends: number;
  readonly sentences: number;
  readonly singleOverlaps: number;
  readonly refinements: number;
};

const CONCEPTS: readonly string[] = [
  "river", "stone", "fire", "moon", "bread", "horse", "needle", "winter", "mother", "salt",
  "road", "cloud", "knife", "honey", "forest", "door", "song", "bone", "lamp", "wolf",
  "island", "rope", "seed", "thunder", "mirror", "shoulder", "market", "feather", "anchor", "pepper",
  "ladder", "valley", "spider", "butter", "hammer", "garden", "whistle", "candle", "bridge", "copper",
];

const ONSETS = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z"];
const VOWELS = ["a", "e", "i", "o", "u"];
const MIDDLES = ["lf", "mk", "rv", "zd", "tl", "nv", "gm", "pt", "kr", "shk"];

const LEAST = 3;
const MOST = 5;

/** Where the occurrences in a sentence are counted: a digit in base 4. */
const placeOf = (sentence: number): number => 1 << (2 * sentence);

function bitCount(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}

type Explored = {
  /** Up to two glossaries: for each word the set of its concepts, as bits. */
  readonly glossaries: readonly (readonly number[])[];
  /** For each word the sets of one or two concepts that fit it, taken by itself. */
  readonly fits: readonly (readonly number[])[];
  /** Sets that fit, and nodes of the search. */
  readonly effort: number;
};

/** Gives each word one or two concepts that occur as often as it does in each sentence, so that each concept is used once. */
function explore(signatures: readonly number[], vectors: readonly number[]): Explored {
  const byVector = new Map<number, number[]>();
  for (const vector of vectors) byVector.set(vector, []);
  signatures.forEach((one, a) => {
    byVector.get(one)?.push(1 << a);
    for (let b = a + 1; b < signatures.length; b++) {
      byVector.get(one + at(signatures, b))?.push((1 << a) | (1 << b));
    }
  });
  const fits = vectors.map((vector) => byVector.get(vector) ?? []);
  let effort = fits.reduce((sum, sets) => sum + sets.length, 0);
  const glossaries: number[][] = [];
  const chosen = vectors.map(() => 0);
  const search = (open: readonly number[], free: number): void => {
    effort++;
    if (glossaries.length > 1 || bitCount(free) > 2 * open.length) return;
    if (open.length === 0) {
      glossaries.push([...chosen]);
      return;
    }
    let word = -1;
    let sets: readonly number[] = [];
    for (const other of open) {
      const left = at(fits, other).filter((set) => (set & ~free) === 0);
      if (word < 0 || left.length < sets.length) {
        word = other;
        sets = left;
      }
    }
    const rest = open.filter((other) => other !== word);
    for (const set of sets) {
      chosen[word] = set;
      search(rest, free & ~set);
    }
  };
  search(range(vectors.length), (1 << signatures.length) - 1);
  return { glossaries, fits, effort };
}

/** How often an item occurs in each of some lists, as one number. */
const codeOf = (lists: readonly (readonly string[])[], item: string): number =>
  lists.reduce((sum, items, index) => sum + items.filter((one) => one === item).length * placeOf(index), 0);

const wordsOf = (sentences: readonly Sentence[]): string[] =>
  [...new Set(sentences.flatMap(({ words }) => words))].toSorted();

function exploreCase({ concepts, sentences }: Case): Explored {
  const conceptLists = sentences.map((sentence) => sentence.concepts);
  const wordLists = sentences.map((sentence) => sentence.words);
  return explore(
    concepts.map((concept) => codeOf(conceptLists, concept)),
    wordsOf(sentences).map((word) => codeOf(wordLists, word)),
  );
}

/** The lines of the glossary, in the order of the concepts. */
function glossaryOf(instance: Case): string[] {
  const words = wordsOf(instance.sentences);
  const sets = at(exploreCase(instance).glossaries, 0);
  return instance.concepts.map((concept, index) => {
    const word = sets.findIndex((set) => ((set >> index) & 1) === 1);
    return `${concept} = ${at(words, word)}`;
  });
}

/** In the generator, a sentence is the set of its concepts as bits, and `wordOf` gives the word of each concept as a number. */
const signaturesOf = (masks: readonly number[], wordOf: readonly number[]): number[] =>
  wordOf.map((_, concept) => masks.reduce((sum, mask, index) => sum + ((mask >> concept) & 1) * placeOf(index), 0));

function vectorsOf(signatures: readonly number[], wordOf: readonly number[]): number[] {
  const vectors = range(Math.max(...wordOf) + 1).map(() => 0);
  wordOf.forEach((word, concept) => {
    vectors[word] = at(vectors, word) + at(signatures, concept);
  });
  return vectors;
}

/** Pairs of sentences that share exactly one concept. */
function singlesIn(masks: readonly number[]): number {
  let singles = 0;
  masks.forEach((mask, index) => {
    for (let other = index + 1; other < masks.length; other++) {
      if (bitCount(mask & at(masks, other)) === 1) singles++;
    }
  });
  return singles;
}

/** Counts what keeps the glossary from being recovered for certain, and how far the overlaps are from those that are wanted. */
function flawsOf(masks: readonly number[], wordOf: readonly number[], singles: number): number {
  const signatures = signaturesOf(masks, wordOf);
  const vectors = vectorsOf(signatures, wordOf);
  let flaws = vectors.length - new Set(vectors).size;
  signatures.forEach((one, a) => {
    if (one === 0) flaws++;
    for (let b = a + 1; b < signatures.length; b++) {
      if (one === at(signatures, b) && at(wordOf, a) !== at(wordOf, b)) flaws++;
    }
  });
  return flaws + Math.max(0, Math.abs(singlesIn(masks) - singles) - 1);
}

const occurrencesIn = (code: number): number => {
  let sum = 0;
  for (let rest = code; rest > 0; rest >>= 2) sum += rest & 3;
  return sum;
};

/** Whether a word occurs in every sentence of a concept. */
const isPossible = (signature: number, vector: number): boolean => ((vector | (vector >> 1)) & signature) === signature;

/** The item with the least key, the first one of several. */
function leastBy<Item>(items: readonly Item[], keyOf: (item: Item) => number): Item {
  let best = at(items, 0);
  let bestKey = keyOf(best);
  for (const item of items) {
    const key = keyOf(item);
    if (key < bestKey) {
      best = item;
      bestKey = key;
    }
  }
  return best;
}

/** How many rules of thumb go right that give a concept, once and for all, one of the words left over in all of its sentences. */
function paidByConcepts(signatures: readonly number[], vectors: readonly number[], wordOf: readonly number[]): number {
  const words = range(vectors.length);
  const wordsFor = (concept: number, left: readonly number[]): number[] =>
    words.filter((word) => isPossible(at(signatures, concept), at(left, word)));
  const first = wordOf.map((_, concept) => wordsFor(concept, vectors).length);
  const sentencesOf = signatures.map(occurrencesIn);
  const orders: readonly ((concept: number, left: readonly number[]) => number)[] = [
    (concept) => at(first, concept),
    (concept) => -at(sentencesOf, concept),
    (concept) => 20 * at(first, concept) - at(sentencesOf, concept),
    (concept, left) => wordsFor(concept, left).length,
  ];
  const choices: readonly ((word: number, left: readonly number[]) => number)[] = [
    (word) => occurrencesIn(at(vectors, word)),
    (word, left) => occurrencesIn(at(left, word)),
    (word, left) => -occurrencesIn(at(left, word)),
  ];
  const isPaid = (order: (concept: number, left: readonly number[]) => number, choice: (word: number, left: readonly number[]) => number): boolean => {
    const left = [...vectors];
    let open = range(wordOf.length);
    while (open.length > 0) {
      const concept = leastBy(open, (one) => order(one, left));
      const word = leastBy(wordsFor(concept, left), (one) => choice(one, left));
      if (word !== at(wordOf, concept)) return false;
      left[word] = at(left, word) - at(signatures, concept);
      open = open.filter((one) => one !== concept);
    }
    return true;
  };
  return orders.reduce((sum, order) => sum + choices.filter((choice) => isPaid(order, choice)).length, 0);
}

/** How many rules of thumb go right that give a word, once and for all, a concept or pair that fits its counts and is still free. */
function paidByWords(vectors: readonly number[], fits: readonly (readonly number[])[], truth: readonly number[]): number {
  const freeFits = (word: number, free: number): number[] => at(fits, word).filter((set) => (set & ~free) === 0);
  const orders: readonly ((word: number, free: number) => number)[] = [
    (word, free) => freeFits(word, free).length,
    (word) => at(fits, word).length,
    (word) => -occurrencesIn(at(vectors, word)),
  ];
  const isPaid = (order: (word: number, free: number) => number, preferred: number): boolean => {
    let free = truth.reduce((all, set) => all | set, 0);
    let open = range(vectors.length);
    while (open.length > 0) {
      const now = free;
      const word = leastBy(open, (one) => order(one, now));
      const set = leastBy(freeFits(word, now), (one) => (bitCount(one) === preferred ? 0 : 1));
      if (set !== at(truth, word)) return false;
      free &= ~set;
      open = open.filter((one) => one !== word);
    }
    return true;
  };
  return orders.reduce((sum, order) => sum + [1, 2].filter((preferred) => isPaid(order, preferred)).length, 0);
}

/** Whether the sentences show every word and leave one glossary. */
function isDetermined(masks: readonly number[], wordOf: readonly number[]): boolean {
  const signatures = signaturesOf(masks, wordOf);
  const vectors = vectorsOf(signatures, wordOf);
  return !vectors.includes(0) && explore(signatures, vectors).glossaries.length === 1;
}

type Rating = { readonly paid: number; readonly effort: number };

/** What recovering the glossary takes, and how many rules of thumb would do; undefined where the sentences do not determine it. */
function ratingOf(masks: readonly number[], wordOf: readonly number[]): Rating | undefined {
  const signatures = signaturesOf(masks, wordOf);
  const vectors = vectorsOf(signatures, wordOf);
  if (vectors.includes(0)) return undefined;
  const { glossaries, fits, effort } = explore(signatures, vectors);
  if (glossaries.length !== 1) return undefined;
  const paid = paidByConcepts(signatures, vectors, wordOf) + paidByWords(vectors, fits, at(glossaries, 0));
  return { paid, effort };
}

/** Fewer rules of thumb that do count most, then more effort. */
const worthOf = ({ paid, effort }: Rating): number => effort - 20 * paid;

/** The sentences with one or two concepts put into one of them or taken out of it. */
function changed(rng: Rng, masks: readonly number[], concepts: number): number[] {
  for (;;) {
    const index = rng.integer(0, masks.length - 1);
    const [one = 0, other = 0] = rng.distinctIntegers(2, 0, concepts - 1);
    const mask = at(masks, index) ^ (1 << one) ^ (rng.boolean() ? 1 << other : 0);
    const size = bitCount(mask);
    if (size >= LEAST && size <= MOST) return masks.map((old, place) => (place === index ? mask : old));
  }
}

type Plan = { readonly masks: readonly number[]; readonly wordOf: readonly number[]; readonly paid: number };

/** Plans that are drawn at most, until one is found for which no rule of thumb does. */
const MOST_PLANS = 5;

function drawPlan(rng: Rng, level: Level): Plan | undefined {
  const { concepts, blends, sentences, singleOverlaps, refinements } = level;
  // Words are numbered alphabetically, so which numbers are blended is drawn as well.
  const labels = rng.shuffle(range(concepts - blends));
  const wordOf = rng.shuffle(range(concepts)).map((n) => at(labels, n < 2 * blends ? n >> 1 : n - blends));
  const singles = Math.round((singleOverlaps / 100) * ((sentences * (sentences - 1)) / 2));
  let masks = range(sentences).map(() =>
    rng.sample(range(concepts), rng.integer(LEAST, MOST)).reduce((mask, concept) => mask | (1 << concept), 0),
  );
  let flaws = flawsOf(masks, wordOf, singles);
  for (let step = 0; flaws > 0 && step < 800; step++) {
    const next = changed(rng, masks, concepts);
    const left = flawsOf(next, wordOf, singles);
    if (left <= flaws) {
      masks = next;
      flaws = left;
    }
  }
  let rating = flaws > 0 ? undefined : ratingOf(masks, wordOf);
  if (rating === undefined) return undefined;
  for (let step = 0; step < refinements; step++) {
    const next = changed(rng, masks, concepts);
    if (flawsOf(next, wordOf, singles) > 0) continue;
    const other = ratingOf(next, wordOf);
    if (other !== undefined && worthOf(other) >= worthOf(rating)) {
      masks = next;
      rating = other;
    }
  }
  const chosen = masks;
  const isSuperfluous = (index: number): boolean =>
    isDetermined(
      chosen.filter((_, other) => other !== index),
      wordOf,
    );
  return range(sentences).some(isSuperfluous) ? undefined : { masks: chosen, wordOf, paid: rating.paid };
}

function drawGoodPlan(rng: Rng, level: Level): Plan {
  let best: Plan | undefined;
  for (let found = 0; ; ) {
    const plan = drawPlan(rng, level);
    if (plan === undefined) continue;
    found++;
    if (best === undefined || plan.paid < best.paid) best = plan;
    if (best.paid === 0 || found === MOST_PLANS) return best;
  }
}

function inventWords(rng: Rng, count: number): string[] {
  const words = new Set<string>();
  while (words.size < count) {
    words.add(rng.choice(ONSETS) + rng.choice(VOWELS) + rng.choice(MIDDLES) + rng.choice(VOWELS));
  }
  return [...words];
}

export default class BlendedGlossary extends Bootcamp<Case, ReadonlyMap<string, string>, Level> {
  static readonly card: Card<Level> = {
    name: "BlendedGlossary",
    slug: "blended-glossary",
    title: "Blended Glossary",
    domain: "language-analysis",
    description:
      "In an invented language each concept has one word, and a stated number of words cover two concepts each. Sentences are shown as sets of concepts with their words in alphabetical order; the word of every concept is to be found. There is exactly one solution, and no sentence is superfluous. Harder cases have more concepts, more blended words, fewer pairs of sentences that share a single concept, and more misleading readings.",
    answerFormat: "one line for each concept, such as river = balfo, between <answer> and </answer>",
    parameters: {
      concepts: { meaning: "number of concepts", min: 7, max: 24 },
      blends: { meaning: "words that cover two concepts; fewer than half of the concepts", min: 1, max: 11 },
      sentences: { meaning: "number of sentences", min: 4, max: 10 },
      singleOverlaps: {
        meaning: "of a hundred pairs of sentences, those that share exactly one concept, to within one pair of the case",
        min: 0,
        max: 100,
      },
      refinements: {
        meaning: "changes that are tried so that rules of thumb fail and more readings of the words have to be ruled out",
        min: 0,
        max: 400,
      },
    },
    levels: [
      { concepts: 9, blends: 3, sentences: 4, singleOverlaps: 50, refinements: 40 },
      { concepts: 12, blends: 5, sentences: 5, singleOverlaps: 45, refinements: 80 },
      { concepts: 14, blends: 6, sentences: 6, singleOverlaps: 40, refinements: 110 },
      { concepts: 17, blends: 7, sentences: 7, singleOverlaps: 35, refinements: 140 },
      { concepts: 20, blends: 9, sentences: 8, singleOverlaps: 30, refinements: 170 },
    ],
  };

  readonly answerFormat = tagged(mapping(vocabulary(CONCEPTS), text({ letterCase: "lower" })));

  caseGenerator(rng: Rng, level: Level): Case {
    const { masks, wordOf } = drawGoodPlan(rng, level);
    const concepts = rng.sample(CONCEPTS, level.concepts);
    const words = inventWords(rng, level.concepts - level.blends).toSorted();
    const sentences = masks.map((mask) => {
      const members = rng.shuffle(range(level.concepts).filter((concept) => ((mask >> concept) & 1) === 1));
      return {
        concepts: members.map((concept) => at(concepts, concept)),
        words: members.map((concept) => at(words, at(wordOf, concept))).toSorted(),
      };
    });
    return { concepts, blends: level.blends, sentences };
  }

  promptFunc({ concepts, blends, sentences }: Case): string {
    const wordCount = concepts.length - blends;
    return [
      `An invented language has words for these ${concepts.length} concepts:`,
      concepts.join(", "),
      "",
      "Rules of the language:",
      "1. Each concept has exactly one word.",
      `2. Exactly ${blends} words are blended: each of them stands for exactly two of the concepts (as if one word meant both finger and toe). Every other word stands for exactly one concept, so the language has ${wordCount} words in all.`,
      "3. Which concepts share a word has nothing to do with what they mean, and the form of a word tells nothing about its meaning.",
      "",
      "Each sentence below is a set of concepts, followed by the words for exactly these concepts, one word for each concept. The words are sorted alphabetically, and the concepts are in no particular order, so the order tells nothing. A blended word is written twice in a sentence if both of its concepts occur there, and once if only one of them does. All words of the language occur below.",
      "",
      ...sentences.map((sentence, index) => `${index + 1}. {${sentence.concepts.join(", ")}} : ${sentence.words.join(", ")}`),
      "",
      "Only one glossary is consistent with all of this. Find it: give the word of every concept.",
      `Write ${concepts.length} lines, one for each concept, in any order, in the form concept = word.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(glossaryOf(instance).join("\n"));
  }

  verifyCorrection(answer: ReadonlyMap<string, string>, { concepts, blends, sentences }: Case): number {
    const isConsistent = sentences.every((sentence) => {
      const words = sentence.concepts.map((concept) => answer.get(concept) ?? "");
      return words.toSorted().join() === sentence.words.join();
    });
    const blended = [...countBy(answer.values()).values()].filter((count) => count === 2).length;
    return isConsistent && answer.size === concepts.length && blended === blends ? 1 : 0;
  }

  workedSolution(instance: Case): string {
    const { concepts, sentences } = instance;
    const { fits } = exploreCase(instance);
    const numbersOf = (lists: readonly (readonly string[])[], item: string): string =>
      lists.flatMap((items, index) => items.filter((one) => one === item).map(() => index + 1)).join(", ");
    const conceptLists = sentences.map((sentence) => sentence.concepts);
    const wordLists = sentences.map((sentence) => sentence.words);
    const setText = (set: number): string => concepts.filter((_, index) => ((set >> index) & 1) === 1).join(" + ");
    return [
      "The sentences in which each concept occurs:",
      ...concepts.map((concept) => `- ${concept}: ${numbersOf(conceptLists, concept)}`),
      "The sentences in which each word occurs, and the concept or pair of concepts that occurs just as often in each:",
      ...wordsOf(sentences).map(
        (word, index) => `- ${word}: ${numbersOf(wordLists, word)}; fits ${at(fits, index).map(setText).join(" or ")}`,
      ),
      "Every concept must be used exactly once. Only one choice of a fitting set for each word does that:",
      this.referenceAnswer(instance),
    ].join("\n");
  }

  /** Sets of concepts that fit a word, and nodes of the search among them. */
  hardness(instance: Case): number {
    return exploreCase(instance).effort;
  }
}
