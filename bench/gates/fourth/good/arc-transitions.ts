import { at, Bootcamp, type Card, list, range, type Rng, tagged, textTable, vocabulary } from "campforge/bootcamp";

type Case = {
  readonly words: readonly string[];
  /** For each word the number of its head, counted from 1; 0 is the root. */
  readonly heads: readonly number[];
};

type Level = {
  readonly words: number;
  /** Pairs of arcs that cross, at the least and at the most. */
  readonly leastCrossings: number;
  readonly mostCrossings: number;
};

const ACTIONS = ["SHIFT", "LEFT", "RIGHT", "SWAP"] as const;
type Action = (typeof ACTIONS)[number];

const WORDS =
  "mira tolen sa vekt orun plimi dache wost ilna brek surat fene kolm yasi teg humor lasp quin zeda norrit ebu pak".split(
    " ",
  );

/** Children of each number from 0, in rising order. */
const childrenOf = (heads: readonly number[]): number[][] =>
  range(heads.length + 1).map((head) => range(1, heads.length + 1).filter((word) => heads[word - 1] === head));

/** Whether some arcs cross: the arc of each word goes from its head to it, that of the root from 0. */
function crossings(heads: readonly number[]): number {
  const arcs = heads.map((head, index) => [Math.min(head, index + 1), Math.max(head, index + 1)] as const);
  return arcs.reduce(
    (sum, [low, high]) => sum + arcs.filter(([from, to]) => from > low && from < high && to > high).length,
    0,
  );
}

/** The place of each number when every word stands between its dependents, as in a tree without crossings. */
function projectiveRanks(heads: readonly number[]): number[] {
  const children = childrenOf(heads);
  const order: number[] = [];
  const visit = (word: number): void => {
    for (const child of at(children, word)) if (child < word) visit(child);
    order.push(word);
    for (const child of at(children, word)) if (child > word) visit(child);
  };
  visit(0);
  return range(heads.length + 1).map((word) => order.indexOf(word));
}

/** A run of transitions: whether each was allowed, and the heads that were given. */
class Machine {
  readonly stack: number[] = [0];
  readonly buffer: number[];
  readonly heads: number[];

  constructor(words: number) {
    this.buffer = range(1, words + 1);
    this.heads = range(words).map(() => -1);
  }

  get isDone(): boolean {
    return this.buffer.length === 0 && this.stack.length === 1;
  }

  /** Does a transition; false where it is not allowed. */
  take(action: Action): boolean {
    const { stack, buffer, heads } = this;
    if (action === "SHIFT") {
      const next = buffer.shift();
      if (next === undefined) return false;
      stack.push(next);
      return true;
    }
    if (stack.length < 2) return false;
    const top = at(stack, stack.length - 1);
    const below = at(stack, stack.length - 2);
    if (action === "RIGHT") {
      stack.pop();
      heads[top - 1] = below;
      return true;
    }
    if (below === 0 || (action === "SWAP" && below > top)) return false;
    stack.splice(-2, 1);
    if (action === "LEFT") heads[below - 1] = top;
    else buffer.unshift(below);
    return true;
  }
}

/** Transitions that build a tree: arcs as soon as possible, exchanges where the order without crossings asks for it. */
function transitionsOf(heads: readonly number[]): Action[] {
  const machine = new Machine(heads.length);
  const ranks = projectiveRanks(heads);
  const isComplete = (word: number): boolean =>
    heads.every((head, index) => head !== word || at(machine.heads, index) === word);
  const next = (): Action => {
    const top = machine.stack.at(-1) ?? 0;
    const below = machine.stack.at(-2);
    if (below === undefined) return "SHIFT";
    if (below > 0 && heads[below - 1] === top && isComplete(below)) return "LEFT";
    if (heads[top - 1] === below && isComplete(top)) return "RIGHT";
    return below > 0 && at(ranks, below) > at(ranks, top) ? "SWAP" : "SHIFT";
  };
  const taken: Action[] = [];
  while (!machine.isDone) {
    const action = next();
    machine.take(action);
    taken.push(action);
  }
  return taken;
}

