import {
  at,
  Bootcamp,
  type Card,
  combinations,
  list,
  range,
  type Rng,
  tagged,
  text,
  UnionFind,
} from "campforge/bootcamp";

type Role = "subject" | "object" | "place" | "verb";

/** A noun, by its position in the language's list, as it is used in a sentence. */
type Phrase = { readonly noun: number; readonly plural: boolean; readonly definite: boolean };

type Sentence = {
  readonly subject: Phrase;
  readonly verb: number;
  readonly object: Phrase | null;
  readonly place: Phrase | null;
  /** The order of the roles in this sentence, where order is free; null stands for the order of the language. */
  readonly order: readonly Role[] | null;
};

/** A stem with its English words: singular and plural of a noun, "sees" and "see" of a verb. */
type Entry = { readonly stem: string; readonly one: string; readonly many: string };

/** In suffixes A stands for a or e, and U for u or i, by vowel harmony. Singular comes before plural. */
type Language = {
  readonly nouns: readonly Entry[];
  readonly verbs: readonly Entry[];
  readonly numbers: readonly string[];
  /** For subject, object and place. */
  readonly cases: readonly string[];
  readonly agreement: readonly string[];
  readonly numberFirst: boolean;
  /** The order of all four roles; a sentence has three or four of them. */
  readonly order: readonly Role[];
};

type Case = {
  readonly language: Language;
  readonly examples: readonly Sentence[];
  readonly target: Sentence;
  readonly freeOrder: boolean;
  readonly harmony: boolean;
};

type Level = {
  readonly animates: number;
  readonly places: number;
  readonly verbs: number;
  readonly examples: number;
  readonly targetWords: number;
  readonly newForms: number;
  readonly freeOrder: boolean;
  readonly harmony: "none" | "shown" | "inferred";
};

/** A word of a sentence, with the number of its stem among all stems, nouns first. */
type Word = {
  readonly role: Role;
  readonly stem: string;
  readonly node: number;
  readonly plural: boolean;
  readonly pattern: string;
  readonly form: string;
};

type English = readonly [one: string, many: string];

const ROLES: readonly Role[] = ["subject", "object", "place", "verb"];
const CONSONANTS = [..."ptkbdgmnlrsvz"];
const BACK = ["a", "o", "u"];
const FRONT = ["e", "i"];
const POOL = 36;

const ANIMATES: readonly English[] = [
  ["dog", "dogs"],
  ["cat", "cats"],
  ["horse", "horses"],
  ["bird", "birds"],
  ["wolf", "wolves"],
  ["fox", "foxes"],
  ["bear", "bears"],
  ["farmer", "farmers"],
  ["teacher", "teachers"],
  ["hunter", "hunters"],
  ["sailor", "sailors"],
  ["king", "kings"],
  ["child", "children"],
  ["woman", "women"],
];
const PLACES: readonly English[] = [
  ["house", "houses"],
  ["river", "rivers"],
  ["hill", "hills"],
  ["market", "markets"],
  ["tree", "trees"],
  ["garden", "gardens"],
  ["bridge", "bridges"],
  ["tower", "towers"],
  ["lake", "lakes"],
  ["village", "villages"],
];
const TRANSITIVES: readonly English[] = [
  ["sees", "see"],
  ["likes", "like"],
  ["finds", "find"],
  ["knows", "know"],
  ["remembers", "remember"],
  ["watches", "watch"],
  ["draws", "draw"],
  ["praises", "praise"],
  ["hates", "hate"],
];
const INTRANSITIVES: readonly English[] = [
  ["sleeps", "sleep"],
  ["sings", "sing"],
  ["waits", "wait"],
  ["works", "work"],
  ["plays", "play"],
  ["rests", "rest"],
];

const isFront = (stem: string): boolean => /[ei]/.test(stem);

/** A suffix in the shape that it has after a stem. */
const shaped = (suffix: string, stem: string): string =>
  suffix.replaceAll("A", isFront(stem) ? "e" : "a").replaceAll("U", isFront(stem) ? "i" : "u");

