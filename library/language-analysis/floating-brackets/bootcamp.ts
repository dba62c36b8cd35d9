import { at, Bootcamp, type Card, countBy, finalLine, parsed, range, refine, type Rng, text, unparsable } from "campforge/bootcamp";

type Voice = "scroll" | "exercise" | "brief";

type Puzzle = {
  /** Brackets, and ? for a hole. */
  readonly word: string;
  /** The brackets for the holes, sorted by character code. */
  readonly stock: string;
  readonly depth: number;
};

type Case = Puzzle & { readonly voice: Voice };

type Level = {
  readonly length: number;
  readonly holes: number;
  readonly leastKinds: number;
  readonly mostKinds: number;
  readonly leastFloating: number;
  readonly mostFloating: number;
  /** How much greater than the depth of the planted word the bound may be. */
  readonly slack: number;
  readonly solutions: number;
  /** Places between a wrong choice and where the last of its continuations fails. */
  readonly ahead: number;
  readonly candidates: number;
};

const VOICES: readonly Voice[] = ["scroll", "exercise", "brief"];
const HOLE = "?";
const KINDS: readonly string[] = ["()", "[]", "{}"];
const OPENING = "([{";
const CLOSING = ")]}";
const SIGNS = "()[]{}<>";

/** Steps after which a search is given up; the place then gets no hole. */
const MOST_STEPS = 1_200;

/** Words that are drawn in vain before kinds and floating pairs are no longer those of the level. */
const MOST_TRIES = 2_000;

/** From this many places on, a wrong choice that shows so late is required, and that haste fails. */
const FAR_AHEAD = 10;

/** In that case, so many times the candidates may be tried. */
const MORE_TRIES = 25;

/** In which order one may try brackets who fills from the left whatever fits. */
const HASTY_ORDERS: readonly string[] = ["([{)]}<>", "<>([{)]}", ")]}([{<>", "<>)]}([{", "()[]{}<>", "{}[]()><"];

/** What matters of a word that was read up to a place: the fixed brackets that are open, and 0 where no < is open, 1 where an even and 2 where an odd number of fixed brackets stand behind it. */
type Reading = { readonly open: string; readonly float: number };

const BEGIN: Reading = { open: "", float: 0 };

const isComplete = ({ open, float }: Reading): boolean => open === "" && float === 0;

/** Reads one more bracket; undefined where it breaks a rule. */
function read({ open, float }: Reading, sign: string, depth: number): Reading | undefined {
  if (sign === "<") return float === 0 ? { open, float: 1 } : undefined;
  if (sign === ">") return float === 2 ? { open, float: 0 } : undefined;
  const flipped = float === 0 ? 0 : 3 - float;
  const top = open.slice(-1);
  if (OPENING.includes(sign)) {
    return open.length < depth && top !== sign ? { open: open + sign, float: flipped } : undefined;
  }
  const isClosed = top !== "" && OPENING.indexOf(top) === CLOSING.indexOf(sign);
  return isClosed ? { open: open.slice(0, -1), float: flipped } : undefined;
}

type Search = {
  readonly found: readonly string[];
  readonly steps: number;
  readonly isGivenUp: boolean;
  /** The greatest number of places between a wrong choice and where the last of its continuations fails. */
  readonly ahead: number;
};

