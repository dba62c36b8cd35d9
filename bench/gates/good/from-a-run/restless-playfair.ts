import {
  at,
  Bootcamp,
  type Card,
  finalLine,
  modulo,
  parsed,
  range,
  refine,
  type Rng,
  text,
  unparsable,
} from "campforge/bootcamp";

type Voice = "letter" | "exercise" | "brief";

type Case = {
  readonly ciphertext: string;
  /** A keyword, or all letters of the square from left to right and top to bottom. */
  readonly key: string;
  /** True where the key is a whole square, which the prompt then shows. */
  readonly shown: boolean;
  /** True where a row moves after each pair. */
  readonly restless: boolean;
  readonly voice: Voice;
};

type Level = {
  readonly shown: boolean;
  /** Share of the cases, in percent, in which a row moves after each pair. */
  readonly restless: number;
  readonly leastLetters: number;
  readonly mostLetters: number;
  /** True where an X must stand between two equal letters somewhere. */
  readonly inserted: boolean;
};

const VOICES: readonly Voice[] = ["letter", "exercise", "brief"];
const LETTERS = "ABCDEFGHIKLMNOPQRSTUVWXYZ";
const SIDE = 5;
const WORDS: readonly string[] = [
  "ABLE ACTION ADDRESS AFRAID AFTER ALLOW ALMOST ALWAYS ANGER ANIMAL ANSWER APPLE ARRIVE AUTUMN BABY BACK BALL BALLOON BANK BASKET",
  "BATTLE BEAUTY BECOME BEHIND BELL BETTER BIRD BITTER BLUE BOAT BODY BOOK BORROW BOTTLE BOTTOM BREAD BRIDGE BRIGHT BROTHER BUILDING",
  "BUTTER BUTTON CALL CANDLE CARPET CARRY CASTLE CENTRE CHAIR CHEESE CHICKEN CHILDREN CHURCH CIRCLE CLASSROOM CLOUD COFFEE COLLECT",
  "COLOUR COMMON COMPANY COOKING CORNER COTTON COUNTRY COURAGE CROSSING DANGER DAUGHTER DEEP DESSERT DIFFERENT DINNER DIRECTION",
  "DISTANCE DOCTOR DOLLAR DOOR DRESS EARLY EARTH EFFECT EFFORT ENGINE ENOUGH EVENING FAMILY FARMER FEATHER FELLOW FIELD FINGER",
  "FLOWER FOLLOW FOOT FOREST FORGET FREEDOM FRIEND FUNNY FURNITURE GARDEN GENTLE GLASS GRASS GREEN GROUND HAMMER HAPPEN HAPPY",
  "HARBOUR HEALTH HEAVY HILL HISTORY HOLIDAY HOLLOW HONEY HORSE HOSPITAL HUNDRED HURRY ISLAND KEEP KETTLE KITCHEN KNOWLEDGE LADDER",
  "LANGUAGE LARGE LAUGHTER LEATHER LESSON LETTER LIBRARY LITTLE MACHINE MARKET MATTER MEETING MESSAGE MIDDLE MILLION MINUTE MIRROR",
  "MISSION MONKEY MORNING MOTHER MOUNTAIN MUSIC NARROW NEEDLE NIGHT NOISE NORTH NUMBER OFFER OFFICE OPINION ORANGE PAPER PARROT",
  "PASSENGER PATTERN PENCIL PEPPER PICTURE PILLOW PLANET PLEASURE POCKET POSSIBLE POTTERY PRESENT PRETTY PUPPET QUARTER QUEEN",
  "QUESTION QUIET RABBIT RAILWAY RIBBON RIVER ROOM RUNNER SADDLE SAILOR SCHOOL SEASON SELLER SHADOW SHEEP SHOULDER SILVER SISTER",
  "SLEEP SMALL SOLDIER SPEECH SPELL SPRING SQUARE STATION STEEL STOMACH STORY STREET SUCCESS SUGAR SUMMER SUNNY SUPPER SWEET TABLE",
  "TEACHER TERRIBLE THUNDER TICKET TOMORROW TOOTH TRAFFIC TRAVEL TREE TROUBLE TUNNEL UMBRELLA UNCLE VALLEY VILLAGE VOICE VOYAGE",
  "WALLET WALL WATER WEATHER WEDDING WEEK WHEEL WINDOW WINTER WOLF WONDER WOOD WORKER WRITTEN YELLOW YESTERDAY YOUNG ZERO",
].flatMap((line) => line.split(" "));

