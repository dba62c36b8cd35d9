import { at, Bootcamp, type Card, finalLine, gcd, integer, list, modPow, primesUpTo, range, type Rng, sortNumbers } from "campforge/bootcamp";

type Voice = "audit" | "exercise" | "brief";

type Leak =
  | { readonly kind: "sum"; readonly sum: number }
  | { readonly kind: "totient"; readonly totient: number }
  | { readonly kind: "neighbour"; readonly other: number }
  | { readonly kind: "distance"; readonly bound: number }
  | {
      readonly kind: "remainders";
      readonly remainders: readonly { readonly divisor: number; readonly remainder: number }[];
    };

type Case = {
  readonly modulus: number;
  readonly message: number;
  readonly cipher: number;
  /** The public exponent is at most this. */
  readonly limit: number;
  readonly leak: Leak;
  readonly voice: Voice;
};

type Leaks =
  | "sum or totient"
  | "all but remainders"
  | "neighbour or distance"
  | "neighbour, distance or remainders"
  | "distance or remainders";

type Level = {
  readonly lowest: number;
  readonly highest: number;
  readonly smallestPrime: number;
  readonly leaks: Leaks;
  readonly fewestAttempts: number;
  readonly mostAttempts: number;
  readonly lowestLimit: number;
  readonly highestLimit: number;
  readonly upper: boolean;
};

/** Draws after which bounds of a level that cannot be met together are widened. */
const MOST_TRIES = 5_000;

const VOICES: readonly Voice[] = ["audit", "exercise", "brief"];

const KINDS: Readonly<Record<Leaks, readonly Leak["kind"][]>> = {
  "sum or totient": ["sum", "totient"],
  "all but remainders": ["sum", "totient", "neighbour", "distance"],
  "neighbour or distance": ["neighbour", "distance"],
  "neighbour, distance or remainders": ["neighbour", "distance", "remainders"],
  "distance or remainders": ["distance", "remainders"],
};

/** Odd primes. */
const PRIMES = primesUpTo(1_000).filter((prime) => prime > 2);

const power = (base: number, exponent: number, modulus: number): number =>
  Number(modPow(BigInt(base), BigInt(exponent), BigInt(modulus)));

type Lock = Pick<Case, "modulus" | "message" | "cipher" | "limit">;

/** True when an exponent may belong to the key and turns the message into the ciphertext. */
const isExponent = (exponent: number, { modulus, message, cipher, limit }: Lock, totient: number): boolean =>
  exponent >= 3 &&
  exponent <= limit &&
  gcd(exponent, totient) === 1 &&
  power(message, exponent, modulus) === cipher;

const exponentsOf = (lock: Lock, totient: number): number[] =>
  range(3, lock.limit + 1).filter((exponent) => isExponent(exponent, lock, totient));

/** The two primes and the exponent, by trial. */
function solve(lock: Lock): { readonly p: number; readonly q: number; readonly exponent: number } {
  const p = PRIMES.find((prime) => lock.modulus % prime === 0) ?? 1;
  const q = lock.modulus / p;
  return { p, q, exponent: exponentsOf(lock, (p - 1) * (q - 1))[0] ?? 0 };
}

/** True when two factors of the modulus agree with the leak; 1 and the modulus itself never do. */
function agrees(leak: Leak, modulus: number, p: number, q: number): boolean {
  switch (leak.kind) {
    case "sum":
      return p + q === leak.sum;
    case "totient":
      return (p - 1) * (q - 1) === leak.totient;
    case "neighbour": {
      const common = gcd(modulus, leak.other);
      return common === p || common === q;
    }
    case "distance":
      return q - p <= leak.bound;
    case "remainders":
      return leak.remainders.every(({ divisor, remainder }) => p % divisor === remainder);
  }
}

/** How often Fermat's method, which tries whole numbers from the root of the modulus upwards, fails before it succeeds. */
const attemptsBefore = (p: number, q: number): number => (p + q) / 2 - Math.ceil(Math.sqrt(p * q));

function drawRemainders(rng: Rng, p: number): Leak {
  for (;;) {
    const divisors = sortNumbers(rng.distinctIntegers(rng.integer(2, 3), 3, 12));
    const remainders = divisors.map((divisor) => ({ divisor, remainder: p % divisor }));
    if (remainders.some(({ remainder }) => remainder !== 1)) return { kind: "remainders", remainders };
  }
}

