import { Bootcamp, type Card, decimal, findRoot, isClose, range, record, type Rng, sortNumbers, tagged } from "campforge/bootcamp";

/** A downward force at one place, in kN. */
type Force = { readonly x: number; readonly force: number };

/** A downward load between two places whose rate, in kN per metre, runs linearly from the first to the second value. */
type Spread = { readonly from: number; readonly to: number; readonly start: number; readonly end: number };

/** A couple, in kNm, positive where it turns clockwise. */
type Couple = { readonly x: number; readonly turn: number };

type Beam = {
  readonly length: number;
  readonly supports: readonly [number, number];
  readonly forces: readonly Force[];
  readonly spreads: readonly Spread[];
  readonly couples: readonly Couple[];
};

type Case = Beam & { readonly voice: "site" | "exam" };

type Level = {
  readonly span: number;
  readonly overhang: number;
  readonly forces: number;
  readonly spreads: number;
  readonly sloped: boolean;
  readonly couples: number;
};

type Answer = { readonly left: number; readonly moment: number; readonly place: number };

const MOST_TRIES = 400;

/** The load of a spread up to a place, and its moment about that place. */
function loadUpTo(spread: Spread, x: number): { readonly load: number; readonly moment: number } {
  const reach = Math.min(x, spread.to) - spread.from;
  if (reach <= 0) return { load: 0, moment: 0 };
  const slope = (spread.end - spread.start) / (spread.to - spread.from);
  const load = spread.start * reach + (slope * reach ** 2) / 2;
  const first = (spread.start * reach ** 2) / 2 + (slope * reach ** 3) / 3;
  return { load, moment: load * (x - spread.from) - first };
}

/** The reactions of the supports, positive upwards. */
function reactionsOf(beam: Beam): { readonly left: number; readonly right: number } {
  const [a, b] = beam.supports;
  let load = 0;
  let turning = 0;
  for (const { x, force } of beam.forces) {
    load += force;
    turning += force * (x - a);
  }
  for (const spread of beam.spreads) {
    const whole = loadUpTo(spread, spread.to);
    load += whole.load;
    turning += whole.load * (spread.to - a) - whole.moment;
  }
  for (const { turn } of beam.couples) turning += turn;
  const right = turning / (b - a);
  return { left: load - right, right };
}

function shearAt(beam: Beam, x: number): number {
  const { left, right } = reactionsOf(beam);
  const [a, b] = beam.supports;
  const upward = (x >= a ? left : 0) + (x >= b ? right : 0);
  const forces = beam.forces.reduce((sum, one) => sum + (x >= one.x ? one.force : 0), 0);
  return upward - forces - beam.spreads.reduce((sum, one) => sum + loadUpTo(one, x).load, 0);
}

/** The bending moment at a place, where a couple there counts or does not count yet. */
function momentAt(beam: Beam, x: number, withCouple: boolean): number {
  const { left, right } = reactionsOf(beam);
  const [a, b] = beam.supports;
  let moment = left * Math.max(0, x - a) + right * Math.max(0, x - b);
  for (const one of beam.forces) moment -= one.force * Math.max(0, x - one.x);
  for (const one of beam.spreads) moment -= loadUpTo(one, x).moment;
  for (const one of beam.couples) if (one.x < x || (withCouple && one.x === x)) moment += one.turn;
  return moment;
}

type Extreme = { readonly place: number; readonly moment: number };

/** Every place where the moment may be greatest: ends of pieces, and where the shear force crosses 0 within one. */
function extremesOf(beam: Beam): readonly Extreme[] {
  const ends = sortNumbers([
    ...new Set([
      0,
      beam.length,
      ...beam.supports,
      ...beam.forces.map(({ x }) => x),
      ...beam.couples.map(({ x }) => x),
      ...beam.spreads.flatMap(({ from, to }) => [from, to]),
    ]),
  ]);
  const slight = 1e-9;
  const places = ends.flatMap((end, index) => {
    const next = ends[index + 1];
    if (next === undefined) return [end];
    const [before, after] = [shearAt(beam, end), shearAt(beam, next - slight)];
    if (!(before > slight && after < -slight)) return [end];
    return [end, findRoot((x) => shearAt(beam, x), end, next - slight)];
  });
  return places.flatMap((place) => [false, true].map((counts) => ({ place, moment: momentAt(beam, place, counts) })));
}

function greatest(extremes: readonly Extreme[]): Extreme {
  return extremes.reduce((best, one) => (Math.abs(one.moment) > Math.abs(best.moment) ? one : best));
}

function solve(beam: Beam): Answer {
  const { place, moment } = greatest(extremesOf(beam));
  return { left: reactionsOf(beam).left, moment, place };
}

function drawBeam(rng: Rng, level: Level): Beam {
  const before = rng.integer(0, level.overhang);
  const after = rng.integer(0, level.overhang);
  const span = level.span + rng.integer(0, 3);
  const length = before + span + after;
  const spreads = range(level.spreads).map((): Spread => {
    const from = rng.integer(0, length - 3);
    const to = rng.integer(from + 2, Math.min(length, from + Math.max(3, Math.ceil(length / 2))));
    const start = rng.integer(2, 15);
    if (!level.sloped) return { from, to, start, end: start };
    return rng.boolean() ? { from, to, start, end: 0 } : { from, to, start: 0, end: start };
  });
  return {
    length,
    supports: [before, before + span],
    forces: rng.distinctIntegers(level.forces, 1, 2 * length - 1).map((x) => ({ x: x / 2, force: rng.integer(5, 60) })),
    spreads,
    couples: rng
      .distinctIntegers(level.couples, 1, length - 1)
      .map((x) => ({ x, turn: (rng.boolean() ? 1 : -1) * rng.integer(10, 60) })),
  };
}

