import {
  at,
  Bootcamp,
  type Card,
  finalLine,
  integer,
  modulo,
  range,
  record,
  type Rng,
  setOf,
  sortNumbers,
} from "campforge/bootcamp";

type Voice = "vault" | "exercise" | "brief";

type Case = {
  readonly prime: number;
  /** Shares that are needed: the polynomial has one degree less. */
  readonly needed: number;
  /** How many shares are false. */
  readonly tampered: number;
  /** The shares of the members 1, 2, 3 and so on. */
  readonly shares: readonly number[];
  readonly voice: Voice;
};

type Level = {
  readonly prime: number;
  readonly needed: number;
  readonly members: number;
  readonly tampered: number;
};

type Answer = { readonly secret: number; readonly tampered: readonly number[] };

const VOICES: readonly Voice[] = ["vault", "exercise", "brief"];

/** How likely a choice of true shares stays that form a row: such choices are not ruled out, or that would be a hint. */
const KEPT = 0.4;

/** The value at a point of a polynomial whose coefficients stand from the constant up. */
const valueAt = (coefficients: readonly number[], x: number, prime: number): number =>
  coefficients.reduceRight((value, coefficient) => (value * x + coefficient) % prime, 0);

/** The inverse of each number from 1, by i⁻¹ = −⌊p/i⌋ · (p mod i)⁻¹. */
function inverses(prime: number): readonly number[] {
  const found = [0, 1];
  for (let one = 2; one < prime; one++)
    found.push(modulo(-Math.floor(prime / one) * at(found, prime % one), prime));
  return found;
}

/**
 * For each member what the polynomial through the shares of some has there, by Newton's divided differences. At 0 stands
 * the secret.
 */
function curveThrough(some: readonly number[], { shares, prime }: Case, inverse: readonly number[]): readonly number[] {
  const differences = some.map((member) => at(shares, member - 1));
  for (let order = 1; order < some.length; order++)
    for (let index = some.length - 1; index >= order; index--) {
      const run = at(some, index) - at(some, index - order);
      const rise = modulo(at(differences, index) - at(differences, index - 1), prime);
      differences[index] = (rise * at(inverse, modulo(run, prime))) % prime;
    }
  return range(shares.length + 1).map((x) =>
    differences.reduceRight((value, difference, index) => modulo(value * (x - at(some, index)) + difference, prime), 0),
  );
}

/** The next choice of as many members in the order of a dictionary; undefined behind the last. */
function nextChoice(some: readonly number[], members: number): readonly number[] | undefined {
  const size = some.length;
  for (let index = size - 1; index >= 0; index--) {
    const member = at(some, index);
    if (member < members - (size - 1 - index))
      return [...some.slice(0, index), ...range(size - index).map((step) => member + 1 + step)];
  }
  return undefined;
}

/** The answer, and how many choices of members were tried in their order up to one whose shares are all true. */
function recover(instance: Case): Answer & { readonly choices: number } {
  const { shares, needed, tampered, prime } = instance;
  const inverse = inverses(prime);
  let choices = 0;
  for (
    let some: readonly number[] | undefined = range(1, needed + 1);
    some !== undefined;
    some = nextChoice(some, shares.length)
  ) {
    choices++;
    const curve = curveThrough(some, instance, inverse);
    const off = range(1, shares.length + 1).filter((member) => at(curve, member) !== at(shares, member - 1));
    if (off.length <= tampered) return { secret: at(curve, 0), tampered: off, choices };
  }
  return { secret: 0, tampered: [], choices };
}

/** Whether no other polynomial than that of the answer agrees with so many shares. */
function isOnly({ tampered: found }: Answer, instance: Case): boolean {
  const { shares, needed, tampered, prime } = instance;
  const inverse = inverses(prime);
  for (
    let some: readonly number[] | undefined = range(1, needed + 1);
    some !== undefined;
    some = nextChoice(some, shares.length)
  ) {
    if (some.every((member) => !found.includes(member))) continue;
    const curve = curveThrough(some, instance, inverse);
    const off = shares.filter((share, index) => at(curve, index + 1) !== share);
    if (off.length <= tampered) return false;
  }
  return true;
}

/** Whether as many true shares as are needed stand at equal small steps, where somebody would look first. */
const hasRow = (isTrue: readonly boolean[], needed: number): boolean =>
  [1, 2].some((step) =>
    isTrue.some((_, first) => range(needed).every((place) => isTrue[first + place * step] === true)),
  );

/** Which shares are true: any, but seldom some that form a row. */
function drawTrue(rng: Rng, members: number, count: number, needed: number): readonly boolean[] {
  for (;;) {
    const chosen = rng.sample(range(members), count);
    const isTrue = range(members).map((member) => chosen.includes(member));
    if (!hasRow(isTrue, needed) || rng.boolean(KEPT)) return isTrue;
  }
}

