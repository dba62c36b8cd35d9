import {
  at,
  Bootcamp,
  type Card,
  decimal,
  finalLine,
  findRoot,
  isClose,
  range,
  type Rng,
  sortNumbers,
  textTable,
} from "campforge/bootcamp";

type Voice = "laboratory" | "exercise" | "brief";

type Layer = { readonly thickness: number; readonly density: number };

type Segment = { readonly area: number; readonly height: number; readonly density: number };

type Case = {
  /** From the top down. */
  readonly layers: readonly Layer[];
  /** From the bottom up. */
  readonly segments: readonly Segment[];
  readonly voice: Voice;
};

type Level = { readonly layers: number; readonly segments: number };

const VOICES: readonly Voice[] = ["laboratory", "exercise", "brief"];

/** In cm. */
const TOLERANCE = 0.01;

const FLOOR_SHARE = 0.08;

const MOST_TRIES = 200;

/** In cm, of the pieces of the broken line between mass and depth on which a floating pole may rest. */
const LONGEST_PIECE = 2;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

const toHundredths = (value: number): number => Math.round(100 * value) / 100;

const massOf = (segments: readonly Segment[]): number =>
  sum(segments.map(({ area, height, density }) => area * height * density));

const floorOf = (layers: readonly Layer[]): number => sum(layers.map(({ thickness }) => thickness));

/** The mass in grams that the pole displaces when its bottom end is at a depth. */
function displaced(layers: readonly Layer[], segments: readonly Segment[], depth: number): number {
  let total = 0;
  let low = depth;
  for (const { area, height } of segments) {
    const high = low - height;
    let above = 0;
    for (const { thickness, density } of layers) {
      const below = above + thickness;
      total += area * density * Math.max(0, Math.min(low, below) - Math.max(high, above));
      above = below;
    }
    low = high;
  }
  return total;
}

/** The depth of the bottom end at rest. */
function restingDepth({ layers, segments }: Case): number {
  const floor = floorOf(layers);
  const mass = massOf(segments);
  if (displaced(layers, segments, floor) < mass) return floor;
  return findRoot((depth) => displaced(layers, segments, depth) - mass, 0, floor);
}

/** Whether there is no doubt where the pole rests. */
function isClear(instance: Case): boolean {
  const { layers, segments } = instance;
  const floor = floorOf(layers);
  const mass = massOf(segments);
  const depth = restingDepth(instance);
  if (depth === floor) return mass - displaced(layers, segments, floor) > 0.5;
  return (
    depth < floor - 0.5 &&
    mass - displaced(layers, segments, depth - 0.05) > 0.02 &&
    displaced(layers, segments, depth + 0.05) - mass > 0.02
  );
}

/** How deep the pole would float in one liquid, or its whole height where it would sink. */
function uniformDepth(segments: readonly Segment[], density: number): number {
  let volume = massOf(segments) / density;
  let depth = 0;
  for (const { area, height } of segments) {
    const part = Math.min(height, volume / area);
    depth += part;
    volume -= part * area;
  }
  return depth;
}

/** The depths that rough estimates lead to, each as it is and corrected once. */
function roughDepths({ layers, segments }: Case): number[] {
  const floor = floorOf(layers);
  const mass = massOf(segments);
  const weightedMean = (depth: number): number =>
    displaced(layers, [{ area: 1, height: depth, density: 1 }], depth) / depth;
  const plainMean = (depth: number): number => {
    const reached = layers.filter((_, index) => floorOf(layers.slice(0, index)) < depth);
    return sum(reached.map(({ density }) => density)) / reached.length;
  };
  const guesses = [floor / 2, floor];
  for (const density of [...layers.map((layer) => layer.density), weightedMean(floor), plainMean(floor)])
    for (const meanTo of [weightedMean, plainMean]) {
      let guess = uniformDepth(segments, density);
      guesses.push(guess);
      for (let again = 0; again < 2; again++) {
        guess = uniformDepth(segments, meanTo(Math.min(guess, floor)));
        guesses.push(guess);
      }
    }
  const step = 0.001;
  return guesses.flatMap((guess) => {
    const rise = displaced(layers, segments, guess + step) - displaced(layers, segments, guess - step);
    const lacking = mass - displaced(layers, segments, guess);
    return rise > 0 ? [guess, guess + (lacking * 2 * step) / rise] : [guess];
  });
}

