import { at, Bootcamp, type Card, finalLine, integer, list, range, type Rng } from "campforge/bootcamp";

type Voice = "workshop" | "exercise" | "brief";

type Rule = {
  readonly left: string;
  /** Capitals and small letters, without spaces. */
  readonly right: string;
  /** How often the rule may be used at the most. */
  readonly ration: number;
};

type Puzzle = { readonly rules: readonly Rule[]; readonly sentence: string };

type Case = Puzzle & {
  /** A derivation within the rations, as numbers of rules from 1. */
  readonly derivation: readonly number[];
  readonly voice: Voice;
};

type Level = {
  readonly capitals: number;
  readonly rules: number;
  readonly leastLetters: number;
  readonly mostLetters: number;
  readonly steps: number;
  /** Percent of the rules that get one use more than is needed. */
  readonly slack: number;
  /** Different ones among twelve random derivations without rations, at the least. */
  readonly derivations: number;
  /** Percent of the sentence that someone can derive who does not plan the rations, at the least. */
  readonly late: number;
};

const VOICES: readonly Voice[] = ["workshop", "exercise", "brief"];
const CAPITALS = "STUVWX";
const START = "S";
const LETTERS = ["a", "b"];
/** Right sides: N stands for a capital, t for a small letter. */
const SHAPES: readonly (readonly [shape: string, weight: number])[] = [
  ["NN", 4],
  ["tN", 3],
  ["Nt", 3],
  ["tNt", 2],
  ["NtN", 1],
  ["N", 2],
  ["tt", 2],
  ["t", 2],
];
const SAMPLES = 12;
const MOST_NODES = 1_500;

/** Grammars drawn after which a level whose values cannot be met together gives way to an easy one. */
const MOST_TRIES = 20_000;
const EASY: Level = { capitals: 2, rules: 5, leastLetters: 5, mostLetters: 7, steps: 4, slack: 30, derivations: 2, late: 0 };

const isCapital = (symbol: string): boolean => CAPITALS.includes(symbol);

/** The places, as bits, up to which symbols can derive the sentence from a place on, without regard to rations. */
type Reach = (symbols: string, from: number) => number;

function reachOf({ rules, sentence }: Puzzle): Reach {
  const table = new Map(rules.map(({ left }) => [left, range(sentence.length).map(() => 0)]));
  const endsOf = (symbol: string, place: number): number =>
    table.get(symbol)?.[place] ?? (sentence.charAt(place) === symbol ? 2 << place : 0);
  const reach: Reach = (symbols, from) => {
    let ends = 1 << from;
    for (const symbol of symbols) {
      let next = 0;
      for (let place = from; place < sentence.length; place++) {
        if (((ends >> place) & 1) === 1) next |= endsOf(symbol, place);
      }
      ends = next;
    }
    return ends;
  };
  for (let from = sentence.length - 1; from >= 0; from--) {
    // A rule whose right side begins with another letter derives nothing from here.
    const possible = rules.filter(({ right }) => isCapital(right.charAt(0)) || right.charAt(0) === sentence.charAt(from));
    let isGrowing = true;
    while (isGrowing) {
      isGrowing = false;
      for (const { left, right } of possible) {
        const ends = table.get(left) ?? [];
        const before = at(ends, from);
        const after = before | reach(right, from);
        if (after === before) continue;
        ends[from] = after;
        isGrowing = true;
      }
    }
  }
  return reach;
}

/** What is left to derive, from a capital on, and from which place of the sentence. */
type Rest = { readonly form: string; readonly place: number };

/** Takes off the small letters at the beginning, which stand in the sentence. */
function toCapital({ form, place }: Rest): Rest {
  const letters = [...form].findIndex(isCapital);
  const count = letters < 0 ? form.length : letters;
  return { form: form.slice(count), place: place + count };
}

