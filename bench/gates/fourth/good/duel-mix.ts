import {
  at,
  Bootcamp,
  type Card,
  combinations,
  finalLine,
  list,
  range,
  rational,
  Rational,
  record,
  type Rng,
  textTable,
} from "campforge/bootcamp";

type Case = {
  /** For each way of the smuggler, what she earns at each post of the patrol. */
  readonly gains: readonly (readonly number[])[];
};

type Answer = { readonly value: Rational; readonly mix: readonly Rational[] };

type Level = { readonly ways: number; readonly posts: number; readonly largest: number };

const ZERO = Rational.of(0);
const ONE = Rational.of(1);

const least = (numbers: readonly Rational[]): Rational => numbers.reduce((one, other) => (other.compare(one) < 0 ? other : one));

/** What a mix of ways earns on average at each post. */
const averages = ({ gains }: Case, mix: readonly Rational[]): Rational[] =>
  at(gains, 0).map((_, post) =>
    gains.reduce((total, row, way) => total.plus(at(mix, way).times(Rational.of(at(row, post)))), ZERO),
  );

/** The determinant of a small square of whole numbers, by its first row. */
function determinant(rows: readonly (readonly number[])[]): number {
  const [first, ...rest] = rows;
  if (first === undefined) return 1;
  return first.reduce((total, entry, column) => {
    if (entry === 0) return total;
    const minor = determinant(rest.map((row) => row.toSpliced(column, 1)));
    return total + (column % 2 === 0 ? entry : -entry) * minor;
  }, 0);
}

/** The shares of the rows of a square table with which all of its columns earn the same (Cramer's rule), over one denominator; undefined where they are not unique or one is below 0. */
function equalising(square: readonly (readonly number[])[]): { readonly shares: readonly number[]; readonly over: number } | undefined {
  const { length } = square;
  // One equation for each column, in the shares and what they earn, and one that the shares add up to 1.
  const system = [...range(length).map((column) => [...square.map((row) => at(row, column)), -1]), [...square.map(() => 1), 0]];
  const whole = determinant(system);
  if (whole === 0) return undefined;
  const sides = [...square.map(() => 0), 1];
  const shares = range(length).map((share) => Math.sign(whole) * determinant(system.map((row, index) => row.with(share, at(sides, index)))));
  return shares.some((share) => share < 0) ? undefined : { shares, over: Math.abs(whole) };
}

/** The mix that earns most for sure: among those which make as many posts equal as ways are used, as the theory says. */
function bestMix({ gains }: Case): Answer {
  const posts = range(at(gains, 0).length);
  let best = { earned: -Infinity, over: 1, shares: gains.map(() => 0) };
  for (const size of range(1, Math.min(gains.length, posts.length) + 1)) {
    for (const ways of combinations(range(gains.length), size)) {
      for (const equal of combinations(posts, size)) {
        const found = equalising(ways.map((way) => equal.map((post) => at(at(gains, way), post))));
        if (found === undefined) continue;
        const shares = range(gains.length).map((way) => found.shares[ways.indexOf(way)] ?? 0);
        const earned = Math.min(...posts.map((post) => shares.reduce((total, share, way) => total + share * at(at(gains, way), post), 0)));
        if (earned * best.over > best.earned * found.over) best = { earned, over: found.over, shares };
      }
    }
  }
  const { earned, over, shares } = best;
  return { value: Rational.of(earned, over), mix: shares.map((share) => Rational.of(share, over)) };
}

export default class DuelMix extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "DuelMix",
    slug: "duel-mix",
    title: "Duel Mix",
    domain: "mathematical-modelling",
    description:
      "A smuggler chooses a way, a patrol a post, and a table says what she earns; the mix of ways that earns most on average whatever the patrol does is asked for, with its value (a matrix game). Harder cases have more ways and posts and larger numbers.",
    answerFormat: "the value and the shares of the ways as exact fractions, on a last line `Answer: value: …, mix: …`",
    parameters: {
      ways: { meaning: "ways of the smuggler, all of them needed", min: 2, max: 3 },
      posts: { meaning: "posts of the patrol", min: 2, max: 6 },
      largest: { meaning: "the greatest gain or loss", min: 5, max: 50 },
    },
    levels: [
      { ways: 2, posts: 2, largest: 9 },
      { ways: 2, posts: 4, largest: 15 },
      { ways: 3, posts: 3, largest: 15 },
      { ways: 3, posts: 4, largest: 20 },
      { ways: 3, posts: 5, largest: 30 },
    ],
  };

  readonly answerFormat = finalLine(record({ value: rational(), mix: list(rational()) }));

  caseGenerator(rng: Rng, { ways, posts, largest }: Level): Case {
    for (;;) {
      const gains = range(ways).map(() => range(posts).map(() => rng.integer(-largest, largest)));
      const sure = Math.max(...gains.map((row) => Math.min(...row)));
      const capped = Math.min(...range(posts).map((post) => Math.max(...gains.map((row) => at(row, post)))));
      if (sure === capped) continue;
      const { value, mix } = bestMix({ gains });
      const isEven = mix.every((share) => share.equals(at(mix, 0)));
      if (mix.every((share) => share.compare(ZERO) > 0) && !isEven && !value.isInteger()) return { gains };
    }
  }

  promptFunc({ gains }: Case): string {
    const [ways, posts] = [gains.length, at(gains, 0).length];
    return [
      `Every night a smuggler takes one of ${ways} ways over the border, and a patrol stands at one of ${posts} posts. Neither knows what the other chooses on that night. What the smuggler then earns in silver coins stands in the table; a number below 0 is a loss.`,
      "",
      textTable(
        ["", ...range(posts).map((post) => `post ${post + 1}`)],
        gains.map((row, way) => [`way ${way + 1}`, ...row]),
      ),
      "",
      "The smuggler lets chance decide: each night she takes way 1, way 2 and so on with fixed probabilities, her mix. The patrol gets to know the mix, but not what chance says on a night, and stands where it costs her most. She judges a mix by what she then earns a night on average, that is, by the lowest of the averages that the mix earns at the single posts.",
      "",
      "Which mix earns her most in this sense, and how much? If there are several best mixes, any of them will do.",
      "",
      `Give the average of the best mix as \`value\`, and as \`mix\` the probabilities of the ways, in their order, separated by commas; all of them exact fractions (or whole numbers), no rounded decimals. For another table it might be \`value: 405/4, mix: ${range(ways).map((way) => (way === 0 ? `${102 - ways}/101` : "1/101")).join(", ")}\`.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { value, mix } = bestMix(instance);
    return this.answerFormat.wrap(`value: ${value.toString()}, mix: ${mix.map(String).join(", ")}`);
  }

  verifyCorrection({ value, mix }: Answer, instance: Case): number {
    if (mix.length !== instance.gains.length || mix.some((share) => share.compare(ZERO) < 0)) return 0;
    const total = mix.reduce((sum, share) => sum.plus(share), ZERO);
    if (!total.equals(ONE)) return 0;
    const earned = least(averages(instance, mix));
    return earned.equals(value) && value.equals(bestMix(instance).value) ? 1 : 0;
  }
}
