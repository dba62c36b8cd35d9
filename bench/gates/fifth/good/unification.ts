import { at, Bootcamp, type Card, choiceOf, either, finalLine, type Parsed, parsed, range, refine, type Rng, text, unparsable } from "campforge/bootcamp";

/** A variable is a capital without arguments, anything else a symbol with its arguments. */
type Term = { readonly symbol: string; readonly args: readonly Term[] };

type Answer = "none" | Term;
type Case = { readonly left: string; readonly right: string };
type Level = { readonly depth: number; readonly variables: number; readonly symbols: number };

const VARIABLES = ["U", "V", "W", "X", "Y", "Z"];
const CONSTANTS = ["a", "b", "c", "d"];
/** Function symbols with the number of their arguments. */
const FUNCTIONS: readonly (readonly [symbol: string, arity: number])[] = [["f", 2], ["g", 1], ["h", 3], ["k", 2], ["m", 1]];
const MOST_LENGTH = 240;

const isVariable = ({ symbol }: Term): boolean => /^[A-Z]/.test(symbol);
const write = ({ symbol, args }: Term): string => (args.length === 0 ? symbol : `${symbol}(${args.map(write).join(", ")})`);

/** Reads a term without white space, or undefined. */
function read(source: string): Term | undefined {
  let place = 0;
  const term = (depth: number): Term | undefined => {
    const symbol = /^[A-Za-z][A-Za-z0-9]{0,3}/.exec(source.slice(place, place + 4))?.[0];
    if (symbol === undefined || depth > 60) return undefined;
    place += symbol.length;
    const args: Term[] = [];
    if (source[place] !== "(") return { symbol, args };
    do {
      place++;
      const next = term(depth + 1);
      if (next === undefined) return undefined;
      args.push(next);
    } while (source[place] === ",");
    if (source[place] !== ")" || isVariable({ symbol, args })) return undefined;
    place++;
    return { symbol, args };
  };
  const whole = term(0);
  return place === source.length ? whole : undefined;
}

const mustRead = (source: string): Term => {
  const term = read(source.replace(/\s+/g, ""));
  if (term === undefined) throw new RangeError(`no term: ${source}`);
  return term;
};

const sizeOf = ({ args }: Term): number => args.reduce((sum, arg) => sum + sizeOf(arg), 1);
type Substitution = Map<string, Term>;

/** The term with all variables replaced as far as they are bound. */
function substituted(term: Term, bound: Substitution): Term {
  const value = isVariable(term) ? bound.get(term.symbol) : undefined;
  if (value !== undefined) return substituted(value, bound);
  return { symbol: term.symbol, args: term.args.map((arg) => substituted(arg, bound)) };
}

const occurs = (variable: string, term: Term): boolean => term.symbol === variable || term.args.some((arg) => occurs(variable, arg));

/** The most general common instance, or undefined where there is none; and how many pairs were looked at. */
function unify(left: Term, right: Term): { readonly common: Term | undefined; readonly steps: number } {
  const bound: Substitution = new Map();
  const pairs: (readonly [Term, Term])[] = [[left, right]];
  let steps = 0;
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    steps++;
    const [one, other] = [substituted(pair[0], bound), substituted(pair[1], bound)];
    if (isVariable(one) || isVariable(other)) {
      if (one.symbol === other.symbol) continue;
      const [variable, value] = isVariable(one) ? [one.symbol, other] : [other.symbol, one];
      if (occurs(variable, value)) return { common: undefined, steps };
      bound.set(variable, value);
    } else {
      if (one.symbol !== other.symbol || one.args.length !== other.args.length) return { common: undefined, steps };
      one.args.forEach((arg, index) => pairs.push([arg, at(other.args, index)]));
    }
  }
  return { common: substituted(left, bound), steps };
}

/** The term with its variables renamed in order of first occurrence. */
function renamed(term: Term): string {
  const names = new Map<string, string>();
  const visit = (one: Term): Term => {
    if (!isVariable(one)) return { symbol: one.symbol, args: one.args.map(visit) };
    const name = names.get(one.symbol) ?? `V${names.size}`;
    names.set(one.symbol, name);
    return { symbol: name, args: [] };
  };
  return write(visit(term));
}

function drawTerm(rng: Rng, depth: number, level: Level): Term {
  if (depth === 0 || (depth < level.depth - 1 && rng.boolean(0.25))) {
    const isOpen = rng.boolean(0.2);
    return { symbol: isOpen ? rng.choice(VARIABLES.slice(0, level.variables)) : rng.choice(CONSTANTS), args: [] };
  }
  const [symbol, arity] = rng.choice(FUNCTIONS.slice(0, level.symbols));
  return { symbol, args: range(arity).map(() => drawTerm(rng, depth - 1, level)) };
}