/** Whether no rough estimate is right, where the pole floats. */
function isFarFromRough(instance: Case): boolean {
  const depth = restingDepth(instance);
  const isOnFloor = depth === floorOf(instance.layers);
  return isOnFloor || roughDepths(instance).every((rough) => Math.abs(rough - depth) > 2 * TOLERANCE);
}

/** Whether the pole rests on a short piece of the broken line between mass and depth, where it floats. */
function isOnShortPiece(instance: Case): boolean {
  const depth = restingDepth(instance);
  const depths = [0, ...passages(instance)];
  const next = depths.findIndex((one) => one >= depth);
  return depth === floorOf(instance.layers) || at(depths, next) - at(depths, next - 1) <= LONGEST_PIECE;
}

/** The depths of the bottom end at which an end of a segment passes from one layer to another, and the floor. */
function passages({ layers, segments }: Case): number[] {
  const tops = layers.map((_, index) => floorOf(layers.slice(0, index)));
  const ends = range(segments.length + 1).map((count) => sum(segments.slice(0, count).map(({ height }) => height)));
  const floor = floorOf(layers);
  const depths = tops.flatMap((top) => ends.map((end) => top + end)).filter((depth) => depth > 0 && depth < floor);
  return sortNumbers([...new Set([...depths, floor])]);
}

function drawCase(rng: Rng, level: Level, sinks: boolean): Case {
  let density = rng.integer(60, 85);
  const layers = range(level.layers).map((): Layer => {
    density += rng.integer(4, 22);
    return { thickness: rng.integer(4, 18), density: density / 100 };
  });
  const floor = floorOf(layers);
  const typical = ((0.6 + 0.6 * rng.float()) * floor) / level.segments;
  const shapes = range(level.segments).map((): Segment => ({
    area: rng.integer(1, 12),
    height: Math.max(2, Math.round(typical * (0.5 + rng.float()))),
    density: 0.4 + 1.2 * rng.float(),
  }));
  // The densities are scaled so that the pole rests near a depth that is drawn, or stands on the floor.
  const wanted = sinks
    ? displaced(layers, shapes, floor) * (1.03 + 0.3 * rng.float())
    : displaced(layers, shapes, floor * (0.35 + 0.63 * rng.float()));
  const scale = wanted / massOf(shapes);
  const segments = shapes.map((shape) => ({ ...shape, density: Math.max(0.05, toHundredths(shape.density * scale)) }));
  return { layers, segments, voice: rng.choice(VOICES) };
}

const written = (value: number): string => String(Number(value.toFixed(4)));

