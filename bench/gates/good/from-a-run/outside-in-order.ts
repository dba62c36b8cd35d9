import {
  at,
  Bootcamp,
  type Card,
  finalLine,
  integer,
  list,
  type Parsed,
  parsed,
  range,
  refine,
  type Rng,
  text,
} from "campforge/bootcamp";

type Voice = "library" | "exercise" | "brief";

type Case = {
  /** All 26 letters, the first one first. */
  readonly alphabet: string;
  /** Letters that are skipped, in ordinary order. */
  readonly silent: readonly string[];
  /** Words with a doubled letter come last. */
  readonly heavy: boolean;
  /** The number of pairs that stand the wrong way round is asked for, too. */
  readonly counted: boolean;
  readonly words: readonly string[];
  readonly voice: Voice;
};

type Level = {
  readonly words: number;
  readonly families: number;
  readonly stretched: number;
  readonly silent: number;
  readonly twins: number;
  readonly heavy: boolean;
  readonly counted: boolean;
};

/** The number of wrong pairs is null where none is given. */
type Answer = { readonly wrongPairs: number | null; readonly words: readonly string[] };

const VOICES: readonly Voice[] = ["library", "exercise", "brief"];
const ORDINARY = "abcdefghijklmnopqrstuvwxyz";
const VOWELS = [..."aeiou"];
const CONSONANTS = [..."bcdfghjklmnpqrstvwxyz"];

/** Real words with the same first and the same last letter. */
const REAL_FAMILIES: readonly (readonly string[])[] = [
  [
    "bat",
    "bet",
    "boat",
    "beat",
    "bait",
    "bolt",
    "belt",
    "built",
    "basket",
    "bullet",
    "budget",
    "bucket",
    "ballot",
  ],
  ["lake", "lane", "late", "lime", "line", "lure", "little", "lettuce", "ladle", "league", "lobe", "lodge"],
  [
    "cat",
    "cut",
    "coat",
    "cost",
    "carrot",
    "circuit",
    "comet",
    "closet",
    "cricket",
    "carpet",
    "court",
    "cannot",
  ],
  [
    "pan",
    "pin",
    "pain",
    "pattern",
    "person",
    "pigeon",
    "plan",
    "potion",
    "pardon",
    "pollen",
    "protein",
    "poison",
  ],
  ["sand", "seed", "sound", "speed", "shed", "salad", "sword", "stand", "second", "shield", "squid", "sad"],
  ["ran", "run", "rain", "reason", "region", "ribbon", "raisin", "raven", "return", "robin", "resin", "ruin"],
  [
    "mile",
    "mule",
    "maple",
    "marble",
    "middle",
    "mobile",
    "missile",
    "muscle",
    "mole",
    "mirage",
    "mime",
    "mettle",
  ],
  ["gate", "gale", "glue", "goose", "grape", "gauge", "giggle", "glove", "grove", "game", "groove", "gentle"],
  [
    "tail",
    "tool",
    "towel",
    "tunnel",
    "tonsil",
    "total",
    "trail",
    "tall",
    "toll",
    "travel",
    "trowel",
    "tribal",
  ],
  [
    "ladder",
    "letter",
    "lover",
    "lower",
    "layer",
    "liver",
    "lunar",
    "liquor",
    "lair",
    "leader",
    "litter",
    "lumber",
  ],
  [
    "fear",
    "four",
    "flour",
    "flower",
    "father",
    "feather",
    "finger",
    "folder",
    "fair",
    "floor",
    "filler",
    "fever",
  ],
  ["dot", "debt", "diet", "dart", "draft", "doubt", "deposit", "donut", "dent", "duet", "desert", "dessert"],
];

/** Made-up words that are drawn for a family, some of them perhaps equal. */
const MADE_UP = 12;

/** The letters of a word that are not skipped, in their order. */
const sounded = (word: string, silent: readonly string[]): string[] =>
  [...word].filter((letter) => !silent.includes(letter));

/** First, last, second, last but one, and so on. */
const outsideIn = (letters: readonly string[]): string[] =>
  letters.map((_, index) => at(letters, index % 2 === 0 ? index / 2 : letters.length - (index + 1) / 2));

const isHeavy = (word: string): boolean =>
  [...word].some((letter, index) => letter === word.charAt(index + 1));

type Rules = Pick<Case, "alphabet" | "silent" | "heavy">;

/** A text for each word that sorts, in the ordinary way, as the word does by the rules. */
function keyOf(
  word: string,
  { alphabet, silent, heavy }: Rules,
  read: (letters: readonly string[]) => readonly string[],
): string {
  const ranks = read(sounded(word, silent)).map((letter) => ORDINARY.charAt(alphabet.indexOf(letter)));
  return (heavy && isHeavy(word) ? "1" : "0") + ranks.join("");
}

/** The positions of the words in the given list, in sorted order. */
function sortedPlaces(
  words: readonly string[],
  rules: Rules,
  read: (letters: readonly string[]) => readonly string[] = outsideIn,
): number[] {
  const keys = words.map((word) => keyOf(word, rules, read));
  return range(words.length).toSorted((one, other) => {
    if (at(keys, one) === at(keys, other)) return other - one;
    return at(keys, one) < at(keys, other) ? -1 : 1;
  });
}