/** The rules, by index, that can be applied to the first capital with the rest still leading to the sentence. */
function fitting({ rules, sentence }: Puzzle, reach: Reach, { form, place }: Rest): number[] {
  return range(rules.length).filter((index) => {
    const { left, right } = at(rules, index);
    return left === form.charAt(0) && (reach(right + form.slice(1), place) >> sentence.length) % 2 === 1;
  });
}

/** Rates a rule by its index and how often it may still be used. */
type Taste = (index: number, uses: number, rule: Rule) => number;

const capitalsIn = (symbols: string): number => [...symbols].filter(isCapital).length;

const TASTES: readonly Taste[] = [
  (index) => -index,
  (index) => index,
  (_, uses) => uses,
  (_, uses) => -uses,
  (_, __, { right }) => right.length,
  (_, __, { right }) => -right.length,
  (_, __, { right }) => capitalsIn(right),
  (_, __, { right }) => -capitalsIn(right),
];

type Walk = { readonly used: readonly number[]; readonly place: number; readonly isDone: boolean };

/** Always applies the fitting rule that is rated best; it sees ahead in the sentence, but not in the rations. */
function walk(puzzle: Puzzle, reach: Reach, taste: Taste, isRationed: boolean): Walk {
  const uses = puzzle.rules.map(({ ration }) => (isRationed ? ration : Infinity));
  const used: number[] = [];
  let rest: Rest = { form: START, place: 0 };
  while (rest.form !== "") {
    const rated = fitting(puzzle, reach, rest)
      .filter((index) => at(uses, index) > 0)
      .map((index) => ({ index, rate: taste(index, at(uses, index), at(puzzle.rules, index)) }));
    if (rated.length === 0) return { used, place: rest.place, isDone: false };
    const { index } = rated.reduce((best, one) => (one.rate > best.rate ? one : best));
    uses[index] = at(uses, index) - 1;
    used.push(index);
    rest = toCapital({ form: at(puzzle.rules, index).right + rest.form.slice(1), place: rest.place });
  }
  return { used, place: rest.place, isDone: true };
}

/** Rules that a search applies, the first ones first, until it finds a derivation within the rations; it ends at a limit. */
function effort(puzzle: Puzzle): number {
  const reach = reachOf(puzzle);
  const uses = puzzle.rules.map(({ ration }) => ration);
  let nodes = 0;
  const visit = (rest: Rest): boolean => {
    if (rest.form === "" || nodes >= MOST_NODES) return true;
    return fitting(puzzle, reach, rest).some((index) => {
      const left = at(uses, index);
      if (left === 0) return false;
      nodes += 1;
      uses[index] = left - 1;
      const isFound = visit(toCapital({ form: at(puzzle.rules, index).right + rest.form.slice(1), place: rest.place }));
      uses[index] = left;
      return isFound;
    });
  };
  visit({ form: START, place: 0 });
  return nodes;
}

function drawRight(rng: Rng, shape: string, left: string, capitals: readonly string[]): string | undefined {
  const isSingle = shape === "N";
  const allowed = isSingle ? capitals.slice(capitals.indexOf(left) + 1) : capitals;
  if (allowed.length === 0) return undefined;
  return [...shape].map((sign) => (sign === "N" ? rng.choice(allowed) : rng.choice(LETTERS))).join("");
}

type Grammar = readonly Omit<Rule, "ration">[];

/** Rules for each capital, one of them without capitals; undefined where a rule is there twice or a capital cannot be reached. */
function drawGrammar(rng: Rng, { capitals: count, rules: wanted }: Level): Grammar | undefined {
  const capitals = [...CAPITALS].slice(0, count);
  const more = range(wanted - 2 * count).map(() => rng.choice(capitals));
  const rules: { left: string; right: string }[] = [];
  for (const left of capitals) {
    const shapes = [rng.boolean(0.6) ? "t" : "tt"];
    const others = 1 + more.filter((one) => one === left).length;
    // The first of the others leads on to some capital.
    shapes.push(rng.choice(["NN", "tN", "Nt"]), ...range(others - 1).map(() => rng.weightedChoice(SHAPES)));
    for (const shape of rng.shuffle(shapes)) {
      const right = drawRight(rng, shape, left, capitals);
      if (right === undefined || rules.some((rule) => rule.left === left && rule.right === right)) return undefined;
      rules.push({ left, right });
    }
  }
  const reached = new Set([START]);
  for (const capital of reached) {
    for (const { left, right } of rules) {
      if (left === capital) [...right].filter(isCapital).forEach((one) => reached.add(one));
    }
  }
  return reached.size === count ? rules : undefined;
}