export default class LayeredFloat extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "LayeredFloat",
    slug: "layered-float",
    title: "Layered Float",
    domain: "natural-science",
    description:
      "An upright pole of stacked segments floats in a tank with several layers of liquids of different densities, or stands on its floor. The depth of its bottom end at rest is asked for, within 0.01 cm. Harder cases have more layers and more segments.",
    answerFormat: "the depth in cm as a decimal number, on a last line `Answer: …`",
    parameters: {
      layers: { meaning: "layers of liquid", min: 2, max: 14 },
      segments: { meaning: "segments of the pole", min: 2, max: 14 },
    },
    levels: [
      { layers: 5, segments: 5 },
      { layers: 7, segments: 7 },
      { layers: 8, segments: 8 },
      { layers: 10, segments: 10 },
      { layers: 12, segments: 13 },
    ],
  };

  readonly answerFormat = finalLine(decimal());

  caseGenerator(rng: Rng, level: Level): Case {
    const sinks = rng.boolean(FLOOR_SHARE);
    for (let tries = 0; ; tries++) {
      const drawn = drawCase(rng, level, sinks);
      if (isClear(drawn) && (tries >= MOST_TRIES || (isOnShortPiece(drawn) && isFarFromRough(drawn)))) return drawn;
    }
  }

  promptFunc({ layers, segments, voice }: Case): string {
    const opening = {
      laboratory:
        "In a laboratory, a pole is let down into a very wide tank in which several liquids lie one on another, until it comes to rest.",
      exercise: "Determine how deep an upright pole sinks in a tank with several layers of liquid.",
      brief: "Buoyancy in layers of liquid: find the resting depth of a pole.",
    }[voice];
    return [
      opening,
      "",
      "The liquids do not mix and lie in level layers, each denser than the one above. The layers from the top down:",
      "",
      textTable(
        ["layer", "thickness (cm)", "density (g/cm³)"],
        layers.map(({ thickness, density }, index) => [index + 1, thickness, density.toFixed(2)]),
      ),
      "",
      "Under the last layer is the floor of the tank. The tank is so wide that the layers stay as they are when the pole is in them, and the air is neglected.",
      "",
      "The pole is made of solid segments stacked one on another. The segments from the bottom up:",
      "",
      textTable(
        ["segment", "cross-section (cm²)", "height (cm)", "density (g/cm³)"],
        segments.map(({ area, height, density }, index) => [index + 1, area, height, density.toFixed(2)]),
      ),
      "",
      "Frictionless guides keep the pole upright; it slides freely up and down, in one piece, and comes to rest. At rest the mass of the pole equals the mass of the liquid that it displaces: each bit of its volume displaces the liquid that lies at that depth, and parts above the top surface displace nothing. Only if the pole is too heavy even when its bottom end reaches the floor does it stand on the floor.",
      "",
      "How deep below the top surface of the uppermost layer is the bottom end of the pole at rest, in cm? There is exactly one such depth.",
      "",
      `Give the number alone, without the unit and with at least three digits after the decimal point; an answer that differs by at most ${TOLERANCE} from the exact depth is correct.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(restingDepth(instance).toFixed(4));
  }

  override workedSolution(instance: Case): string {
    const { layers, segments } = instance;
    const mass = massOf(segments);
    const depths = passages(instance);
    const masses = depths.map((depth) => displaced(layers, segments, depth));
    const crossing = masses.findIndex((one) => one >= mass);
    const shown = crossing < 0 ? depths.length : crossing + 1;
    const depth = at(depths, shown - 1);
    const before = depths[shown - 2] ?? 0;
    const massBefore = masses[shown - 2] ?? 0;
    const slope = (at(masses, shown - 1) - massBefore) / (depth - before);
    const end =
      crossing < 0
        ? [`Even on the floor it displaces less than its mass, so it stands on the floor, at a depth of ${depth} cm.`]
        : [
            `So it rests between ${before} cm and ${depth} cm, where the displaced mass grows by ${written(slope)} g per cm.`,
            `The depth is ${before} + (${written(mass)} − ${written(massBefore)}) / ${written(slope)} = ${written(before + (mass - massBefore) / slope)} cm.`,
          ];
    return [
      `The mass of the pole is ${segments.map((one) => `${one.area} · ${one.height} · ${one.density.toFixed(2)}`).join(" + ")} = ${written(mass)} g.`,
      "",
      "Between the depths of the bottom end at which an end of a segment passes from one layer to another, the displaced mass grows evenly. At these depths it is:",
      ...depths.slice(0, shown).map((one, index) => `- ${one} cm: ${written(at(masses, index))} g`),
      "",
      ...end,
      "",
      this.referenceAnswer(instance),
    ].join("\n");
  }

  verifyCorrection(answer: number, instance: Case): number {
    return isClose(answer, restingDepth(instance), { absolute: TOLERANCE }) ? 1 : 0;
  }

  /** Passages of an end of a segment from one layer to another until the pole has come to rest. */
  override hardness(instance: Case): number {
    const depth = restingDepth(instance);
    return passages(instance).filter((one) => one < depth).length;
  }
}
