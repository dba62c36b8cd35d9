/*
defect: over-acceptance
base: polynomial-factoring.ts
what: The verifier never checks that a factor of degree 2 cannot be split, so that a polynomial of degree 2 is right without being split at all.
needs: no model
*/
import {
  at,
  Bootcamp,
  boxed,
  type Card,
  gcd,
  parsed,
  type Parser,
  refine,
  type Rng,
  text,
  unparsable,
} from "campforge/bootcamp";

/** Whole coefficients, the constant one first. */
type Polynomial = readonly bigint[];

type Product = { readonly constant: bigint; readonly factors: readonly Polynomial[] };

type Case = {
  /** Coefficients of the expanded polynomial, the constant one first. */
  readonly coefficients: readonly number[];
};

type Level = {
  readonly linear: number;
  readonly quadratics: number;
  readonly lead: number;
  readonly content: number;
};

const MAX_DEGREE = 12;

function times(one: Polynomial, other: Polynomial): bigint[] {
  const product = Array.from({ length: one.length + other.length - 1 }, () => 0n);
  one.forEach((a, i) =>
    other.forEach((b, j) => {
      product[i + j] = at(product, i + j) + a * b;
    }),
  );
  return product;
}

const expand = ({ constant, factors }: Product): Polynomial => factors.reduce<Polynomial>(times, [constant]);

/** The factors of a polynomial whose only factors above degree 1 make one of degree 2. */
function factorise(coefficients: readonly number[]): Product {
  const whole = coefficients.map(BigInt);
  const content = whole.reduce(gcd, 0n);
  const constant = at(whole, whole.length - 1) < 0n ? -content : content;
  let rest: Polynomial = whole.map((coefficient) => coefficient / constant);
  const factors: Polynomial[] = [];
  for (let root = linearFactor(rest); root !== undefined && rest.length > 2; root = linearFactor(rest)) {
    factors.push(root);
    rest = divide(rest, root);
  }
  return { constant, factors: rest.length > 1 ? [...factors, rest] : factors };
}

const divisorsOf = (value: bigint): bigint[] => {
  const size = Number(value < 0n ? -value : value);
  const small = Array.from({ length: Math.floor(Math.sqrt(size)) }, (_, place) => place + 1);
  const found = small.filter((divisor) => size % divisor === 0);
  return [...new Set([...found, ...found.map((divisor) => size / divisor)])].map(BigInt);
};

/** A factor q x - p with whole p and q, or undefined where the polynomial has no rational root. */
function linearFactor(polynomial: Polynomial): Polynomial | undefined {
  const degree = polynomial.length - 1;
  for (const q of divisorsOf(at(polynomial, degree))) {
    for (const size of divisorsOf(at(polynomial, 0))) {
      for (const p of [size, -size]) {
        const value = polynomial.reduce(
          (sum, coefficient, power) => sum + coefficient * p ** BigInt(power) * q ** BigInt(degree - power),
          0n,
        );
        if (value === 0n) return [-p, q];
      }
    }
  }
  return undefined;
}

/** The quotient by a factor q x - p that is known to divide. */
function divide(polynomial: Polynomial, [constant = 0n, lead = 1n]: Polynomial): Polynomial {
  const rest = [...polynomial];
  const quotient = Array.from({ length: polynomial.length - 1 }, () => 0n);
  for (let power = quotient.length - 1; power >= 0; power--) {
    const coefficient = at(rest, power + 1) / lead;
    quotient[power] = coefficient;
    rest[power] = at(rest, power) - coefficient * constant;
  }
  return quotient;
}

/** `6x^2 - x - 1`, the highest power first. */
function write(polynomial: Polynomial): string {
  const terms = polynomial.flatMap((coefficient, power) => {
    if (coefficient === 0n) return [];
    const size = coefficient < 0n ? -coefficient : coefficient;
    const letter = power === 0 ? "" : power === 1 ? "x" : `x^${power}`;
    return [`${coefficient < 0n ? "-" : "+"} ${size === 1n && power > 0 ? "" : size}${letter}`];
  });
  const [first = "0", ...others] = terms.reverse();
  return [first.startsWith("-") ? `-${first.slice(2)}` : first.slice(2), ...others].join(" ");
}

/** Reads `2x^2-3`, without spaces; undefined for anything that is no polynomial in x. */
function readPolynomial(source: string): Polynomial | undefined {
  const coefficients = Array.from({ length: MAX_DEGREE + 1 }, () => 0n);
  let place = 0;
  while (place < source.length) {
    const [term = "", sign = "", digits = "", letter, power] =
      /^([+-]?)(\d{0,6})(x(?:\^(\d{1,2}))?)?/.exec(source.slice(place, place + 20)) ?? [];
    if ((digits === "" && letter === undefined) || (place > 0 && sign === "")) return undefined;
    const degree = letter === undefined ? 0 : Number(power ?? "1");
    if (degree > MAX_DEGREE) return undefined;
    const size = BigInt(digits === "" ? "1" : digits);
    coefficients[degree] = at(coefficients, degree) + (sign === "-" ? -size : size);
    place += term.length;
  }
  const degree = coefficients.findLastIndex((coefficient) => coefficient !== 0n);
  return degree < 0 ? undefined : coefficients.slice(0, degree + 1);
}