function drawLeak(rng: Rng, kind: Leak["kind"], p: number, q: number): Leak {
  switch (kind) {
    case "sum":
      return { kind, sum: p + q };
    case "totient":
      return { kind, totient: (p - 1) * (q - 1) };
    case "neighbour": {
      const third = rng.choice(PRIMES.filter((prime) => prime !== p && prime !== q && 2 * prime > p && prime < 2 * q));
      return { kind, other: rng.choice([p, q]) * third };
    }
    case "distance":
      return { kind, bound: q - p + rng.integer(0, Math.ceil((q - p) / 4)) };
    case "remainders":
      return drawRemainders(rng, p);
  }
}

/** Two primes whose product is in the range of the level; undefined where none is found. */
function drawPrimes(
  rng: Rng,
  { lowest, highest, smallestPrime }: Level,
): { readonly p: number; readonly q: number } | undefined {
  const firsts = PRIMES.filter((prime) => prime >= smallestPrime && prime * prime < highest);
  if (firsts.length === 0) return undefined;
  const p = rng.choice(firsts);
  const partners = PRIMES.filter((prime) => prime > p && p * prime >= lowest && p * prime <= highest);
  return partners.length === 0 ? undefined : { p, q: rng.choice(partners) };
}

/** A message, its ciphertext and a bound for the exponent; undefined where these do not tell the exponent. */
function drawLock(rng: Rng, level: Level, p: number, q: number): Lock | undefined {
  const modulus = p * q;
  const totient = (p - 1) * (q - 1);
  const limit = rng.integer(level.lowestLimit, Math.max(level.lowestLimit, level.highestLimit));
  const message = level.upper ? rng.integer(3, modulus - 3) : rng.integer(2, modulus - 2);
  const lowest = level.upper ? Math.ceil(limit / 2) : 3;
  const exponents = range(lowest, limit + 1).filter((exponent) => gcd(exponent, totient) === 1);
  if (exponents.length === 0 || gcd(message, modulus) > 1) return undefined;
  const lock = { modulus, message, cipher: power(message, rng.choice(exponents), modulus), limit };
  return lock.cipher !== message && exponentsOf(lock, totient).length === 1 ? lock : undefined;
}

function leakAsText(leak: Leak): string {
  switch (leak.kind) {
    case "sum":
      return `p + q = ${leak.sum}.`;
    case "totient":
      return `φ = (p - 1)(q - 1) = ${leak.totient}.`;
    case "neighbour":
      return `A second modulus n' = ${leak.other} is p·r or q·r, where r is an odd prime other than p and q. It is not known which of the two primes it shares with n.`;
    case "distance":
      return `q - p is at most ${leak.bound}.`;
    case "remainders":
      return `The smaller prime p leaves ${leak.remainders.map(({ divisor, remainder }) => `the remainder ${remainder} when divided by ${divisor}`).join(" and ")}.`;
  }
}

export default class LeakyRsaKey extends Bootcamp<Case, readonly number[], Level> {
  static readonly card: Card<Level> = {
    name: "LeakyRsaKey",
    slug: "leaky-rsa-key",
    title: "Leaky RSA Key",
    domain: "cryptography",
    description:
      "An RSA modulus, one message with its ciphertext and a leak about the key are given: the sum of the primes, the totient, a second modulus that shares a prime, a bound for the distance of the primes, or remainders of the smaller one. Both primes and the public exponent are to be found. Harder cases have larger moduli, less helpful leaks and more exponents to choose from.",
    answerFormat: "the smaller prime, the larger prime and the exponent, separated by spaces, on a last line `Answer: …`",
    parameters: {
      lowest: { meaning: "least modulus", min: 15, max: 40_000 },
      highest: { meaning: "greatest modulus", min: 15, max: 40_000 },
      smallestPrime: { meaning: "the primes are at least this", min: 3, max: 150 },
      leaks: { meaning: "kinds of leaks", oneOf: Object.keys(KINDS) },
      fewestAttempts: {
        meaning: "attempts of Fermat's method that fail, at the least, where the distance is bounded",
        min: 0,
        max: 60,
      },
      mostAttempts: {
        meaning: "attempts of Fermat's method that fail, at the most, where the distance is bounded",
        min: 0,
        max: 60,
      },
      lowestLimit: { meaning: "least bound E of the exponent", min: 8, max: 80 },
      highestLimit: { meaning: "greatest bound E of the exponent", min: 8, max: 80 },
      upper: { meaning: "whether the exponent is at least E/2 and the message neither 2 nor n - 2", oneOf: [false, true] },
    },
    levels: [
      { lowest: 15, highest: 99, smallestPrime: 3, leaks: "sum or totient", fewestAttempts: 0, mostAttempts: 0, lowestLimit: 20, highestLimit: 28, upper: false },
      { lowest: 300, highest: 1_500, smallestPrime: 11, leaks: "all but remainders", fewestAttempts: 0, mostAttempts: 0, lowestLimit: 30, highestLimit: 38, upper: false },
      { lowest: 1_500, highest: 6_000, smallestPrime: 23, leaks: "neighbour or distance", fewestAttempts: 0, mostAttempts: 1, lowestLimit: 42, highestLimit: 50, upper: true },
      { lowest: 6_000, highest: 16_000, smallestPrime: 41, leaks: "neighbour, distance or remainders", fewestAttempts: 2, mostAttempts: 12, lowestLimit: 56, highestLimit: 66, upper: true },
      { lowest: 20_000, highest: 40_000, smallestPrime: 71, leaks: "distance or remainders", fewestAttempts: 5, mostAttempts: 30, lowestLimit: 72, highestLimit: 80, upper: true },
    ],
  };

