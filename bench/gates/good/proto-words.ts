import { at, Bootcamp, type Card, mapping, type Rng, tagged, text, textTable } from "campforge/bootcamp";

/** A regular sound change: each sound of `from` becomes the one at its place in `to`, or is lost where `to` is empty. */
type Change = { readonly from: string; readonly to: string; readonly where: string };

type Origin = {
  /** How many each of the lost words has. */
  readonly syllables: number;
  /** Two languages, the changes of each in order of time. */
  readonly languages: readonly { readonly name: string; readonly changes: readonly Change[] }[];
};

type Case = Origin & {
  /** For each lost word its descendant in each of the languages. */
  readonly words: readonly (readonly string[])[];
};

type Level = { readonly syllables: number; readonly changes: number; readonly words: number };

const PROTO_CONSONANTS = "ptkbdgsmnlr";
const VOWELS = "aeiou";
/** Those of the lost language and those that changes bring about. */
const CONSONANTS = "ptkbdgsmnlrcfhvxz";

/**
 * Where a change happens, in words and as sounds: those that may stand just before, none given being any,
 * and those that may follow, the nearest first. `#` is what stands beyond either end of a word.
 */
const PLACES: ReadonlyMap<string, { readonly after: string; readonly before: readonly string[] }> = new Map([
  ["everywhere", { after: "", before: [] }],
  ["between two vowels", { after: VOWELS, before: [VOWELS] }],
  ["at the beginning of a word", { after: "#", before: [] }],
  ["at the end of a word", { after: "", before: ["#"] }],
  ["at the end of a word if a consonant stands just before", { after: CONSONANTS, before: ["#"] }],
  ["just before i or e", { after: "", before: ["ie"] }],
  ["just before a consonant that is followed by i", { after: "", before: [CONSONANTS, "i"] }],
  ["just before a consonant that is followed by a", { after: "", before: [CONSONANTS, "a"] }],
  ["between two consonants, a vowel after the second", { after: CONSONANTS, before: [CONSONANTS, VOWELS] }],
]);

const CHANGES: readonly Change[] = [
  { from: "ptk", to: "bdg", where: "between two vowels" },
  { from: "bdg", to: "vzh", where: "between two vowels" },
  { from: "sz", to: "rr", where: "between two vowels" },
  { from: "m", to: "v", where: "between two vowels" },
  { from: "tk", to: "cc", where: "just before i or e" },
  { from: "sh", to: "xx", where: "just before i or e" },
  { from: "ptk", to: "fsh", where: "at the beginning of a word" },
  { from: "bdgvz", to: "ptkfs", where: "at the end of a word" },
  { from: "eo", to: "iu", where: "at the end of a word" },
  { from: "mr", to: "nl", where: "at the end of a word" },
  { from: "aeiou", to: "", where: "at the end of a word if a consonant stands just before" },
  { from: "au", to: "ei", where: "just before a consonant that is followed by i" },
  { from: "iu", to: "eo", where: "just before a consonant that is followed by a" },
  { from: "iu", to: "", where: "between two consonants, a vowel after the second" },
  { from: "h", to: "", where: "everywhere" },
  { from: "l", to: "r", where: "everywhere" },
  { from: "vz", to: "bd", where: "everywhere" },
  { from: "o", to: "a", where: "everywhere" },
];

const LANGUAGES = ["Arvic", "Belmic", "Corrian", "Dastic", "Ervish", "Fennic", "Garic", "Hulian"];

/** A word after a change, which affects at once all the places that fit in the word as it was. */
function applyChange(word: string, { from, to, where }: Change): string {
  const { after = "", before = [] } = PLACES.get(where) ?? {};
  const allows = (sounds: string, sound = "#"): boolean => sounds === "" || sounds.includes(sound);
  const sounds = [...word].map((sound, place) => {
    const fits =
      from.includes(sound) &&
      allows(after, word[place - 1]) &&
      before.every((allowed, distance) => allows(allowed, word[place + 1 + distance]));
    return fits ? (to[from.indexOf(sound)] ?? "") : sound;
  });
  return sounds.join("");
}

const descend = (word: string, changes: readonly Change[]): string => changes.reduce(applyChange, word);

/** Every word of at most `longest` sounds that a change turns into the given one. */
function sourcesOf(word: string, change: Change, longest: number): string[] {
  const { from, to } = change;
  const found = new Set<string>();
  const grow = (source: string, rest: string, spare: number): void => {
    const [next, ...others] = rest;
    if (next === undefined) found.add(source);
    else {
      const origins = [...from].filter((_, place) => to[place] === next);
      for (const sound of [next, ...origins]) grow(source + sound, others.join(""), spare);
    }
    if (to === "" && spare > 0) for (const sound of from) grow(source + sound, rest, spare - 1);
  };
  grow("", word, longest - word.length);
  return [...found].filter((source) => applyChange(source, change) === word);
}

/** Whether a text is a word of the lost language: syllables of one consonant and one vowel. */
function isProtoWord(word: string, syllables: number): boolean {
  const sounds = [...word];
  const fits = sounds.every((sound, place) => (place % 2 === 0 ? PROTO_CONSONANTS : VOWELS).includes(sound));
  return fits && sounds.length === 2 * syllables;
}

