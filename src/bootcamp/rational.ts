/** No part may have more bits; made once, as each use of it would cost more than what it bounds. */
const LIMIT = 1n << 20_000n;
const EXACT = BigInt(Number.MAX_SAFE_INTEGER);

const hexDigits = (value: bigint): number => value.toString(16).length;

function greatestCommonDivisor(first: bigint, second: bigint): bigint {
  let a = first < 0n ? -first : first;
  let b = second < 0n ? -second : second;
  while (b > 0n) [a, b] = [b, a % b];
  return a;
}

/**
 * An exact fraction of two bigints in lowest terms, the sign on the numerator.
 * Throws a RangeError when a denominator is 0 or a part grows past 20,000 bits.
 *
 * @example Rational.of(6, -8).toString() // → "-3/4"
 */
export class Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;

  private constructor(numerator: bigint, denominator: bigint) {
    this.numerator = numerator;
    this.denominator = denominator;
  }

  /** The fraction numerator / denominator; numbers must be safe integers. */
  static of(numerator: bigint | number, denominator: bigint | number = 1n): Rational {
    const top = BigInt(numerator);
    const bottom = BigInt(denominator);
    if (bottom === 0n) throw new RangeError(`Rational.of(${top}, 0): the denominator is 0`);
    if (top > LIMIT || top < -LIMIT || bottom > LIMIT || bottom < -LIMIT)
      throw new RangeError("Rational: over 20,000 bits");
    const divisor = greatestCommonDivisor(top, bottom) * (bottom < 0n ? -1n : 1n);
    return new Rational(top / divisor, bottom / divisor);
  }

  /**
   * @example Rational.of(1, 2).plus(Rational.of(1, 3)).toString() // → "5/6"
   */
  plus(other: Rational): Rational {
    return Rational.of(
      this.numerator * other.denominator + other.numerator * this.denominator,
      this.denominator * other.denominator,
    );
  }

  /**
   * @example Rational.of(1, 2).minus(Rational.of(1, 3)).toString() // → "1/6"
   */
  minus(other: Rational): Rational {
    return this.plus(Rational.of(-other.numerator, other.denominator));
  }

  /**
   * @example Rational.of(2, 3).times(Rational.of(3, 4)).toString() // → "1/2"
   */
  times(other: Rational): Rational {
    return Rational.of(this.numerator * other.numerator, this.denominator * other.denominator);
  }

  /**
   * Throws a RangeError when the other is 0.
   * @example Rational.of(1, 2).dividedBy(Rational.of(1, 4)).toString() // → "2"
   */
  dividedBy(other: Rational): Rational {
    return Rational.of(this.numerator * other.denominator, this.denominator * other.numerator);
  }

  /**
   * Negative, 0 or positive as this is less than, equal to or greater than the other.
   * @example Rational.of(1, 3).compare(Rational.of(1, 2)) < 0 // → true
   */
  compare(other: Rational): number {
    const difference = this.numerator * other.denominator - other.numerator * this.denominator;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  /**
   * True for the same value.
   * @example Rational.of(2, 4).equals(Rational.of(1, 2)) // → true
   */
  equals(other: Rational): boolean {
    return this.numerator === other.numerator && this.denominator === other.denominator;
  }

  /**
   * True when the value is a whole number.
   * @example Rational.of(4, 2).isInteger() // → true
   */
  isInteger(): boolean {
    return this.denominator === 1n;
  }

  /**
   * The nearest number.
   * @example Rational.of(1, 4).toNumber() // → 0.25
   */
  toNumber(): number {
    const top = this.numerator < 0n ? -this.numerator : this.numerator;
    if (top <= EXACT && this.denominator <= EXACT) return Number(this.numerator) / Number(this.denominator);
    // A quotient of 60 bits or more, its last bit set when digits are lost, is rounded once and rightly.
    const shift = Math.max(0, 64 - hexDigits(top) * 4 + hexDigits(this.denominator) * 4);
    const scaled = top << BigInt(shift);
    const quotient = scaled / this.denominator;
    const sticky = quotient * this.denominator === scaled ? quotient : quotient | 1n;
    const size = Number(sticky) / 2 ** Math.min(shift, 1_000) / 2 ** Math.max(0, shift - 1_000);
    return this.numerator < 0n ? -size : size;
  }

  /** `3/4`, or `2` for a whole number. */
  toString(): string {
    return this.denominator === 1n ? `${this.numerator}` : `${this.numerator}/${this.denominator}`;
  }
}
