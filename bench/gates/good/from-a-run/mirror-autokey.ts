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

type Voice = "archive" | "exercise" | "brief";

type Puzzle = {
  /** The least and the greatest length that the key may have. */
  readonly lengths: readonly [least: number, most: number];
  readonly words: readonly string[];
  readonly crib: string;
  /** Where the crib begins in the plaintext, from 1; 0 where that is not said. */
  readonly place: number;
  readonly ciphertext: string;
};

/** The key is the one with which the message was enciphered. */
type Case = Puzzle & { readonly key: string; readonly voice: Voice };

type Level = {
  readonly keyLength: number;
  /** How many lengths of the key are possible. */
  readonly lengths: number;
  readonly leastLetters: number;
  readonly mostLetters: number;
  readonly words: number;
  readonly cribLeast: number;
  readonly cribMost: number;
  readonly place: string;
};

const VOICES: readonly Voice[] = ["archive", "exercise", "brief"];
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const WORDS: readonly string[] = [
  "AT BE BY DO GO HE IF IN IS IT ME MY NO OF ON OR SO TO UP US WE",
  "AIR ART BOX CAR COW DAY EAR EGG FAR FOG HAT ICE INK JAR KEY LAW MAP NET NOW OAK OLD OUT PEN RED SEA SUN TEN TWO WAR YES",
  "BOAT CAMP COAL DAWN DUSK EAST FIRE FLAG FORT GATE GOLD HALT HARD HOLD JUMP KEEP LAMP LATE MAIL MEET MOON MORE NOON OPEN PORT QUIT RAIN ROAD ROPE SAIL SEND SHIP SOON STOP TENT TIDE WEST WIND WOLF YARD ZERO",
  "ALERT ARMED BOATS BRAVE BREAD CARGO CHART CLIFF CLOUD COAST DRIFT ENEMY EQUAL FLEET FLOOD FROST GUARD GUIDE HORSE ISLET LIGHT MARCH NIGHT NORTH OCEAN ORDER PILOT PLANT QUEEN RADIO RAPID RIVER SCOUT SHORE SOUTH SPADE STORM SUGAR TOWER TRAIN UNTIL VALVE WAGON WATER WHEAT",
  "ANCHOR ATTACK BRIDGE CANNON CASTLE CIPHER CONVOY COURSE DANGER DESERT ESCAPE FOREST GARDEN HARBOR INVADE ISLAND JUNGLE LETTER MARKET MIRROR NUMBER OFFICE PERMIT PLANET RETURN SAILOR SECRET SIGNAL SILVER SUMMIT TEMPLE TUNNEL VALLEY WINTER",
  "ADMIRAL BALANCE BARRIER CAPTAIN COLUMNS COMMAND COMPASS CURRENT EVENING FACTORY FERRIES GENERAL JOURNEY LANTERN LIBRARY MACHINE MESSAGE MORNING NETWORK OUTPOST PACKAGE QUARTER RAILWAY RETREAT SOLDIER SUPPORT TRAFFIC VILLAGE WARNING WEATHER",
  "AIRFIELD BASEMENT CAMPAIGN DAYLIGHT DISTANCE ENTRANCE FRONTIER GARRISON HOSPITAL LANDINGS MIDNIGHT MOUNTAIN OPERATOR PASSPORT POSITION QUESTION SAPPHIRE SCHEDULE SHOULDER STRATEGY TELEGRAM WATCHMAN",
  "AFTERNOON BATTALION BLUEPRINT DIRECTION EQUIPMENT FISHERMEN HURRICANE LANDSCAPE NORTHWEST PARACHUTE SATELLITE TELESCOPE",
].flatMap((line) => line.split(" "));

const codeOf = (letter: string): number => ALPHABET.indexOf(letter);

const letterOf = (code: number): string => ALPHABET.charAt(modulo(code, ALPHABET.length));

/** The place, from 0, whose plaintext letter shifts a later one; below 0 for those of the first block. */
const mirrored = (place: number, size: number): number => place - 2 * (place % size) - 1;

/** The letter that shifts the one at a place, from the key or from the plaintext before it. */
const shiftAt = (place: number, key: string, plaintext: string): string =>
  place < key.length ? key.charAt(place) : plaintext.charAt(mirrored(place, key.length));

function encipher(plaintext: string, key: string): string {
  return [...plaintext]
    .map((letter, place) => letterOf(codeOf(letter) + codeOf(shiftAt(place, key, plaintext))))
    .join("");
}

function decipher(ciphertext: string, key: string): string {
  let plaintext = "";
  for (const [place, letter] of [...ciphertext].entries()) {
    plaintext += letterOf(codeOf(letter) - codeOf(shiftAt(place, key, plaintext)));
  }
  return plaintext;
}