/** A random derivation, by the index of its rules, and its sentence; undefined where a length does not suit. */
function drawDerivation(
  rng: Rng,
  grammar: Grammar,
  { leastLetters, mostLetters, steps }: Level,
): { readonly used: readonly number[]; readonly sentence: string } | undefined {
  const used: number[] = [];
  let sentence = "";
  let form = START;
  while (form !== "") {
    const symbol = form.charAt(0);
    const rest = form.slice(1);
    if (!isCapital(symbol)) {
      sentence += symbol;
      form = rest;
      continue;
    }
    const room = mostLetters - sentence.length - rest.length;
    const all = range(grammar.length).filter((index) => {
      const { left, right } = at(grammar, index);
      return left === symbol && right.length <= room;
    });
    if (all.length === 0) return undefined;
    const growing = all.filter((index) => capitalsIn(at(grammar, index).right) > 0);
    const isShort = sentence.length + rest.length < leastLetters && growing.length > 0;
    const index = rng.choice(isShort && rng.boolean(0.75) ? growing : all);
    used.push(index);
    form = at(grammar, index).right + rest;
  }
  return sentence.length >= leastLetters && used.length >= steps ? { used, sentence } : undefined;
}

/** True where there are several derivations and those that one comes upon break a ration. */
function isDemanding(rng: Rng, puzzle: Puzzle, { derivations, late }: Level): boolean {
  const reach = reachOf(puzzle);
  let furthest = 0;
  for (const taste of TASTES) {
    const { isDone, place } = walk(puzzle, reach, taste, true);
    if (isDone) return false;
    furthest = Math.max(furthest, place);
  }
  if (100 * furthest < late * puzzle.sentence.length) return false;
  const samples = range(SAMPLES).map(() => walk(puzzle, reach, () => rng.float(), false).used);
  const within = samples.filter((used) =>
    puzzle.rules.every(({ ration }, index) => used.filter((one) => one === index).length <= ration),
  );
  return within.length <= SAMPLES / 4 && new Set(samples.map((used) => used.join(" "))).size >= derivations;
}

function drawPuzzle(rng: Rng, level: Level): Omit<Case, "voice"> | undefined {
  const grammar = drawGrammar(rng, level);
  if (grammar === undefined) return undefined;
  for (const _ of range(10)) {
    const drawn = drawDerivation(rng, grammar, level);
    if (drawn === undefined) continue;
    const { used, sentence } = drawn;
    const rules = grammar.map((rule, index) => {
      const needed = used.filter((one) => one === index).length;
      return { ...rule, ration: Math.max(1, needed + (rng.boolean(level.slack / 100) ? 1 : 0)) };
    });
    if (isDemanding(rng, { rules, sentence }, level)) {
      return { rules, sentence, derivation: used.map((index) => index + 1) };
    }
  }
  return undefined;
}

