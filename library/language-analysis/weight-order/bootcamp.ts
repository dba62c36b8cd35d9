import { at, Bootcamp, type Card, finalLine, range, type Rng, text } from "campforge/bootcamp";

type Voice = "course" | "fieldwork" | "brief";
type Role = "subject" | "recipient" | "object";

type Phrase = {
  readonly role: Role;
  /** English words, as in the word list. */
  readonly noun: string;
  readonly plural: boolean;
  readonly adjectives: readonly string[];
  relative: Clause | null;
};

type Clause = {
  readonly verb: string;
  readonly negated: boolean;
  /** In the order subject, recipient, object; a relative clause has no subject. */
  readonly phrases: readonly Phrase[];
};

type Word = { readonly english: string; readonly stem: string };

type Case = {
  readonly nouns: readonly (Word & { readonly nounClass: number })[];
  readonly adjectives: readonly Word[];
  readonly verbs: readonly Word[];
  /** The vowels of classes 1 to 3. */
  readonly vowels: readonly string[];
  readonly sentence: Clause;
  readonly voice: Voice;
};

type Level = {
  readonly nouns: number;
  readonly adjectives: number;
  readonly verbs: number;
  readonly recipient: boolean;
  readonly mostAdjectives: number;
  readonly relatives: number;
  readonly depth: number;
  readonly negated: number;
  readonly tightMain: boolean;
  readonly tight: number;
};

type Lexicon = Pick<Case, "nouns" | "adjectives" | "verbs" | "vowels">;

/** Sentences drawn after which wishes of a level that cannot be met together are dropped. */
const MOST_TRIES = 20_000;

const VOICES: readonly Voice[] = ["course", "fieldwork", "brief"];
const NOUNS = ["fisher", "girl", "boat", "king", "baker", "sailor", "dog", "lamp", "book", "horse", "thief", "mother", "shepherd", "knife", "basket", "ring", "judge", "drum"];
const ADJECTIVES = ["old", "red", "tall", "quiet", "clever", "blue", "heavy", "young", "kind", "proud", "small", "bright"];
const VERBS = ["gave", "sent", "sold", "showed", "lent", "brought", "offered", "promised"];
const CONSONANTS = [..."bdfghklmnprstvz"];
const VOWELS = [..."aeiou"];
const PARTICLES: Readonly<Record<Role, string>> = { subject: "ka", recipient: "ti", object: "mo" };

const stemOf = (words: readonly Word[], english: string): string =>
  words.find((word) => word.english === english)?.stem ?? "";

const vowelOf = ({ nouns, vowels }: Lexicon, english: string): string =>
  at(vowels, (nouns.find((noun) => noun.english === english)?.nounClass ?? 1) - 1);

/** By what phrases are put in order; only the number of words is right. */
type Weigh = (phrase: Phrase, words: readonly string[]) => number;

const byWords: Weigh = (_, words) => words.length;

function phraseWords(phrase: Phrase, lexicon: Lexicon, weigh: Weigh): string[] {
  const { role, noun, plural, adjectives, relative } = phrase;
  return [
    stemOf(lexicon.nouns, noun) + (plural ? "en" : ""),
    ...adjectives.toReversed().map((adjective) => stemOf(lexicon.adjectives, adjective) + vowelOf(lexicon, noun)),
    ...(relative === null ? [] : ["we", ...clauseWords(relative, lexicon, weigh), "el"]),
    PARTICLES[role],
  ];
}

/** The phrases of a clause with their words and weights, lightest first; with equal weights they keep the order of their roles. */
function inOrder(
  clause: Clause,
  lexicon: Lexicon,
  weigh: Weigh,
): { readonly phrase: Phrase; readonly words: readonly string[]; readonly weight: number }[] {
  return clause.phrases
    .map((phrase) => {
      const words = phraseWords(phrase, lexicon, weigh);
      return { phrase, words, weight: weigh(phrase, words) };
    })
    .toSorted((one, other) => one.weight - other.weight);
}

