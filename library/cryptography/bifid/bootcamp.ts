import {
  at,
  Bootcamp,
  type Card,
  cartesianProduct,
  parsed,
  range,
  refine,
  renderGrid,
  type Rng,
  tagged,
  text,
  unparsable,
} from "campforge/bootcamp";

type Case = {
  /** The keyword, or the 25 letters of the square row by row. */
  readonly key: string;
  readonly shown: "square" | "keyword";
  /** For each round, the bounds of its period, both included; they are equal where it is told. */
  readonly rounds: readonly { readonly least: number; readonly most: number }[];
  readonly ciphertext: string;
  /** The first letters of the plaintext, where they are told. */
  readonly known: string;
};

type Level = {
  readonly words: number;
  readonly shown: "square" | "keyword";
  readonly rounds: number;
  readonly leastPeriod: number;
  readonly mostPeriod: number;
  readonly knownLetters: number;
};

const ALPHABET = "ABCDEFGHIKLMNOPQRSTUVWXYZ";
const SIDE = 5;

const WORDS = (
  "ABOUT ABOVE AFTER AGAIN ALONE ALWAYS ANIMAL ANSWER APPLE AROUND ARRIVE AUTUMN BALANCE BASKET BEACH BEFORE " +
  "BELOW BETTER BETWEEN BIRD BLACK BLUE BOAT BOOK BOTTLE BREAD BRIDGE BRIGHT BRING BROTHER BROWN BUILD " +
  "CANDLE CARRY CASTLE CENTER CHAIR CHANGE CHILD CHURCH CIRCLE CITY CLEAN CLIMB CLOCK CLOUD COAST COFFEE COLD " +
  "CORNER COTTON COUNTRY COVER DANCE DARK DAUGHTER DEEP DESERT DINNER DOCTOR DOOR DOUBLE DREAM DRINK DRIVE EARLY " +
  "EARTH EAST EIGHT ENGINE ENOUGH EVENING EVERY FAMILY FARMER FATHER FEATHER FIELD FINGER FIRE FLOWER FOLLOW " +
  "FOREST FORGET FRESH FRIEND FROZEN FRUIT GARDEN GENTLE GLASS GOLD GRASS GREEN GROUND HAMMER HAPPY HARBOR HEAVY " +
  "HIGH HILL HISTORY HONEY HORSE HOUSE HUNDRED HUNGRY ISLAND KEEP KETTLE KITCHEN KNIFE LADDER LAKE LARGE LAUGH " +
  "LEARN LEATHER LETTER LIGHT LISTEN LITTLE LONELY MACHINE MARKET MEADOW MEMORY METAL MIDDLE MILK MINUTE MIRROR " +
  "MONEY MORNING MOTHER MOUNTAIN MOUSE MUSIC NARROW NATURE NEVER NIGHT NORTH NUMBER OCEAN OFFICE OPEN ORANGE " +
  "OTHER OVER PAINT PAPER PARENT PENCIL PEOPLE PICTURE PLANET PLENTY POCKET PRETTY QUARTER QUEEN QUESTION QUICK " +
  "QUIET RABBIT RAIN REASON RIVER ROAD ROUND SALT SCHOOL SEASON SECOND SEVEN SHADOW SHARP SHIP SILENT SILVER " +
  "SISTER SLEEP SMALL SMOKE SNOW SOUTH SPRING STATION STONE STORM STREET STRONG SUGAR SUMMER TABLE THOUSAND TOWER " +
  "TRAVEL TREE TWELVE UNDER VALLEY VILLAGE VOICE WAGON WALK WATER WEATHER WHEEL WHITE WINDOW WINTER WISDOM WOMAN " +
  "WONDER WRITE YELLOW YOUNG"
).split(" ");

const KEYWORDS = (
  "ALGORITHM AMBASSADOR ASTRONOMY AVALANCHE BLACKSMITH BUTTERFLY CALENDAR CARPENTER CHAMPION CHOCOLATE CLARINET " +
  "COMPASS CROCODILE DANDELION DIPLOMAT DRAGONFLY ELEPHANT EMPEROR EXPEDITION FIREPLACE FOUNTAIN GALAXY GEOGRAPHY " +
  "HARMONICA HEXAGON HORIZON HURRICANE KINGDOM LABYRINTH LANTERN LIBRARY LIGHTHOUSE MAGNET MERCHANT MIDNIGHT " +
  "MONARCHY NIGHTINGALE OBSERVATORY ORCHESTRA PARCHMENT PENDULUM PHOENIX PLAYWRIGHT PYRAMID QUARTZ REPUBLIC " +
  "SAXOPHONE SCULPTOR SYMPATHY TELESCOPE THUNDER TREASURY UMBRELLA VAGABOND VOLCANO WANDERING WATCHMAKER WIZARD " +
  "XYLOPHONE ZEPPELIN"
).split(" ");

/** The square row by row: the letters of the key without repeats, then the others. A full square stays as it is. */
const squareOf = (key: string): string => [...new Set(key + ALPHABET)].join("");

const rowOf = (square: string, letter: string): number => Math.floor(square.indexOf(letter) / SIDE);