/** A product such as `3(x - 2)(2x + 1)^2`. */
const product: Parser<Product> = refine(text(), (written) => {
  const source = written
    .replace(/[\s*·]|\\cdot/g, "")
    .replaceAll("−", "-")
    .replaceAll("²", "^2")
    .replaceAll("³", "^3");
  const lead = /^[+-]?\d{0,6}/.exec(source)?.[0] ?? "";
  const constant = /\d/.test(lead) ? BigInt(lead) : lead === "-" ? -1n : 1n;
  const factors: Polynomial[] = [];
  let degree = 0;
  for (let place = lead.length; place < source.length;) {
    const part = /^(?:\(([^()]{1,200})\)|x)(?:\^(\d{1,2}))?/.exec(source.slice(place, place + 250));
    const factor = part === null ? undefined : readPolynomial(part[1] ?? "x");
    if (part === null || factor === undefined)
      return unparsable("expected a product such as 3(x - 2)(2x + 1)");
    const times = Number(part[2] ?? "1");
    degree += (factor.length - 1) * times;
    if (degree > MAX_DEGREE || factors.length + times > MAX_DEGREE) return unparsable("too many factors");
    factors.push(...Array.from({ length: times }, () => factor));
    place += part[0].length;
  }
  return factors.length === 0 ? unparsable("expected factors in parentheses") : parsed({ constant, factors });
});

export default class PolynomialFactoring extends Bootcamp<Case, Product, Level> {
  static readonly card: Card<Level> = {
    name: "PolynomialFactoring",
    slug: "polynomial-factoring",
    title: "Polynomial Factoring",
    domain: "logical-reasoning",
    description:
      "A polynomial with whole coefficients is to be written as a product of a whole number and factors of degree 1 or 2 that cannot be split further over the whole numbers.",
    answerFormat: "the product, such as 3(x - 2)(2x + 1), in \\boxed{}",
    parameters: {
      linear: { meaning: "factors of degree 1", min: 1, max: 6 },
      quadratics: { meaning: "factors of degree 2 that cannot be split", min: 0, max: 1 },
      lead: { meaning: "the largest coefficient of x in a factor of degree 1", min: 1, max: 6 },
      content: { meaning: "the largest whole number in front", min: 1, max: 9 },
    },
    levels: [
      { linear: 2, quadratics: 0, lead: 5, content: 4 },
      { linear: 3, quadratics: 0, lead: 5, content: 4 },
      { linear: 3, quadratics: 1, lead: 3, content: 4 },
      { linear: 4, quadratics: 1, lead: 4, content: 5 },
    ],
  };

  readonly answerFormat = boxed(product);

  caseGenerator(rng: Rng, level: Level): Case {
    const drawLinear = (): Polynomial => {
      const root = rng.integer(1, 12) * (rng.boolean() ? 1 : -1);
      const lead = rng.integer(1, level.lead);
      const divisor = gcd(BigInt(root), BigInt(lead));
      return [BigInt(root) / divisor, BigInt(lead) / divisor];
    };
    const drawQuadratic = (): Polynomial => {
      // With an odd constant and an odd middle, the discriminant of x² + bx + c is no square modulo 8.
      const middle = 2 * rng.integer(-3, 3) + 1;
      const constant = 2 * rng.integer(-4, 4) + 1;
      return [BigInt(constant), BigInt(middle), 1n];
    };
    const factors = [
      ...Array.from({ length: level.linear }, drawLinear),
      ...Array.from({ length: level.quadratics }, drawQuadratic),
    ];
    const constant = BigInt(rng.integer(1, level.content) * (level.content > 1 && rng.boolean(0.3) ? -1 : 1));
    return { coefficients: expand({ constant, factors }).map(Number) };
  }

  promptFunc(instance: Case): string {
    return [
      "Factor this polynomial over the whole numbers:",
      "",
      write(instance.coefficients.map(BigInt)),
      "",
      "Rules:",
      "1. The answer is a product of factors in parentheses, each a polynomial in x of degree 1 or 2 with whole",
      "   coefficients. In front of them a whole number may stand, which may be negative.",
      "2. Multiplied out, the product gives the polynomial exactly.",
      "3. No factor can be split further: a factor of degree 2 is not the product of two of degree 1 with whole",
      "   coefficients, and no whole number above 1 divides all coefficients of a factor. It belongs in front.",
      "",
      "The order of the factors does not matter, nor does it matter if two factors have both changed their signs.",
      "Equal factors may be written with a power. The polynomial 12x^5 - 12x, for example, could be written as",
      "12(x)(x - 1)(x + 1)(x^2 + 1).",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { constant, factors } = factorise(instance.coefficients);
    const front = constant === 1n ? "" : constant === -1n ? "-" : `${constant}`;
    return this.answerFormat.wrap(`${front}${factors.map((factor) => `(${write(factor)})`).join("")}`);
  }

  verifyCorrection(answer: Product, instance: Case): number {
    const whole = expand(answer);
    const { coefficients } = instance;
    if (whole.length !== coefficients.length) return 0;
    const equal = coefficients.every((coefficient, power) => at(whole, power) === BigInt(coefficient));
    const final = answer.factors.every(
      (factor) => (factor.length === 2 || factor.length === 3) && factor.reduce(gcd, 0n) === 1n,
    );
    return equal && final ? 1 : 0;
  }
}