/** True where a word that begins at an index is the crib at a place that is allowed. */
const isCrib = ({ crib, place }: Puzzle, word: string, index: number): boolean =>
  word === crib && (place === 0 || place === index + 1);

/** True where a plaintext can be cut into words of the list, one of them the crib where it must be. */
function canBeCut(plaintext: string, puzzle: Puzzle): boolean {
  // The ends of words that can be reached without the crib, and those that can be reached with it.
  const without = new Set([0]);
  const having = new Set<number>();
  for (const index of range(plaintext.length)) {
    for (const word of puzzle.words) {
      if (!plaintext.startsWith(word, index)) continue;
      const end = index + word.length;
      if (having.has(index)) having.add(end);
      if (!without.has(index)) continue;
      without.add(end);
      if (isCrib(puzzle, word, index)) having.add(end);
    }
  }
  return having.has(plaintext.length);
}

/** The right keys, until a number of them is found, and how many words were tried somewhere for it. */
function search(
  puzzle: Puzzle,
  most: number,
): { readonly keys: ReadonlySet<string>; readonly tried: number } {
  const { lengths, words, ciphertext } = puzzle;
  const cipher = [...ciphertext].map(codeOf);
  const list = words.map((word) => ({ word, codes: [...word].map(codeOf) }));
  const plain = cipher.map(() => 0);
  const keys = new Set<string>();
  let tried = 0;

  /** Writes a word into the plaintext; false where a letter does not follow from those before it. */
  const write = (codes: readonly number[], index: number, size: number): boolean => {
    for (const [offset, code] of codes.entries()) {
      const place = index + offset;
      if (place >= size && modulo(code + at(plain, mirrored(place, size)), ALPHABET.length) !== cipher[place])
        return false;
      plain[place] = code;
    }
    return true;
  };
  const visit = (index: number, hasCrib: boolean, size: number): void => {
    if (index === cipher.length && hasCrib) {
      keys.add(
        range(size)
          .map((place) => letterOf(at(cipher, place) - at(plain, place)))
          .join(""),
      );
    }
    for (const { word, codes } of list) {
      if (keys.size >= most) return;
      tried += 1;
      if (index + codes.length > cipher.length || !write(codes, index, size)) continue;
      visit(index + codes.length, hasCrib || isCrib(puzzle, word, index), size);
    }
  };

  const [shortest, longest] = lengths;
  for (const size of range(shortest, longest + 1)) visit(0, false, size);
  return { keys, tried };
}

/** Words of the list with the crib among them, and where that begins; undefined where the length or the place does not suit. */
function drawMessage(
  rng: Rng,
  { keyLength, leastLetters, mostLetters, place }: Level,
  words: readonly string[],
  crib: string,
): { readonly plaintext: string; readonly begin: number } | undefined {
  const others: string[] = [];
  const wanted = rng.integer(leastLetters, mostLetters) - crib.length;
  while (others.join("").length < wanted) others.push(rng.choice(words));
  const before = place === "first" ? "" : others.slice(0, rng.integer(0, others.length)).join("");
  const plaintext = before + crib + others.join("").slice(before.length);
  if (plaintext.length > mostLetters) return undefined;
  if (place === "later" && before.length < 2 * keyLength) return undefined;
  return { plaintext, begin: before.length + 1 };
}

function drawPuzzle(rng: Rng, level: Level): Omit<Case, "voice"> | undefined {
  const { keyLength, lengths, cribLeast, cribMost } = level;
  const crib = rng.choice(WORDS.filter((word) => word.length >= cribLeast && word.length <= cribMost));
  const others = rng.sample(
    WORDS.filter((word) => word !== crib),
    level.words - 1,
  );
  const words = rng.shuffle([crib, ...others]);
  const message = drawMessage(rng, level, words, crib);
  if (message === undefined) return undefined;
  const key = range(keyLength)
    .map(() => letterOf(rng.integer(0, ALPHABET.length - 1)))
    .join("");
  const least = keyLength - rng.integer(0, lengths - 1);
  return {
    lengths: [least, least + lengths - 1],
    words,
    crib,
    place: level.place === "unknown" ? 0 : message.begin,
    ciphertext: encipher(message.plaintext, key),
    key,
  };
}