/** True where the greatest moment is well above all others, so that its place is beyond doubt. */
function isClear(beam: Beam): boolean {
  const extremes = extremesOf(beam);
  const best = greatest(extremes);
  const rivals = extremes.filter(({ place }) => Math.abs(place - best.place) > 1e-6);
  return rivals.every(({ moment }) => Math.abs(moment) < 0.95 * Math.abs(best.moment));
}

export default class BeamMoments extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "BeamMoments",
    slug: "beam-moments",
    title: "Beam Moments",
    domain: "mathematical-modelling",
    description:
      "A beam on two supports bears forces, distributed loads and couples. The reaction of the left support, the bending moment of greatest size and its place are to be found. Harder cases have overhanging ends, triangular loads and couples.",
    answerFormat: "`left`, `moment` and `place` to two decimal places, between <answer> and </answer>",
    parameters: {
      span: { meaning: "least distance of the supports in metres", min: 4, max: 20 },
      overhang: { meaning: "metres at the most by which an end projects beyond its support", min: 0, max: 5 },
      forces: { meaning: "number of single forces", min: 1, max: 6 },
      spreads: { meaning: "number of distributed loads", min: 0, max: 4 },
      sloped: { meaning: "whether the distributed loads are triangular" },
      couples: { meaning: "number of couples", min: 0, max: 3 },
    },
    levels: [
      { span: 5, overhang: 0, forces: 2, spreads: 0, sloped: false, couples: 0 },
      { span: 6, overhang: 0, forces: 2, spreads: 1, sloped: false, couples: 0 },
      { span: 7, overhang: 3, forces: 2, spreads: 2, sloped: false, couples: 0 },
      { span: 8, overhang: 3, forces: 2, spreads: 2, sloped: true, couples: 1 },
      { span: 10, overhang: 4, forces: 3, spreads: 3, sloped: true, couples: 2 },
    ],
  };

  readonly answerFormat = tagged(record({ left: decimal(), moment: decimal(), place: decimal() }));

  caseGenerator(rng: Rng, level: Level): Case {
    let beam = drawBeam(rng, level);
    for (let tried = 1; tried < MOST_TRIES && !isClear(beam); tried++) beam = drawBeam(rng, level);
    return { ...beam, voice: rng.choice(["site", "exam"]) };
  }

  promptFunc({ length, supports, forces, spreads, couples, voice }: Case): string {
    const [a, b] = supports;
    const opening = {
      site: `A steel beam, ${length} m long, lies on two supports of a scaffold. Before it is loaded, the engineer wants to know how strongly it will be bent.`,
      exam: `Consider a straight horizontal beam of length ${length} m on two simple supports.`,
    }[voice];
    return [
      opening,
      "",
      "Places are measured in metres from the left end of the beam. Its own weight is neglected.",
      `- The left support (a pin) is at ${a} m, the right support (a roller that can also hold the beam down) at ${b} m.`,
      ...forces.map(({ x, force }) => `- A force of ${force} kN acts downwards at ${x} m.`),
      ...spreads.map(({ from, to, start, end }) =>
        start === end
          ? `- A load of ${start} kN/m, spread evenly, acts downwards from ${from} m to ${to} m.`
          : `- A distributed load acts downwards from ${from} m to ${to} m; it changes linearly from ${start} kN/m at ${from} m to ${end} kN/m at ${to} m.`,
      ),
      ...couples.map(({ x, turn }) => `- A couple of ${Math.abs(turn)} kNm, turning ${turn > 0 ? "clockwise" : "anticlockwise"}, acts at ${x} m.`),
      "",
      "The left end is on your left as you look at the beam, and clockwise is as you see it. A reaction is positive where the support pushes the beam upwards. A bending moment is positive where it makes the beam sag (the lower side is stretched) and negative where it makes the beam hog. Where a couple acts the moment jumps; both of its values there, just before and just behind, count.",
      "",
      "Find",
      "- left: the reaction of the left support in kN,",
      "- moment: the bending moment, with its sign, whose absolute value is the greatest along the whole beam, in kNm,",
      "- place: where this moment occurs, in metres from the left end.",
      "",
      "Round each to two decimal places (an error of 0.01 is allowed) and write the three of them without units, for example: left: 12.5, moment: -31.25, place: 4",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { left, moment, place } = solve(instance);
    return this.answerFormat.wrap(`left: ${left.toFixed(2)}, moment: ${moment.toFixed(2)}, place: ${place.toFixed(2)}`);
  }

  verifyCorrection(answer: Answer, instance: Case): number {
    const truth = solve(instance);
    const isNear = (value: number, right: number): boolean => isClose(value, right, { absolute: 0.0101 });
    return isNear(answer.left, truth.left) && isNear(answer.moment, truth.moment) && isNear(answer.place, truth.place) ? 1 : 0;
  }

  /** What has to be reckoned with: loads, of which a distributed one is worth three forces, and overhanging ends. */
  override hardness({ length, supports, forces, spreads, couples }: Case): number {
    const [a, b] = supports;
    return (a > 0 ? 1 : 0) + (b < length ? 1 : 0) + forces.length + 3 * spreads.length + 2 * couples.length;
  }
}
