import { readBase } from "./read-base.ts";

/** A good class, and the same class with a verifier that pays for too much. */
export type OverAcceptance = {
  readonly name: string;
  /** What its answers are. */
  readonly answers: string;
  readonly what: string;
  readonly good: string;
  readonly planted: string;
};

type Plant = {
  readonly file: string;
  readonly answers: string;
  readonly what: string;
  readonly from: string;
  readonly to: string;
};

const second = (name: string): string => `bench/gates/second/good/${name}.ts`;
const own = (name: string): string => `bench/gates/good/${name}.ts`;

/** One change each to classes of every kind of answer; references stay right, and a right solver agrees. */
const PLANTS: readonly Plant[] = [
  {
    file: second("activity-mix"),
    answers: "decimal",
    what: "ten times the tolerance that the prompt states",
    from: "{ relative: RELATIVE_TOLERANCE }",
    to: "{ relative: 10 * RELATIVE_TOLERANCE }",
  },
  {
    file: second("bus-timetable"),
    answers: "integer",
    what: "every later arrival is paid as well",
    from: "answer === arrival.minute - now",
    to: "answer >= arrival.minute - now",
  },
  {
    file: own("impatient-queue"),
    answers: "rational",
    what: "the denominator is not compared",
    from: "answer.equals(meanWait(instance))",
    to: "answer.numerator === meanWait(instance).numerator",
  },
  {
    file: second("blood-groups"),
    answers: "choice",
    what: "the first of the men is always paid",
    from: "man !== undefined && canBeFather(man.groups, instance)",
    to: "man !== undefined && (man === instance.men[0] || canBeFather(man.groups, instance))",
  },
  {
    file: second("propositional-entailment"),
    answers: "choice",
    what: "one option is always paid",
    from: "answer === judge(premises, conclusion, sayings.length)",
    to: "answer === OPTIONS[2] || answer === judge(premises, conclusion, sayings.length)",
  },
  {
    file: second("numerals"),
    answers: "text",
    what: "the words are right in any order",
    from: "answer === say(instance.number, instance)",
    to: 'answer.split(" ").sort().join(" ") === say(instance.number, instance).split(" ").sort().join(" ")',
  },
  {
    file: second("transposition-cipher"),
    answers: "text",
    what: "the letters are right in any order",
    from: "lettersOf(answer) === decode(instance)",
    to: '[...lettersOf(answer)].sort().join("") === [...decode(instance)].sort().join("")',
  },
  {
    file: second("truth-table"),
    answers: "formula",
    what: "every other row of the table is not compared",
    from: "return evaluate(answer, trueLetters) === value;",
    to: "return row % 2 === 1 || evaluate(answer, trueLetters) === value;",
  },
  {
    file: second("curve-points"),
    answers: "polynomial",
    what: "one point is enough",
    from: "instance.points.every(({ x, y })",
    to: "instance.points.some(({ x, y })",
  },
  {
    file: second("chemical-balancing"),
    answers: "list of numbers",
    what: "multiples of the smallest coefficients are paid",
    from: "balanced && coefficients.reduce(gcd, 0n) === 1n",
    to: "balanced && coefficients.reduce(gcd, 0n) > 0n",
  },
  {
    file: second("sound-laws"),
    answers: "list of choices",
    what: "one word is enough",
    from: "return words.every(",
    to: "return words.slice(0, 1).every(",
  },
  {
    file: second("word-ladder"),
    answers: "list of words",
    what: "steps may change several letters",
    from: "return listed && stepwise ? 1 : 0;",
    to: "return listed && (stepwise || !stepwise) ? 1 : 0;",
  },
  {
    file: second("chain-of-lamps"),
    answers: "set",
    what: "a part of the answer is paid as the whole",
    from: "answer.length === known.size && answer.every",
    to: "answer.length <= known.size && answer.every",
  },
  {
    file: second("fire-towers"),
    answers: "set",
    what: "any places from which all is seen are paid, the dear ones too",
    from: "cost === cheapest(instance).cost",
    to: "cost >= cheapest(instance).cost",
  },
  {
    file: second("lens-train"),
    answers: "mapping to decimals",
    what: "the second of two numbers is not compared",
    from: "isClose(distance, truth.distance, tolerance) && isClose(height, truth.height, tolerance)",
    to: "isClose(distance, truth.distance, tolerance) && height !== Infinity",
  },
  {
    file: "library/logical-reasoning/map-colouring@2",
    answers: "mapping to choices",
    what: "fixed colours may be changed",
    from: "isComplete && keepsFixed && differs",
    to: "isComplete && (keepsFixed || fixed.length > 0) && differs",
  },
  {
    file: own("feed-purchase"),
    answers: "mapping to integers",
    what: "any mixture that will do is paid, the dear ones too",
    from: "costOf(feeds, bags) === costOf(feeds, best)",
    to: "costOf(feeds, bags) >= costOf(feeds, best)",
  },
  {
    file: "library/graphical-puzzles/futoshiki@2",
    answers: "grid of numbers",
    what: "columns are not looked at",
    from: "rows && columns && keeps && holds",
    to: "rows && (columns || rows) && keeps && holds",
  },
  {
    file: second("cellular-automaton"),
    answers: "picture",
    what: "the last row is not compared",
    from: "return end.every(",
    to: "return end.slice(0, -1).every(",
  },
  {
    file: second("light-up"),
    answers: "picture",
    what: "the numbers on the walls are not looked at",
    from: "isKept && isRightlyLit && areCluesMet",
    to: "isKept && isRightlyLit && (areCluesMet || isKept)",
  },
];

/** Every plant, in its order. Throws where one does not apply: its class has changed. */
export function overAcceptances(): readonly OverAcceptance[] {
  return PLANTS.map(({ file, from, to, ...about }) => {
    const { name, source: good } = readBase(file);
    const parts = good.split(from);
    if (parts.length !== 2) throw new Error(`${file}: "${from}" stands there ${parts.length - 1} times`);
    return { name, ...about, good, planted: parts.join(to) };
  });
}
