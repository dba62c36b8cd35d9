import { at, Bootcamp, boxed, type Card, choiceOf, factorial, list, type Rng } from "campforge/bootcamp";

/** A sound becomes another, or nothing, between certain neighbours; "#" stands for the edge of the word. */
type Law = { readonly from: string; readonly to: string; readonly left: string; readonly right: string };

type Case = {
  readonly laws: readonly Law[];
  readonly words: readonly { readonly old: string; readonly young: string }[];
};

type Level = { readonly laws: number; readonly words: number };

const VOWELS = "aeiou";
const ANY = "";
const LETTERS = ["A", "B", "C", "D", "E", "F"] as const;
type Letter = (typeof LETTERS)[number];
const MAX_DRAWS = 30;
/** At most one order in so many is right, or chance alone would often find one. */
const ORDERS_PER_RIGHT_ONE = 12;

const between = (from: string, to: string): Law => ({ from, to, left: VOWELS, right: VOWELS });
const final = (from: string, to: string): Law => ({ from, to, left: ANY, right: "#" });
const before = (from: string, to: string, right: string): Law => ({ from, to, left: ANY, right });

/** Laws that feed and rob each other: one makes or takes away what another needs. */
const LAWS: readonly Law[] = [
  between("p", "b"), between("b", "v"), between("v", ""), between("t", "d"), between("d", "r"),
  between("k", "g"), between("g", "h"), between("h", ""), between("s", "z"), between("z", "r"),
  final("u", ""), final("o", "u"), final("e", "i"), final("i", ""), final("a", "o"),
  final("b", "p"), final("d", "t"), final("g", "k"), final("z", "s"), final("v", "f"),
  before("t", "s", "i"), before("k", "s", "ie"), before("d", "z", "i"), before("r", "l", "#"),
]; // prettier-ignore

/** Applies a law everywhere at once: what stands beside a sound is judged in the word before the law. */
function applyLaw(word: string, { from, to, left, right }: Law): string {
  if (!word.includes(from)) return word;
  const fits = (set: string, neighbour: string): boolean => set === ANY || set.includes(neighbour);
  return [...word]
    .map((sound, place) => {
      const isMet = fits(left, word[place - 1] ?? "#") && fits(right, word[place + 1] ?? "#");
      return sound === from && isMet ? to : sound;
    })
    .join("");
}

const applyLaws = (word: string, laws: readonly Law[]): string => laws.reduce(applyLaw, word);

/** The orders of the laws, as lists of places, that turn every old word into the young one. */
function rightOrders({ laws, words }: Case): number[][] {
  const found: number[][] = [];
  const walk = (order: readonly number[], current: readonly string[]): void => {
    if (order.length === laws.length) {
      if (words.every(({ young }, place) => young === at(current, place))) found.push([...order]);
      return;
    }
    laws.forEach((law, place) => {
      if (!order.includes(place))
        walk(
          [...order, place],
          current.map((word) => applyLaw(word, law)),
        );
    });
  };
  walk(
    [],
    words.map(({ old }) => old),
  );
  return found;
}

/** Laws of which most share a sound with another, so that their order matters. */
function drawLaws(rng: Rng, count: number): Law[] {
  const chosen = [rng.choice(LAWS)];
  while (chosen.length < count) {
    const rest = LAWS.filter((law) => !chosen.includes(law));
    const related = rest.filter((law) =>
      chosen.some(({ from, to }) => to === law.from || from === law.to || from === law.from),
    );
    chosen.push(rng.choice(related.length > 0 && rng.boolean(0.8) ? related : rest));
  }
  return rng.shuffle(chosen);
}

function drawWord(rng: Rng, sounds: readonly string[]): string {
  const consonants = [...sounds.filter((sound) => !VOWELS.includes(sound)), "m", "n", "l"];
  const vowels = [...sounds.filter((sound) => VOWELS.includes(sound)), ...VOWELS];
  const syllables = Array.from(
    { length: rng.integer(2, 3) },
    () => rng.choice(consonants) + rng.choice(vowels),
  );
  return syllables.join("") + (rng.boolean(0.25) ? rng.choice(consonants) : "");
}

