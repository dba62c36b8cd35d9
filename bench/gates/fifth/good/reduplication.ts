import { at, Bootcamp, type Card, list, range, type Rng, tagged, text } from "campforge/bootcamp";

const OPERATIONS = ["copy-first", "copy-last", "infix", "prefix", "suffix", "swap", "raise"] as const;
type Operation = (typeof OPERATIONS)[number];

const REPAIRS = ["degeminate", "elide", "devoice"] as const;
type Repair = (typeof REPAIRS)[number];

/** A form of a word: how it is made, and of which letters where it needs some. */
type Form = { readonly name: string; readonly operation: Operation; readonly letters: string };

/** A root and the forms, by index, that are made of it one after the other. */
type Item = { readonly root: string; readonly forms: readonly number[] };

type Case = { readonly forms: readonly Form[]; readonly repairs: readonly Repair[]; readonly items: readonly Item[] };

type Level = { readonly forms: number; readonly repairs: number; readonly items: number; readonly steps: number };

const NAMES = ["plural", "diminutive", "intensive", "agentive", "causative", "reciprocal", "collective"];
const CONSONANTS = ["b", "d", "g", "k", "l", "m", "n", "p", "r", "s", "t"];
const VOWELS = ["a", "e", "i", "o", "u"];
const isVowel = (letter: string): boolean => VOWELS.includes(letter);

const lastVowel = (word: string): number => [...word].findLastIndex(isVowel);
const firstVowel = (word: string): number => [...word].findIndex(isVowel);

function apply({ operation, letters }: Form, word: string): string {
  const [first, last] = [firstVowel(word), lastVowel(word)];
  switch (operation) {
    case "copy-first":
      return word.slice(0, first + 1) + word;
    case "copy-last":
      return word + word.slice(last);
    case "infix": {
      const place = [...word].findIndex((letter) => !isVowel(letter)) + 1;
      return word.slice(0, place) + letters + word.slice(place);
    }
    case "prefix":
      return letters + word;
    case "suffix":
      return word + letters;
    case "swap":
      return [...word].map((letter, index) => (index === first ? word.charAt(last) : index === last ? word.charAt(first) : letter)).join("");
    case "raise":
      return word.replace(/[eo]/g, (vowel) => (vowel === "e" ? "i" : "u"));
  }
}

function repaired(word: string, repair: Repair): string {
  switch (repair) {
    case "degeminate":
      return word.replace(/(.)\1+/g, "$1");
    case "elide":
      return word.replace(/[aeiou](?=[aeiou])/g, "");
    case "devoice":
      return word.replace(/[bdg]$/, (stop) => ({ b: "p", d: "t", g: "k" })[stop] ?? stop);
  }
}

/** The word after each of its forms, the root first. */
function derivation({ root, forms: chain }: Item, { forms, repairs }: Pick<Case, "forms" | "repairs">): string[] {
  const words = [root];
  for (const index of chain) {
    const made = apply(at(forms, index), at(words, words.length - 1));
    words.push(repairs.reduce(repaired, made));
  }
  return words;
}

const wordOf = (item: Item, language: Pick<Case, "forms" | "repairs">): string => at(derivation(item, language).toReversed(), 0);

function meaningOf({ operation, letters }: Form): string {
  switch (operation) {
    case "copy-first":
      return "everything up to the first vowel, this vowel included, is copied and put before the word";
    case "copy-last":
      return "everything from the last vowel on, this vowel included, is copied and put behind the word";
    case "infix":
      return `"${letters}" is inserted directly behind the first consonant of the word`;
    case "prefix":
      return `"${letters}" is put before the word`;
    case "suffix":
      return `"${letters}" is put behind the word`;
    case "swap":
      return "the first and the last vowel of the word change places";
    case "raise":
      return "every e of the word becomes i, and every o becomes u";
  }
}

const REPAIR_TEXTS: Readonly<Record<Repair, string>> = {
  degeminate: "Of the same letter twice or more in a row, only one is left.",
  elide: "A vowel directly before another vowel is dropped; of several vowels in a row only the last is left.",
  devoice: "A b, d or g at the end of the word becomes p, t or k.",
};