export default class RationedDerivation extends Bootcamp<Case, readonly number[], Level> {
  static readonly card: Card<Level> = {
    name: "RationedDerivation",
    slug: "rationed-derivation",
    title: "Rationed Derivation",
    domain: "language-analysis",
    description:
      "A small ambiguous context-free grammar has a ration for each rule, and a leftmost derivation of a sentence within the rations is asked for; any such derivation is correct. Harder cases have more rules, longer sentences and less slack, so that a wrong choice shows late.",
    answerFormat: "the numbers of the rules in order of use on a last line `Answer: …`",
    parameters: {
      capitals: { meaning: "nonterminals of the grammar", min: 1, max: 6 },
      rules: { meaning: "rules of the grammar, at least two for each capital", min: 4, max: 20 },
      leastLetters: { meaning: "letters of the sentence at the least", min: 4, max: 28 },
      mostLetters: { meaning: "letters of the sentence at the most", min: 4, max: 28 },
      steps: { meaning: "steps of the planted derivation at the least", min: 2, max: 40 },
      slack: { meaning: "percent of the rules with one use more than is needed", min: 0, max: 100 },
      derivations: { meaning: "different derivations among twelve random ones at the least", min: 2, max: 12 },
      late: { meaning: "percent of the sentence that can be derived without planning", min: 0, max: 90 },
    },
    levels: [
      EASY,
      { capitals: 3, rules: 8, leastLetters: 9, mostLetters: 11, steps: 8, slack: 25, derivations: 3, late: 20 },
      { capitals: 4, rules: 10, leastLetters: 13, mostLetters: 15, steps: 13, slack: 20, derivations: 6, late: 40 },
      { capitals: 5, rules: 13, leastLetters: 17, mostLetters: 20, steps: 19, slack: 15, derivations: 8, late: 55 },
      { capitals: 6, rules: 16, leastLetters: 22, mostLetters: 26, steps: 25, slack: 10, derivations: 8, late: 65 },
    ],
  };

  readonly answerFormat = finalLine(list(integer()));

  caseGenerator(rng: Rng, level: Level): Case {
    for (let tried = 0; ; tried++) {
      const puzzle = drawPuzzle(rng, tried < MOST_TRIES ? level : EASY);
      if (puzzle !== undefined) return { ...puzzle, voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ rules, sentence, voice }: Case): string {
    const spaced = (symbols: string): string => [...symbols].join(" ");
    const opening = {
      workshop:
        "A workshop builds sentences by the rules of a grammar, but each rule wears out: it can be used only so often in the whole derivation. Build the sentence below.",
      exercise: "Find a leftmost derivation of the sentence below in which no rule is used more often than its ration allows.",
      brief: "Context-free grammar with rationed rules: derive the sentence.",
    }[voice];
    return [
      opening,
      "",
      "Rules, each with its ration in parentheses:",
      ...rules.map(({ left, right, ration }, index) => `${index + 1}. ${left} → ${spaced(right)} (${ration})`),
      "",
      `Sentence: ${spaced(sentence)}`,
      "",
      `A capital is a nonterminal, a small letter a terminal. The derivation starts with the string ${START}. Every step rewrites the leftmost capital of the current string: a rule may be applied if its left side is that capital, which is then replaced by the right side. The derivation ends at exactly the sentence.`,
      "The ration of a rule says how often it may be used at the most in the whole derivation. It need not be used up.",
      "",
      "At least one derivation keeps all rations; any that does is correct. Give the numbers of the rules in the order in which they are used, separated by spaces.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ derivation }: Case): string {
    return this.answerFormat.wrap(derivation.join(" "));
  }

  verifyCorrection(answer: readonly number[], { rules, sentence }: Case): number {
    const uses = rules.map(({ ration }) => ration);
    let form = START;
    for (const number of answer) {
      const rule = rules[number - 1];
      const left = uses[number - 1] ?? 0;
      const place = [...form].findIndex(isCapital);
      if (rule === undefined || left === 0 || form.charAt(place) !== rule.left) return 0;
      uses[number - 1] = left - 1;
      form = form.slice(0, place) + rule.right + form.slice(place + 1);
    }
    return form === sentence ? 1 : 0;
  }

  /** Rules that a search applies, seeing ahead in the sentence, until it finds a derivation within the rations. */
  override hardness(instance: Case): number {
    return effort(instance);
  }
}