function clauseWords(clause: Clause, lexicon: Lexicon, weigh: Weigh = byWords): string[] {
  const phrases = inOrder(clause, lexicon, weigh);
  const place = clause.negated ? phrases.length - 1 : 0;
  const { noun, plural } = at(phrases, place).phrase;
  const verb = stemOf(lexicon.verbs, clause.verb) + vowelOf(lexicon, noun) + (plural ? "n" : "");
  return phrases.flatMap(({ words }, index) => (index === place ? [...words, verb] : words));
}

const translation = (instance: Case): string => clauseWords(instance.sentence, instance).join(" ");

function englishPhrase({ noun, plural, adjectives, relative }: Phrase): string {
  const words = ["the", ...(plural ? ["several"] : []), ...adjectives, noun].join(" ");
  return relative === null ? words : `${words} [who ${englishClause(relative)}]`;
}

function englishClause({ verb, negated, phrases }: Clause): string {
  const part = (role: Role, before: string): string[] =>
    phrases.filter((phrase) => phrase.role === role).map((phrase) => before + englishPhrase(phrase));
  return [...part("subject", ""), negated ? `not ${verb}` : verb, ...part("object", ""), ...part("recipient", "to ")].join(" ");
}

/** A clause and all within it, each with its depth, 0 for the main clause. */
function clausesOf(clause: Clause, depth = 0): { readonly clause: Clause; readonly depth: number }[] {
  const within = clause.phrases.flatMap(({ relative }) => (relative === null ? [] : clausesOf(relative, depth + 1)));
  return [{ clause, depth }, ...within];
}

/** The differences of the weights of phrases that follow each other. */
function gaps(clause: Clause, lexicon: Lexicon): number[] {
  const weights = inOrder(clause, lexicon, byWords).map(({ weight }) => weight);
  return weights.slice(1).map((weight, index) => weight - at(weights, index));
}

/** True when the two phrases that decide the agreement of a clause have weights that are equal or differ by one, the heavier one with a relative clause. */
function isMainTight(clause: Clause, lexicon: Lexicon): boolean {
  const phrases = inOrder(clause, lexicon, byWords);
  const place = clause.negated ? phrases.length - 2 : 0;
  const [lighter, heavier] = [at(phrases, place), at(phrases, place + 1)];
  return heavier.weight - lighter.weight <= 1 && heavier.phrase.relative !== null;
}

function drawLexicon(rng: Rng, level: Level): Lexicon {
  const stems = new Set<string>();
  while (stems.size < level.nouns + level.adjectives + level.verbs) {
    const middle = rng.boolean(0.25) ? rng.choice(VOWELS) + rng.choice(CONSONANTS) : "";
    stems.add(rng.choice(CONSONANTS) + middle + rng.choice(VOWELS) + rng.choice(CONSONANTS));
  }
  const left = [...stems];
  const take = (english: readonly string[], count: number): Word[] => {
    const taken = left.splice(0, count);
    return rng.sample(english, count).map((word, index) => ({ english: word, stem: at(taken, index) }));
  };
  // Each class has a noun.
  const classes = range(level.nouns).map((index) => (index < 3 ? index + 1 : rng.integer(1, 3)));
  const nouns = take(NOUNS, level.nouns).map((word, index) => ({ ...word, nounClass: at(classes, index) }));
  return {
    nouns: rng.shuffle(nouns),
    adjectives: take(ADJECTIVES, level.adjectives),
    verbs: take(VERBS, level.verbs),
    vowels: rng.sample(VOWELS, 3),
  };
}

function drawClause(rng: Rng, lexicon: Lexicon, roles: readonly Role[], level: Level): Clause {
  return {
    verb: rng.choice(lexicon.verbs).english,
    negated: level.negated > 0 && rng.boolean(0.4),
    phrases: roles.map((role) => ({
      role,
      noun: rng.choice(lexicon.nouns).english,
      plural: rng.boolean(0.4),
      adjectives: rng.sample(lexicon.adjectives, rng.integer(0, Math.min(level.mostAdjectives, level.adjectives))).map(({ english }) => english),
      relative: null,
    })),
  };
}