/** The solutions, at most a number of them, found from left to right. */
function search({ word, stock, depth }: Puzzle, most: number, limit = Infinity): Search {
  const left = countBy([...stock]);
  const signs = [...left.keys()];
  /** The brackets that are left as one number: a digit for each kind of bracket, in base 32. */
  const weights = new Map(signs.map((sign, index) => [sign, 32 ** index]));
  const weightOf = (sign: string): number => weights.get(sign) ?? 0;
  let code = [...stock].reduce((sum, sign) => sum + weightOf(sign), 0);
  const found: string[] = [];
  /** States without a solution, and the furthest place that was reached from them. */
  const dead = new Map<string, number>();
  let steps = 0;
  let ahead = 0;

  const visit = (reading: Reading, written: string): number => {
    const place = written.length;
    steps += 1;
    if (place === word.length) {
      if (isComplete(reading)) found.push(written);
      return place;
    }
    const state = `${place} ${reading.open} ${reading.float} ${code}`;
    const known = dead.get(state);
    if (known !== undefined) return known;
    const before = found.length;
    const given = word.charAt(place);
    const isHole = given === HOLE;
    let furthest = place;
    for (const sign of isHole ? signs : [given]) {
      const count = left.get(sign) ?? 0;
      const next = isHole && count === 0 ? undefined : read(reading, sign, depth);
      if (next === undefined) continue;
      const foundBefore = found.length;
      const weight = isHole ? weightOf(sign) : 0;
      code -= weight;
      if (isHole) left.set(sign, count - 1);
      const end = visit(next, written + sign);
      if (isHole) left.set(sign, count);
      code += weight;
      furthest = Math.max(furthest, end);
      if (found.length >= most || steps > limit) return furthest;
      if (isHole && found.length === foundBefore) ahead = Math.max(ahead, end - place);
    }
    if (found.length === before) dead.set(state, furthest);
    return furthest;
  };
  visit(BEGIN, "");
  return { found, steps, isGivenUp: steps > limit, ahead };
}

/** True where filling from the left with the first bracket that fits, in an order of preference, succeeds. */
function isHastyRight({ word, stock, depth }: Puzzle, order: string): boolean {
  const left = countBy([...stock]);
  let reading = BEGIN;
  for (const given of word) {
    const now = reading;
    const choices = given === HOLE ? [...order].filter((sign) => (left.get(sign) ?? 0) > 0) : [given];
    const sign = choices.find((one) => read(now, one, depth) !== undefined);
    const next = sign === undefined ? undefined : read(now, sign, depth);
    if (sign === undefined || next === undefined) return false;
    if (given === HOLE) left.set(sign, (left.get(sign) ?? 0) - 1);
    reading = next;
  }
  return isComplete(reading);
}

/** A nested word of fixed brackets, no pair directly within one of its own kind; undefined where it gets stuck. */
function drawFixed(rng: Rng, pairs: number, kinds: readonly string[]): string | undefined {
  let word = "";
  let open = "";
  let opened = 0;
  while (word.length < 2 * pairs) {
    const current = open;
    const openers = kinds.map((kind) => kind.charAt(0)).filter((sign) => current.slice(-1) !== sign);
    const mayOpen = opened < pairs && openers.length > 0 && current.length < 6;
    if (mayOpen && (current === "" || rng.boolean(0.55))) {
      const sign = rng.choice(openers);
      word += sign;
      open = current + sign;
      opened += 1;
    } else {
      word += CLOSING.charAt(OPENING.indexOf(current.slice(-1)));
      open = current.slice(0, -1);
    }
  }
  return kinds.every((kind) => word.includes(kind.charAt(0))) ? word : undefined;
}

/** Puts floating pairs into a word, an odd number of fixed brackets within each. */
function withFloating(rng: Rng, fixed: string, pairs: number): string {
  for (;;) {
    const gaps = range(2 * pairs)
      .map(() => rng.integer(0, fixed.length))
      .toSorted((one, other) => one - other);
    const isOdd = range(pairs).every((pair) => (at(gaps, 2 * pair + 1) - at(gaps, 2 * pair)) % 2 === 1);
    if (!isOdd) continue;
    return range(fixed.length + 1)
      .map((gap) => gaps.map((one, index) => (one === gap ? "<>".charAt(index % 2) : "")).join("") + fixed.charAt(gap))
      .join("");
  }
}

function depthOf(word: string): number {
  let open = 0;
  let deepest = 0;
  for (const sign of word) {
    if (OPENING.includes(sign)) open += 1;
    if (CLOSING.includes(sign)) open -= 1;
    deepest = Math.max(deepest, open);
  }
  return deepest;
}

function withHoles(full: string, holes: ReadonlySet<number>, depth: number): Puzzle {
  const signs = [...full];
  return {
    word: signs.map((sign, place) => (holes.has(place) ? HOLE : sign)).join(""),
    stock: signs
      .filter((_, place) => holes.has(place))
      .toSorted()
      .join(""),
    depth,
  };
}

/** A puzzle and how good it is; the best have all the holes, defeat haste, and show a wrong choice late enough. */
type Drawn = {
  readonly puzzle: Puzzle;
  readonly rating: number;
  /** It defeats haste and shows a wrong choice late enough. */
  readonly isFit: boolean;
  readonly isGood: boolean;
};