/** The words of a sentence in their order. */
function wordsOf(sentence: Sentence, language: Language): Word[] {
  const word = (role: Role, stem: string, node: number, plural: boolean, pattern: string): Word => {
    return { role, stem, node, plural, pattern, form: stem + shaped(pattern, stem) };
  };
  return (sentence.order ?? language.order).flatMap((role): Word[] => {
    if (role === "verb") {
      const { stem } = at(language.verbs, sentence.verb);
      const { plural } = sentence.subject;
      const node = language.nouns.length + sentence.verb;
      return [word(role, stem, node, plural, at(language.agreement, plural ? 1 : 0))];
    }
    const phrase = sentence[role];
    if (phrase === null) return [];
    const { stem } = at(language.nouns, phrase.noun);
    const number = at(language.numbers, phrase.plural ? 1 : 0);
    const kase = at(language.cases, ROLES.indexOf(role));
    const pattern = language.numberFirst ? number + kase : kase + number;
    return [word(role, stem, phrase.noun, phrase.plural, pattern)];
  });
}

const formsOf = (sentence: Sentence, language: Language): string[] =>
  wordsOf(sentence, language).map(({ form }) => form);

/**
 * Whether every word of the target follows from the examples. A stem and an ending are joined when a word has both;
 * within one set all words follow from each other, since `t·E = (t·F)(s·F)⁻¹(s·E)`. Three of the four endings of two
 * numbers and two cases give the fourth. With `split`, the endings after back and front stems are kept apart.
 */
function isDetermined(
  examples: readonly Sentence[],
  target: Sentence,
  language: Language,
  split: boolean,
): boolean {
  const stems = language.nouns.length + language.verbs.length;
  const ending = (front: boolean, plural: boolean, role: number): number =>
    stems + ((front ? 2 : 0) + (plural ? 1 : 0)) * ROLES.length + role;
  const endingOf = ({ stem, plural, role }: Word): number =>
    ending(split && isFront(stem), plural, ROLES.indexOf(role));
  const sets = new UnionFind(stems + 4 * ROLES.length);
  for (const word of examples.flatMap((sentence) => wordsOf(sentence, language))) {
    sets.union(word.node, endingOf(word));
  }
  const corners = [false, true].flatMap((front) =>
    combinations([0, 1, 2], 2).map((pair) =>
      pair.flatMap((role) => [ending(front, false, role), ending(front, true, role)]),
    ),
  );
  const close = (): boolean =>
    corners.some((four) =>
      four.some((open) => {
        const others = four.filter((one) => one !== open).map((one) => sets.find(one));
        return new Set(others).size === 1 && sets.union(open, at(others, 0));
      }),
    );
  while (close());
  return wordsOf(target, language).every((word) => sets.find(word.node) === sets.find(endingOf(word)));
}

/** Every two neighbouring roles of the target stand together in some example. */
function showsOrder(examples: readonly Sentence[], target: Sentence, language: Language): boolean {
  const rolesOf = (sentence: Sentence): Role[] => wordsOf(sentence, language).map(({ role }) => role);
  const shown = examples.map(rolesOf);
  const needed = rolesOf(target);
  return needed
    .slice(1)
    .every((role, index) => shown.some((roles) => roles.includes(role) && roles.includes(at(needed, index))));
}

/** Stems can be told apart by where they occur, and those of the target occur at least twice. */
function showsStems(examples: readonly Sentence[], target: Sentence, language: Language): boolean {
  const places = new Map<number, number[]>();
  examples.forEach((sentence, index) => {
    for (const { node } of wordsOf(sentence, language)) {
      places.set(node, [...(places.get(node) ?? []), index]);
    }
  });
  const occurrences = [...places.values()].map((indexes) => indexes.join());
  const isTwice = wordsOf(target, language).every(({ node }) => (places.get(node) ?? []).length >= 2);
  return isTwice && new Set(occurrences).size === occurrences.length;
}

/** Each vowel of the suffixes that changes is shown in an ending that occurs after both kinds of stems. */
function showsVowelPairs(examples: readonly Sentence[], language: Language): boolean {
  const words = examples.flatMap((sentence) => wordsOf(sentence, language));
  const patterns = (front: boolean): string[] =>
    words.filter(({ stem }) => isFront(stem) === front).map(({ pattern }) => pattern);
  const afterFront = new Set(patterns(true));
  const shown = patterns(false)
    .filter((pattern) => afterFront.has(pattern))
    .join("");
  const suffixes = [...language.numbers, ...language.cases, ...language.agreement].join("");
  return ["A", "U"].every((vowel) => !suffixes.includes(vowel) || shown.includes(vowel));
}