/** The term with some of its parts replaced by variables, the same part by the same variable. */
function generalised(rng: Rng, term: Term, names: Map<string, string>, level: Level, isTop = true): Term {
  const known = names.get(write(term));
  if (!isTop && !isVariable(term) && rng.boolean(0.3)) {
    const free = VARIABLES.slice(0, level.variables).filter((name) => ![...names.values()].includes(name));
    const name = known ?? (free.length > 0 ? rng.choice(free) : undefined);
    if (name !== undefined) {
      names.set(write(term), name);
      return { symbol: name, args: [] };
    }
  }
  return { symbol: term.symbol, args: term.args.map((arg) => generalised(rng, arg, names, level, false)) };
}

/** The term with one symbol exchanged for another of as many arguments, or with one variable for another. */
function spoilt(rng: Rng, term: Term, level: Level): Term {
  let place = rng.integer(0, sizeOf(term) - 1);
  const visit = (one: Term): Term => {
    if (place-- !== 0) return { symbol: one.symbol, args: one.args.map(visit) };
    const pool = one.args.length === 0 ? [...CONSTANTS, ...VARIABLES.slice(0, level.variables)] : FUNCTIONS.filter(([, arity]) => arity === one.args.length).map(([symbol]) => symbol);
    return { symbol: rng.choice(pool), args: one.args };
  };
  return visit(term);
}

export default class Unification extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "Unification",
    slug: "unification",
    title: "Unification",
    domain: "logical-reasoning",
    description:
      "Two terms with shared variables are to be made equal by replacing variables. The most general term that both become is asked for, up to the names of its variables, or `none` where nothing makes them equal. Harder cases have deeper terms and more variables.",
    answerFormat: "a term, or `none`, on a last line `Answer: …`",
    parameters: {
      depth: { meaning: "nesting of the terms", min: 2, max: 5 },
      variables: { meaning: "variables that may occur", min: 2, max: 6 },
      symbols: { meaning: "function symbols that may occur", min: 3, max: 5 },
    },
    levels: [
      { depth: 2, variables: 2, symbols: 5 },
      { depth: 3, variables: 3, symbols: 5 },
      { depth: 3, variables: 6, symbols: 3 },
      { depth: 4, variables: 5, symbols: 5 },
      { depth: 4, variables: 6, symbols: 3 },
    ],
  };

  readonly answerFormat = finalLine(
    either(
      choiceOf(["none"]),
      refine(text(), (source): Parsed<Answer> => {
        const term = read(source.replace(/\s+/g, ""));
        return term === undefined ? unparsable("not a term, such as f(a, g(X))") : parsed(term);
      }),
    ),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    const isApart = rng.boolean(0.25);
    for (;;) {
      const term = drawTerm(rng, level.depth, level);
      const names = new Map(VARIABLES.filter((name) => occurs(name, term)).map((name) => [name, name]));
      const left = generalised(rng, term, names, level);
      const right = generalised(rng, term, names, level);
      const other = isApart ? spoilt(rng, right, level) : right;
      const { common } = unify(left, other);
      if (isApart !== (common === undefined)) continue;
      // Neither of the two is the answer itself, and the answer can be written.
      const isPlain = common !== undefined && [left, other].some((one) => renamed(one) === renamed(common));
      const isLong = [left, other, common ?? left].some((one) => write(one).length > MOST_LENGTH);
      if (!isPlain && !isLong && left.args.length > 0) return { left: write(left), right: write(other) };
    }
  }

  promptFunc({ left, right }: Case): string {
    return [
      "Two terms are given:",
      `1. ${left}`,
      `2. ${right}`,
      "",
      "Small letters are constants or, with arguments in parentheses, function symbols; capital letters are variables. A substitution replaces variables by terms, every occurrence of a variable, in both terms, by the same finite term. Different constants are different, and two terms with arguments are equal only if they have the same function symbol and equal arguments. The substitution makes the two terms equal if after it they are the same term, sign by sign.",
      "",
      "If a substitution makes them equal, give the most general term that they can both become: the term from which every other common result can be had by replacing variables further. Its variables may have any names that are capital letters. If no substitution makes them equal, give `none`.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ left, right }: Case): string {
    const { common } = unify(mustRead(left), mustRead(right));
    return this.answerFormat.wrap(common === undefined ? "none" : write(common));
  }

  verifyCorrection(answer: Answer, { left, right }: Case): number {
    const { common } = unify(mustRead(left), mustRead(right));
    if (answer === "none" || common === undefined) return answer === "none" && common === undefined ? 1 : 0;
    return renamed(answer) === renamed(common) ? 1 : 0;
  }

  /** Pairs of terms to compare, and the length of what comes out. */
  override hardness({ left, right }: Case): number {
    const { common, steps } = unify(mustRead(left), mustRead(right));
    return steps + (common === undefined ? 0 : sizeOf(common)) + (left.length + right.length) / 4;
  }
}
