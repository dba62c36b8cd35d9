import { at } from "./at.ts";
import { murmur128 } from "./murmur128.ts";

/**
 * What a case is drawn from: the same five values give the same stream, on every machine, for ever.
 *
 * @internal
 */
export type CaseAddress = {
  readonly bootcamp: string;
  readonly version: string;
  readonly level: number;
  readonly seed: number;
  readonly index: number;
};

/**
 * A seeded generator of random choices, the only source of randomness a bootcamp may use.
 */
export class Rng {
  // Bit for bit: the state is the MurmurHash3 x86 128 (seed 0) of the UTF-8 text it is made from, four
  // 32-bit words in order; the stream is xoshiro128** (Blackman and Vigna, "Scrambled linear
  // pseudorandom number generators", 2021). Neighbouring seeds therefore share nothing.
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  private constructor(text: string) {
    const [a, b, c, d] = murmur128(text);
    this.#a = a;
    this.#b = b;
    this.#c = c;
    this.#d = (a | b | c | d) === 0 ? 1 : d;
  }

  /** The stream that belongs to a text: `Rng.from("anything")`. */
  static from(text: string): Rng {
    return new Rng(text);
  }

  /**
   * The stream of one case: hashes `bootcamp`, `version`, `level`, `seed` and `index`, one a line.
   *
   * @internal
   */
  static forCase(address: CaseAddress): Rng {
    const { bootcamp, version, level, seed, index } = address;
    return new Rng([bootcamp, version, level, seed, index].join("\n"));
  }

  /**
   * The next 32 random bits as an integer from 0 to 2^32 - 1.
   *
   * @example Rng.from("a").bits32() >= 0 // → true
   */
  bits32(): number {
    const times5 = Math.imul(this.#b, 5);
    const result = Math.imul((times5 << 7) | (times5 >>> 25), 9) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result;
  }

  /**
   * A number in [0, 1) with 53 random bits.
   *
   * @example Rng.from("a").float() < 1 // → true
   */
  float(): number {
    const high = this.bits32() >>> 5;
    const low = this.bits32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /**
   * An integer from `low` to `high`, both included, each equally likely.
   * Throws a RangeError unless both are safe integers, low <= high, and at most 2^53 values lie between.
   *
   * @example Rng.from("a").integer(5, 5) // → 5
   */
  integer(low: number, high: number): number {
    const span = high - low + 1;
    if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high) || low > high || high - low >= 2 ** 53) {
      throw new RangeError(`integer(${low}, ${high}): expected safe integers with low <= high`);
    }
    if (span <= 2 ** 32) {
      let draw = this.bits32();
      // The limit is larger than this, so that most draws need not know it.
      if (draw > 2 ** 32 - span) {
        const limit = 2 ** 32 - (2 ** 32 % span);
        while (draw >= limit) draw = this.bits32();
      }
      // A remainder of two unsigned words is much the fastest, and a span of 2^32 is none.
      return low + (span === 2 ** 32 ? draw : (draw >>> 0) % (span >>> 0));
    }
    const limit = 2 ** 53 - (2 ** 53 % span);
    let draw = this.float() * 2 ** 53;
    while (draw >= limit) draw = this.float() * 2 ** 53;
    return low + (draw % span);
  }

  /**
   * A bigint from `low` to `high`, both included, each equally likely. Throws a RangeError when low > high.
   *
   * @example Rng.from("a").bigInteger(10n ** 30n, 10n ** 30n) // → 10n ** 30n
   * @example Rng.from("a").bigInteger(-2n, 10n ** 20n) < 2n ** 70n // → true
   */
  bigInteger(low: bigint, high: bigint): bigint {
    if (low > high) throw new RangeError(`bigInteger(${low}, ${high}): expected low <= high`);
    const most = high - low;
    const bits = most.toString(2).length;
    const words = Math.ceil(bits / 32);
    for (;;) {
      let draw = 0n;
      for (let word = 0; word < words; word++) draw = (draw << 32n) | BigInt(this.bits32());
      draw >>= BigInt(words * 32 - bits);
      if (draw <= most) return low + draw;
    }
  }