/** The rows of the square: the letters of the key, each once, and then the others. */
function squareOf(key: string): string[][] {
  const letters = [...new Set(key + LETTERS)];
  return range(SIDE).map((row) => letters.slice(row * SIDE, (row + 1) * SIDE));
}

/** Cuts a text into pairs, with an X where two letters of a pair would be equal or one is left over. */
function prepare(plaintext: string): string {
  let prepared = "";
  let index = 0;
  while (index < plaintext.length) {
    const first = plaintext.charAt(index);
    const second = plaintext.charAt(index + 1);
    const isSplit = second === first || second === "";
    prepared += first + (isSplit ? "X" : second);
    index += isSplit ? 1 : 2;
  }
  return prepared;
}

/** How two letters lie to each other in a square, and the pair that stands for them. */
function replace(
  square: readonly (readonly string[])[],
  pair: string,
  step: 1 | -1,
): { readonly lie: string; readonly pair: string } {
  const letterAt = (row: number, column: number): string =>
    at(at(square, modulo(row, SIDE)), modulo(column, SIDE));
  const [one, other] = [pair.charAt(0), pair.charAt(1)].map((letter) => {
    const row = square.findIndex((letters) => letters.includes(letter));
    return { row, column: at(square, row).indexOf(letter) };
  });
  if (one === undefined || other === undefined) throw new RangeError("not a pair");
  if (one.row === other.row) {
    return {
      lie: "in one row",
      pair: letterAt(one.row, one.column + step) + letterAt(other.row, other.column + step),
    };
  }
  if (one.column === other.column) {
    return {
      lie: "in one column",
      pair: letterAt(one.row + step, one.column) + letterAt(other.row + step, other.column),
    };
  }
  return {
    lie: "corners of a rectangle",
    pair: letterAt(one.row, other.column) + letterAt(other.row, one.column),
  };
}

/** One pair: what it was, how it lay, what it became, and the row that moved after it ("" where none did). */
type Step = { readonly pair: string; readonly lie: string; readonly result: string; readonly moved: string };

/** Enciphers with a step of 1, deciphers with -1. */
function convert(letters: string, { key, restless }: Pick<Case, "key" | "restless">, step: 1 | -1): Step[] {
  const square = squareOf(key);
  return range(letters.length / 2).map((index) => {
    const pair = letters.slice(2 * index, 2 * index + 2);
    const { lie, pair: result } = replace(square, pair, step);
    const first = (step === 1 ? pair : result).charAt(0);
    const row = restless ? square.find((one) => one.includes(first)) : undefined;
    row?.unshift(...row.splice(-1));
    return { pair, lie, result, moved: row?.join(" ") ?? "" };
  });
}

const resultOf = (steps: readonly Step[]): string => steps.map(({ result }) => result).join("");

function drawPlaintext(rng: Rng, { leastLetters, mostLetters, inserted }: Level): string {
  for (;;) {
    const prepared = prepare(rng.sample(WORDS, rng.integer(1, 6)).join(""));
    if (prepared.length < leastLetters || prepared.length > mostLetters) continue;
    // Words have no X of their own, and one that was only added stands at the end.
    if (!inserted || prepared.slice(0, -1).includes("X")) return prepared;
  }
}

const shownSquare = (key: string): string[] => squareOf(key).map((row) => row.join(" "));

