import { at, Bootcamp, type Card, modulo, range, type Rng, tagged, text } from "campforge/bootcamp";

/** One step of the encipherment. */
type Layer =
  | { readonly kind: "shift"; readonly key: string; readonly alphabet: string; readonly autokey: boolean }
  | { readonly kind: "columns"; readonly key: string };

type Voice = "museum" | "exercise" | "brief";

type Case = {
  readonly ciphertext: string;
  /** In the order in which they were applied. */
  readonly layers: readonly Layer[];
  readonly voice: Voice;
};

type Level = {
  readonly words: number;
  readonly mixed: boolean;
  readonly autokey: boolean;
  readonly transpositions: number;
};

const VOICES: readonly Voice[] = ["museum", "exercise", "brief"];
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const KEYS = [
  "AMBER", "BRONZE", "CLOUDS", "DUSTY", "EARTH", "FLINTY", "GARDEN", "HORIZON", "ISLAND", "JUMPER", "KNIGHT", "LEMONY",
  "MARBLE", "NIGHT", "ORCHID", "PLANET", "QUARTZ", "RIVAL", "SILVER", "THUNDER", "UNICORN", "VELOCITY", "WALNUT", "YEARS",
  "ZEBRA", "CHAPTERS", "BLANKET", "FORMULA", "DYNAMIC", "COURTESY",
].map((key) => [...new Set(key)].join(""));
const WORDS = [
  "able", "across", "after", "anchor", "answer", "apple", "august", "autumn", "badge", "basket", "before", "below", "berry",
  "beyond", "bishop", "border", "bottle", "branch", "bread", "bridge", "bright", "broken", "bucket", "butter", "button",
  "camera", "candle", "canvas", "carpet", "castle", "cellar", "chapel", "cheese", "chimney", "circle", "clever", "coast",
  "copper", "corner", "cotton", "county", "cradle", "curtain", "danger", "dancer", "desert", "dinner", "doctor", "donkey",
  "dragon", "driver", "early", "eagle", "eleven", "empty", "engine", "evening", "farmer", "feather", "fellow", "fifteen",
  "finger", "flower", "follow", "forest", "forget", "freedom", "friend", "frozen", "future", "garlic", "gentle", "ginger",
  "golden", "gravel", "guitar", "hammer", "harbour", "harvest", "helmet", "hollow", "honest", "hundred", "hunter", "insect",
  "island", "jacket", "journey", "jungle", "kettle", "kitchen", "ladder", "language", "lantern", "leather", "letter",
  "lizard", "meadow", "memory", "message", "middle", "minute", "mirror", "modern", "morning", "mountain", "museum", "narrow",
  "needle", "nephew", "never", "noble", "number", "ocean", "office", "onion", "orange", "oxygen", "oyster", "palace",
  "paper", "parcel", "pepper", "pencil", "people", "picture", "pillow", "pirate", "pocket", "potato", "powder", "prison",
  "purple", "quarter", "quiet", "rabbit", "railway", "random", "ribbon", "river", "rocket", "saddle", "sailor", "salmon",
  "school", "secret", "seven", "shadow", "silence", "simple", "sister", "slowly", "spider", "spring", "station", "stone",
  "storm", "summer", "sunday", "tailor", "temple", "thirty", "thunder", "ticket", "timber", "tower", "travel", "turtle",
  "twelve", "twenty", "uncle", "under", "valley", "velvet", "village", "violin", "visitor", "voyage", "wagon", "water",
  "weather", "whisper", "window", "winter", "wizard", "wooden", "yellow", "yesterday", "zigzag",
].map((word) => word.toUpperCase());

/** Letters shifted forward (1) or back (-1) by the letters of a key; an autokey goes on with the plain letters. */
function shifted(source: string, { key, alphabet, autokey }: Layer & { readonly kind: "shift" }, direction: 1 | -1): string {
  let made = "";
  for (const [index, letter] of [...source].entries()) {
    const plain = direction === 1 ? source : made;
    const by = index < key.length || !autokey ? key.charAt(index % key.length) : plain.charAt(index - key.length);
    made += alphabet.charAt(modulo(alphabet.indexOf(letter) + direction * alphabet.indexOf(by), alphabet.length));
  }
  return made;
}

/** For each place of a transposed text the place that its letter had before. */
function places(length: number, key: string): number[] {
  const width = key.length;
  const order = range(width).toSorted((a, b) => (key.charAt(a) < key.charAt(b) ? -1 : 1));
  return order.flatMap((column) => range(Math.ceil((length - column) / width)).map((row) => row * width + column));
}

function enciphered(source: string, layer: Layer): string {
  if (layer.kind === "shift") return shifted(source, layer, 1);
  return places(source.length, layer.key)
    .map((place) => source.charAt(place))
    .join("");
}

function deciphered(source: string, layer: Layer): string {
  if (layer.kind === "shift") return shifted(source, layer, -1);
  const letters: string[] = [];
  places(source.length, layer.key).forEach((place, index) => (letters[place] = source.charAt(index)));
  return letters.join("");
}

const plaintextOf = ({ ciphertext, layers }: Case): string => layers.toReversed().reduce(deciphered, ciphertext);

