import {
  at,
  Bootcamp,
  type Card,
  decimal,
  isClose,
  range,
  record,
  type Rng,
  tagged,
  textTable,
} from "campforge/bootcamp";

type Lens = { readonly position: number; readonly focalLength: number };

type Case = {
  /** Where the object stands, in centimetres. */
  readonly object: number;
  /** On both sides of the object, in any order. */
  readonly lenses: readonly Lens[];
};

type Level = {
  readonly lenses: number;
  readonly others: number;
  readonly diverging: number;
  readonly virtualObjects: number;
};

/** For each direction of the light, the position of the final image and the total magnification. */
type Answer = {
  readonly rightPosition: number;
  readonly rightMagnification: number;
  readonly leftPosition: number;
  readonly leftMagnification: number;
};

/** The direction of the light: 1 to larger positions, -1 to smaller ones. */
type Direction = 1 | -1;

type Image = { readonly position: number; readonly magnification: number };

/** One image: its lens, the distances of object and image from it, where the image lies, and its magnification. */
type Step = {
  readonly lens: Lens;
  readonly objectDistance: number;
  readonly imageDistance: number;
  readonly image: number;
  readonly magnification: number;
};

const TOLERANCE = { relative: 0.01, absolute: 0.01 };
const MARGIN = 0.5;
const FARTHEST = 300;

/** The lenses that the light passes in a direction, in the order in which it does. */
const passed = ({ object, lenses }: Case, direction: Direction): Lens[] =>
  lenses
    .filter(({ position }) => direction * (position - object) > 0)
    .toSorted((one, other) => direction * (one.position - other.position));

/** The images one after the other, as the light passes the lenses. */
function stepsOf(instance: Case, direction: Direction): Step[] {
  const steps: Step[] = [];
  let source = instance.object;
  for (const lens of passed(instance, direction)) {
    const { position, focalLength } = lens;
    const objectDistance = direction * (position - source);
    const imageDistance = (objectDistance * focalLength) / (objectDistance - focalLength);
    const image = position + direction * imageDistance;
    steps.push({
      lens,
      objectDistance,
      imageDistance,
      image,
      magnification: -imageDistance / objectDistance,
    });
    source = image;
  }
  return steps;
}

/** Position and magnification of the final image in a direction. */
function finalImage(instance: Case, direction: Direction): Image {
  const steps = stepsOf(instance, direction);
  return {
    position: at(steps, steps.length - 1).image,
    magnification: steps.reduce((product, step) => product * step.magnification, 1),
  };
}

/** Whether small errors stay small at this lens. */
function isSteady({ lens, objectDistance, imageDistance }: Step): boolean {
  const fromFocus = Math.abs(Math.abs(objectDistance) - Math.abs(lens.focalLength));
  return fromFocus > MARGIN && Math.abs(objectDistance) > MARGIN && Math.abs(imageDistance) < FARTHEST;
}

const virtualIn = (steps: readonly Step[]): number =>
  steps.filter(({ objectDistance }) => objectDistance < 0).length;

const written = (value: number): string => String(Number(value.toFixed(4)));

/** A number for a formula, in parentheses when it is negative. */
const inFormula = (value: number): string => (value < 0 ? `(${written(value)})` : written(value));

/** Lenses on one side of the object, the first `diverging` of them in a random order diverging. */
function drawSide(
  rng: Rng,
  object: number,
  direction: Direction,
  counts: {
    readonly lenses: number;
    readonly diverging: number;
    readonly isVirtual: (count: number) => boolean;
  },
): Lens[] {
  for (;;) {
    const signs = rng.shuffle(range(counts.lenses).map((index) => (index < counts.diverging ? -1 : 1)));
    const lenses: Lens[] = [];
    let distance = 0;
    for (const sign of signs) {
      distance += lenses.length === 0 ? rng.integer(6, 60) : rng.integer(4, 40);
      lenses.push({ position: object + direction * distance, focalLength: sign * rng.integer(5, 35) });
    }
    const side: Case = { object, lenses };
    const steps = stepsOf(side, direction);
    if (!counts.isVirtual(virtualIn(steps)) || !steps.every(isSteady)) continue;
    const final = finalImage(side, direction);
    const size = Math.abs(final.magnification);
    if (Math.abs(final.position) >= 1 && size >= 0.1 && size <= 20) return lenses;
  }
}

/** One line for each lens that the light passes in a direction, and the magnification. */
function explain(instance: Case, direction: Direction): string[] {
  const steps = stepsOf(instance, direction);
  const sign = direction === 1 ? "plus" : "minus";
  const distance =
    direction === 1
      ? "the position of the lens minus that of its object"
      : "the position of its object minus that of the lens";
  return [
    `To the ${direction === 1 ? "right" : "left"}, s is ${distance}, and the image lies at the position of the lens ${sign} s':`,
    ...steps.map(
      ({ lens, objectDistance: s, imageDistance, image, magnification }) =>
        `- Lens at ${lens.position} cm, f = ${lens.focalLength} cm: s = ${written(s)} cm${s < 0 ? " (a virtual object)" : ""}, s' = ${inFormula(s)} · ${inFormula(lens.focalLength)} / (${written(s)} − ${inFormula(lens.focalLength)}) = ${written(imageDistance)} cm. The image lies at ${written(image)} cm, with the magnification ${written(magnification)}.`,
    ),
    `The total magnification is ${steps.map((step) => inFormula(step.magnification)).join(" · ")} = ${written(finalImage(instance, direction).magnification)}.`,
    "",
  ];
}