/** A random sentence; its relative clauses are put in one after the other. */
function drawSentence(rng: Rng, lexicon: Lexicon, level: Level): Clause | undefined {
  const sentence = drawClause(rng, lexicon, level.recipient ? ["subject", "recipient", "object"] : ["subject", "object"], level);
  for (let count = 0; count < level.relatives; count++) {
    const free = clausesOf(sentence)
      .filter(({ depth }) => depth < level.depth)
      .flatMap(({ clause }) => clause.phrases.filter(({ relative }) => relative === null));
    if (free.length === 0) return undefined;
    const roles: readonly Role[] = rng.boolean(0.6) ? ["recipient", "object"] : ["object"];
    rng.choice(free).relative = drawClause(rng, lexicon, roles, level);
  }
  return sentence;
}

function isWanted(sentence: Clause, lexicon: Lexicon, level: Level): boolean {
  const clauses = clausesOf(sentence);
  if (clauses.filter(({ clause }) => clause.negated).length < level.negated) return false;
  if (clauses.every(({ depth }) => depth < level.depth)) return false;
  if (level.tightMain ? !isMainTight(sentence, lexicon) : gaps(sentence, lexicon).includes(0)) return false;
  const isTight = (clause: Clause): boolean => gaps(clause, lexicon).some((gap) => gap <= 1);
  if (clauses.filter(({ clause }) => isTight(clause)).length < level.tight) return false;
  const right = clauseWords(sentence, lexicon).join(" ");
  const unsorted = clauseWords(sentence, lexicon, () => 0).join(" ");
  const shallow = clauseWords(sentence, lexicon, ({ adjectives }) => adjectives.length).join(" ");
  return right !== unsorted && (level.relatives === 0 || right !== shallow);
}