function lettersFor(rng: Rng, operation: Operation): string {
  const [vowel, consonant] = [rng.choice(VOWELS), rng.choice(CONSONANTS)];
  if (operation === "infix") return vowel + consonant;
  if (operation === "prefix") return consonant + vowel;
  return operation === "suffix" ? vowel + consonant : "";
}

function drawRoot(rng: Rng): string {
  const syllables = range(rng.integer(2, 3)).map(() => rng.choice(CONSONANTS) + rng.choice(VOWELS));
  return syllables.join("") + (rng.boolean(0.6) ? rng.choice(CONSONANTS) : "");
}

export default class Reduplication extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "Reduplication",
    slug: "reduplication",
    title: "Reduplication",
    domain: "language-analysis",
    description:
      "An invented language makes forms of its words by copying parts of them, inserting letters or changing vowels, and repairs what comes out. Words are to be derived through several forms. Harder cases have more forms, more repairs, and more steps for each word.",
    answerFormat: "the derived words in the order asked, separated by commas, between <answer> and </answer>",
    parameters: {
      forms: { meaning: "forms of the language", min: 2, max: 7 },
      repairs: { meaning: "repairs of the language", min: 0, max: 3 },
      items: { meaning: "words to derive", min: 2, max: 6 },
      steps: { meaning: "forms through which each word goes", min: 1, max: 6 },
    },
    levels: [
      { forms: 3, repairs: 0, items: 2, steps: 1 },
      { forms: 4, repairs: 1, items: 2, steps: 2 },
      { forms: 5, repairs: 2, items: 3, steps: 3 },
      { forms: 6, repairs: 3, items: 4, steps: 4 },
      { forms: 7, repairs: 3, items: 5, steps: 5 },
    ],
  };

  readonly answerFormat = tagged(list(text({ letterCase: "lower" })));

  caseGenerator(rng: Rng, level: Level): Case {
    const operations = rng.sample(OPERATIONS, level.forms);
    const names = rng.sample(NAMES, level.forms);
    const forms = operations.map((operation, index): Form => ({ name: at(names, index), operation, letters: lettersFor(rng, operation) }));
    const repairs = rng.sample(REPAIRS, level.repairs);
    const items: Item[] = [];
    for (let tried = 0; items.length < level.items; tried++) {
      const item = { root: drawRoot(rng), forms: range(level.steps).map(() => rng.integer(0, level.forms - 1)) };
      const words = derivation(item, { forms, repairs });
      // Every form should leave a trace, and words stay readable.
      const isWished = new Set(words).size === words.length && at(words, words.length - 1).length <= 28;
      if (isWished || tried > 200) items.push(item);
    }
    return { forms, repairs, items };
  }

  promptFunc({ forms, repairs, items }: Case): string {
    const path = (chain: readonly number[]): string => chain.map((index) => at(forms, index).name).join(", then ");
    return [
      "A language with the vowels a, e, i, o, u (all other letters are consonants) makes forms of its words in these ways:",
      ...forms.map((form) => `- ${form.name}: ${meaningOf(form)}.`),
      "",
      ...(repairs.length === 0
        ? ["Nothing else happens to a word."]
        : [
            "Each time a form has been made, the word is repaired, once by each of these rules, in this order:",
            ...repairs.map((repair, index) => `${index + 1}. ${REPAIR_TEXTS[repair]}`),
            "The root itself is not repaired. The next form is made of the repaired word.",
          ]),
      "",
      "Derive these words; each form is made of what the one before it has left:",
      ...items.map(({ root, forms: chain }, index) => `${index + 1}. ${root} → ${path(chain)}`),
      "",
      `Give the ${items.length} words that come out at the end, in this order, in small letters, separated by commas.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(instance.items.map((item) => wordOf(item, instance)).join(", "));
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    const words = instance.items.map((item) => wordOf(item, instance));
    return answer.length === words.length && words.every((word, index) => answer[index] === word) ? 1 : 0;
  }

  /** Forms and repairs to apply, all words together. */
  override hardness({ repairs, items }: Case): number {
    return items.reduce((sum, { forms }) => sum + forms.length * (1 + repairs.length), 0);
  }
}