export default class LensTrain extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "LensTrain",
    slug: "lens-train",
    title: "Lens Train",
    domain: "natural-science",
    description:
      "An object on an axis is imaged in both directions, on each side by one or more thin lenses one after the other, with diverging lenses and virtual objects in harder cases. The position of the final image and the total magnification are asked for on each side, within one percent.",
    answerFormat:
      "rightPosition: …, rightMagnification: …, leftPosition: …, leftMagnification: … as decimal numbers between <answer> and </answer>",
    parameters: {
      lenses: { meaning: "lenses on one side of the object", min: 1, max: 8 },
      others: { meaning: "lenses on its other side", min: 1, max: 8 },
      diverging: {
        meaning: "diverging lenses on the one side; half as many, rounded down, on the other",
        min: 0,
        max: 4,
      },
      virtualObjects: {
        meaning: "least number of lenses with a virtual object on the one side; 0 for none at all on either",
        min: 0,
        max: 4,
      },
    },
    levels: [
      { lenses: 1, others: 1, diverging: 0, virtualObjects: 0 },
      { lenses: 2, others: 2, diverging: 0, virtualObjects: 0 },
      { lenses: 3, others: 2, diverging: 1, virtualObjects: 1 },
      { lenses: 4, others: 2, diverging: 2, virtualObjects: 1 },
      { lenses: 6, others: 3, diverging: 2, virtualObjects: 2 },
    ],
  };

  readonly answerFormat = tagged(
    record({
      rightPosition: decimal(),
      rightMagnification: decimal(),
      leftPosition: decimal(),
      leftMagnification: decimal(),
    }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    const object = rng.integer(-20, 20);
    const direction = rng.choice<Direction>([1, -1]);
    const least = level.virtualObjects;
    const one = drawSide(rng, object, direction, {
      lenses: level.lenses,
      diverging: level.diverging,
      isVirtual: (count) => (least === 0 ? count === 0 : count >= least),
    });
    const other = drawSide(rng, object, direction === 1 ? -1 : 1, {
      lenses: level.others,
      diverging: Math.floor(level.diverging / 2),
      isVirtual: (count) => least > 0 || count === 0,
    });
    return { object, lenses: rng.shuffle([...one, ...other]) };
  }

  promptFunc(instance: Case): string {
    const { object, lenses } = instance;
    const rows = lenses.map(({ position, focalLength }) => [`${position} cm`, `${focalLength} cm`]);
    return [
      `A small luminous object stands on the optical axis at position ${object} cm. Positions are measured along the axis and`,
      "grow from left to right. There are thin lenses on both sides of the object, listed in no particular order:",
      "",
      textTable(["position", "focal length"], rows),
      "",
      "A lens with a positive focal length converges, and one with a negative focal length diverges. The object sends light",
      "in both directions. The light to the right passes the lenses at larger positions than the object's, one after the",
      "other, and the light to the left those at smaller positions; it never turns back. In each direction, the first lens",
      "that the light meets images the object, and each further lens images what the one before it gives, even if that would",
      "lie behind the lens (a virtual object). For each lens,",
      "",
      "1/s + 1/s' = 1/f",
      "",
      "where s is the distance from the lens to its object, positive for an object on the incoming side (the side from which",
      "the light comes) and negative on the other side, and s' is the distance from the lens to its image, positive for an",
      "image on the outgoing side (the side to which the light goes) and negative on the other side. Its magnification is",
      "-s'/s, and the total magnification of a direction is the product over the lenses that its light passes; it is negative",
      "if the final image is upside down.",
      "",
      "For the light to the right and for the light to the left, at which position on the axis, in cm, does the final image",
      "lie, and what is the total magnification?",
      "",
      "Give decimal numbers, without units and with at least four significant digits. Each of them is correct if it is within",
      "1 percent of the exact value or differs from it by at most 0.01. Write them in the form",
      "rightPosition: …, rightMagnification: …, leftPosition: …, leftMagnification: … .",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const parts = (name: string, direction: Direction): string => {
      const { position, magnification } = finalImage(instance, direction);
      return `${name}Position: ${position.toFixed(4)}, ${name}Magnification: ${magnification.toFixed(4)}`;
    };
    return this.answerFormat.wrap(`${parts("right", 1)}, ${parts("left", -1)}`);
  }

  override workedSolution(instance: Case): string {
    return [
      "In each direction, take the lenses on that side of the object from the nearest to the farthest. For each of them",
      "s' = s·f / (s − f), and it magnifies by -s'/s.",
      "",
      ...explain(instance, 1),
      ...explain(instance, -1),
      this.referenceAnswer(instance),
    ].join("\n");
  }

  override hardness(instance: Case): number {
    return 2 * instance.lenses.length + virtualIn(stepsOf(instance, 1)) + virtualIn(stepsOf(instance, -1));
  }

  verifyCorrection(answer: Answer, instance: Case): number {
    const right = finalImage(instance, 1);
    const left = finalImage(instance, -1);
    const arePositions =
      isClose(answer.rightPosition, right.position, TOLERANCE) &&
      isClose(answer.leftPosition, left.position, TOLERANCE);
    const areMagnifications =
      isClose(answer.rightMagnification, right.magnification, TOLERANCE) &&
      isClose(answer.leftMagnification, left.magnification, TOLERANCE);
    return arePositions && areMagnifications ? 1 : 0;
  }
}
