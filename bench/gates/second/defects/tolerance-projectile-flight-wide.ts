/*
defect: tolerance
base: projectile-flight.ts
what: The verifier accepts answers within 5 percent although the prompt asks for 0.5 percent.
needs: no model
*/
import { Bootcamp, boxed, type Card, decimal, isClose, type Rng } from "campforge/bootcamp";

type Quantity = "range" | "time" | "peak" | "speed";

type Case = {
  readonly quantity: Quantity;
  /** The launch speed in m/s; the launch direction rises by `rise` for every `run` covered forward. */
  readonly speed: number;
  readonly rise: number;
  readonly run: number;
  /** Height of the launch above the ground that it lands on, in metres. */
  readonly height: number;
  /** Constant acceleration against the horizontal motion, in m/s²; 0 without wind. */
  readonly headwind: number;
  readonly unit: "m/s" | "km/h";
};

type Level = { readonly height: number; readonly wind: boolean; readonly mixedUnits: boolean };

const GRAVITY = 9.81;
const RELATIVE_TOLERANCE = 0.05;

const QUANTITIES: readonly Quantity[] = ["range", "time", "peak", "speed"];
const QUESTIONS: { readonly [Asked in Quantity]: string } = {
  range: "How far from the point below the launch, measured along the ground in metres, does it come down?",
  time: "How many seconds after the launch does it come down?",
  peak: "What is the greatest height above the ground, in metres, that it reaches?",
  speed: "How fast is it, in metres per second, at the moment when it comes down?",
};

/** Directions as rise and run, from flat to steep. */
const SLOPES: readonly (readonly [rise: number, run: number])[] = [
  [1, 3],
  [1, 2],
  [2, 3],
  [3, 4],
  [1, 1],
  [4, 3],
  [3, 2],
  [2, 1],
];

type Flight = { readonly forward: number; readonly up: number; readonly time: number };

/** The parts of the launch velocity, and the time until the ground is reached. */
function fly({ speed, rise, run, height }: Case): Flight {
  const length = Math.sqrt(rise * rise + run * run);
  const forward = (speed * run) / length;
  const up = (speed * rise) / length;
  return { forward, up, time: (up + Math.sqrt(up * up + 2 * GRAVITY * height)) / GRAVITY };
}

function solve(instance: Case): number {
  const { quantity, height, headwind } = instance;
  const { forward, up, time } = fly(instance);
  if (quantity === "time") return time;
  if (quantity === "peak") return height + (up * up) / (2 * GRAVITY);
  if (quantity === "range") return forward * time - (headwind * time * time) / 2;
  const forwardAtEnd = forward - headwind * time;
  const upAtEnd = up - GRAVITY * time;
  return Math.sqrt(forwardAtEnd * forwardAtEnd + upAtEnd * upAtEnd);
}

export default class ProjectileFlight extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "ProjectileFlight",
    slug: "projectile-flight",
    title: "Projectile Flight",
    domain: "natural-science",
    description:
      "A ball is thrown at a known speed and slope, in harder cases from a tower and against a wind that slows it evenly. The range, the time of flight, the greatest height or the final speed is asked for, within half a percent.",
    answerFormat: "the quantity in the unit asked for, as a decimal number in \\boxed{}",
    parameters: {
      height: { meaning: "the greatest height of the launch above the ground, in metres", min: 0, max: 200 },
      wind: { meaning: "whether a headwind slows the horizontal motion evenly" },
      mixedUnits: { meaning: "whether the speed may be given in kilometres per hour" },
    },
    levels: [
      { height: 0, wind: false, mixedUnits: false },
      { height: 40, wind: false, mixedUnits: false },
      { height: 80, wind: false, mixedUnits: true },
      { height: 120, wind: true, mixedUnits: true },
    ],
  };

  readonly answerFormat = boxed(decimal());

  caseGenerator(rng: Rng, level: Level): Case {
    const [rise, run] = rng.choice(SLOPES);
    const unit = level.mixedUnits && rng.boolean(0.7) ? "km/h" : "m/s";
    const speed = unit === "km/h" ? rng.integer(10, 35) : rng.integer(1000, 4000) / 100;
    const height = level.height === 0 ? 0 : rng.integer(Math.ceil(level.height / 8), level.height);
    // On level ground and without wind the ball comes down as fast as it left.
    const asked = height === 0 ? QUANTITIES.filter((quantity) => quantity !== "speed") : QUANTITIES;
    const calm: Case = { quantity: rng.choice(asked), speed, rise, run, height, headwind: 0, unit };
    if (!level.wind) return calm;
    // The wind takes at most half of the forward speed, so that the ball never flies back.
    const { forward, time } = fly(calm);
    const strongest = Math.floor((50 * forward) / time);
    return { ...calm, headwind: rng.integer(Math.ceil(strongest / 4), Math.max(1, strongest)) / 100 };
  }

  promptFunc(instance: Case): string {
    const { quantity, speed, rise, run, height, headwind, unit } = instance;
    const shownSpeed = unit === "km/h" ? `${(speed * 36) / 10} km/h` : `${speed} m/s`;
    const place = height === 0 ? "from the level ground" : `from a tower, ${height} m above the level ground`;
    const wind =
      headwind === 0
        ? "The air has no effect."
        : `A steady headwind slows the horizontal motion evenly, at ${headwind} m/s²; it has no effect on the vertical motion.`;
    return [
      `A ball is thrown ${place}. It leaves at ${shownSpeed}, in a direction that rises`,
      `${rise} m for every ${run} m that it goes forward horizontally.`,
      "",
      `The acceleration of free fall is ${GRAVITY} m/s². ${wind} The ball is a point, and the flight ends when it`,
      "comes down to the ground.",
      "",
      QUESTIONS[quantity],
      "",
      "Give the number alone, in the unit asked for, with at least four significant digits; an answer within 0.5",
      "percent of the exact one is right. A result of three and a quarter would be written 3.250.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(solve(instance).toFixed(4));
  }

  verifyCorrection(answer: number, instance: Case): number {
    return isClose(answer, solve(instance), { relative: RELATIVE_TOLERANCE }) ? 1 : 0;
  }
}
