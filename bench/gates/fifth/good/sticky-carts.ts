import { at, Bootcamp, type Card, integer, range, Rational, rational, record, type Rng, sortNumbers, tagged, textTable } from "campforge/bootcamp";

type Cart = { readonly mass: number; readonly position: number; readonly velocity: number };

type Case = {
  readonly carts: readonly Cart[];
  /** Whether a wall stands at position 0, from which carts rebound. */
  readonly wall: boolean;
  /** The cart whose velocity is asked for at the end. */
  readonly asked: number;
};

type Answer = { readonly bodies: number; readonly time: Rational; readonly velocity: Rational };

type Level = {
  readonly carts: number;
  readonly heaviest: number;
  readonly fastest: number;
  readonly wall: boolean;
};

/** Carts that move as one, from the left one to the right one. */
type Body = {
  readonly carts: readonly number[];
  readonly mass: Rational;
  readonly position: Rational;
  readonly velocity: Rational;
};

type Outcome = {
  readonly bodies: readonly Body[];
  readonly lastJoin: Rational;
  readonly joins: number;
  readonly events: number;
  /** True when a body meets the wall and another body at the same moment. */
  readonly unclear: boolean;
};

const ZERO = Rational.of(0);
const MOST_TRIES = 400;
const LARGEST_DENOMINATOR = 5_000n;

/** How long until one point catches another that lies to its right, or undefined where it never does. */
function timeToMeet(left: Body, right: Body): Rational | undefined {
  const closing = left.velocity.minus(right.velocity);
  return closing.compare(ZERO) > 0 ? right.position.minus(left.position).dividedBy(closing) : undefined;
}

const joined = (left: Body, right: Body): Body => {
  const mass = left.mass.plus(right.mass);
  const momentum = left.mass.times(left.velocity).plus(right.mass.times(right.velocity));
  return { carts: [...left.carts, ...right.carts], mass, position: left.position, velocity: momentum.dividedBy(mass) };
};

/** Everything that happens, to the end. */
function simulate({ carts, wall }: Pick<Case, "carts" | "wall">): Outcome {
  let bodies: readonly Body[] = carts.map(({ mass, position, velocity }, index) => ({
    carts: [index],
    mass: Rational.of(mass),
    position: Rational.of(position),
    velocity: Rational.of(velocity),
  }));
  let now = ZERO;
  let lastJoin = ZERO;
  let [joins, events, unclear] = [0, 0, false];
  for (;;) {
    const meetings = bodies.slice(1).map((right, index) => timeToMeet(at(bodies, index), right));
    const first = at(bodies, 0);
    const rebound =
      wall && first.velocity.compare(ZERO) < 0 ? ZERO.minus(first.position).dividedBy(first.velocity) : undefined;
    const [soonest] = [rebound, ...meetings]
      .filter((time) => time !== undefined)
      .toSorted((one, other) => one.compare(other));
    if (soonest === undefined) return { bodies, lastJoin, joins, events, unclear };
    events++;
    now = now.plus(soonest);
    bodies = bodies.map((body) => ({ ...body, position: body.position.plus(body.velocity.times(soonest)) }));
    const pair = meetings.findIndex((time) => time?.equals(soonest) === true);
    if (rebound?.equals(soonest) === true) {
      if (pair === 0) unclear = true;
      bodies = [{ ...at(bodies, 0), velocity: ZERO.minus(at(bodies, 0).velocity) }, ...bodies.slice(1)];
      continue;
    }
    joins++;
    lastJoin = now;
    bodies = [...bodies.slice(0, pair), joined(at(bodies, pair), at(bodies, pair + 1)), ...bodies.slice(pair + 2)];
  }
}

const bodyWith = (cart: number, { bodies }: Outcome): Body =>
  bodies.find(({ carts }) => carts.includes(cart)) ?? at(bodies, 0);

function drawCarts(rng: Rng, level: Level): Cart[] {
  const positions = sortNumbers(rng.distinctIntegers(level.carts, 2, 12 * level.carts));
  return positions.map((position) => ({
    mass: rng.integer(1, level.heaviest),
    position,
    velocity: rng.integer(-level.fastest, level.fastest),
  }));
}