export default class WeightOrder extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "WeightOrder",
    slug: "weight-order",
    title: "Weight Order",
    domain: "language-analysis",
    description:
      "An English sentence is to be translated into an invented language that orders the phrases of each clause by their number of words and makes the verb agree with whatever stands before it. Harder sentences have more adjectives, nested relative clauses, negated clauses, and phrases of nearly the same weight.",
    answerFormat: "the translation on a last line `Answer: …`",
    parameters: {
      nouns: { meaning: "nouns in the word list", min: 3, max: 12 },
      adjectives: { meaning: "adjectives in the word list", min: 1, max: 10 },
      verbs: { meaning: "verbs in the word list", min: 1, max: 8 },
      recipient: { meaning: "whether the main clause has a recipient", oneOf: [false, true] },
      mostAdjectives: { meaning: "adjectives of a phrase at the most", min: 0, max: 3 },
      relatives: { meaning: "relative clauses", min: 0, max: 8 },
      depth: { meaning: "how deep relative clauses are nested", min: 0, max: 5 },
      negated: { meaning: "negated clauses at the least; 0 means none at all", min: 0, max: 4 },
      tightMain: {
        meaning:
          "whether, in the main clause, the two phrases that decide the agreement have weights that are equal or differ by one, the heavier one with a relative clause; otherwise no two weights are equal",
        oneOf: [false, true],
      },
      tight: { meaning: "clauses at the least with two phrases whose weights are equal or differ by one", min: 0, max: 5 },
    },
    levels: [
      { nouns: 4, adjectives: 3, verbs: 2, recipient: false, mostAdjectives: 2, relatives: 0, depth: 0, negated: 0, tightMain: false, tight: 0 },
      { nouns: 5, adjectives: 4, verbs: 2, recipient: true, mostAdjectives: 3, relatives: 1, depth: 1, negated: 1, tightMain: false, tight: 0 },
      { nouns: 6, adjectives: 4, verbs: 3, recipient: true, mostAdjectives: 3, relatives: 2, depth: 1, negated: 1, tightMain: false, tight: 1 },
      { nouns: 7, adjectives: 5, verbs: 4, recipient: true, mostAdjectives: 3, relatives: 4, depth: 2, negated: 1, tightMain: true, tight: 2 },
      { nouns: 8, adjectives: 6, verbs: 4, recipient: true, mostAdjectives: 3, relatives: 6, depth: 3, negated: 2, tightMain: true, tight: 3 },
    ],
  };

  readonly answerFormat = finalLine(text({ letterCase: "lower" }));

  caseGenerator(rng: Rng, level: Level): Case {
    const lexicon = drawLexicon(rng, level);
    const eased = { ...level, relatives: level.depth === 0 ? 0 : Math.min(2, level.relatives) };
    for (let tried = 0; ; tried++) {
      const isEased = tried >= MOST_TRIES;
      const sentence = drawSentence(rng, lexicon, isEased ? eased : level);
      if (sentence !== undefined && (isEased || isWanted(sentence, lexicon, level))) {
        return { ...lexicon, sentence, voice: rng.choice(VOICES) };
      }
    }
  }

  promptFunc({ nouns, adjectives, verbs, vowels, sentence, voice }: Case): string {
    const english = englishClause(sentence);
    const opening = {
      course: `You are taking a course in an invented language and are to translate this sentence into it: "${english}"`,
      fieldwork: `A linguist has written down the grammar and some words of a language in which phrases are ordered by length. Translate into it: "${english}"`,
      brief: `Translate into the language described below: "${english}"`,
    }[voice];
    const listed = (words: readonly Word[]): string => words.map(({ english: word, stem }) => `${stem} ${word}`).join(", ");
    return [
      opening,
      "",
      "In the English sentence, each phrase is \"the\" (singular) or \"the several\" (plural), then adjectives if any, then a noun, then perhaps a relative clause \"who …\" in square brackets. The subject stands before the verb, the object after it, and a recipient comes last, after \"to\". The subject of a relative clause is the noun directly before its bracket and is not expressed in it. \"not\" before a verb negates its clause and no other one.",
      "",
      "Word list (stems; not all of them are needed):",
      `- Nouns: ${nouns.map(({ english: word, stem, nounClass }) => `${stem} ${word} (class ${nounClass})`).join(", ")}`,
      `- Adjectives: ${listed(adjectives)}`,
      `- Verbs: ${listed(verbs)}`,
      `- Vowels: ${vowels.map((vowel, index) => `class ${index + 1} ${vowel}`).join(", ")}`,
      "",
      "The language:",
      "1. Noun. Singular: the stem. Plural: the stem and \"en\".",
      "2. Phrase. The noun, then its adjectives in the reverse of the English order, then its relative clause if any, then the particle: \"ka\" for the subject, \"ti\" for the recipient, \"mo\" for the object.",
      "3. Adjective. The stem and the vowel of its noun's class, in both numbers.",
      "4. Order of phrases. By weight, lightest first. The weight is the number of words of the phrase in the language: the noun, adjectives, particle and everything in the relative clause, \"we\" and \"el\" included. With equal weights: subject, then recipient, then object.",
      "5. Verb. Directly after the first phrase of its clause. In a negated clause it is the last word of the clause instead (of a relative clause, the last before \"el\"). There is no other sign of negation.",
      "6. Agreement. The verb is its stem and the vowel of the class of the noun that heads the phrase standing directly before the verb in the same clause, whatever the role of that phrase, and \"n\" after that if this noun is plural.",
      "7. Relative clause. The word \"we\", the phrases and the verb of the clause by rules 4 to 6, and the word \"el\". The noun it belongs to is not repeated and counts as no phrase in it.",
      "",
      "Nothing else changes. Write the translation on one line, in small letters, its words separated by spaces, without punctuation and without brackets.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(translation(instance));
  }

  verifyCorrection(answer: string, instance: Case): number {
    return answer === translation(instance) ? 1 : 0;
  }

  /** Words of the translation. */
  override hardness(instance: Case): number {
    return clauseWords(instance.sentence, instance).length;
  }
}
