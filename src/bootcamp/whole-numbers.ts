/**
 * The greatest common divisor, at least 0, of two bigints or two safe integers.
 *
 * @example gcd(12n, -18n) // → 6n
 * @example gcd(12, 18) // → 6
 */
export function gcd(a: bigint, b: bigint): bigint;
export function gcd(a: number, b: number): number;
export function gcd(a: bigint | number, b: bigint | number): bigint | number {
  const isNumber = typeof a === "number";
  let x = wholeOf(a, "gcd");
  let y = wholeOf(b, "gcd");
  while (y !== 0n) [x, y] = [y, x % y];
  const size = x < 0n ? -x : x;
  return isNumber ? Number(size) : size;
}

/**
 * The remainder in [0, modulus), also for negative values, of bigints or safe integers. Throws a RangeError
 * unless modulus > 0.
 *
 * @example modulo(-1n, 5n) // → 4n
 * @example modulo(-1, 5) // → 4
 */
export function modulo(value: bigint, modulus: bigint): bigint;
export function modulo(value: number, modulus: number): number;
export function modulo(value: bigint | number, modulus: bigint | number): bigint | number {
  if (modulus <= 0) throw new RangeError(`modulo(…, ${modulus}): expected a modulus above 0`);
  const by = wholeOf(modulus, "modulo");
  const rest = ((wholeOf(value, "modulo") % by) + by) % by;
  return typeof value === "number" ? Number(rest) : rest;
}

function wholeOf(value: bigint | number, what: string): bigint {
  if (typeof value === "number" && !Number.isSafeInteger(value))
    throw new RangeError(`${what}: expected a bigint or a safe integer, not ${value}`);
  return BigInt(value);
}

/**
 * base^exponent mod modulus, for an exponent of at least 0.
 *
 * @example modPow(3n, 4n, 5n) // → 1n
 */
export function modPow(base: bigint, exponent: bigint, modulus: bigint): bigint {
  if (exponent < 0n) throw new RangeError(`modPow: expected an exponent of at least 0, not ${exponent}`);
  let result = modulo(1n, modulus);
  let square = modulo(base, modulus);
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/**
 * The inverse in [0, modulus), or undefined where there is none.
 *
 * @example modInverse(3n, 7n) // → 5n
 */
export function modInverse(value: bigint, modulus: bigint): bigint | undefined {
  let [before, rest] = [modulus, modulo(value, modulus)];
  let [x, y] = [0n, 1n];
  while (rest > 0n) {
    const quotient = before / rest;
    [before, rest] = [rest, before - quotient * rest];
    [x, y] = [y, x - quotient * y];
  }
  return before === 1n ? modulo(x, modulus) : undefined;
}

const WITNESSES = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n, 41n];

/**
 * True for a prime. Deterministic Miller-Rabin, exact below 3.3 * 10^24 (Sorenson and Webster, 2015).
 *
 * @example isPrime(561n) // → false
 */
export function isPrime(value: bigint): boolean {
  if (value < 2n) return false;
  for (const prime of WITNESSES) {
    if (value === prime) return true;
    if (value % prime === 0n) return false;
  }
  let odd = value - 1n;
  let twos = 0;
  while ((odd & 1n) === 0n) {
    odd >>= 1n;
    twos++;
  }
  return WITNESSES.every((witness) => {
    let power = modPow(witness, odd, value);
    if (power === 1n || power === value - 1n) return true;
    for (let step = 1; step < twos; step++) {
      power = (power * power) % value;
      if (power === value - 1n) return true;
    }
    return false;
  });
}

/**
 * The primes from 2 up to and including a limit of at most 1,000,000.
 *
 * @example primesUpTo(10) // → [2, 3, 5, 7]
 */
export function primesUpTo(limit: number): number[] {
  if (!(limit <= 1_000_000)) throw new RangeError(`primesUpTo(${limit}): expected at most 1,000,000`);
  const composite = new Uint8Array(Math.max(0, Math.floor(limit)) + 1);
  const primes: number[] = [];
  for (let value = 2; value <= limit; value++) {
    if (composite[value] === 1) continue;
    primes.push(value);
    for (let multiple = value * value; multiple <= limit; multiple += value) composite[multiple] = 1;
  }
  return primes;
}

/**
 * The prime factors in rising order, repeated as often as they divide; for 2 to 10^12.
 *
 * @example primeFactors(12) // → [2, 2, 3]
 */
export function primeFactors(value: number): number[] {
  if (!Number.isInteger(value) || value < 2 || value > 1e12) {
    throw new RangeError(`primeFactors(${value}): expected a whole number from 2 to 10^12`);
  }
  const factors: number[] = [];
  let rest = value;
  for (let divisor = 2; divisor * divisor <= rest; divisor++) {
    while (rest % divisor === 0) {
      factors.push(divisor);
      rest /= divisor;
    }
  }
  return rest > 1 ? [...factors, rest] : factors;
}
