/*
defect: D7
base: curve-points.ts
what: The easiest level allows coefficients from -2 to 2 and only the three x from -1 to 1, so there are only 100 different cases.
needs: no model
*/
import {
  at,
  Bootcamp,
  boxed,
  type Card,
  type Parsed,
  parsed,
  Rational,
  refine,
  type Rng,
  text,
  unparsable,
} from "campforge/bootcamp";

type Point = { readonly x: number; readonly y: number };

type Case = { readonly degree: number; readonly points: readonly Point[] };

type Level = { readonly degree: number; readonly largest: number; readonly reach: number };

/** Coefficients, the constant one first. */
type Polynomial = readonly bigint[];

const MAX_TERMS = 60;
const MAX_DEGREE = 12;
const TERM = /^(\d{1,15})?\*?(?:(x)(?:\^\{?(\d{1,2})\}?)?)?$/;

/** Reads a sum of terms such as 3x^2 - 4*x + 7; like terms are added up. */
function readPolynomial(source: string): Parsed<Polynomial> {
  const wrong = unparsable("expected a polynomial such as 3x^2 - 4x + 7");
  const plain = source
    .replaceAll(/[\u2212\u2013]/g, "-")
    .replaceAll("\\cdot", "*")
    .replaceAll(/[·×]/g, "*")
    .replaceAll(" ", "");
  const signed = /^[+-]/.test(plain) ? plain : `+${plain}`;
  const terms = signed.match(/[+-][^+-]*/g) ?? [];
  if (terms.length === 0 || terms.length > MAX_TERMS) return wrong;
  const coefficients: bigint[] = [];
  for (const term of terms) {
    const [whole, digits, letter, exponent = "1"] = TERM.exec(term.slice(1)) ?? [];
    if (whole === undefined || whole === "" || (digits === undefined && letter === undefined)) return wrong;
    if (whole.endsWith("*") || whole.startsWith("*")) return wrong;
    const degree = letter === undefined ? 0 : Number(exponent);
    if (degree > MAX_DEGREE) return unparsable(`expected a degree of at most ${MAX_DEGREE}`);
    while (coefficients.length <= degree) coefficients.push(0n);
    const size = BigInt(digits ?? "1");
    coefficients[degree] = at(coefficients, degree) + (term.startsWith("-") ? -size : size);
  }
  while (coefficients.length > 0 && coefficients.at(-1) === 0n) coefficients.pop();
  return parsed(coefficients);
}

function render(polynomial: Polynomial): string {
  const terms = polynomial.flatMap((coefficient, degree) => {
    if (coefficient === 0n) return [];
    const size = coefficient < 0n ? -coefficient : coefficient;
    const power = degree === 0 ? "" : degree === 1 ? "x" : `x^${degree}`;
    return [
      { sign: coefficient < 0n ? "-" : "+", body: size === 1n && degree > 0 ? power : `${size}${power}` },
    ];
  });
  const [first, ...rest] = terms.toReversed();
  if (first === undefined) return "0";
  const lead = (first.sign === "-" ? "-" : "") + first.body;
  return [lead, ...rest.map(({ sign, body }) => `${sign} ${body}`)].join(" ");
}

const valueAt = (polynomial: Polynomial, x: number): bigint =>
  polynomial.reduceRight((value, coefficient) => value * BigInt(x) + coefficient, 0n);

/** The polynomial of least degree through the points, in Newton's form and then multiplied out. */
function interpolate(points: readonly Point[]): Polynomial {
  let sum: Rational[] = [];
  let product: Rational[] = [Rational.of(1)];
  const evaluate = (coefficients: readonly Rational[], x: number): Rational =>
    coefficients.reduceRight(
      (value, coefficient) => value.times(Rational.of(x)).plus(coefficient),
      Rational.of(0),
    );
  for (const { x, y } of points) {
    const factor = Rational.of(y).minus(evaluate(sum, x)).dividedBy(evaluate(product, x));
    sum = product.map((coefficient, place) => coefficient.times(factor).plus(sum[place] ?? Rational.of(0)));
    product = [Rational.of(0), ...product].map((coefficient, place) =>
      coefficient.minus((product[place] ?? Rational.of(0)).times(Rational.of(x))),
    );
  }
  return sum.map(({ numerator }) => numerator);
}

export default class CurvePoints extends Bootcamp<Case, Polynomial, Level> {
  static readonly card: Card<Level> = {
    name: "CurvePoints",
    slug: "curve-points",
    title: "A Polynomial Through Points",
    domain: "arithmetic",
    description:
      "Points with whole coordinates on the graph of a polynomial with whole coefficients are given, with its greatest degree. The polynomial is asked for as an expression in x.",
    answerFormat: "a polynomial such as 3x^2 - 4x + 7 in \\boxed{}",
    parameters: {
      degree: { meaning: "degree of the polynomial", min: 1, max: 7 },
      largest: { meaning: "largest size of a coefficient", min: 1, max: 50 },
      reach: { meaning: "largest size of an x", min: 1, max: 12 },
    },
    levels: [
      { degree: 2, largest: 2, reach: 1 },
      { degree: 3, largest: 4, reach: 3 },
      { degree: 4, largest: 12, reach: 5 },
      { degree: 5, largest: 15, reach: 6 },
    ],
  };

  readonly answerFormat = boxed(refine(text(), readPolynomial));

  caseGenerator(rng: Rng, level: Level): Case {
    const { degree, largest, reach } = level;
    const lower = Array.from({ length: degree }, () => BigInt(rng.integer(-largest, largest)));
    const lead = BigInt(rng.integer(1, largest) * (rng.boolean() ? 1 : -1));
    const polynomial = [...lower, lead];
    const xs = rng.sample(
      Array.from({ length: 2 * reach + 1 }, (_, place) => place - reach),
      degree + 1,
    );
    const points = xs.map((x) => ({ x, y: Number(valueAt(polynomial, x)) }));
    return { degree, points: points.toSorted((one, other) => one.x - other.x) };
  }

  promptFunc(instance: Case): string {
    const { degree, points } = instance;
    return [
      `The graph of a polynomial of degree ${degree} in x, with whole numbers as coefficients, goes through these points:`,
      ...points.map(({ x, y }) => `- (${x}, ${y})`),
      "",
      "Which polynomial is it?",
      "",
      "Rules:",
      `1. The polynomial takes the value y at x for each point (x, y) above, and its degree is at most ${degree}.`,
      "2. It is written as a sum of terms, each a whole number times a power of x, with ^ for powers; parentheses",
      "   and other letters are not used. The order of the terms does not matter.",
      "",
      "Example: the polynomial of degree 1 through (1, 1) and (3, -9) is -5x + 6.",
      "",
      "Give the polynomial alone, without `y =` before it.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(render(interpolate(instance.points)));
  }

  verifyCorrection(answer: Polynomial, instance: Case): number {
    if (answer.length > instance.degree + 1) return 0;
    return instance.points.every(({ x, y }) => valueAt(answer, x) === BigInt(y)) ? 1 : 0;
  }
}
