import { at, Bootcamp, boxed, type Card, modulo, type Parsed, parsed, range, refine, type Rng, text, unparsable } from "campforge/bootcamp";

/** Coefficients from that of x^0 on, without zeros at the end; `[]` is zero. */
type Polynomial = readonly number[];

type Case = {
  readonly prime: number;
  readonly modulus: Polynomial;
  readonly factors: readonly Polynomial[];
  /** What is added to the product; `[]` where nothing is. */
  readonly addend: Polynomial;
};

type Level = {
  readonly prime: number;
  readonly degree: number;
  readonly factors: number;
  readonly addend: boolean;
};

const HIGHEST_POWER = 60;
const LONGEST_ANSWER = 2_000;

/** Results of fewer terms are not asked for where others can be had. */
const FEWEST_TERMS = 2;
const MOST_TRIES = 60;

const withoutEnd = (coefficients: readonly number[]): number[] =>
  coefficients.slice(0, coefficients.findLastIndex((coefficient) => coefficient !== 0) + 1);

const normal = (coefficients: readonly number[], prime: number): number[] =>
  withoutEnd(coefficients.map((coefficient) => modulo(coefficient, prime)));

function product(one: Polynomial, other: Polynomial): number[] {
  const result = range(Math.max(0, one.length + other.length - 1)).map(() => 0);
  one.forEach((a, i) => other.forEach((b, j) => (result[i + j] = at(result, i + j) + a * b)));
  return result;
}

/** What is left of a polynomial modulo a monic one. */
function remainder(dividend: Polynomial, divisor: Polynomial, prime: number): number[] {
  let rest = normal(dividend, prime);
  while (rest.length >= divisor.length) {
    const [lead, shift] = [at(rest, rest.length - 1), rest.length - divisor.length];
    rest = normal(
      rest.map((coefficient, power) => coefficient - lead * (divisor[power - shift] ?? 0)),
      prime,
    );
  }
  return rest;
}

function solve({ prime, modulus, factors, addend }: Case): number[] {
  const whole = factors.reduce<Polynomial>((so_far, factor) => remainder(product(so_far, factor), modulus, prime), [1]);
  const length = Math.max(whole.length, addend.length);
  return remainder(
    range(length).map((power) => (whole[power] ?? 0) + (addend[power] ?? 0)),
    modulus,
    prime,
  );
}

/** A polynomial from the highest power down, as `2x^3 + x + 1`. */
function written(polynomial: Polynomial): string {
  const terms = polynomial.flatMap((coefficient, power) => {
    if (coefficient === 0) return [];
    const factor = coefficient === 1 && power > 0 ? "" : String(coefficient);
    return [power === 0 ? factor : power === 1 ? `${factor}x` : `${factor}x^${power}`];
  });
  return terms.length === 0 ? "0" : terms.toReversed().join(" + ");
}

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** Signs of multiplication, spaces and braces taken off, powers written with `^`. */
function plainTerms(source: string): string {
  const flat = source
    .replace(/\\(?:cdot|times|left|right|[,;!])/g, "")
    .replace(/[*·×⋅\s{}]/g, "")
    .replace(/[−–]/g, "-")
    .replace(/[⁰¹²³⁴-⁹]+/g, (digits) => `^${[...digits].map((digit) => RAISED.indexOf(digit)).join("")}`);
  return flat.replace(/^[A-Za-z](?:\(x\))?=/, "").replaceAll("X", "x");
}

/** Reads a polynomial in x with whole coefficients; terms may stand in any order and more than once. */
function readPolynomial(source: string): Parsed<Polynomial> {
  const plain = plainTerms(source);
  const coefficients = range(HIGHEST_POWER + 1).map(() => 0);
  const term = /([+-]?)(\d{1,9})?(x(?:\^(\d{1,2}))?)?/y;
  while (term.lastIndex < plain.length) {
    const isFirst = term.lastIndex === 0;
    const [whole = "", sign = "", number, variable, exponent = "1"] = term.exec(plain) ?? [];
    if (number === undefined && variable === undefined) return unparsable("expected a polynomial such as 2x^3 + x + 1");
    if (whole === "" || (sign === "" && !isFirst)) return unparsable("expected a sign between terms");
    const power = variable === undefined ? 0 : Number(exponent);
    if (power > HIGHEST_POWER) return unparsable(`expected powers up to ${HIGHEST_POWER}`);
    coefficients[power] = at(coefficients, power) + Number(number ?? "1") * (sign === "-" ? -1 : 1);
  }
  return plain === "" ? unparsable("expected a polynomial") : parsed(withoutEnd(coefficients));
}