export default class TamperedShares extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "TamperedShares",
    slug: "tampered-shares",
    title: "Tampered Shares of a Secret",
    domain: "cryptography",
    description:
      "A secret was shared among several people by a polynomial modulo a prime. Most of the shares may have been tampered with; those that are true are just one more than determine the polynomial. The secret and the false shares are to be found; there is one solution only. Harder cases have more people, polynomials of higher degree and more false shares.",
    answerFormat: "secret: …, tampered: … (the numbers of the members), on a last line `Answer: …`",
    parameters: {
      prime: { meaning: "the prime modulus", min: 7, max: 997 },
      needed: { meaning: "shares that determine the secret", min: 2, max: 6 },
      members: { meaning: "people who hold a share, more than the shares needed and the false ones", min: 4, max: 20 },
      tampered: { meaning: "false shares", min: 1, max: 14 },
    },
    levels: [
      { prime: 31, needed: 2, members: 5, tampered: 2 },
      { prime: 127, needed: 2, members: 16, tampered: 13 },
      { prime: 131, needed: 3, members: 11, tampered: 7 },
      { prime: 251, needed: 3, members: 13, tampered: 9 },
      { prime: 503, needed: 4, members: 12, tampered: 7 },
    ],
  };

  readonly answerFormat = finalLine(record<Answer>({ secret: integer(), tampered: setOf(integer()) }));

  caseGenerator(rng: Rng, { prime, needed, members, tampered }: Level): Case {
    for (;;) {
      const coefficients = range(needed).map(() => rng.integer(0, prime - 1));
      const isTrue = drawTrue(rng, members, members - tampered, needed);
      const shares = isTrue.map((keeps, index) => {
        const truth = valueAt(coefficients, index + 1, prime);
        return keeps ? truth : modulo(truth + rng.integer(1, prime - 1), prime);
      });
      const drawn = { prime, needed, tampered, shares, voice: rng.choice(VOICES) };
      // Where the first shares are all true, there is nothing to find out.
      const found = recover(drawn);
      if (at(coefficients, needed - 1) !== 0 && found.choices > 1 && isOnly(found, drawn)) return drawn;
    }
  }

  promptFunc({ prime, needed, tampered, shares, voice }: Case): string {
    const count = shares.length;
    const terms = range(1, needed).map((power) => (power === 1 ? "a1·x" : `a${power}·x^${power}`));
    const opening = {
      vault: `The code of a vault was shared among ${count} members of a board. When they lay their shares on the table, ${tampered === 1 ? "one of them has been" : `${tampered} of them have been`} altered by somebody.`,
      exercise: `A number was shared by Shamir's scheme among ${count} members. Exactly ${tampered} of the ${count} shares ${tampered === 1 ? "is" : "are"} false.`,
      brief: `Shamir's secret sharing with ${tampered} false ${tampered === 1 ? "share" : "shares"} of ${count}: find the secret and the false ${tampered === 1 ? "one" : "ones"}.`,
    }[voice];
    return [
      opening,
      "",
      `How the secret was shared: all reckoning is modulo the prime ${prime}. The secret is s, and a polynomial f(x) = s + ${terms.join(" + ")} was chosen, with coefficients from 0 to ${prime - 1}; its degree is at most ${needed - 1}. Member number x got the share f(x) mod ${prime}. So any ${needed} true shares determine f, and with it s = f(0).`,
      "",
      "The shares as they are now:",
      ...shares.map((share, index) => `- member ${index + 1}: ${share}`),
      "",
      `Exactly ${tampered} of these shares ${tampered === 1 ? "is not the one that its member got" : "are not those that their members got"}, the other ${count - tampered} are true. Only one polynomial of degree at most ${needed - 1} agrees with ${count - tampered} of the shares.`,
      "",
      "An example with the prime 7, 2 shares needed and 1 of 4 false: the shares 3, 5, 0, 1 of the members 1 to 4 come from f(x) = 1 + 2x, which has 3, 5, 0, 2 there. So the secret is 1 and the share of member 4 is false.",
      "",
      `Give the secret, a number from 0 to ${prime - 1}, and the numbers of the members whose shares are false, in the form: secret: 1, tampered: 4${tampered > 1 ? " (several members separated by commas)" : ""}.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { secret, tampered } = recover(instance);
    return this.answerFormat.wrap(`secret: ${secret}, tampered: ${tampered.join(", ")}`);
  }

  verifyCorrection({ secret, tampered }: Answer, instance: Case): number {
    const right = recover(instance);
    const isRight = secret === right.secret && sortNumbers(tampered).join() === right.tampered.join();
    return isRight ? 1 : 0;
  }

  /** Choices of shares through which a polynomial is laid, in the order of a dictionary, up to the right one. */
  override hardness(instance: Case): number {
    return recover(instance).choices * instance.needed;
  }
}