const columnOf = (square: string, letter: string): number => square.indexOf(letter) % SIDE;

const groupsOf = (letters: string, period: number): string[] =>
  range(Math.ceil(letters.length / period)).map((index) =>
    letters.slice(index * period, (index + 1) * period),
  );

function encipherGroup(group: string, square: string): string {
  const letters = [...group];
  const numbers = [
    ...letters.map((letter) => rowOf(square, letter)),
    ...letters.map((letter) => columnOf(square, letter)),
  ];
  return letters
    .map((_, index) => square.charAt(SIDE * at(numbers, 2 * index) + at(numbers, 2 * index + 1)))
    .join("");
}

/** Rows and columns of the ciphertext letters of a group, in order, counted from 0. */
const numbersOf = (group: string, square: string): number[] =>
  [...group].flatMap((letter) => [rowOf(square, letter), columnOf(square, letter)]);

function decipherGroup(group: string, square: string): string {
  const numbers = numbersOf(group, square);
  return range(group.length)
    .map((index) => square.charAt(SIDE * at(numbers, index) + at(numbers, group.length + index)))
    .join("");
}

const encipher = (plaintext: string, square: string, period: number): string =>
  groupsOf(plaintext, period)
    .map((group) => encipherGroup(group, square))
    .join("");

const decipher = (ciphertext: string, square: string, period: number): string =>
  groupsOf(ciphertext, period)
    .map((group) => decipherGroup(group, square))
    .join("");

/** The text after all rounds, one period for each. */
const encipherAll = (plaintext: string, square: string, periods: readonly number[]): string =>
  periods.reduce((now, period) => encipher(now, square, period), plaintext);

const decipherAll = (ciphertext: string, square: string, periods: readonly number[]): string =>
  periods.reduceRight((now, period) => decipher(now, square, period), ciphertext);

/** Every possible choice of periods, one for each round. */
const periodsOf = ({ rounds }: Case): number[][] =>
  cartesianProduct(rounds.map(({ least, most }) => range(least, most + 1)));

/** Every plaintext that possible periods give and that begins with the known letters. */
function plaintextsOf(instance: Case): string[] {
  const square = squareOf(instance.key);
  return periodsOf(instance)
    .map((periods) => decipherAll(instance.ciphertext, square, periods))
    .filter((plaintext) => plaintext.startsWith(instance.known));
}

const squareLines = (square: string): string[][] => groupsOf(square, SIDE).map((row) => [...row]);

/** The square with its rows and columns numbered. */
const squareTable = (square: string): string =>
  renderGrid([[" ", ...range(1, SIDE + 1)], ...squareLines(square).map((row, index) => [index + 1, ...row])]);

/** The steps of deciphering with a period, a group a line. */
const groupSteps = (ciphertext: string, square: string, period: number): string[] =>
  groupsOf(ciphertext, period).map((group) => {
    const written = numbersOf(group, square).map((number) => number + 1);
    const rows = written.slice(0, group.length).join(" ");
    const columns = written.slice(group.length).join(" ");
    return `- ${group}: digits ${written.join(" ")}; rows ${rows}; columns ${columns}; plaintext ${decipherGroup(group, square)}`;
  });