function drawStems(rng: Rng, count: number, harmony: boolean): string[] {
  const stems: string[] = [];
  while (stems.length < count) {
    const harmonic = stems.length % 2 === 0 ? BACK : FRONT;
    const vowels = harmony ? harmonic : [...BACK, ...FRONT];
    const syllables = range(rng.integer(1, 2)).map(() => rng.choice(CONSONANTS) + rng.choice(vowels));
    const stem = syllables.join("") + rng.choice(CONSONANTS);
    if (!stems.some((other) => other.startsWith(stem) || stem.startsWith(other))) stems.push(stem);
  }
  return stems;
}

/** Suffixes with different first consonants. */
function drawSuffixes(rng: Rng, count: number, harmony: boolean): string[] {
  const vowels = harmony ? ["A", "U"] : [...BACK, ...FRONT];
  return rng.sample(CONSONANTS, count).map((consonant) => {
    const vowel = rng.choice(vowels);
    return rng.choice([
      consonant + vowel,
      vowel + consonant,
      consonant + vowel + rng.choice(["n", "s", "k"]),
    ]);
  });
}

function drawLanguage(rng: Rng, level: Level): Language {
  const harmony = level.harmony !== "none";
  const nouns = [...rng.sample(ANIMATES, level.animates), ...rng.sample(PLACES, level.places)];
  const verbs = [...rng.sample(TRANSITIVES, level.verbs - 1), rng.choice(INTRANSITIVES)];
  const entries = drawStems(rng, nouns.length + verbs.length, harmony).map((stem, index): Entry => {
    const [one, many] = at([...nouns, ...verbs], index);
    return { stem, one, many };
  });
  const suffixes = drawSuffixes(rng, 5, harmony);
  return {
    nouns: entries.slice(0, nouns.length),
    verbs: entries.slice(nouns.length),
    numbers: suffixes.slice(0, 2),
    cases: suffixes.slice(2),
    agreement: drawSuffixes(rng, 2, harmony),
    numberFirst: rng.boolean(),
    order: rng.shuffle(ROLES),
  };
}

/** A sentence with an object, a place or both. The last verb is the only one without an object. */
function drawSentence(
  rng: Rng,
  level: Level,
  parts: "object" | "place" | "both",
  order: readonly Role[] | null,
): Sentence {
  const all = level.animates + level.places;
  const subject = rng.integer(0, level.animates - 1);
  const place = rng.integer(level.animates, all - 1);
  const object = rng.choice(range(all).filter((noun) => noun !== subject && noun !== place));
  const phrase = (noun: number): Phrase => ({ noun, plural: rng.boolean(), definite: rng.boolean() });
  return {
    subject: phrase(subject),
    verb: parts === "place" ? level.verbs - 1 : rng.integer(0, level.verbs - 2),
    object: parts === "place" ? null : phrase(object),
    place: parts === "object" ? null : phrase(place),
    order,
  };
}

/** Leaves out sentences in random order as long as enough is shown; undefined when `count` is not reached. */
function shrink(
  rng: Rng,
  pool: readonly Sentence[],
  count: number,
  isEnough: (examples: readonly Sentence[]) => boolean,
): readonly Sentence[] | undefined {
  if (!isEnough(pool)) return undefined;
  let kept = pool;
  for (const sentence of rng.shuffle(pool)) {
    if (kept.length === count) break;
    const rest = kept.filter((other) => other !== sentence);
    if (isEnough(rest)) kept = rest;
  }
  return kept.length === count ? kept : undefined;
}

