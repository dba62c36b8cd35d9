import { at, Bootcamp, boxed, type Card, range, rational, Rational, type Rng } from "campforge/bootcamp";

type Step =
  | { readonly kind: "pour"; readonly from: number; readonly to: number; readonly litres: number }
  | { readonly kind: "drain"; readonly from: number; readonly litres: number }
  | { readonly kind: "fresh"; readonly to: number; readonly litres: number }
  | { readonly kind: "salt"; readonly to: number; readonly grams: number }
  | { readonly kind: "level"; readonly from: number; readonly to: number };

type Case = {
  readonly litres: readonly number[];
  readonly grams: readonly number[];
  readonly steps: readonly Step[];
  /** The tank whose salt is asked for at the end. */
  readonly asked: number;
};

type Level = { readonly tanks: number; readonly steps: number; readonly levelling: boolean };

/** How much water and salt is in each tank. */
type Tanks = readonly { readonly litres: Rational; readonly grams: Rational }[];

/** No fraction on the way has a denominator above this, so that all can be worked out by hand. */
const LARGEST_DENOMINATOR = 5_000n;

function move(tanks: Tanks, from: number, to: number | undefined, litres: Rational): Tanks {
  const source = at(tanks, from);
  const grams = source.grams.times(litres.dividedBy(source.litres));
  return tanks.map((tank, index) => {
    if (index === from) return { litres: tank.litres.minus(litres), grams: tank.grams.minus(grams) };
    return index === to ? { litres: tank.litres.plus(litres), grams: tank.grams.plus(grams) } : tank;
  });
}

function afterStep(tanks: Tanks, step: Step): Tanks {
  switch (step.kind) {
    case "pour":
      return move(tanks, step.from, step.to, Rational.of(step.litres));
    case "drain":
      return move(tanks, step.from, undefined, Rational.of(step.litres));
    case "fresh":
      return tanks.map((tank, index) => (index === step.to ? { ...tank, litres: tank.litres.plus(Rational.of(step.litres)) } : tank));
    case "salt":
      return tanks.map((tank, index) => (index === step.to ? { ...tank, grams: tank.grams.plus(Rational.of(step.grams)) } : tank));
    case "level": {
      const difference = at(tanks, step.from).litres.minus(at(tanks, step.to).litres);
      return move(tanks, step.from, step.to, difference.dividedBy(Rational.of(2)));
    }
  }
}

const atStart = ({ litres, grams }: Pick<Case, "litres" | "grams">): Tanks =>
  litres.map((amount, index) => ({ litres: Rational.of(amount), grams: Rational.of(at(grams, index)) }));

const saltAtEnd = (instance: Case): Rational => at(instance.steps.reduce(afterStep, atStart(instance)), instance.asked).grams;

/** A step that can be taken: no tank runs dry. Undefined where the draw does not suit the tanks. */
function drawStep(rng: Rng, tanks: Tanks, { levelling }: Level): Step | undefined {
  const [from = 0, to = 1] = rng.sample(range(tanks.length), 2);
  const held = at(tanks, from).litres.toNumber();
  const litres = rng.integer(1, Math.max(1, Math.floor(held / 2)));
  const kind = rng.weightedChoice([["pour", 6], ["drain", 1], ["fresh", 1], ["salt", 1], ["level", levelling ? 2 : 0]] as const);
  if (kind === "fresh") return { kind, to, litres };
  if (kind === "salt") return { kind, to, grams: 5 * rng.integer(1, 20) };
  if (kind === "level") return held > at(tanks, to).litres.toNumber() ? { kind, from, to } : undefined;
  if (litres >= held) return undefined;
  return kind === "pour" ? { kind, from, to, litres } : { kind, from, litres };
}

const isSimple = (tanks: Tanks): boolean =>
  tanks.every(({ litres, grams }) => litres.denominator <= LARGEST_DENOMINATOR && grams.denominator <= LARGEST_DENOMINATOR);