/** What the task asks for. */
function solve(instance: Case): Answer {
  const places = sortedPlaces(instance.words, instance);
  const wrong = places.flatMap((place, index) => places.slice(index + 1).filter((later) => later < place));
  return {
    wrongPairs: instance.counted ? wrong.length : null,
    words: places.map((place) => at(instance.words, place)),
  };
}

/** Words with the same beginning and the same end. */
function drawFamily(rng: Rng, edges: readonly string[], silent: readonly string[]): readonly string[] {
  if (rng.boolean(0.4)) return rng.choice(REAL_FAMILIES);
  const letters = [
    ...rng.sample(VOWELS, 2),
    ...rng.sample(CONSONANTS, 2),
    ...rng.sample(silent, Math.min(1, silent.length)),
  ];
  const opening = rng.choice(edges) + (rng.boolean() ? rng.choice(letters) : "");
  const ending = (rng.boolean() ? rng.choice(letters) : "") + rng.choice(edges);
  return range(MADE_UP).map(() => {
    const middle = range(rng.integer(1, 4)).map(() => rng.choice(letters));
    return opening + middle.join("") + ending;
  });
}

/** A word whose letters, read outside in, are those of another and one more behind them. */
function stretch(rng: Rng, word: string, silent: readonly string[]): string {
  const half = Math.ceil(sounded(word, silent).length / 2);
  const place =
    range(word.length + 1).find((end) => sounded(word.slice(0, end), silent).length === half) ?? 0;
  return word.slice(0, place) + rng.choice(sounded(ORDINARY, silent)) + word.slice(place);
}

/** A word that is another with a silent letter put in. */
function twin(rng: Rng, word: string, silent: readonly string[]): string {
  const place = rng.integer(0, word.length);
  return word.slice(0, place) + rng.choice(silent) + word.slice(place);
}

function drawWords(rng: Rng, level: Level, silent: readonly string[]): readonly string[] {
  const edges = rng.sample(CONSONANTS, 2);
  const families = range(level.families).flatMap(() => drawFamily(rng, edges, silent));
  const words = [...new Set(rng.shuffle(families))].slice(0, level.words - level.stretched - level.twins);
  const all = new Set(words);
  while (all.size < words.length + level.stretched) all.add(stretch(rng, rng.choice([...all]), silent));
  while (all.size < level.words) all.add(twin(rng, rng.choice([...all]), silent));
  return rng.shuffle([...all]);
}

/** True when each rule that is on makes a difference, and no simpler way of sorting gives the same list. */
function isTelling(words: readonly string[], rules: Rules, level: Level): boolean {
  const right = sortedPlaces(words, rules).join();
  const others = [
    range(words.length),
    sortedPlaces(words, rules, (letters) => letters),
    sortedPlaces(words, rules, (letters) => outsideIn(letters).slice(0, 2)),
    sortedPlaces(words, { ...rules, alphabet: ORDINARY }),
    ...(level.silent > 0 ? [sortedPlaces(words, { ...rules, silent: [] })] : []),
    ...(level.heavy ? [sortedPlaces(words, { ...rules, heavy: false })] : []),
  ];
  const keys = new Set(words.map((word) => keyOf(word, rules, outsideIn)));
  return others.every((other) => other.join() !== right) && (level.twins === 0 || keys.size < words.length);
}

