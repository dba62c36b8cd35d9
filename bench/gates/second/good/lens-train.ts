import {
  at,
  Bootcamp,
  type Card,
  decimal,
  isClose,
  mapping,
  type Rng,
  tagged,
  text,
  textTable,
} from "campforge/bootcamp";

type Lens = {
  /** In centimetres, negative for a diverging lens. */
  readonly focalLength: number;
  /** In centimetres from the first lens. */
  readonly position: number;
};

type Case = {
  readonly objectDistance: number;
  readonly objectHeight: number;
  readonly lenses: readonly Lens[];
};

type Level = { readonly lenses: number; readonly diverging: boolean; readonly longestGap: number };

type Image = { readonly distance: number; readonly height: number };

const RELATIVE_TOLERANCE = 0.01;
const MAX_DRAWS = 2_000;

/** The image after each lens; its distance counts from that lens, positive beyond it. */
function images({ objectDistance, objectHeight, lenses }: Case): Image[] {
  const found: Image[] = [];
  lenses.forEach(({ focalLength, position }, place) => {
    const before = found[place - 1];
    const gap = place === 0 ? 0 : position - at(lenses, place - 1).position;
    const distance = before === undefined ? objectDistance : gap - before.distance;
    const image = (focalLength * distance) / (distance - focalLength);
    found.push({ distance: image, height: ((before?.height ?? objectHeight) * -image) / distance });
  });
  return found;
}

const lastImage = (instance: Case): Image => at(images(instance), instance.lenses.length - 1);

/** Far from the cases in which rays leave parallel, and with sizes that can be read. */
const isReadable = (instance: Case): boolean =>
  images(instance).every(
    ({ distance, height }) =>
      Math.abs(distance) >= 2 &&
      Math.abs(distance) <= 300 &&
      Math.abs(height) >= 0.2 &&
      Math.abs(height) <= 60,
  );

export default class LensTrain extends Bootcamp<Case, ReadonlyMap<string, number>, Level> {
  static readonly card: Card<Level> = {
    name: "LensTrain",
    slug: "lens-train",
    title: "Images by Thin Lenses",
    domain: "natural-science",
    description:
      "An object stands before one or more thin lenses on a common axis, converging or in harder cases diverging. The distance of the last image from the last lens and its height, both with their signs, are asked for.",
    answerFormat: "distance=… and height=…, apart by a comma, between <answer> and </answer>",
    parameters: {
      lenses: { meaning: "lenses on the axis", min: 1, max: 4 },
      diverging: { meaning: "whether there may be diverging lenses" },
      longestGap: { meaning: "longest distance from one lens to the next, in centimetres", min: 5, max: 80 },
    },
    levels: [
      { lenses: 1, diverging: false, longestGap: 20 },
      { lenses: 2, diverging: false, longestGap: 40 },
      { lenses: 2, diverging: true, longestGap: 40 },
      { lenses: 3, diverging: true, longestGap: 60 },
    ],
  };

  readonly answerFormat = tagged(mapping(text({ letterCase: "lower" }), decimal()));

  caseGenerator(rng: Rng, level: Level): Case {
    for (let draw = 0; draw < MAX_DRAWS; draw++) {
      let position = 0;
      const lenses = Array.from({ length: level.lenses }, (_, place): Lens => {
        if (place > 0) position += rng.integer(5, level.longestGap);
        const isDiverging = level.diverging && rng.boolean(0.4);
        return { focalLength: rng.integer(8, 40) * (isDiverging ? -1 : 1), position };
      });
      const instance: Case = {
        objectDistance: rng.integer(6, 90),
        objectHeight: rng.integer(10, 60) / 10,
        lenses,
      };
      if (at(lenses, 0).focalLength !== instance.objectDistance && isReadable(instance)) return instance;
    }
    return { objectDistance: 30, objectHeight: 2, lenses: [{ focalLength: 20, position: 0 }] };
  }

  promptFunc(instance: Case): string {
    const { objectDistance, objectHeight, lenses } = instance;
    const rows = lenses.map(({ focalLength, position }, place) => [
      place + 1,
      focalLength > 0 ? "converging" : "diverging",
      `${focalLength} cm`,
      `${position} cm`,
    ]);
    return [
      `An upright object ${objectHeight} cm high stands ${objectDistance} cm to the left of the first of these thin lenses, which share an axis:`,
      "",
      textTable(["lens", "kind", "focal length", "distance to the right of lens 1"], rows),
      "",
      "Rules:",
      "1. For each lens 1/s + 1/s' = 1/f, where s is the distance of the object of this lens to its left (negative when",
      "   it lies to the right), s' the distance of the image to its right (negative when it lies to the left), and f the",
      "   focal length. The magnification is -s'/s.",
      "2. The image that a lens makes is the object of the next lens, wherever it lies. Light goes from left to right.",
      "3. The height of an image is positive when it is upright like the object and negative when it is upside down.",
      "",
      "Example: an object 1 cm high, 15 cm before a single lens of focal length 10 cm, has its image at distance 30 and",
      "with height -2.",
      "",
      "Where is the image that the last lens makes? Give its distance from the last lens in cm (positive to the right,",
      "negative to the left) and its height in cm (with its sign), in the form distance=…, height=…, each with at least",
      "three digits behind the decimal point. Numbers within 1 percent of the exact ones are right.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { distance, height } = lastImage(instance);
    return this.answerFormat.wrap(`distance=${distance.toFixed(4)}, height=${height.toFixed(4)}`);
  }

  verifyCorrection(answer: ReadonlyMap<string, number>, instance: Case): number {
    const truth = lastImage(instance);
    const distance = answer.get("distance");
    const height = answer.get("height");
    if (answer.size !== 2 || distance === undefined || height === undefined) return 0;
    const tolerance = { relative: RELATIVE_TOLERANCE };
    return isClose(distance, truth.distance, tolerance) && isClose(height, truth.height, tolerance) ? 1 : 0;
  }
}