  /**
   * `count` different integers from `low` to `high`, both included, in random order, without an array of the
   * range. Throws a RangeError when there are not so many.
   *
   * @example Rng.from("a").distinctIntegers(3, 1, 10 ** 9).length // → 3
   * @example sortNumbers(Rng.from("a").distinctIntegers(3, 1, 3)) // → [1, 2, 3]
   */
  distinctIntegers(count: number, low: number, high: number): number[] {
    if (!Number.isInteger(count) || count < 0 || count > high - low + 1) {
      throw new RangeError(`distinctIntegers(${count}, ${low}, ${high}): expected 0 to ${high - low + 1}`);
    }
    // The shuffle of `sample`, of which only the places that were touched are kept.
    const moved = new Map<number, number>();
    return Array.from({ length: count }, (_, index) => {
      const other = this.integer(low + index, high);
      const drawn = moved.get(other) ?? other;
      moved.set(other, moved.get(low + index) ?? low + index);
      return drawn;
    });
  }

  /**
   * True with the given probability, one half unless said otherwise.
   *
   * @example Rng.from("a").boolean(1) // → true
   */
  boolean(probability = 0.5): boolean {
    return this.float() < probability;
  }

  /**
   * One of the items, each equally likely. Throws a RangeError when there are none.
   *
   * @example Rng.from("a").choice(["only"]) // → "only"
   */
  choice<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError("choice([]): expected at least one item");
    return at(items, this.integer(0, items.length - 1));
  }

  /**
   * One of the items, each as likely as its weight says. Weights are at least 0, not all 0.
   *
   * @example Rng.from("a").weightedChoice([["never", 0], ["always", 1]]) // → "always"
   */
  weightedChoice<T>(weighted: readonly (readonly [item: T, weight: number])[]): T {
    const total = weighted.reduce((sum, [, weight]) => sum + weight, 0);
    if (!(total > 0) || !Number.isFinite(total) || weighted.some(([, weight]) => weight < 0)) {
      throw new RangeError("weightedChoice: expected weights of at least 0, not all 0");
    }
    const possible = weighted.filter(([, weight]) => weight > 0);
    let rest = this.float() * total;
    let index = 0;
    while (index < possible.length - 1 && rest >= at(possible, index)[1]) {
      rest -= at(possible, index)[1];
      index++;
    }
    return at(possible, index)[0];
  }

  /**
   * The items in a random order, as a new array; every order is equally likely.
   *
   * @example Rng.from("a").shuffle([1, 2, 3]).length // → 3
   */
  shuffle<T>(items: readonly T[]): T[] {
    const order = [...items];
    for (let last = order.length - 1; last > 0; last--) {
      const other = this.integer(0, last);
      [order[last], order[other]] = [at(order, other), at(order, last)];
    }
    return order;
  }

  /**
   * `count` different items (by position), in random order. Throws a RangeError when there are fewer.
   *
   * @example Rng.from("a").sample([7, 7], 2) // → [7, 7]
   */
  sample<T>(items: readonly T[], count: number): T[] {
    if (!Number.isInteger(count) || count < 0 || count > items.length) {
      throw new RangeError(
        `sample(${items.length} items, ${count}): expected a count from 0 to the number of items`,
      );
    }
    const pool = [...items];
    for (let index = 0; index < count; index++) {
      const other = this.integer(index, pool.length - 1);
      [pool[index], pool[other]] = [at(pool, other), at(pool, index)];
    }
    return pool.slice(0, count);
  }

  /**
   * A new, independent stream named by a label; drawing from it does not disturb this one further.
   *
   * @example Rng.from("a").split("walls").bits32() === Rng.from("a").split("walls").bits32() // → true
   */
  split(label: string): Rng {
    return new Rng(`${label}\n${this.bits32()}\n${this.bits32()}\n${this.bits32()}\n${this.bits32()}`);
  }
}