  readonly answerFormat = finalLine(list(integer({ min: 1 }), { minLength: 3, maxLength: 3 }));

  caseGenerator(rng: Rng, level: Level): Case {
    const kind = rng.choice(KINDS[level.leaks]);
    const widened = { ...level, lowest: 15, highest: 40_000, smallestPrime: 3, fewestAttempts: 0, mostAttempts: Infinity };
    for (let tried = 0; ; tried++) {
      const bounds = tried < MOST_TRIES ? level : widened;
      const primes = drawPrimes(rng, bounds);
      if (primes === undefined) continue;
      const { p, q } = primes;
      const attempts = attemptsBefore(p, q);
      if (kind === "distance" && (attempts < bounds.fewestAttempts || attempts > bounds.mostAttempts)) continue;
      const lock = drawLock(rng, bounds, p, q);
      if (lock !== undefined) return { ...lock, leak: drawLeak(rng, kind, p, q), voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ modulus, message, cipher, limit, leak, voice }: Case): string {
    const opening = {
      audit: [
        "In an audit of an old device you find an RSA modulus, one message with its ciphertext, and a leak about the key. Recover the key: both primes and the public exponent. Nothing is to be decrypted.",
        "",
        `Modulus: n = ${modulus}`,
        `Message: m = ${message}`,
        `Ciphertext: c = ${cipher}`,
        `Bound of the exponent: E = ${limit}`,
        `Leak: ${leakAsText(leak)}`,
      ],
      exercise: [
        `An RSA key has the modulus n = ${modulus}. The message m = ${message} is encrypted as c = ${cipher}. The public exponent e is not told, only that it is at most E = ${limit}. This much has leaked: ${leakAsText(leak)}`,
        "",
        "Find the primes p and q and the exponent e.",
      ],
      brief: [
        `RSA with n = ${modulus}, m = ${message}, c = ${cipher}, E = ${limit}. Find p, q and e.`,
        `Known besides: ${leakAsText(leak)}`,
      ],
    }[voice];
    return [
      ...opening,
      "",
      "Rules:",
      "1. n = p·q with two odd primes p < q. Write φ = (p - 1)(q - 1).",
      "2. The public exponent e is an integer with 3 ≤ e ≤ E that has no common factor with φ (other than 1).",
      "3. c is the remainder of m^e on division by n. Neither p nor q divides m.",
      "4. Exactly one e with 3 ≤ e ≤ E has no common factor with φ and turns m into c.",
      "",
      "Give three integers separated by spaces: the smaller prime p, the larger prime q, and the exponent e, for example 11 13 7.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { p, q, exponent } = solve(instance);
    return this.answerFormat.wrap(`${p} ${q} ${exponent}`);
  }

  verifyCorrection(answer: readonly number[], instance: Case): number {
    const [p, q, exponent] = [at(answer, 0), at(answer, 1), at(answer, 2)];
    const isFactored = p * q === instance.modulus && p < q && agrees(instance.leak, instance.modulus, p, q);
    return isFactored && isExponent(exponent, instance, (p - 1) * (q - 1)) ? 1 : 0;
  }

  /** Primes tried until one divides the modulus, and exponents up to the right one. */
  override hardness(instance: Case): number {
    const { p, exponent } = solve(instance);
    return PRIMES.indexOf(p) + exponent;
  }
}