function describe(layer: Layer, step: number): string {
  if (layer.kind === "columns")
    return `${step}. Columnar transposition with the key ${layer.key}: the text is written row by row into ${layer.key.length} columns, one below each letter of the key, the last row perhaps incomplete. Then the columns are read from top to bottom, one after the other, in the alphabetical order of their key letters.`;
  const numbers =
    layer.alphabet === LETTERS
      ? "The letters A to Z are numbered 0 to 25."
      : `The letters are numbered 0 to 25 in this order: ${layer.alphabet}.`;
  const key = layer.autokey
    ? `The key stream is ${layer.key}, followed by the text itself as it is before this step, from its first letter on.`
    : `The key stream is ${layer.key}, repeated as often as needed.`;
  return `${step}. Shift: ${numbers} ${key} To the number of each letter of the text, the number of the letter at the same place of the key stream is added; 26 is subtracted where the sum is above 25, and the result is written as a letter by the same numbering.`;
}

export default class CipherLayers extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "CipherLayers",
    slug: "cipher-layers",
    title: "Cipher Layers",
    domain: "cryptography",
    description:
      "A message of English words without spaces was enciphered by known steps with known keys and is to be read: a Vigenère cipher first, then one with a mixed alphabet or whose key goes on with the message itself, and columnar transpositions on top, once or twice.",
    answerFormat: "the plain text in capital letters without spaces, between <answer> and </answer>",
    parameters: {
      words: { meaning: "words of the message", min: 2, max: 40 },
      mixed: { meaning: "whether the letters are numbered in a mixed order" },
      autokey: { meaning: "whether the key goes on with the message itself" },
      transpositions: { meaning: "columnar transpositions after the shift", min: 0, max: 4 },
    },
    levels: [
      { words: 3, mixed: false, autokey: false, transpositions: 0 },
      { words: 4, mixed: true, autokey: false, transpositions: 0 },
      { words: 6, mixed: false, autokey: true, transpositions: 1 },
      { words: 9, mixed: true, autokey: true, transpositions: 1 },
      { words: 14, mixed: true, autokey: true, transpositions: 2 },
    ],
  };

  readonly answerFormat = tagged(text({ letterCase: "upper" }));

  caseGenerator(rng: Rng, level: Level): Case {
    const [shiftKey = "", ...keys] = rng.sample(KEYS, level.transpositions + 1);
    const alphabet = level.mixed ? rng.shuffle([...LETTERS]).join("") : LETTERS;
    const layers: Layer[] = [
      { kind: "shift", key: shiftKey, alphabet, autokey: level.autokey },
      ...keys.map((key) => ({ kind: "columns", key }) as const),
    ];
    const plaintext = rng.sample(WORDS, level.words).join("");
    return { ciphertext: layers.reduce(enciphered, plaintext), layers, voice: rng.choice(VOICES) };
  }

  promptFunc({ ciphertext, layers, voice }: Case): string {
    const several = layers.length > 1;
    const opening = {
      museum: "A museum shows a message that was enciphered by hand, and beside it how that was done:",
      exercise: "Decipher a message. It was enciphered as follows:",
      brief: "Read this message. How it was enciphered:",
    }[voice];
    return [
      opening,
      "",
      ...layers.map((layer, index) => describe(layer, index + 1)),
      ...(several ? ["Each step was applied to the result of the one before."] : []),
      "",
      `The enciphered message of ${ciphertext.length} letters:`,
      ciphertext,
      "",
      "The message consists of English words written together in capital letters. Give it in the same way: all of its letters, without spaces.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(plaintextOf(instance));
  }

  override workedSolution(instance: Case): string {
    const steps: string[] = [];
    instance.layers.toReversed().reduce((source, layer) => {
      const made = deciphered(source, layer);
      if (layer.kind === "columns") {
        const rows = range(Math.ceil(made.length / layer.key.length)).map((row) =>
          made.slice(row * layer.key.length, (row + 1) * layer.key.length),
        );
        steps.push(`Write the text back into the columns below ${layer.key}, in the alphabetical order of its letters. The rows are then:`, ...rows, "");
        return made;
      }
      const stream = layer.autokey ? (layer.key + made).slice(0, source.length) : layer.key.repeat(source.length).slice(0, source.length);
      steps.push("Take the key stream's number off each letter's number:");
      for (const [index, letter] of [...source].entries()) {
        const by = stream.charAt(index);
        const [from, off] = [layer.alphabet.indexOf(letter), layer.alphabet.indexOf(by)];
        steps.push(`- ${letter} (${from}) less ${by} (${off}): ${modulo(from - off, 26)}, ${made.charAt(index)}`);
      }
      return made;
    }, instance.ciphertext);
    return ["Undo the steps, the last one first.", ...steps, "", this.referenceAnswer(instance)].join("\n");
  }

  verifyCorrection(answer: string, instance: Case): number {
    return answer.replaceAll(" ", "") === plaintextOf(instance) ? 1 : 0;
  }

  /** Letters to be worked out, in each step once, and twice where they are numbered in a mixed order. */
  override hardness({ ciphertext, layers }: Case): number {
    const work = layers.map((layer) => (layer.kind === "shift" && layer.alphabet !== LETTERS ? 2 : 1));
    return ciphertext.length * work.reduce((sum, one) => sum + at([0, 1, 2], one), 0);
  }
}
