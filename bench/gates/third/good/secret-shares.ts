import { Bootcamp, boxed, type Card, integer, modInverse, modulo, primesUpTo, type Rng } from "campforge/bootcamp";

/** A point of the secret polynomial, or, for the one forged share, a point beside it. */
type Share = { readonly x: number; readonly y: number };

type Case = {
  readonly prime: number;
  /** How many shares are needed: one more than the degree of the polynomial. */
  readonly threshold: number;
  readonly shares: readonly Share[];
  readonly hasForgery: boolean;
};

type Level = {
  readonly threshold: number;
  readonly leastPrime: number;
  readonly mostPrime: number;
  readonly spare: number;
  readonly forgery: boolean;
};

/** The value at a place of the polynomial of least degree through some points, by Lagrange's formula. */
function interpolate(points: readonly Share[], place: number, prime: number): number {
  let sum = 0n;
  const p = BigInt(prime);
  for (const { x, y } of points) {
    let above = BigInt(y);
    let below = 1n;
    for (const other of points) {
      if (other.x === x) continue;
      above = modulo(above * BigInt(place - other.x), p);
      below = modulo(below * BigInt(x - other.x), p);
    }
    sum = modulo(sum + above * (modInverse(below, p) ?? 0n), p);
  }
  return Number(sum);
}

/** Whether all the points lie on one polynomial of a degree below the threshold. */
function agree(points: readonly Share[], threshold: number, prime: number): boolean {
  const first = points.slice(0, threshold);
  return points.slice(threshold).every(({ x, y }) => interpolate(first, x, prime) === y);
}

/** The shares that are genuine: all of them, or all but the one without which the rest agree. */
function genuineShares({ shares, threshold, prime, hasForgery }: Case): readonly Share[] {
  if (!hasForgery) return shares;
  const without = shares.map((_, index) => shares.toSpliced(index, 1));
  return without.find((rest) => agree(rest, threshold, prime)) ?? shares;
}

function secretOf(instance: Case): number {
  return interpolate(genuineShares(instance).slice(0, instance.threshold), 0, instance.prime);
}

export default class SecretShares extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "SecretShares",
    slug: "secret-shares",
    title: "Shares of a Secret",
    domain: "cryptography",
    description:
      "A secret number was shared by Shamir's scheme modulo a prime. From the shares the secret is to be found; in harder cases the polynomial has a higher degree, and one of the shares, nobody knows which, is forged.",
    answerFormat: "the secret as a whole number in \\boxed{}",
    parameters: {
      threshold: { meaning: "shares that are needed to find the secret", min: 2, max: 6 },
      leastPrime: { meaning: "lower bound of the prime", min: 11, max: 2000 },
      mostPrime: { meaning: "upper bound of the prime", min: 20, max: 5000 },
      spare: { meaning: "shares beyond those needed; at least 2 where one is forged", min: 0, max: 4 },
      forgery: { meaning: "whether one share is forged" },
    },
    levels: [
      { threshold: 2, leastPrime: 20, mostPrime: 100, spare: 0, forgery: false },
      { threshold: 3, leastPrime: 30, mostPrime: 150, spare: 0, forgery: false },
      { threshold: 2, leastPrime: 50, mostPrime: 300, spare: 2, forgery: true },
      { threshold: 3, leastPrime: 100, mostPrime: 700, spare: 2, forgery: true },
      { threshold: 4, leastPrime: 500, mostPrime: 2500, spare: 3, forgery: true },
    ],
  };

  readonly answerFormat = boxed(integer());

  caseGenerator(rng: Rng, level: Level): Case {
    const { threshold, spare, forgery } = level;
    const prime = rng.choice(primesUpTo(level.mostPrime).filter((one) => one >= level.leastPrime));
    // The leading coefficient is not 0, so that fewer shares would not do.
    const coefficients = Array.from({ length: threshold }, (_, power) =>
      rng.integer(power === threshold - 1 ? 1 : 0, prime - 1),
    );
    const valueAt = (x: number): number =>
      coefficients.reduceRight((value, coefficient) => (value * x + coefficient) % prime, 0);
    const places = rng.distinctIntegers(threshold + spare, 1, Math.min(15, prime - 1));
    const forged = forgery ? rng.integer(0, places.length - 1) : -1;
    const shares = places.map((x, index) => {
      const moved = index === forged ? rng.integer(1, prime - 1) : 0;
      return { x, y: (valueAt(x) + moved) % prime };
    });
    return { prime, threshold, shares, hasForgery: forgery };
  }

  promptFunc(instance: Case): string {
    const { prime, threshold, shares, hasForgery } = instance;
    const degree = threshold - 1;
    const terms = Array.from({ length: degree }, (_, index) => (index === 0 ? "a1·x" : `a${index + 1}·x^${index + 1}`));
    return [
      `A secret number s, from 0 to ${prime - 1}, was shared among ${shares.length} people. Somebody chose a polynomial of degree ${degree},`,
      "",
      `    f(x) = s + ${terms.join(" + ")}  (mod ${prime}),`,
      "",
      `with whole coefficients from 0 to ${prime - 1}, of which a${degree} is not 0, and gave each person one number x and the value f(x),`,
      `from 0 to ${prime - 1}. The modulus ${prime} is a prime. These are the shares:`,
      "",
      ...shares.map(({ x, y }) => `- x = ${x}: f(x) = ${y}`),
      "",
      ...(hasForgery
        ? [
            "Exactly one of these shares is forged: its x is right, but its value is not the one that was given out. All the",
            "other shares are genuine. It is not known which one is forged, but the genuine ones give it away.",
            "",
          ]
        : []),
      "What is the secret s = f(0)?",
      "",
      `Give a whole number from 0 to ${prime - 1}, written like \\boxed{123}. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(String(secretOf(instance)));
  }

  verifyCorrection(answer: number, instance: Case): number {
    return answer === secretOf(instance) ? 1 : 0;
  }
}