export default class OutsideInOrder extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "OutsideInOrder",
    slug: "outside-in-order",
    title: "Outside-In Order",
    domain: "character-puzzles",
    description:
      "Words are sorted by an invented alphabet, each read from outside in: first letter, last letter, second, last but one, and so on. Harder cases have more words that share their beginning and end, silent letters that are skipped and make words equal, heavy words that come last, and ask for the number of pairs that stood the wrong way round as well.",
    answerFormat:
      "the sorted words, separated by commas, where asked for with the number of wrong pairs and a semicolon before them, on a last line `Answer: …`",
    parameters: {
      words: { meaning: "words in the list", min: 4, max: 25 },
      families: { meaning: "families of words with the same beginning and end", min: 2, max: 6 },
      stretched: { meaning: "words that are another with one more letter in the middle", min: 0, max: 8 },
      silent: { meaning: "silent letters", min: 0, max: 8 },
      twins: {
        meaning: "words that are another with a silent letter put in; 0 where no letter is silent",
        min: 0,
        max: 10,
      },
      heavy: { meaning: "whether words with a doubled letter come last", oneOf: [false, true] },
      counted: {
        meaning: "whether the number of pairs the wrong way round is asked for",
        oneOf: [false, true],
      },
    },
    levels: [
      { words: 6, families: 2, stretched: 1, silent: 0, twins: 0, heavy: false, counted: false },
      { words: 8, families: 2, stretched: 1, silent: 1, twins: 2, heavy: false, counted: false },
      { words: 11, families: 2, stretched: 2, silent: 2, twins: 3, heavy: false, counted: false },
      { words: 13, families: 2, stretched: 2, silent: 3, twins: 4, heavy: true, counted: false },
      { words: 10, families: 2, stretched: 2, silent: 2, twins: 3, heavy: true, counted: true },
      { words: 12, families: 3, stretched: 2, silent: 3, twins: 3, heavy: true, counted: true },
      { words: 15, families: 3, stretched: 2, silent: 3, twins: 4, heavy: true, counted: true },
      { words: 18, families: 3, stretched: 3, silent: 4, twins: 5, heavy: true, counted: true },
      { words: 21, families: 3, stretched: 4, silent: 4, twins: 6, heavy: true, counted: true },
      { words: 25, families: 3, stretched: 5, silent: 5, twins: 8, heavy: true, counted: true },
    ],
  };

  readonly answerFormat = finalLine(
    refine(text({ letterCase: "lower" }), (whole): Parsed<Answer> => {
      const cut = whole.indexOf(";");
      const words = list(text())(whole.slice(cut + 1));
      if (words.status === "unparsable") return words;
      if (cut < 0) return parsed({ wrongPairs: null, words: words.value });
      const number = integer({ min: 0 })(whole.slice(0, cut));
      if (number.status === "unparsable") return number;
      return parsed({ wrongPairs: number.value, words: words.value });
    }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const alphabet = rng.shuffle([...ORDINARY]).join("");
      const silent = rng.sample([...ORDINARY], level.silent).toSorted();
      const words = drawWords(rng, level, silent);
      const rules = { alphabet, silent, heavy: level.heavy };
      if (words.length !== level.words || !isTelling(words, rules, level)) continue;
      return { ...rules, counted: level.counted, words, voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ alphabet, silent, heavy, counted, words, voice }: Case): string {
    const task = {
      library: [
        `An odd library files its cards by an alphabet of its own, in which the letters come in this order: ${alphabet}`,
        "",
        `These ${words.length} cards are to be filed; at present they lie in this order:`,
        ...words.map((word) => `- ${word}`),
      ],
      exercise: [
        `Sort ${words.length} words by the rules below. The given list is:`,
        "",
        words.join(", "),
        "",
        `The invented alphabet, from its first letter to its last: ${[...alphabet].join(" ")}`,
      ],
      brief: [
        `Invented alphabet: ${alphabet}`,
        `Given list: ${words.join(", ")}`,
        "",
        "Put the list into outside-in order.",
      ],
    }[voice];
    const rules = [
      "Words are compared from outside in: first letter, then last letter, then second, then last but one, then third, and so on, until every letter of the word has been used once. So LAMP is read L, P, A, M, and LIP is read L, P, I.",
      "The first difference decides: the word whose letter comes earlier in the invented alphabet comes first. If one of the two words has run out of letters by then, the shorter one comes first.",
      ...(silent.length > 0
        ? [
            `These letters are silent: ${silent.join(", ")}. They are skipped completely in comparing, wherever they stand: they are taken out of the word before it is read outside in, and the length of a word is what is left. If two words then come out equal, they stand in the reverse of their order in the given list: the one that is later in the given list comes first.`,
          ]
        : []),
      ...(heavy
        ? [
            "Heavy words come after all others. A word is heavy if it contains a doubled letter: the same letter twice, side by side, in the word as it is written, silent letters included. The heavy words are sorted among themselves by the other rules, and so are the words that are not heavy.",
          ]
        : []),
    ];
    const example = "oar, lime, lip, lamp";
    return [
      ...task,
      "",
      "Rules:",
      ...rules.map((rule, index) => `${index + 1}. ${rule}`),
      "",
      ...(counted
        ? [
            "Also count the pairs of words that stand the wrong way round in the given list: all pairs, neighbours or not, of which the word that is earlier in the given list comes later in the sorted list.",
            "",
            `Give the number of these pairs, a semicolon, and then all ${words.length} words in sorted order, separated by commas, as in 4; ${example}. There must be a comma between any two neighbouring words.`,
          ]
        : [
            `Give all ${words.length} words in sorted order, separated by commas, as in ${example}. There must be a comma between any two neighbouring words.`,
          ]),
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { wrongPairs, words } = solve(instance);
    const sorted = words.join(", ");
    return this.answerFormat.wrap(wrongPairs === null ? sorted : `${wrongPairs}; ${sorted}`);
  }

  verifyCorrection(answer: Answer, instance: Case): number {
    const { wrongPairs, words } = solve(instance);
    return answer.wrongPairs === wrongPairs && answer.words.join() === words.join() ? 1 : 0;
  }

  /** Letters that are compared to tell each word of the sorted list from the next, and the pairs that are counted. */
  override hardness(instance: Case): number {
    const { words, wrongPairs } = solve(instance);
    const keys = words.map((word) => keyOf(word, instance, outsideIn));
    return keys.slice(1).reduce((sum, key, index) => {
      const before = at(keys, index);
      const same = [...key].findIndex((letter, place) => letter !== before.charAt(place));
      return sum + (same < 0 ? key.length : same + 1);
    }, wrongPairs ?? 0);
  }
}
