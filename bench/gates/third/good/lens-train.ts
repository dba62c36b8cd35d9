import { at, Bootcamp, type Card, decimal, isClose, record, type Rng, tagged } from "campforge/bootcamp";

type Lens = {
  /** Distance from the object along the axis, in millimetres. */
  readonly position: number;
  /** In millimetres; negative for a diverging lens. */
  readonly focal: number;
};

type Case = {
  /** Height of the object, in millimetres. */
  readonly height: number;
  /** In the order in which light meets them. */
  readonly lenses: readonly Lens[];
};

type Level = { readonly lenses: number; readonly diverging: number; readonly close: number };

type Answer = { readonly position: number; readonly height: number };

type Image = {
  /** Behind the last lens, in centimetres; negative in front of it. */
  readonly position: number;
  /** In centimetres; negative for an image upside down. */
  readonly height: number;
};

const RELATIVE_TOLERANCE = 0.01;
const MARGIN = 0.15;

/** The images of all lenses in turn, each the object of the next lens; undefined where one is too close to infinity. */
function imagesOf({ height, lenses }: Case): Image[] | undefined {
  const images: Image[] = [];
  let place = 0;
  let size = height;
  for (const { position, focal } of lenses) {
    const distance = position - place;
    // Near the focal plane small errors become large ones, and an object in the lens has no image elsewhere.
    if (Math.abs(distance - focal) < MARGIN * Math.abs(focal) || Math.abs(distance) < 5) return undefined;
    const image = (distance * focal) / (distance - focal);
    size *= -image / distance;
    place = position + image;
    images.push({ position: image / 10, height: size / 10 });
  }
  return images;
}

const isSensible = ({ position, height }: Image): boolean =>
  Math.abs(position) >= 0.5 && Math.abs(position) <= 300 && Math.abs(height) >= 0.1 && Math.abs(height) <= 60;

function drawLenses(rng: Rng, level: Level): Lens[] {
  let position = 0;
  return Array.from({ length: level.lenses }, (_, index) => {
    const isDiverging = rng.boolean(level.diverging);
    const size = 5 * rng.integer(8, 50);
    // Lenses close together make an image behind the next lens its object.
    position += index > 0 && rng.boolean(level.close) ? 5 * rng.integer(3, 14) : 5 * rng.integer(20, 90);
    return { position, focal: isDiverging ? -size : size };
  });
}

export default class LensTrain extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "LensTrain",
    slug: "lens-train",
    title: "Images through Several Lenses",
    domain: "natural-science",
    description:
      "An object stands before several thin lenses on one axis. Where the final image is and how high it is are asked for, within 1%. Harder cases have more lenses, diverging ones, and images that lie behind the next lens.",
    answerFormat: "position and height in cm, as in position: 12.3, height: -4.56, between <answer> and </answer>",
    parameters: {
      lenses: { meaning: "lenses on the axis", min: 1, max: 5 },
      diverging: { meaning: "how often a lens is a diverging one", min: 0, max: 0.8 },
      close: { meaning: "how often a lens stands close behind the one before", min: 0, max: 1 },
    },
    levels: [
      { lenses: 1, diverging: 0.2, close: 0 },
      { lenses: 2, diverging: 0.2, close: 0.1 },
      { lenses: 2, diverging: 0.4, close: 0.7 },
      { lenses: 3, diverging: 0.4, close: 0.5 },
      { lenses: 5, diverging: 0.4, close: 0.5 },
    ],
  };

  readonly answerFormat = tagged(record<Answer>({ position: decimal(), height: decimal() }));

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const drawn = { height: rng.integer(10, 80), lenses: drawLenses(rng, level) };
      const last = imagesOf(drawn)?.at(-1);
      if (last !== undefined && isSensible(last)) return drawn;
    }
  }

  promptFunc(instance: Case): string {
    const { height, lenses } = instance;
    const cm = (millimetres: number): string => String(millimetres / 10);
    const lines = lenses.map(({ position, focal }, index) => {
      const kind = focal > 0 ? "converging" : "diverging";
      return `- lens ${index + 1}: ${cm(position)} cm behind the object, ${kind}, focal length ${cm(focal)} cm`;
    });
    return [
      `An object ${cm(height)} cm high stands upright on the optical axis. Light from it passes ${lenses.length === 1 ? "a thin lens" : "thin lenses on this axis, in this order"}:`,
      "",
      ...lines,
      "",
      "Use the ideal model of thin lenses:",
      "1. For each lens, 1/a + 1/b = 1/f, with the object distance a, the image distance b and the focal length f, which is",
      "   negative for a diverging lens. The image is enlarged by the factor -b/a.",
      "2. The object distance a is positive for an object in front of the lens, from where the light comes, and negative for one",
      "   behind it. The image distance b is positive behind the lens and negative in front of it.",
      "3. The image of each lens is the object of the next one, wherever it lies, real or virtual.",
      "",
      `Where is the ${lenses.length === 1 ? "image" : "image of the last lens"}, and how high is it? Give the position as the image distance b from ${lenses.length === 1 ? "the lens" : "the last lens"}`,
      "in cm, with its sign, and the height in cm, negative for an image that is upside down compared with the object.",
      "",
      "Give both as decimal numbers with at least four significant digits, in the form `position: 12.34, height: -5.678`.",
      `Each must be within 1% of the exact value. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const images = imagesOf(instance) ?? [];
    const { position, height } = at(images, images.length - 1);
    return this.answerFormat.wrap(`position: ${position.toFixed(4)}, height: ${height.toFixed(5)}`);
  }

  verifyCorrection(answer: Answer, instance: Case): number {
    const last = imagesOf(instance)?.at(-1);
    if (last === undefined) return 0;
    const isThere = isClose(answer.position, last.position, { relative: RELATIVE_TOLERANCE });
    const isAsHigh = isClose(answer.height, last.height, { relative: RELATIVE_TOLERANCE });
    return isThere && isAsHigh ? 1 : 0;
  }
}