export default class MirrorAutokey extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "MirrorAutokey",
    slug: "mirror-autokey",
    title: "Mirror Autokey",
    domain: "cryptography",
    description:
      "A message was enciphered with an autokey cipher in which each block of plaintext, mirrored, shifts the next. From the ciphertext, one word of the plaintext and the list of words the key is to be recovered. Harder cases have longer keys, do not say where the word stands or how long the key is, and give a word that does not reach every letter of the key.",
    answerFormat: "the key in capital letters on a last line `Answer: …`",
    parameters: {
      keyLength: { meaning: "letters of the key", min: 2, max: 8 },
      lengths: { meaning: "how many lengths of the key are possible by the prompt", min: 1, max: 3 },
      leastLetters: { meaning: "letters of the message at the least", min: 8, max: 60 },
      mostLetters: { meaning: "letters of the message at the most", min: 8, max: 60 },
      words: { meaning: "words in the list", min: 5, max: 40 },
      cribLeast: { meaning: "letters of the crib at the least", min: 2, max: 9 },
      cribMost: { meaning: "letters of the crib at the most", min: 2, max: 9 },
      place: {
        meaning: "where the crib stands: at the beginning, some blocks later, or at a place that is not said",
        oneOf: ["first", "later", "unknown"],
      },
    },
    levels: [
      {
        keyLength: 2,
        lengths: 1,
        leastLetters: 8,
        mostLetters: 14,
        words: 6,
        cribLeast: 3,
        cribMost: 5,
        place: "first",
      },
      {
        keyLength: 3,
        lengths: 1,
        leastLetters: 18,
        mostLetters: 28,
        words: 10,
        cribLeast: 3,
        cribMost: 6,
        place: "later",
      },
      {
        keyLength: 4,
        lengths: 1,
        leastLetters: 24,
        mostLetters: 36,
        words: 16,
        cribLeast: 4,
        cribMost: 7,
        place: "unknown",
      },
      {
        keyLength: 6,
        lengths: 3,
        leastLetters: 34,
        mostLetters: 48,
        words: 24,
        cribLeast: 6,
        cribMost: 8,
        place: "unknown",
      },
      {
        keyLength: 7,
        lengths: 3,
        leastLetters: 46,
        mostLetters: 60,
        words: 36,
        cribLeast: 5,
        cribMost: 6,
        place: "unknown",
      },
    ],
  };

  readonly answerFormat = finalLine(
    refine(text({ letterCase: "upper" }), (written) => {
      const key = written.replaceAll(" ", "");
      return /^[A-Z]+$/.test(key) ? parsed(key) : unparsable("not a key of letters from A to Z");
    }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const puzzle = drawPuzzle(rng, level);
      if (puzzle !== undefined && search(puzzle, 2).keys.size === 1)
        return { ...puzzle, voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ lengths, words, crib, place, ciphertext, voice }: Case): string {
    const [least, most] = lengths;
    const length =
      least === most
        ? `The key has exactly ${least} letters.`
        : `The key has from ${least} to ${most} letters; how many is not known.`;
    const where =
      place === 0
        ? "where it stands is not known"
        : `its first letter is letter ${place} of the plaintext, counted from 1`;
    const opening = {
      archive:
        "In an archive lies a message that was enciphered with an autokey cipher in which the plaintext comes back into the key stream mirrored, block by block. Recover its key.",
      exercise:
        "Recover the key of a mirror autokey cipher from a ciphertext, one word of its plaintext (the crib) and the list of words that the plaintext may be made of.",
      brief: "Find the key of this mirrored autokey cipher.",
    }[voice];
    return [
      opening,
      "",
      `Ciphertext: ${ciphertext}`,
      `List of words: ${words.join(", ")}`,
      `Crib: ${crib}; ${where}.`,
      length,
      "",
      "Rules:",
      "1. The letters A to Z count as 0 to 25; all sums are modulo 26.",
      "2. The key is a string of L letters, any letters, not necessarily a word.",
      "3. The plaintext is cut into blocks of L letters; the last one may be shorter. Places in a block are numbered from 1 to L. In the first block, the letter at place j is shifted by letter j of the key. In every later block, the letter at place j is shifted by the plaintext letter at place L + 1 - j of the block before. A short last block uses the same places, counted from its own beginning: its first letter is shifted by the last letter of the block before, and so on.",
      "4. Ciphertext letter = plaintext letter + shift.",
      "5. The plaintext is a sequence of words of the list, written without spaces. A word may occur several times or not at all.",
      "6. The crib occurs in the plaintext as one of its words, at least once; if its place is given above, it stands there.",
      "",
      "For example, the key FIG enciphers SENDBOATS, in the blocks SEN, DBO and ATS, as XMTQFGOUV: D is shifted by N, B by E, O by S, then A by O, T by B and S by D.",
      "",
      "A key is right if its length is allowed and the ciphertext deciphered with it follows rules 5 and 6. Any such key is correct. Give the key in capital letters, without spaces.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ key }: Case): string {
    return this.answerFormat.wrap(key);
  }

  verifyCorrection(answer: string, instance: Case): number {
    const [least, most] = instance.lengths;
    if (answer.length < least || answer.length > most) return 0;
    return canBeCut(decipher(instance.ciphertext, answer), instance) ? 1 : 0;
  }

  /** Words that are tried somewhere in the text, from left to right, until every possible key is known. */
  override hardness(instance: Case): number {
    return search(instance, 2).tried;
  }
}