function drawPuzzle(rng: Rng, level: Level): Drawn | undefined {
  const kinds = rng.sample(KINDS, rng.integer(level.leastKinds, Math.max(level.leastKinds, level.mostKinds)));
  const floating = rng.integer(level.leastFloating, Math.max(level.leastFloating, level.mostFloating));
  // One kind alone leaves a single word.
  if (kinds.length === 1 && floating === 0) return undefined;
  const fixed = drawFixed(rng, level.length / 2 - floating, kinds);
  // Every floating pair needs a fixed bracket within it.
  if (fixed === undefined || fixed.length < floating) return undefined;
  const full = withFloating(rng, fixed, floating);
  const depth = depthOf(full) + rng.integer(0, level.slack);
  let holes: ReadonlySet<number> = new Set();
  for (const place of rng.shuffle(range(full.length))) {
    if (holes.size === level.holes) break;
    const more = new Set([...holes, place]);
    const { found, isGivenUp } = search(withHoles(full, more, depth), level.solutions + 1, MOST_STEPS);
    if (!isGivenUp && found.length <= level.solutions) holes = more;
  }
  const puzzle = withHoles(full, holes, depth);
  const isHasty = HASTY_ORDERS.some((order) => isHastyRight(puzzle, order));
  const { ahead } = search(puzzle, level.solutions + 1);
  const isFit = !isHasty && ahead >= Math.min(level.ahead, FAR_AHEAD);
  return {
    puzzle,
    rating: (isHasty ? 0 : 1000) + (isFit && level.ahead >= FAR_AHEAD ? 1000 : 0) + 10 * holes.size + Math.min(ahead, level.ahead),
    isFit,
    isGood: isFit && ahead >= level.ahead && holes.size === level.holes,
  };
}