const nameOf = (tank: number): string => String.fromCharCode(65 + tank);

function wordingOf(step: Step): string {
  switch (step.kind) {
    case "pour":
      return `${step.litres} l are pumped from tank ${nameOf(step.from)} into tank ${nameOf(step.to)}.`;
    case "drain":
      return `${step.litres} l are drained from tank ${nameOf(step.from)} and are lost.`;
    case "fresh":
      return `${step.litres} l of fresh water without salt flow into tank ${nameOf(step.to)}.`;
    case "salt":
      return `${step.grams} g of salt are dissolved in tank ${nameOf(step.to)}.`;
    case "level":
      return `Brine is pumped from tank ${nameOf(step.from)} into tank ${nameOf(step.to)} until both hold equally many litres.`;
  }
}

export default class BrineExchange extends Bootcamp<Case, Rational, Level> {
  static readonly card: Card<Level> = {
    name: "BrineExchange",
    slug: "brine-exchange",
    title: "Brine Exchange",
    domain: "mathematical-modelling",
    description:
      "Brine is pumped between tanks, drained, thinned and salted, step by step; the salt in one tank at the end is asked for as an exact fraction. Harder cases have more tanks, more steps, and tanks that are levelled.",
    answerFormat: "the grams of salt as an exact fraction in \\boxed{}",
    parameters: {
      tanks: { meaning: "tanks", min: 2, max: 5 },
      steps: { meaning: "steps in a row", min: 2, max: 20 },
      levelling: { meaning: "whether brine is also pumped until two tanks hold equally much" },
    },
    levels: [
      { tanks: 2, steps: 3, levelling: false },
      { tanks: 2, steps: 5, levelling: true },
      { tanks: 3, steps: 8, levelling: true },
      { tanks: 4, steps: 12, levelling: true },
    ],
  };

  readonly answerFormat = boxed(rational());

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const litres = range(level.tanks).map(() => rng.integer(4, 30));
      const grams = range(level.tanks).map(() => (rng.boolean(0.2) ? 0 : 10 * rng.integer(2, 60)));
      let tanks = atStart({ litres, grams });
      const steps: Step[] = [];
      for (let tries = 0; tries < 6 * level.steps && steps.length < level.steps; tries++) {
        const step = drawStep(rng, tanks, level);
        if (step === undefined) continue;
        const after = afterStep(tanks, step);
        if (!isSimple(after)) continue;
        tanks = after;
        steps.push(step);
      }
      // The tank that is asked about has a fraction of a gram, which no number of the text is.
      const candidates = range(level.tanks).filter((tank) => !at(tanks, tank).grams.isInteger());
      if (steps.length === level.steps && candidates.length > 0) return { litres, grams, steps, asked: rng.choice(candidates) };
    }
  }

  promptFunc({ litres, grams, steps, asked }: Case): string {
    return [
      `A works has ${litres.length} tanks of brine, each of them large enough for all that follows. At the start they hold:`,
      "",
      ...litres.map((amount, tank) => `- tank ${nameOf(tank)}: ${amount} l, with ${at(grams, tank)} g of salt dissolved in it`),
      "",
      "Then, one after the other:",
      "",
      ...steps.map((step, index) => `${index + 1}. ${wordingOf(step)}`),
      "",
      "Each tank is stirred well before each step, so that what is pumped or drained has as many grams of salt per litre as all of the tank had before the step. Salt does not change the number of litres.",
      "",
      `How many grams of salt are in tank ${nameOf(asked)} at the end?`,
      "",
      "Give the exact number, without a unit, as a fraction of whole numbers (it need not be reduced), such as \\boxed{20003/7}. A rounded number is wrong.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(saltAtEnd(instance).toString());
  }

  verifyCorrection(answer: Rational, instance: Case): number {
    return answer.equals(saltAtEnd(instance)) ? 1 : 0;
  }
}