/** A law in words, as the prompt states it. */
function describe({ from, to, left, right }: Law): string {
  const where =
    left === VOWELS
      ? "between two vowels"
      : right === "#"
        ? "at the end of a word"
        : `directly before ${[...right].join(" or ")}`;
  return to === "" ? `${from} is lost ${where}` : `${from} becomes ${to} ${where}`;
}

export default class SoundLaws extends Bootcamp<Case, readonly Letter[], Level> {
  static readonly card: Card<Level> = {
    name: "SoundLaws",
    slug: "sound-laws",
    title: "The Order of Sound Laws",
    domain: "language",
    description:
      "Words of an invented language and what became of them are given, with the sound laws that acted but not their order. An order that explains every word is asked for; any such order is right.",
    answerFormat: "the letters of the laws in order, apart by commas, in \\boxed{}",
    parameters: {
      laws: { meaning: "sound laws that acted", min: 3, max: 6 },
      words: { meaning: "words that are given", min: 3, max: 14 },
    },
    levels: [
      { laws: 4, words: 6 },
      { laws: 5, words: 8 },
      { laws: 5, words: 10 },
      { laws: 6, words: 12 },
    ],
  };

  readonly answerFormat = boxed(list(choiceOf(LETTERS)));

  caseGenerator(rng: Rng, level: Level): Case {
    let best: Case = { laws: [], words: [] };
    let fewest = Infinity;
    const most = Number(factorial(level.laws)) / ORDERS_PER_RIGHT_ONE;
    for (let draw = 0; draw < MAX_DRAWS && fewest > most; draw++) {
      const acting = drawLaws(rng, level.laws);
      const sounds = acting
        .flatMap(({ from, right }) => [from, from, ...right])
        .filter((sound) => sound !== "#");
      const olds = new Set<string>();
      while (olds.size < level.words) olds.add(drawWord(rng, sounds));
      const words = [...olds].map((old) => ({ old, young: applyLaws(old, acting) }));
      const instance: Case = { laws: rng.shuffle(acting), words };
      const right = rightOrders(instance).length;
      if (right < fewest) [best, fewest] = [instance, right];
    }
    return best;
  }

  promptFunc(instance: Case): string {
    const { laws, words } = instance;
    return [
      "In an invented language these sound laws acted one after the other, each exactly once:",
      ...laws.map((law, place) => `${at(LETTERS, place)}. ${describe(law)}`),
      "",
      "Rules:",
      `1. The vowels are ${[...VOWELS].join(", ")}; all other letters are consonants.`,
      "2. A law acts on every word at all places at which its condition holds, at all of them at once: the condition",
      "   is judged in the word as it stood just before this law acted.",
      "3. The next law then acts on what came out.",
      "",
      "The old words and what became of them:",
      ...words.map(({ old, young }) => `- ${old} > ${young === "" ? "(nothing)" : young}`),
      "",
      "Example: when first x becomes q at the end of a word and then y is lost at the end of a word, axy becomes ax;",
      "in the other order it becomes aq.",
      "",
      "Find an order of the laws that explains every word. Any such order is right.",
      "Give the letters of all the laws, from the one that acted first to the one that acted last, apart by commas.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const order = rightOrders(instance)[0] ?? [];
    return this.answerFormat.wrap(order.map((place) => at(LETTERS, place)).join(", "));
  }

  verifyCorrection(answer: readonly Letter[], instance: Case): number {
    const { laws, words } = instance;
    if (answer.length !== laws.length || new Set(answer).size !== laws.length) return 0;
    const ordered = answer.flatMap((letter) => laws[LETTERS.indexOf(letter)] ?? []);
    if (ordered.length !== laws.length) return 0;
    return words.every(({ old, young }) => applyLaws(old, ordered) === young) ? 1 : 0;
  }
}