export default class FloatingBrackets extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "FloatingBrackets",
    slug: "floating-brackets",
    title: "Floating Brackets",
    domain: "language-analysis",
    description:
      "A word over brackets has holes, into which a given stock of brackets is to be put so that the word is well formed: fixed brackets nest, within a bound of depth and never directly in a pair of their own kind, and angle brackets float across them with an odd number of fixed brackets within. Any such word is correct. Harder cases have more holes and fewer solutions.",
    answerFormat: "the complete word on a last line `Answer: …`",
    parameters: {
      length: { meaning: "brackets and holes in the word, an even number", min: 6, max: 40 },
      holes: { meaning: "holes at the most", min: 3, max: 24 },
      leastKinds: { meaning: "kinds of fixed brackets at the least", min: 1, max: 3 },
      mostKinds: { meaning: "kinds of fixed brackets at the most", min: 1, max: 3 },
      leastFloating: { meaning: "floating pairs at the least", min: 0, max: 5 },
      mostFloating: { meaning: "floating pairs at the most", min: 0, max: 5 },
      slack: { meaning: "by how much the bound of depth may exceed the depth reached", min: 0, max: 3 },
      solutions: { meaning: "solutions at the most", min: 1, max: 20 },
      ahead: { meaning: "places after which a wrong choice shows, wanted for at least one choice and from 10 on required", min: 0, max: 20 },
      candidates: { meaning: "words that are tried before the best of them that meets what is required is taken", min: 1, max: 200 },
    },
    levels: [
      {
        length: 8,
        holes: 4,
        leastKinds: 1,
        mostKinds: 2,
        leastFloating: 0,
        mostFloating: 1,
        slack: 2,
        solutions: 4,
        ahead: 2,
        candidates: 100,
      },
      {
        length: 12,
        holes: 7,
        leastKinds: 2,
        mostKinds: 2,
        leastFloating: 1,
        mostFloating: 1,
        slack: 1,
        solutions: 6,
        ahead: 3,
        candidates: 40,
      },
      {
        length: 18,
        holes: 10,
        leastKinds: 2,
        mostKinds: 2,
        leastFloating: 2,
        mostFloating: 2,
        slack: 0,
        solutions: 4,
        ahead: 6,
        candidates: 20,
      },
      {
        length: 24,
        holes: 14,
        leastKinds: 3,
        mostKinds: 3,
        leastFloating: 3,
        mostFloating: 3,
        slack: 0,
        solutions: 3,
        ahead: 10,
        candidates: 8,
      },
      {
        length: 34,
        holes: 20,
        leastKinds: 3,
        mostKinds: 3,
        leastFloating: 4,
        mostFloating: 4,
        slack: 0,
        solutions: 3,
        ahead: 12,
        candidates: 2,
      },
    ],
  };

  readonly answerFormat = finalLine(
    refine(text(), (written) => {
      // In LaTeX braces are written with a backslash.
      const word = written.replaceAll(/[ \\]/g, "");
      return [...word].every((sign) => SIGNS.includes(sign)) ? parsed(word) : unparsable("not a word of brackets");
    }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    const most = level.ahead >= FAR_AHEAD ? MORE_TRIES * level.candidates : level.candidates;
    const eased = { ...level, leastKinds: 1, leastFloating: 0, mostFloating: Math.max(1, level.mostFloating) };
    let best: Drawn | undefined;
    for (
      let tried = 0;
      best === undefined || (!best.isGood && tried < (best.isFit ? level.candidates : most));
      tried++
    ) {
      const drawn = drawPuzzle(rng, best === undefined && tried >= MOST_TRIES ? eased : level);
      if (drawn !== undefined && (best === undefined || drawn.isGood || drawn.rating > best.rating)) best = drawn;
    }
    return { ...best.puzzle, voice: rng.choice(VOICES) };
  }

  promptFunc({ word, stock, depth, voice }: Case): string {
    const kinds = KINDS.filter((kind) => [...kind].some((sign) => (word + stock).includes(sign)));
    const amounts = [...countBy([...stock])].map(([sign, count]) => `${sign} ${count === 1 ? "once" : `${count} times`}`);
    const holes = stock.length;
    const opening = {
      scroll: `On an old scroll stands a word of ${word.length} brackets, ${holes} of which can no longer be read. It is known which brackets are missing, but not where each of them stood. Restore a word that follows the rules.`,
      exercise: `Fill the ${holes} holes of this word of brackets so that the whole word is well formed.`,
      brief: `A word over brackets, ${word.length} long, with ${holes} holes: fill them from the stock.`,
    }[voice];
    return [
      opening,
      "",
      `Word: ${word}`,
      `Stock: ${amounts.join(", ")}`,
      `Kinds of fixed brackets: ${kinds.join(" ")}`,
      `Bound of depth: ${depth}`,
      "",
      "Rules:",
      "1. A hole is written ?. Every hole gets exactly one bracket, and the holes together use exactly the stock: each bracket as often as the stock says. All other places stay as they are.",
      "2. Nesting: the brackets of the kinds above are fixed; < and > are floating. With the floating brackets erased, the fixed brackets are properly nested: each opening bracket is closed by one of its own kind, and no two pairs cross.",
      "3. No twin: with the floating brackets erased, a pair is never directly inside a pair of its own kind. Of round brackets, (()) is forbidden; ()() is allowed, and so is a round pair in a pair of another kind in a round pair.",
      `4. Depth: at no point are more than ${depth} fixed brackets open.`,
      "5. Floating brackets, read alone from left to right, alternate, start with < and end with >, as in <><>. There may be none.",
      "6. Parity: between a < and the > that follows it stands an odd number of fixed brackets. They need not be balanced among themselves.",
      "",
      "Any word that follows all the rules is correct. Give the complete word, all its places in order, without spaces.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(search(instance, 1).found.join(""));
  }

  verifyCorrection(answer: string, { word, stock, depth }: Case): number {
    const signs = [...answer];
    const agrees = signs.length === word.length && signs.every((sign, place) => [HOLE, sign].includes(word.charAt(place)));
    const filled = signs.filter((_, place) => word.charAt(place) === HOLE).toSorted();
    if (!agrees || filled.join("") !== stock) return 0;
    let reading: Reading = BEGIN;
    for (const sign of signs) {
      const next = read(reading, sign, depth);
      if (next === undefined) return 0;
      reading = next;
    }
    return isComplete(reading) ? 1 : 0;
  }

  /** Brackets that a search from the left reads until it knows all solutions. */
  override hardness(instance: Case): number {
    return search(instance, 100).steps;
  }
}