/** One attempt at a case; undefined when too few examples would remain to determine the answer. */
function attempt(rng: Rng, level: Level): Case | undefined {
  const { freeOrder } = level;
  const harmony = level.harmony !== "none";
  const isInferred = level.harmony === "inferred";
  const language = drawLanguage(rng, level);
  const order = (): readonly Role[] | null => (freeOrder ? rng.shuffle(ROLES) : null);
  const targetParts = level.targetWords === 4 ? "both" : rng.choice(["object", "place"] as const);
  const target = drawSentence(rng, level, targetParts, null);
  const hidden = rng.sample(formsOf(target, language), level.newForms);
  const pool = new Map<string, Sentence>();
  for (let draws = 0; draws < 3 * POOL && pool.size < POOL; draws++) {
    const sentence = drawSentence(rng, level, rng.choice(["object", "place", "both"] as const), order());
    const forms = formsOf(sentence, language);
    if (!forms.some((form) => hidden.includes(form))) pool.set(forms.toSorted().join(" "), sentence);
  }
  const isEnough = (examples: readonly Sentence[]): boolean =>
    showsStems(examples, target, language) &&
    (freeOrder || showsOrder(examples, target, language)) &&
    (!isInferred || showsVowelPairs(examples, language)) &&
    isDetermined(examples, target, language, level.harmony === "shown");
  const examples = shrink(rng, [...pool.values()], level.examples, isEnough);
  if (examples === undefined) return undefined;
  if (isInferred && isDetermined(examples, target, language, true)) return undefined;
  return { language, examples: rng.shuffle(examples), target, freeOrder, harmony };
}

/** A sentence in English. */
function englishOf({ subject, verb, object, place }: Sentence, { nouns, verbs }: Language): string {
  const phrase = ({ noun, plural, definite }: Phrase): string => {
    const { one, many } = at(nouns, noun);
    const article = definite ? "the " : plural ? "" : "a ";
    return article + (plural ? many : one);
  };
  const { one, many } = at(verbs, verb);
  return [
    phrase(subject),
    subject.plural ? many : one,
    ...(object === null ? [] : [phrase(object)]),
    ...(place === null ? [] : [`at ${phrase(place)}`]),
  ].join(" ");
}

