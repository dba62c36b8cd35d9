import {
  at,
  Bootcamp,
  type Card,
  countBy,
  type Expression,
  expression,
  gcd,
  range,
  Rational,
  type Rng,
  sortNumbers,
  tagged,
} from "campforge/bootcamp";

type Case = {
  /** The teeth of each wheel in the box; two wheels may be alike. */
  readonly wheels: readonly number[];
  readonly stages: number;
  /** The teeth of the two wheels of a stage together are from the first to the second of these. */
  readonly least: number;
  readonly most: number;
  /** Turns of the last axle, and turns of the first in the same time, in lowest terms. */
  readonly turns: number;
  readonly perTurns: number;
};

type Level = { readonly wheels: number; readonly stages: number; readonly room: number };

/** A stage: a wheel that drives, and one that is driven, by their numbers in the box. */
type Stage = { readonly driver: number; readonly driven: number };

/** Wheels have from `SMALLEST` to `LARGEST` teeth. */
const SMALLEST = 12;
const LARGEST = 60;

function stagesOf({ wheels, least, most }: Pick<Case, "wheels" | "least" | "most">): Stage[] {
  return wheels.flatMap((teeth, driver) =>
    wheels.flatMap((others, driven) =>
      driver !== driven && teeth + others >= least && teeth + others <= most ? [{ driver, driven }] : [],
    ),
  );
}

/** The first train of stages with the ratio that is wanted, and how many trains were tried; stages in rising order, since their order is all the same. */
function findTrain(instance: Case): { readonly train: readonly Stage[] | undefined; readonly tried: number } {
  const { wheels, stages, turns, perTurns } = instance;
  const pairs = stagesOf(instance);
  const used = wheels.map(() => false);
  let tried = 0;
  const extend = (train: readonly Stage[], from: number, up: number, down: number): readonly Stage[] | undefined => {
    if (train.length === stages) {
      tried++;
      return up * perTurns === down * turns ? train : undefined;
    }
    for (let index = from; index < pairs.length; index++) {
      const { driver, driven } = at(pairs, index);
      if (used[driver] === true || used[driven] === true) continue;
      used[driver] = used[driven] = true;
      const found = extend([...train, at(pairs, index)], index + 1, up * at(wheels, driver), down * at(wheels, driven));
      used[driver] = used[driven] = false;
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return { train: extend([], 0, 1, 1), tried };
}

const product = (numbers: readonly number[]): number => numbers.reduce((total, number) => total * number, 1);

export default class GearRatio extends Bootcamp<Case, Expression, Level> {
  static readonly card: Card<Level> = {
    name: "GearRatio",
    slug: "gear-ratio",
    title: "Gear Ratio",
    domain: "mathematical-modelling",
    description:
      "From a box of gear wheels, a compound train of a given number of stages with exactly a given ratio is to be built; wheels fit together only when their teeth add up to a certain range. Harder cases have more wheels, more stages and narrower ranges.",
    answerFormat: "the train as a product of quotients, driver / driven * driver / driven, between <answer> and </answer>",
    parameters: {
      wheels: { meaning: "wheels in the box", min: 4, max: 16 },
      stages: { meaning: "stages of the train", min: 1, max: 4 },
      room: { meaning: "by how much the teeth of the two wheels of a stage together may vary", min: 4, max: 96 },
    },
    levels: [
      { wheels: 6, stages: 2, room: 40 },
      { wheels: 9, stages: 2, room: 30 },
      { wheels: 9, stages: 3, room: 30 },
      { wheels: 12, stages: 3, room: 24 },
    ],
  };

  readonly answerFormat = tagged(expression({ operators: ["*", "/"] }));

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const wheels = sortNumbers(range(level.wheels).map(() => rng.integer(SMALLEST, LARGEST)));
      const least = rng.integer(2 * SMALLEST + 10, 2 * LARGEST - level.room - 10);
      const box = { wheels, least, most: least + level.room };
      const pairs = rng.shuffle(stagesOf(box));
      const train: Stage[] = [];
      for (const { driver, driven } of pairs) {
        const taken = train.flatMap((stage) => [stage.driver, stage.driven]);
        if (train.length < level.stages && !taken.includes(driver) && !taken.includes(driven)) train.push({ driver, driven });
      }
      if (train.length < level.stages) continue;
      const up = product(train.map(({ driver }) => at(wheels, driver)));
      const down = product(train.map(({ driven }) => at(wheels, driven)));
      const common = gcd(up, down);
      // A ratio in which nothing cancels would give the wheels away, and one of small numbers can be seen at once.
      if (common < 4 || up / common < 6 || down / common < 6) continue;
      const drawn = { ...box, stages: level.stages, turns: up / common, perTurns: down / common };
      if (findTrain(drawn).tried >= pairs.length / 2) return drawn;
    }
  }

  promptFunc({ wheels, stages, least, most, turns, perTurns }: Case): string {
    return [
      `A clockmaker has a box with these ${wheels.length} gear wheels, told by their numbers of teeth: ${wheels.join(", ")}.`,
      "",
      `She wants to build a train of exactly ${stages} stages. In each stage one wheel, the driver, meshes with another, the driven wheel. The driver of the first stage sits on the first axle; the driven wheel of each stage sits on the same axle as the driver of the next stage and turns with it; the driven wheel of the last stage sits on the last axle. When a driver with a teeth meshes with a driven wheel with b teeth, the driven axle makes a / b turns for each turn of the driving one (which way round does not matter).`,
      "",
      "Rules:",
      "- Each wheel of the box can be used once at most; a number that stands in the list twice stands for two wheels.",
      `- Two wheels mesh only if their teeth add up to ${least} at least and ${most} at most.`,
      `- The last axle must make exactly ${turns} turns in the time in which the first makes ${perTurns}, so that the product of all ${stages} quotients a / b is exactly ${turns}/${perTurns}.`,
      "",
      "Find such a train; one exists, and any will do.",
      "",
      `Write it stage by stage as driver / driven, joined by *, in the very form \`${range(stages).map((stage) => `${101 + 20 * stage} / ${110 + 30 * stage}`).join(" * ")}\` (which shows the form only), with nothing else between the tags.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { train = [] } = findTrain(instance);
    const { wheels } = instance;
    return this.answerFormat.wrap(train.map(({ driver, driven }) => `${at(wheels, driver)} / ${at(wheels, driven)}`).join(" * "));
  }

  verifyCorrection({ value, numbers }: Expression, { wheels, stages, least, most, turns, perTurns }: Case): number {
    if (numbers.length !== 2 * stages) return 0;
    const inBox = countBy(wheels);
    const isInBox = [...countBy(numbers)].every(([teeth, count]) => count <= (inBox.get(teeth) ?? 0));
    const train = range(stages).map((stage) => ({ driver: at(numbers, 2 * stage), driven: at(numbers, 2 * stage + 1) }));
    const meshes = train.every(({ driver, driven }) => driver + driven >= least && driver + driven <= most);
    const ratio = Rational.of(product(train.map(({ driver }) => driver)), product(train.map(({ driven }) => driven)));
    // The second comparison holds for what is written as quotients of driver and driven only.
    const wanted = Rational.of(turns, perTurns);
    return isInBox && meshes && ratio.equals(wanted) && value.equals(wanted) ? 1 : 0;
  }
}