export default class RestlessPlayfair extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "RestlessPlayfair",
    slug: "restless-playfair",
    title: "Restless Playfair",
    domain: "cryptography",
    description:
      "A ciphertext made with Playfair is to be deciphered, given the square or its keyword. On the higher levels the square is restless: after each pair the row with the first plaintext letter moves one place to the right, so that every pair builds on all before it. Harder cases have longer texts.",
    answerFormat: "the prepared plaintext, with every inserted X, on a last line `Answer: …`",
    parameters: {
      shown: { meaning: "whether the square is shown, and not only its keyword", oneOf: [true, false] },
      restless: {
        meaning: "percent of the cases in which a row of the square moves after each pair",
        min: 0,
        max: 100,
      },
      leastLetters: { meaning: "letters of the prepared plaintext at the least", min: 4, max: 60 },
      mostLetters: { meaning: "letters of the prepared plaintext at the most", min: 4, max: 60 },
      inserted: {
        meaning: "whether an X is always inserted between two equal letters",
        oneOf: [true, false],
      },
    },
    levels: [
      { shown: true, restless: 60, leastLetters: 4, mostLetters: 6, inserted: false },
      { shown: false, restless: 60, leastLetters: 8, mostLetters: 12, inserted: false },
      { shown: true, restless: 100, leastLetters: 8, mostLetters: 12, inserted: false },
      { shown: false, restless: 100, leastLetters: 12, mostLetters: 14, inserted: false },
      { shown: false, restless: 100, leastLetters: 16, mostLetters: 18, inserted: false },
      { shown: false, restless: 100, leastLetters: 20, mostLetters: 24, inserted: false },
      { shown: false, restless: 100, leastLetters: 26, mostLetters: 30, inserted: true },
      { shown: false, restless: 100, leastLetters: 32, mostLetters: 36, inserted: true },
      { shown: false, restless: 100, leastLetters: 38, mostLetters: 44, inserted: true },
    ],
  };

  readonly answerFormat = finalLine(
    refine(text({ letterCase: "upper" }), (written) => {
      const letters = written.replaceAll(" ", "");
      return /^[A-Z]+$/.test(letters) ? parsed(letters) : unparsable("not a text of letters from A to Z");
    }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    const { shown } = level;
    const restless = rng.boolean(level.restless / 100);
    for (;;) {
      const plaintext = drawPlaintext(rng, level);
      const keywords = WORDS.filter((word) => word.length > 5 && !plaintext.includes(word));
      const key = shown ? rng.shuffle([...LETTERS]).join("") : rng.choice(keywords);
      const ciphertext = resultOf(convert(plaintext, { key, restless }, 1));
      // A restless square must make a difference.
      if (restless && resultOf(convert(ciphertext, { key, restless: false }, -1)) === plaintext) continue;
      return { ciphertext, key, shown, restless, voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ ciphertext, key, shown, restless, voice }: Case): string {
    const kind = restless ? "Playfair with a restless square" : "Playfair with a fixed square";
    const opening = {
      letter: `A letter ends with a few words that were enciphered by ${kind}. Decipher them.`,
      exercise: `Decipher this ciphertext, which was made by ${kind}.`,
      brief: `${kind}: find the plaintext.`,
    }[voice];
    const square = shown
      ? ["The square (25 letters, A to Z without J, in five rows of five):", "", ...shownSquare(key)]
      : [
          `Keyword: ${key}`,
          "",
          "The square has 25 letters, A to Z without J, in five rows of five. It is filled from left to right and top to bottom with the letters of the keyword, each only the first time it occurs, and then with the remaining letters in alphabetical order.",
        ];
    const mode = restless
      ? `The square is restless: it changes after each pair. The row that contains the first plaintext letter of this pair (the letter before enciphering) is moved one place to the right, its last letter going to the front. The next pair uses the square that results. The first pair uses the square ${shown ? "as it is shown" : "as it was filled"}.`
      : "The square is fixed: it never changes.";
    return [
      opening,
      "",
      `Ciphertext: ${ciphertext}`,
      ...square,
      "",
      "Preparing the plaintext: one to six English words, without a J or an X of their own, are written in capitals without spaces and cut into pairs from the left. If both letters of a pair would be equal, an X is inserted after the first and cutting goes on with the second. If one letter is left at the end, X is added.",
      "",
      "Enciphering a pair:",
      "1. Both letters in one row: each is replaced by the letter to its right; after the last column comes the first.",
      "2. Both in one column: each is replaced by the letter below it; below the last row is the first.",
      "3. Otherwise: each is replaced by the letter in its own row and in the column of the other letter.",
      "The order of the pair is kept: the first ciphertext letter stands for the first plaintext letter.",
      "",
      mode,
      "",
      "Give the whole prepared plaintext, with every X that was inserted or added, in capitals without spaces. BALLOON, for instance, would be given as BALXLOON.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(resultOf(convert(instance.ciphertext, instance, -1)));
  }

  verifyCorrection(answer: string, instance: Case): number {
    return answer === resultOf(convert(instance.ciphertext, instance, -1)) ? 1 : 0;
  }

  override workedSolution(instance: Case): string {
    const { ciphertext, key } = instance;
    return [
      "The square at the beginning:",
      ...shownSquare(key),
      "",
      "Pair by pair, each rule backwards:",
      ...convert(ciphertext, instance, -1).map(({ pair, lie, result, moved }) => {
        const change = moved === "" ? "" : ` The row of ${result.charAt(0)} becomes ${moved}.`;
        return `- ${pair}: ${lie}, which gives ${result}.${change}`;
      }),
      "",
      "Together:",
      this.referenceAnswer(instance),
    ].join("\n");
  }

  /** Pairs to decipher, twice where a row moves after each of them, and the square where it must be filled. */
  override hardness({ ciphertext, shown, restless }: Case): number {
    return (ciphertext.length / 2) * (restless ? 2 : 1) + (shown ? 0 : 1);
  }
}