export default class CaseMarking extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "CaseMarking",
    slug: "case-marking",
    title: "Case Marking",
    domain: "language-analysis",
    description:
      "From translated sentences of an invented language with case and number suffixes, verbs that agree with their subject and, on harder levels, vowel harmony, its morphemes are to be found and a new English sentence is to be translated.",
    answerFormat: "the words of the translation, separated by spaces, between <answer> and </answer>",
    parameters: {
      animates: { meaning: "nouns for people and animals", min: 3, max: 10 },
      places: { meaning: "nouns for places and things", min: 2, max: 8 },
      verbs: { meaning: "verbs, one of them without an object", min: 3, max: 8 },
      examples: { meaning: "translated sentences", min: 6, max: 12 },
      targetWords: { meaning: "words of the sentence to be translated", oneOf: [3, 4] },
      newForms: { meaning: "words of the answer that are kept out of the examples", min: 1, max: 4 },
      freeOrder: { meaning: "whether the order of words is free" },
      harmony: {
        meaning:
          "no vowel harmony, harmony with every needed ending derivable among stems of its own kind, or harmony where an ending is known from the other kind of stems only",
        oneOf: ["none", "shown", "inferred"],
      },
    },
    levels: [
      {
        animates: 3,
        places: 2,
        verbs: 3,
        examples: 9,
        targetWords: 3,
        newForms: 1,
        freeOrder: false,
        harmony: "none",
      },
      {
        animates: 4,
        places: 3,
        verbs: 4,
        examples: 10,
        targetWords: 4,
        newForms: 2,
        freeOrder: false,
        harmony: "none",
      },
      {
        animates: 4,
        places: 3,
        verbs: 4,
        examples: 12,
        targetWords: 4,
        newForms: 3,
        freeOrder: false,
        harmony: "shown",
      },
      {
        animates: 4,
        places: 4,
        verbs: 4,
        examples: 10,
        targetWords: 4,
        newForms: 4,
        freeOrder: false,
        harmony: "inferred",
      },
      {
        animates: 5,
        places: 4,
        verbs: 5,
        examples: 10,
        targetWords: 4,
        newForms: 4,
        freeOrder: true,
        harmony: "inferred",
      },
    ],
  };

  readonly answerFormat = tagged(list(text({ letterCase: "lower" })));

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const drawn = attempt(rng, level);
      if (drawn !== undefined) return drawn;
    }
  }

  promptFunc(instance: Case): string {
    const { language, examples, target, freeOrder, harmony } = instance;
    const harmonic = [
      "- There is vowel harmony. By its own vowels a stem belongs to one of two kinds, and a suffix has one shape after",
      "  stems of the first kind and another after stems of the second kind. The two shapes differ only in vowels, and in",
      "  all suffixes alike the same vowel of the one shape corresponds to the same vowel of the other.",
    ];
    const fixed = [
      "- The order of words is fixed: subject, verb, object and place stand in the same order in all sentences, where",
      "  object or place may be missing.",
    ];
    return [
      "Here are sentences of an invented language with their English translations:",
      ...examples.map(
        (sentence, index) =>
          `${index + 1}. ${formsOf(sentence, language).join(" ")} = ${englishOf(sentence, language)}`,
      ),
      "",
      "What is known about the language:",
      "- A noun consists of a stem and two suffixes, one for its number (singular or plural) and one for its case:",
      '  subject, object, or place ("at …"). The two suffixes stand in the same order in all nouns.',
      "- A verb consists of a stem and one suffix, which agrees with the subject in number (singular or plural).",
      "- No suffix is empty, and all words are regular: the parts are simply written one after the other.",
      ...(harmony ? harmonic : ["- Stems and suffixes never change their shape."]),
      ...(freeOrder
        ? ["- The order of words is free: the words of a sentence may stand in any order."]
        : fixed),
      '- There are no articles: "the dog" and "a dog" are the same in the language, and so are "the dogs" and "dogs".',
      '  There is no separate word for "at".',
      "",
      "Translate this sentence into the language:",
      englishOf(target, language),
      "",
      "Everything that is needed can be found from the examples.",
      freeOrder
        ? "Any order of the words of the translation is correct."
        : "The words must stand in the right order.",
      `Write the words of the translation, separated by spaces, and nothing else. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(formsOf(instance.target, instance.language).join(" "));
  }

  override workedSolution(instance: Case): string {
    const { language, target, freeOrder, harmony } = instance;
    const { numbers, cases, agreement, numberFirst, nouns, verbs } = language;
    const both = (suffix: string): string =>
      [...new Set([shaped(suffix, "a"), shaped(suffix, "e")])].join(" or ");
    const words = wordsOf(target, language);
    return [
      "Words that share a part of their meaning share a part of their form. Comparing the examples word by word gives",
      `these stems: ${[...nouns, ...verbs].map(({ stem, one }) => `${stem}- ${one}`).join(", ")}.`,
      `Number of nouns: singular ${both(at(numbers, 0))}, plural ${both(at(numbers, 1))}.`,
      `Case: subject ${both(at(cases, 0))}, object ${both(at(cases, 1))}, place ${both(at(cases, 2))}.`,
      `In a noun the ${numberFirst ? "number comes before the case" : "case comes before the number"}.`,
      `Verbs: ${both(at(agreement, 0))} with a singular subject, ${both(at(agreement, 1))} with a plural one.`,
      ...(harmony
        ? ["The second of two shapes, with e for a and i for u, stands after stems with the vowels e and i."]
        : []),
      freeOrder ? "The order is free." : `The order is ${words.map(({ role }) => role).join(", ")}.`,
      "",
      `So the words of "${englishOf(target, language)}" are:`,
      ...words.map(
        ({ role, stem, plural, pattern, form }) =>
          `- ${role}, ${plural ? "plural" : "singular"}: ${stem} + ${shaped(pattern, stem)} = ${form}`,
      ),
      "",
      this.referenceAnswer(instance),
    ].join("\n");
  }

  override hardness(instance: Case): number {
    const { language, examples, target, freeOrder, harmony } = instance;
    const shown = new Set(examples.flatMap((sentence) => formsOf(sentence, language)));
    const unseen = formsOf(target, language).filter((form) => !shown.has(form)).length;
    const isInferred = harmony && !isDetermined(examples, target, language, true);
    return 2 * unseen + (harmony ? 3 : 0) + (isInferred ? 4 : 0) + (freeOrder ? 1 : 0);
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    const arranged = (words: readonly string[]): string =>
      (instance.freeOrder ? words.toSorted() : words).join(" ");
    return arranged(answer) === arranged(formsOf(instance.target, instance.language)) ? 1 : 0;
  }
}