/** Whether a text can be the lost word from which the forms in the languages descend. */
function explains(word: string, forms: readonly string[], { syllables, languages }: Origin): boolean {
  const descends = languages.every(({ changes }, place) => descend(word, changes) === at(forms, place));
  return isProtoWord(word, syllables) && descends;
}

/** A lost word that explains the forms, found by taking the changes of the first language back one by one. */
function reconstruct(forms: readonly string[], instance: Case): string | undefined {
  const backwards = at(instance.languages, 0).changes.toReversed();
  const origins = backwards.reduce<readonly string[]>(
    (words, change) => [...new Set(words.flatMap((word) => sourcesOf(word, change, 2 * instance.syllables)))],
    [at(forms, 0)],
  );
  return origins.find((word) => explains(word, forms, instance));
}

export default class ProtoWords extends Bootcamp<Case, ReadonlyMap<string, string>, Level> {
  static readonly card: Card<Level> = {
    name: "ProtoWords",
    slug: "proto-words",
    title: "Proto-Words",
    domain: "language-analysis",
    description:
      "Two related languages descend from a lost one by ordered sound changes that are stated. From pairs of attested words the lost words are to be reconstructed; any word of the lost language from which both forms follow regularly is right.",
    answerFormat: "pairs number=word, apart by commas, between <answer> and </answer>",
    parameters: {
      syllables: { meaning: "syllables of a lost word", min: 2, max: 4 },
      changes: { meaning: "sound changes in the history of each language", min: 2, max: 10 },
      words: { meaning: "lost words to reconstruct", min: 2, max: 8 },
    },
    levels: [
      { syllables: 2, changes: 3, words: 2 },
      { syllables: 2, changes: 4, words: 3 },
      { syllables: 3, changes: 5, words: 4 },
      { syllables: 3, changes: 7, words: 5 },
    ],
  };

  readonly answerFormat = tagged(mapping(text(), text({ letterCase: "lower" })));

  caseGenerator(rng: Rng, level: Level): Case {
    const { syllables } = level;
    const drawWord = (): string =>
      Array.from(
        { length: syllables },
        () => rng.choice([...PROTO_CONSONANTS]) + rng.choice([...VOWELS]),
      ).join("");
    for (;;) {
      const names = rng.sample(LANGUAGES, 2);
      const languages = names.map((name) => ({ name, changes: rng.sample(CHANGES, level.changes) }));
      const drawn = new Set(Array.from({ length: 12 * level.words }, drawWord));
      const formsOf = (word: string): string[] => languages.map(({ changes }) => descend(word, changes));
      // A form that could itself be the lost word would be an answer that is merely copied.
      const pool = [...drawn].filter((word) => {
        const forms = formsOf(word);
        return !forms.some((form) => explains(form, forms, { syllables, languages }));
      });
      // For each language a word that another order of its changes would have brought to another form.
      const telling = languages.flatMap(
        ({ changes }) =>
          pool.find((word) => descend(word, changes) !== descend(word, changes.toReversed())) ?? [],
      );
      if (telling.length < languages.length || pool.length < level.words) continue;
      const chosen = [...new Set([...telling, ...pool])].slice(0, level.words);
      return { syllables, languages, words: rng.shuffle(chosen).map(formsOf) };
    }
  }

  promptFunc(instance: Case): string {
    const { syllables, languages, words } = instance;
    const say = ({ from, to, where }: Change): string => {
      const shifts = [...from].map(
        (sound, place) => `${sound} ${to === "" ? "is lost" : `becomes ${to[place]}`}`,
      );
      return `${where}: ${shifts.join(", ")}`;
    };
    const histories = languages.flatMap(({ name, changes }) => [
      `From the lost language to ${name}:`,
      ...changes.map((change, place) => `${place + 1}. ${say(change)}`),
      "",
    ]);
    return [
      `Two languages, ${languages.map(({ name }) => name).join(" and ")}, descend from one lost language. Each letter is one sound; a, e, i, o, u`,
      "are vowels and all other letters are consonants.",
      "",
      `Each of the lost words sought has exactly ${syllables} syllables, and each syllable is one consonant followed by one vowel.`,
      `The lost language had only the consonants ${[...PROTO_CONSONANTS].join(", ")} and the vowels ${[...VOWELS].join(", ")}.`,
      "",
      "Every word went through the changes of its language one after another, in the order in which they are",
      "numbered, each change once. A change affects all sounds of the word that meet its condition, all at the same",
      "time: the condition is judged by the word as it stood right before that change. Nothing else ever changed.",
      "",
      ...histories,
      "The words that are known from the two languages, each line going back to one lost word:",
      "",
      textTable(
        ["number", ...languages.map(({ name }) => name)],
        words.map((forms, place) => [place + 1, ...forms]),
      ),
      "",
      "Reconstruct the lost word of each line. If several lost words would give both forms, any of them is right.",
      "Write pairs of the form number=word, one for each line, apart by commas.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const lost = instance.words.map((forms) => reconstruct(forms, instance) ?? "none");
    return this.answerFormat.wrap(lost.map((word, line) => `${line + 1}=${word}`).join(", "));
  }

  verifyCorrection(answer: ReadonlyMap<string, string>, instance: Case): number {
    const { words } = instance;
    const isRight = words.every((forms, line) => explains(answer.get(`${line + 1}`) ?? "", forms, instance));
    return isRight && answer.size === words.length ? 1 : 0;
  }
}