export default class StickyCarts extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "StickyCarts",
    slug: "sticky-carts",
    title: "Sticky Carts",
    domain: "natural-science",
    description:
      "Carts on a straight track without friction stick together when they meet; at harder levels a wall throws them back. The number of bodies in the end, the time of the last collision and the final velocity of one cart are asked for, as exact fractions. Harder cases have more carts, heavier and faster.",
    answerFormat: "`bodies`, `time` and `velocity`, one a line, between <answer> and </answer>; the last two may be fractions",
    parameters: {
      carts: { meaning: "carts on the track", min: 3, max: 9 },
      heaviest: { meaning: "mass of a cart at the most", min: 1, max: 9 },
      fastest: { meaning: "speed of a cart at the most", min: 2, max: 9 },
      wall: { meaning: "whether a wall at position 0 throws carts back" },
    },
    levels: [
      { carts: 3, heaviest: 3, fastest: 4, wall: false },
      { carts: 4, heaviest: 4, fastest: 5, wall: false },
      { carts: 4, heaviest: 5, fastest: 6, wall: true },
      { carts: 6, heaviest: 5, fastest: 6, wall: true },
      { carts: 8, heaviest: 6, fastest: 7, wall: true },
    ],
  };

  readonly answerFormat = tagged(record({ bodies: integer({ min: 1 }), time: rational(), velocity: rational() }));

  caseGenerator(rng: Rng, level: Level): Case {
    for (let tried = 0; ; tried++) {
      const carts = drawCarts(rng, level);
      const outcome = simulate({ carts, wall: level.wall });
      const { lastJoin, joins, unclear } = outcome;
      if (unclear || joins < (tried < MOST_TRIES ? Math.ceil(level.carts / 2) : 1)) continue;
      const together = range(level.carts).filter((cart) => bodyWith(cart, outcome).carts.length > 1);
      const asked = rng.choice(together);
      const { velocity } = bodyWith(asked, outcome);
      const isPlain = [lastJoin, velocity].every(({ denominator }) => denominator <= LARGEST_DENOMINATOR);
      if (isPlain || tried >= MOST_TRIES) return { carts, wall: level.wall, asked };
    }
  }

  promptFunc({ carts, wall, asked }: Case): string {
    const table = textTable(
      ["cart", "mass (kg)", "position (m)", "velocity (m/s)"],
      carts.map(({ mass, position, velocity }, index) => [index + 1, mass, position, velocity]),
    );
    const ends = wall
      ? "A fixed wall stands at position 0, to the left of all carts. A body that reaches it is thrown back without loss: its velocity changes its sign and nothing else. To the right the track goes on for ever."
      : "The track goes on for ever in both directions.";
    return [
      `${carts.length} carts, so short that they may be taken for points, run on a straight track without friction. Positions grow to the right, and a positive velocity points to the right. At time 0:`,
      "",
      table,
      "",
      `Whenever carts meet, they stick together at once and for good, and go on as one body; momentum is conserved. ${ends}`,
      "",
      "Once nothing more will ever happen:",
      "- bodies: how many separate bodies are there (a cart that never met another counts as one)?",
      "- time: how many seconds after time 0 did carts meet for the last time?",
      `- velocity: what is the velocity of the body that holds cart ${asked + 1}, in m/s, negative for one to the left?`,
      "",
      "Write three lines, each with its name: `bodies: …`, `time: …`, `velocity: …`. Give the last two exactly, as whole numbers or fractions such as -7/3, without units.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const outcome = simulate(instance);
    const velocity = bodyWith(instance.asked, outcome).velocity.toString();
    return this.answerFormat.wrap(
      `bodies: ${outcome.bodies.length}\ntime: ${outcome.lastJoin.toString()}\nvelocity: ${velocity}`,
    );
  }

  verifyCorrection({ bodies, time, velocity }: Answer, instance: Case): number {
    const outcome = simulate(instance);
    return bodies === outcome.bodies.length &&
      time.equals(outcome.lastJoin) &&
      velocity.equals(bodyWith(instance.asked, outcome).velocity)
      ? 1
      : 0;
  }

  /** Meetings and rebounds. */
  override hardness(instance: Case): number {
    return simulate(instance).events;
  }
}
