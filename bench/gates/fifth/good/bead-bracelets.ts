import { at, Bootcamp, binomial, type Card, integer, modulo, range, type Rng, wholeReply } from "campforge/bootcamp";

type Bead = { readonly colour: string; readonly count: number };

type Case = {
  readonly beads: readonly Bead[];
  /** Whether a bracelet may be turned over. */
  readonly turned: boolean;
  /** The position of the colour whose beads must not touch, -1 where there is none. */
  readonly apart: number;
};

type Level = {
  readonly beads: number;
  readonly colours: number;
  readonly turned: boolean;
  readonly apart: boolean;
};

const COLOURS: readonly string[] = ["amber", "blue", "coral", "green", "ivory", "jade", "pearl", "red", "silver", "violet"];

/** Cases have up to this many beads fewer than the level says. */
const FEWER = 3;

/** Ways to colour orbits of one or two beads so that each colour has its number of beads. */
function assignments(counts: readonly number[], ones: number, twos: number): number {
  const [count, ...others] = counts;
  if (count === undefined) return ones === 0 && twos === 0 ? 1 : 0;
  return range(Math.floor(count / 2) + 1)
    .filter((pairs) => pairs <= twos && count - 2 * pairs <= ones)
    .reduce((sum, pairs) => {
      const here = Number(binomial(twos, pairs) * binomial(ones, count - 2 * pairs));
      return sum + here * assignments(others, ones - (count - 2 * pairs), twos - pairs);
    }, 0);
}

/** The same for orbits that are all of one size, or of sizes 1 and 2. */
function colourings(counts: readonly number[], sizes: readonly number[]): number {
  const [size = 1] = sizes;
  if (sizes.some((other) => other !== size)) {
    return assignments(counts, sizes.filter((one) => one === 1).length, sizes.filter((one) => one === 2).length);
  }
  return counts.every((count) => count % size === 0)
    ? assignments(
        counts.map((count) => count / size),
        sizes.length,
        0,
      )
    : 0;
}

function orbitsOf(image: (place: number) => number, length: number): number[][] {
  const seen = new Set<number>();
  return range(length).flatMap((start) => {
    const orbit: number[] = [];
    for (let place = start; !seen.has(place); place = image(place)) {
      seen.add(place);
      orbit.push(place);
    }
    return orbit.length > 0 ? [orbit] : [];
  });
}

/** Choices of orbits that hold so many places in all, no two of which are neighbours on the ring. */
function separateChoices(orbits: readonly number[][], wanted: number, length: number): number[][] {
  const found: number[][] = [];
  const extend = (from: number, chosen: readonly number[], places: readonly number[]): void => {
    if (places.length === wanted) found.push([...chosen]);
    if (places.length >= wanted) return;
    for (let index = from; index < orbits.length; index++) {
      const more = [...places, ...at(orbits, index)];
      if (more.every((place) => !more.includes((place + 1) % length))) extend(index + 1, [...chosen, index], more);
    }
  };
  extend(0, [], []);
  return found;
}

/** How many arrangements of the beads a movement of the ring leaves as they are. */
function fixedBy(image: (place: number) => number, { beads, apart }: Case): number {
  const counts = beads.map(({ count }) => count);
  const length = counts.reduce((sum, count) => sum + count, 0);
  const orbits = orbitsOf(image, length);
  const sizes = orbits.map((orbit) => orbit.length);
  if (apart < 0) return colourings(counts, sizes);
  const others = counts.filter((_, colour) => colour !== apart);
  return separateChoices(orbits, at(counts, apart), length).reduce((sum, chosen) => {
    const rest = sizes.filter((_, orbit) => !chosen.includes(orbit));
    return sum + colourings(others, rest);
  }, 0);
}

/** The number of different bracelets (Burnside). */
function countBracelets(instance: Case): number {
  const length = instance.beads.reduce((sum, { count }) => sum + count, 0);
  const rotations = range(length).map((by) => fixedBy((place) => (place + by) % length, instance));
  const reflections = instance.turned
    ? range(length).map((by) => fixedBy((place) => modulo(by - place, length), instance))
    : [];
  const movements = [...rotations, ...reflections];
  return movements.reduce((sum, fixed) => sum + fixed, 0) / movements.length;
}

export default class BeadBracelets extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "BeadBracelets",
    slug: "bead-bracelets",
    title: "Bead Bracelets",
    domain: "mathematical-modelling",
    description:
      "Beads of several colours are threaded on a ring. The number of bracelets is asked for that differ even when the ring is turned, and at most levels turned over. Harder cases have more beads and colours, and beads of one colour must not touch each other.",
    answerFormat: "the number of different bracelets, alone",
    parameters: {
      beads: { meaning: "beads on the ring at the most", min: 7, max: 14 },
      colours: { meaning: "number of colours", min: 2, max: 4 },
      turned: { meaning: "whether a bracelet may be turned over" },
      apart: { meaning: "whether the beads of one colour must not touch" },
    },
    levels: [
      { beads: 9, colours: 3, turned: false, apart: false },
      { beads: 11, colours: 3, turned: true, apart: false },
      { beads: 12, colours: 3, turned: true, apart: true },
      { beads: 13, colours: 4, turned: true, apart: true },
      { beads: 14, colours: 4, turned: true, apart: true },
    ],
  };

  readonly answerFormat = wholeReply(integer({ min: 1 }));

  caseGenerator(rng: Rng, level: Level): Case {
    const length = rng.integer(level.beads - FEWER, level.beads);
    const counts: number[] = range(level.colours).map(() => 1);
    while (counts.reduce((sum, count) => sum + count, 0) < length) {
      const colour = rng.integer(0, level.colours - 1);
      if (at(counts, colour) < Math.ceil(length / 2)) counts[colour] = at(counts, colour) + 1;
    }
    const colours = rng.sample(COLOURS, level.colours);
    const eligible = range(level.colours).filter((colour) => 2 * at(counts, colour) <= length);
    return {
      beads: colours.map((colour, index) => ({ colour, count: at(counts, index) })),
      turned: level.turned,
      apart: level.apart ? rng.choice(eligible) : -1,
    };
  }

  promptFunc({ beads, turned, apart }: Case): string {
    const length = beads.reduce((sum, { count }) => sum + count, 0);
    const parts = beads.map(({ colour, count }) => `${count} ${colour}`);
    const beadsText = `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
    return [
      `${length} beads are to be threaded on a closed ring, so that the first and the last bead are neighbours as well: ${beadsText}. All of them are used. Beads of the same colour cannot be told apart.`,
      turned
        ? "A bracelet may be turned round and turned over: two arrangements count as the same bracelet if a rotation of the ring, a reflection, or both make one into the other."
        : "A bracelet may be turned round but not turned over, since the backs of its beads are flat: two arrangements count as the same bracelet if and only if a rotation of the ring makes one into the other. Mirror images that no rotation makes equal are different bracelets.",
      ...(apart < 0 ? [] : [`No two ${at(beads, apart).colour} beads may be next to each other.`]),
      "",
      "How many different bracelets are there?",
      `Answer with one whole number. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(String(countBracelets(instance)));
  }

  verifyCorrection(answer: number, instance: Case): number {
    return answer === countBracelets(instance) ? 1 : 0;
  }
}