const drawPolynomial = (rng: Rng, degree: number, prime: number): number[] => [
  ...range(degree).map(() => rng.integer(0, prime - 1)),
  rng.integer(1, prime - 1),
];

export default class FieldProduct extends Bootcamp<Case, Polynomial, Level> {
  static readonly card: Card<Level> = {
    name: "FieldProduct",
    slug: "field-product",
    title: "Products of Polynomials",
    domain: "cryptography",
    description:
      "Polynomials with coefficients modulo a prime are multiplied modulo another polynomial, as in the arithmetic of ciphers. The reduced result is asked for. Harder cases have higher degrees, greater primes, more factors, and a polynomial to be added.",
    answerFormat: "the result as a polynomial in x, such as `2x^3 + x + 1`, in \\boxed{}",
    parameters: {
      prime: { meaning: "modulus of the coefficients", oneOf: [2, 3, 5, 7] },
      degree: { meaning: "degree of the modulus", min: 3, max: 8 },
      factors: { meaning: "polynomials that are multiplied", min: 2, max: 4 },
      addend: { meaning: "whether a polynomial is added to the product" },
    },
    levels: [
      { prime: 3, degree: 3, factors: 2, addend: false },
      { prime: 2, degree: 6, factors: 2, addend: true },
      { prime: 5, degree: 5, factors: 2, addend: true },
      { prime: 3, degree: 7, factors: 3, addend: true },
      { prime: 7, degree: 7, factors: 4, addend: true },
    ],
  };

  readonly answerFormat = boxed(refine(text({ maxLength: LONGEST_ANSWER }), readPolynomial));

  caseGenerator(rng: Rng, { prime, degree, factors, addend }: Level): Case {
    for (let tried = 0; ; tried++) {
      const instance: Case = {
        prime,
        modulus: [rng.integer(1, prime - 1), ...range(degree - 1).map(() => rng.integer(0, prime - 1)), 1],
        factors: range(factors).map(() => drawPolynomial(rng, degree - 1, prime)),
        addend: addend ? drawPolynomial(rng, degree - 1, prime) : [],
      };
      const terms = solve(instance).filter((coefficient) => coefficient !== 0);
      if (tried >= MOST_TRIES || terms.length >= FEWEST_TERMS) return instance;
    }
  }

  promptFunc({ prime, modulus, factors, addend }: Case): string {
    const names = ["A", "B", "C", "D"];
    const task = factors.map((_, index) => `${at(names, index)}(x)`).join(" · ") + (addend.length > 0 ? " + S(x)" : "");
    return [
      `All polynomials here have coefficients that are whole numbers modulo ${prime}, and all arithmetic with coefficients is done modulo ${prime}.`,
      "",
      ...factors.map((factor, index) => `${at(names, index)}(x) = ${written(factor)}`),
      ...(addend.length > 0 ? [`S(x) = ${written(addend)}`] : []),
      `M(x) = ${written(modulus)}`,
      "",
      `Which polynomial R(x) of degree less than ${modulus.length - 1} is congruent to ${task} modulo M(x)? That is, ${task} − R(x) must be a multiple of M(x).`,
      "",
      `Write R(x) as a sum of powers of x, each with a coefficient from 0 to ${prime - 1}; terms with coefficient 0 are left out, a power is written with ^, and a coefficient of 1 before x need not be written, as in x^12 + x^9. If R(x) is zero, write 0. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(written(solve(instance)));
  }

  verifyCorrection(answer: Polynomial, instance: Case): number {
    const result = solve(instance);
    const given = normal(answer, instance.prime);
    return answer.length < instance.modulus.length &&
      given.length === result.length &&
      given.every((coefficient, power) => coefficient === at(result, power))
      ? 1
      : 0;
  }
}