/** A random tree: the words are taken in a random order, and each gets a head near it among those taken before. */
function drawHeads(rng: Rng, words: number): number[] {
  const order = rng.shuffle(range(1, words + 1));
  const heads = range(words).map(() => 0);
  for (const [index, word] of order.entries()) {
    if (index === 0) continue;
    const near = order.slice(0, index).toSorted((one, other) => Math.abs(one - word) - Math.abs(other - word));
    heads[word - 1] = rng.choice(near.slice(0, 3));
  }
  return heads;
}

export default class ArcTransitions extends Bootcamp<Case, readonly Action[], Level> {
  static readonly card: Card<Level> = {
    name: "ArcTransitions",
    slug: "arc-transitions",
    title: "Arc Transitions",
    domain: "language-analysis",
    description:
      "A dependency tree of a sentence is given, and a series of transitions of a parser with a stack and a buffer is asked for that builds exactly this tree. Any series that does is correct. Harder cases have more words and arcs that cross, so that words have to be exchanged.",
    answerFormat: "the transitions SHIFT, LEFT, RIGHT and SWAP in order, separated by commas, between <answer> and </answer>",
    parameters: {
      words: { meaning: "words of the sentence", min: 2, max: 16 },
      leastCrossings: { meaning: "least number of pairs of arcs that cross", min: 0, max: 12 },
      mostCrossings: { meaning: "greatest number of pairs of arcs that cross", min: 0, max: 20 },
    },
    levels: [
      { words: 6, leastCrossings: 0, mostCrossings: 0 },
      { words: 8, leastCrossings: 0, mostCrossings: 0 },
      { words: 9, leastCrossings: 1, mostCrossings: 2 },
      { words: 11, leastCrossings: 3, mostCrossings: 5 },
      { words: 13, leastCrossings: 6, mostCrossings: 10 },
    ],
  };

  readonly answerFormat = tagged(list(vocabulary(ACTIONS), { maxLength: 1000 }));

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const heads = drawHeads(rng, level.words);
      const crossing = crossings(heads);
      if (crossing < level.leastCrossings || crossing > level.mostCrossings) continue;
      // A tree in which every arc goes to the same side is built by one fixed pattern.
      const toRight = heads.filter((head, index) => head < index + 1).length;
      if (toRight < 2 || toRight > level.words - 2) continue;
      return { words: rng.sample(WORDS, level.words), heads };
    }
  }

  promptFunc({ words, heads }: Case): string {
    const rows = words.map((word, index) => {
      const head = at(heads, index);
      return [index + 1, word, head === 0 ? "ROOT" : `${head} (${at(words, head - 1)})`];
    });
    return [
      "A parser reads a sentence of an invented language and builds its dependency tree. This is the tree that it must build; for",
      "each word the table names its head:",
      "",
      textTable(["number", "word", "head"], rows),
      "",
      "The parser has a stack and a buffer. At first the stack holds only ROOT, and the buffer holds all words in the order of the",
      "sentence. There are four transitions:",
      "- SHIFT takes the first word off the buffer and puts it on top of the stack. The buffer must not be empty.",
      "- LEFT makes the top of the stack the head of the item right below it, and takes that item (not the top) off the stack.",
      "  The item below must be a word, not ROOT.",
      "- RIGHT makes the item right below the top of the stack the head of the top, and takes the top off. The item below",
      "  may be ROOT; the stack must hold at least two items.",
      "- SWAP takes the item right below the top off the stack and puts it back at the front of the buffer. The item below must be",
      "  a word, and its number must be smaller than that of the top.",
      "",
      "The parser is done when the buffer is empty and the stack holds only ROOT again; it must end there. Every word must then",
      "have the head that the table says.",
      "",
      "For example, of the two words a and b with b as the head of a and ROOT as the head of b, the tree is built by",
      "SHIFT, SHIFT, LEFT, RIGHT.",
      "",
      "Give a series of transitions that builds the tree. There may be several; any of them is correct.",
      "Write the names of the transitions in order, separated by commas.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ heads }: Case): string {
    return this.answerFormat.wrap(transitionsOf(heads).join(", "));
  }

  override hardness({ heads }: Case): number {
    return transitionsOf(heads).length;
  }

  verifyCorrection(answer: readonly Action[], { heads }: Case): number {
    const machine = new Machine(heads.length);
    if (!answer.every((action) => machine.take(action)) || !machine.isDone) return 0;
    return heads.every((head, index) => machine.heads[index] === head) ? 1 : 0;
  }
}