export default class Bifid extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "Bifid",
    slug: "bifid",
    title: "Bifid",
    domain: "cryptography",
    description:
      "A text enciphered with the bifid cipher is to be deciphered. Easy cases give the square and the period, harder ones only the keyword of the square, and the hardest ones the first letters of the plaintext instead of the period.",
    answerFormat: "the plaintext in capital letters between <answer> and </answer>",
    parameters: {
      words: { meaning: "words of the plaintext", min: 2, max: 40 },
      shown: {
        meaning: "whether the square itself or only its keyword is given",
        oneOf: ["square", "keyword"],
      },
      rounds: {
        meaning: "how often the text is enciphered, each time with a period of its own",
        min: 1,
        max: 3,
      },
      leastPeriod: { meaning: "least period that may be drawn", min: 2, max: 40 },
      mostPeriod: { meaning: "greatest period that may be drawn", min: 2, max: 40 },
      knownLetters: {
        meaning:
          "first letters of the plaintext that are given instead of the period; 0 where the period is given",
        min: 0,
        max: 6,
      },
    },
    levels: [
      { words: 9, shown: "square", rounds: 1, leastPeriod: 6, mostPeriod: 10, knownLetters: 0 },
      { words: 12, shown: "keyword", rounds: 1, leastPeriod: 8, mostPeriod: 14, knownLetters: 0 },
      { words: 10, shown: "keyword", rounds: 1, leastPeriod: 6, mostPeriod: 24, knownLetters: 3 },
      { words: 14, shown: "keyword", rounds: 2, leastPeriod: 5, mostPeriod: 11, knownLetters: 0 },
      { words: 12, shown: "keyword", rounds: 2, leastPeriod: 4, mostPeriod: 9, knownLetters: 4 },
    ],
  };

  readonly answerFormat = tagged(
    refine(text({ letterCase: "upper" }), (line) => {
      const letters = line.replace(/\s+/g, "");
      return /^[A-IK-Z]+$/.test(letters)
        ? parsed(letters)
        : unparsable("only the letters A to Z without J may occur");
    }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const key = level.shown === "square" ? rng.shuffle([...ALPHABET]).join("") : rng.choice(KEYWORDS);
      const plaintext = rng.sample(WORDS, level.words).join("");
      const periods = range(level.rounds).map(() => rng.integer(level.leastPeriod, level.mostPeriod));
      const isTold = level.knownLetters === 0;
      const instance: Case = {
        key,
        shown: level.shown,
        rounds: periods.map((period) =>
          isTold ? { least: period, most: period } : { least: level.leastPeriod, most: level.mostPeriod },
        ),
        ciphertext: encipherAll(plaintext, squareOf(key), periods),
        known: plaintext.slice(0, level.knownLetters),
      };
      if (plaintextsOf(instance).length === 1) return instance;
    }
  }

  promptFunc(instance: Case): string {
    const { key, shown, rounds, ciphertext, known } = instance;
    const square = [
      "The square, with the numbers of its rows at the left and of its columns at the top:",
      squareTable(key),
    ];
    const keyword = [
      `The keyword of the square is ${key}. The square is filled row by row from the top, each row from left to right:`,
      "first the letters of the keyword in their order, each only where it occurs for the first time, then the",
      "remaining letters of the alphabet (without J) in alphabetical order.",
    ];
    const isTwice = rounds.length > 1;
    const names = rounds.map((_, index) => (isTwice ? `The period of round ${index + 1}` : "The period p"));
    const periods = rounds.map(({ least, most }, index) =>
      least === most
        ? `${at(names, index)} is ${least}.`
        : `${at(names, index)} is not known; it is a whole number from ${least} to ${most}.`,
    );
    const repeated = [
      `5. The text was enciphered in ${rounds.length} rounds, one after the other, all with the same square but each with a period of its own`,
      "   (the periods may be equal). Round 1 enciphers the plaintext; each further round takes the whole text that the round",
      "   before has given, cuts it into groups anew by its own period, and enciphers it by rules 2 to 4. The ciphertext is",
      "   what the last round gives.",
    ];
    return [
      "A text was enciphered with the bifid cipher. Find the plaintext.",
      "",
      "How the cipher works:",
      "1. A square of 5 rows and 5 columns holds the 25 letters of the alphabet without J, each once. Rows are numbered 1",
      "   to 5 from top to bottom, and columns 1 to 5 from left to right.",
      "2. The plaintext is cut from its beginning into groups of p letters, where p is the period. The last group may be",
      "   shorter.",
      "3. For each group on its own, write down the row numbers of all its letters in order, and after them the column",
      "   numbers of all its letters in order.",
      "4. Read these digits off in pairs: the first with the second, the third with the fourth, and so on. Each pair",
      "   (row, column) is one letter of the ciphertext, namely the letter at that place in the square.",
      ...(isTwice ? repeated : []),
      "",
      ...(shown === "square" ? square : keyword),
      "",
      ...periods,
      ...(known === "" ? [] : [`The plaintext begins with the letters ${known}.`]),
      "",
      `The ciphertext has ${ciphertext.length} letters. It is printed in blocks of 5; the spaces have no meaning:`,
      groupsOf(ciphertext, 5).join(" "),
      "",
      "The plaintext consists of common English words without spaces between them. Write the whole plaintext in capital",
      `letters, from its first letter to its last. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(at(plaintextsOf(instance), 0));
  }

  override workedSolution(instance: Case): string {
    const { key, ciphertext, known } = instance;
    const square = squareOf(key);
    const tried = periodsOf(instance).map((periods) => {
      const plaintext = decipherAll(ciphertext, square, periods);
      return { periods, start: plaintext.slice(0, known.length), fits: plaintext.startsWith(known) };
    });
    const periods = tried.find(({ fits }) => fits)?.periods ?? [];
    const search = [
      `The periods must make the plaintext begin with ${known}. The first letters for each choice:`,
      ...tried.map(
        (one) => `- ${one.periods.join(", then ")}: ${one.start}${one.fits ? ", which fits" : ""}`,
      ),
      "",
    ];
    const rounds = periods.toReversed().flatMap((period, index) => {
      const now = decipherAll(ciphertext, square, periods.slice(periods.length - index));
      return [`Undo round ${periods.length - index}, period ${period}:`, ...groupSteps(now, square, period)];
    });
    return [
      "The square:",
      squareTable(square),
      "",
      ...(known === "" ? [] : search),
      "Write row and column of each letter of a group in order. The first half of these digits are the rows of the letters",
      "before the round, the second half their columns:",
      ...rounds,
      "",
      this.referenceAnswer(instance),
    ].join("\n");
  }

  override hardness(instance: Case): number {
    const { shown, rounds, ciphertext } = instance;
    return (
      rounds.length * ciphertext.length + (shown === "keyword" ? 15 : 0) + 2 * periodsOf(instance).length
    );
  }

  verifyCorrection(answer: string, instance: Case): number {
    return plaintextsOf(instance).includes(answer) ? 1 : 0;
  }
}
