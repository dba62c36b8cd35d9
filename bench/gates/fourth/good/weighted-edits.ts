import { at, Bootcamp, boxed, type Card, integer, range, type Rng } from "campforge/bootcamp";

type Costs = {
  readonly insert: number;
  readonly delete: number;
  readonly replace: number;
  /** For replacing a letter by the one before or behind it in the alphabet. */
  readonly near: number;
  /** For two letters side by side that change places. */
  readonly swap: number;
  /** For one letter that becomes the same letter twice. */
  readonly double: number;
};

type Case = { readonly from: string; readonly to: string; readonly costs: Costs };

type Level = { readonly length: number; readonly letters: number; readonly edits: number };

/** The least cost of turning the first i letters of one word into the first j of the other, for the last i and j. */
function leastCost({ from, to, costs }: Case): number {
  const table = range(from.length + 1).map(() => range(to.length + 1).map(() => 0));
  const known = (i: number, j: number): number => at(at(table, i), j);
  for (let i = 0; i <= from.length; i++) {
    for (let j = 0; j <= to.length; j++) {
      if (i === 0 && j === 0) continue;
      const ways = [];
      if (i > 0) ways.push(known(i - 1, j) + costs.delete);
      if (j > 0) ways.push(known(i, j - 1) + costs.insert);
      if (i > 0 && j > 0) ways.push(known(i - 1, j - 1) + replacing(from.charAt(i - 1), to.charAt(j - 1), costs));
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
        ways.push(known(i - 2, j - 2) + costs.swap);
      if (i > 0 && j > 1 && from[i - 1] === to[j - 1] && from[i - 1] === to[j - 2])
        ways.push(known(i - 1, j - 2) + costs.double);
      at(table, i)[j] = Math.min(...ways);
    }
  }
  return known(from.length, to.length);
}

function replacing(one: string, other: string, costs: Costs): number {
  const distance = Math.abs(one.charCodeAt(0) - other.charCodeAt(0));
  return distance === 0 ? 0 : distance === 1 ? costs.near : costs.replace;
}

/** What it costs without any thought: letter under letter, then what is left over. */
function pairedCost({ from, to, costs }: Case): number {
  const common = Math.min(from.length, to.length);
  const paired = range(common).map((index) => replacing(from.charAt(index), to.charAt(index), costs));
  const rest = (from.length - common) * costs.delete + (to.length - common) * costs.insert;
  return paired.reduce((total, cost) => total + cost, 0) + rest;
}

function drawCosts(rng: Rng): Costs {
  const replace = rng.integer(50, 99);
  return {
    insert: rng.integer(35, 80),
    delete: rng.integer(35, 80),
    replace,
    near: rng.integer(20, replace - 15),
    swap: rng.integer(20, 75),
    double: rng.integer(10, 30),
  };
}

/** Some changes at random places, so that the second word is neither like the first nor foreign to it. */
function edited(rng: Rng, word: string, alphabet: readonly string[], edits: number): string {
  let letters = [...word];
  for (let edit = 0; edit < edits; edit++) {
    const place = rng.integer(0, letters.length - 1);
    const [before, letter, behind] = [letters.slice(0, place), at(letters, place), letters.slice(place + 1)];
    const kind = rng.choice(["insert", "delete", "replace", "swap", "double"] as const);
    if (kind === "insert") letters = [...before, rng.choice(alphabet), letter, ...behind];
    else if (kind === "delete" && letters.length > 3) letters = [...before, ...behind];
    else if (kind === "replace") letters = [...before, rng.choice(alphabet), ...behind];
    else if (kind === "double") letters = [...before, letter, letter, ...behind];
    else if (behind.length > 0) letters = [...before, at(behind, 0), letter, ...behind.slice(1)];
  }
  return letters.join("");
}

export default class WeightedEdits extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "WeightedEdits",
    slug: "weighted-edits",
    title: "Weighted Edits",
    domain: "algorithms",
    description:
      "The least cost of turning one word into another when inserting, deleting, replacing by a near or a far letter, swapping neighbours and doubling a letter each have a price of their own (an edit distance with weights). Harder cases have longer words that differ in more places.",
    answerFormat: "the least cost as a whole number in \\boxed{}",
    parameters: {
      length: { meaning: "letters of the first word", min: 3, max: 30 },
      letters: { meaning: "different letters to choose from", min: 2, max: 10 },
      edits: { meaning: "random changes that make the second word from the first", min: 2, max: 30 },
    },
    levels: [
      { length: 5, letters: 5, edits: 4 },
      { length: 8, letters: 5, edits: 6 },
      { length: 11, letters: 5, edits: 9 },
      { length: 15, letters: 6, edits: 13 },
      { length: 20, letters: 6, edits: 18 },
    ],
  };

  readonly answerFormat = boxed(integer({ min: 0 }));

  caseGenerator(rng: Rng, level: Level): Case {
    const alphabet = range(level.letters).map((index) => String.fromCharCode(97 + index));
    for (;;) {
      const from = range(level.length).map(() => rng.choice(alphabet)).join("");
      const drawn = { from, to: edited(rng, from, alphabet, level.edits), costs: drawCosts(rng) };
      const least = leastCost(drawn);
      if (least >= 60 && least < pairedCost(drawn)) return drawn;
    }
  }

  promptFunc({ from, to, costs }: Case): string {
    return [
      `A clerk changes the word "${from}" into the word "${to}" and pays for every change.`,
      "",
      "The first word is cut into pieces, from left to right, and each piece becomes a piece of the second word, in the same order, in one of these ways:",
      "- keep: one letter stays as it is, free of charge;",
      `- delete: one letter becomes nothing, for ${costs.delete};`,
      `- insert: nothing (at any place, at the ends too) becomes one letter, for ${costs.insert};`,
      `- replace: one letter becomes another letter, for ${costs.near} if the two stand side by side in the alphabet, such as m and n, and for ${costs.replace} otherwise;`,
      `- swap: two different letters side by side change places, such as xy into yx, for ${costs.swap};`,
      `- double: one letter becomes the same letter twice, such as x into xx, for ${costs.double}.`,
      "No other ways exist. Each letter of the first word belongs to exactly one piece, and each letter of the second word comes from exactly one change or keep, so that the result of a change is never changed again.",
      "",
      "What is the least that the clerk can pay in total?",
      "",
      "Give the least total as a whole number in \\boxed{ }, such as \\boxed{12345}.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(String(leastCost(instance)));
  }

  verifyCorrection(answer: number, instance: Case): number {
    return answer === leastCost(instance) ? 1 : 0;
  }

  /** Entries of the table of prefixes that the least cost is read off. */
  override hardness({ from, to }: Case): number {
    return (from.length + 1) * (to.length + 1);
  }
}
