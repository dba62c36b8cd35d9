import { at, Bootcamp, type Card, decimal, finalLine, isClose, range, type Rng, textTable } from "campforge/bootcamp";

type Tank = { readonly capacity: number; readonly volume: number; readonly grams: number };

type Step =
  | { readonly kind: "pour"; readonly from: number; readonly to: number; readonly litres: number }
  | { readonly kind: "water"; readonly to: number; readonly litres: number }
  | { readonly kind: "salt"; readonly to: number; readonly grams: number }
  | { readonly kind: "boil"; readonly to: number; readonly percent: number };

type Case = { readonly tanks: readonly Tank[]; readonly steps: readonly Step[]; readonly asked: number };

type Level = {
  readonly tanks: number;
  readonly steps: number;
  readonly overflows: number;
  readonly boils: boolean;
};

const LETTERS = [..."ABCDEFG"];
/** Sets of tanks and steps drawn at the most until one has all that is wanted. */
const MOST_TRIES = 200;
/** Steps that are left out change the answer by more than this. */
const MATTERS = 0.05;

type State = { readonly volumes: readonly number[]; readonly grams: readonly number[]; readonly overflows: number };

/** What the tanks hold after all steps. */
function run(tanks: readonly Tank[], steps: readonly Step[], spills = true): State {
  const volumes = tanks.map(({ volume }) => volume);
  const grams = tanks.map((tank) => tank.grams);
  let overflows = 0;
  for (const step of steps) {
    const { to } = step;
    if (step.kind === "pour") {
      const share = Math.min(1, step.litres / at(volumes, step.from));
      const litres = at(volumes, step.from) * share;
      const salt = at(grams, step.from) * share;
      volumes[step.from] = at(volumes, step.from) - litres;
      grams[step.from] = at(grams, step.from) - salt;
      volumes[to] = at(volumes, to) + litres;
      grams[to] = at(grams, to) + salt;
    } else if (step.kind === "water") {
      volumes[to] = at(volumes, to) + step.litres;
    } else if (step.kind === "salt") {
      grams[to] = at(grams, to) + step.grams;
    } else {
      volumes[to] = at(volumes, to) * (1 - step.percent / 100);
    }
    const { capacity } = at(tanks, to);
    if (spills && at(volumes, to) > capacity) {
      grams[to] = (at(grams, to) * capacity) / at(volumes, to);
      volumes[to] = capacity;
      overflows++;
    }
  }
  return { volumes, grams, overflows };
}

/** Grams per litre in a tank at the end. */
function strength(tanks: readonly Tank[], steps: readonly Step[], asked: number, spills = true): number {
  const { volumes, grams } = run(tanks, steps, spills);
  return at(grams, asked) / at(volumes, asked);
}

function drawStep(rng: Rng, tanks: readonly Tank[], steps: readonly Step[], boils: boolean): Step | undefined {
  const { volumes } = run(tanks, steps);
  const [from = 0, to = 0] = rng.sample(range(tanks.length), 2);
  const kind = rng.weightedChoice([["pour", 6], ["water", 1], ["salt", 1], ["boil", boils ? 1 : 0]] as const);
  if (kind === "water") return { kind, to, litres: rng.integer(2, 15) };
  if (kind === "salt") return { kind, to, grams: rng.integer(5, 40) * 10 };
  if (kind === "boil") return { kind, to, percent: rng.integer(2, 10) * 5 };
  const most = Math.floor(at(volumes, from)) - 2;
  return most < 3 ? undefined : { kind, from, to, litres: rng.integer(3, most) };
}

/** Steps without which the answer is the same are left out, from the last to the first. */
function withoutIdle(tanks: readonly Tank[], steps: readonly Step[], asked: number): readonly Step[] {
  let kept = steps;
  for (let index = steps.length - 1; index >= 0; index--) {
    const fewer = kept.filter((_, place) => place !== index);
    const difference = Math.abs(strength(tanks, fewer, asked) - strength(tanks, kept, asked));
    if (!(difference > MATTERS)) kept = fewer;
  }
  return kept;
}

/** True where every pour finds as much as it takes, and something stays behind. */
const isPlain = (tanks: readonly Tank[], steps: readonly Step[]): boolean =>
  steps.every(
    (step, index) =>
      step.kind !== "pour" || at(run(tanks, steps.slice(0, index)).volumes, step.from) > step.litres + 0.5,
  );

function drawCase(rng: Rng, level: Level): Case {
  const tanks = range(level.tanks).map(() => {
    const capacity = rng.integer(20, 60);
    const volume = rng.integer(Math.round(capacity * 0.4), Math.round(capacity * 0.85));
    return { capacity, volume, grams: volume * rng.integer(2, 60) };
  });
  const asked = rng.integer(0, level.tanks - 1);
  let steps: readonly Step[] = [];
  for (let drawn = 0; drawn < 6 * level.steps && steps.length < level.steps; drawn++) {
    const step = drawStep(rng, tanks, steps, level.boils);
    if (step !== undefined) steps = [...steps, step];
    if (steps.length === level.steps) steps = withoutIdle(tanks, steps, asked);
  }
  return { tanks, steps, asked };
}

/** What is still missing in a case, 0 where nothing is. */
function lacks({ tanks, steps, asked }: Case, level: Level): number {
  const end = strength(tanks, steps, asked);
  if (!isPlain(tanks, steps) || !(end > 2 && end < 200)) return 1_000;
  const { overflows } = run(tanks, steps);
  const starts = tanks.map(({ volume, grams }) => grams / volume);
  const isNew = starts.every((start) => Math.abs(start - end) > 0.3);
  const isTrap = level.overflows === 0 || Math.abs(strength(tanks, steps, asked, false) - end) > 0.3;
  return Math.max(0, level.steps - steps.length) + Math.max(0, level.overflows - overflows) + (isNew ? 0 : 3) + (isTrap ? 0 : 3);
}

export default class BrineTanks extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "BrineTanks",
    slug: "brine-tanks",
    title: "Brine Tanks",
    domain: "natural-science",
    description:
      "Tanks of salt water are poured into each other, watered, salted and boiled down; what goes over the rim is lost. The strength of the brine in one tank at the end is asked for. Harder cases have more steps, all of which matter.",
    answerFormat: "grams per litre with two decimals on a last line `Answer: …`",
    parameters: {
      tanks: { meaning: "number of tanks", min: 2, max: 7 },
      steps: { meaning: "steps, each of which changes the answer", min: 2, max: 24 },
      overflows: { meaning: "times, as far as such cases are found, that a tank runs over", min: 0, max: 5 },
      boils: { meaning: "whether tanks are boiled down", oneOf: [true, false] },
    },
    levels: [
      { tanks: 2, steps: 3, overflows: 0, boils: false },
      { tanks: 3, steps: 6, overflows: 1, boils: false },
      { tanks: 3, steps: 9, overflows: 1, boils: true },
      { tanks: 4, steps: 13, overflows: 2, boils: true },
      { tanks: 4, steps: 18, overflows: 3, boils: true },
    ],
  };

  readonly answerFormat = finalLine(decimal());

  caseGenerator(rng: Rng, level: Level): Case {
    let best = drawCase(rng, level);
    let least = lacks(best, level);
    for (let tried = 1; least >= 1_000 || (least > 0 && tried < MOST_TRIES); tried++) {
      const other = drawCase(rng, level);
      const lacking = lacks(other, level);
      if (lacking >= least) continue;
      best = other;
      least = lacking;
    }
    return best;
  }

  promptFunc({ tanks, steps, asked }: Case): string {
    const letter = (tank: number): string => at(LETTERS, tank);
    const told = (step: Step): string => {
      const to = letter(step.to);
      if (step.kind === "pour") return `Pour ${step.litres} L of the brine in tank ${letter(step.from)} into tank ${to}.`;
      if (step.kind === "water") return `Add ${step.litres} L of pure water to tank ${to}.`;
      if (step.kind === "salt") return `Stir ${step.grams} g of salt into tank ${to}.`;
      return `Boil tank ${to} until ${step.percent}% of the volume in it has evaporated.`;
    };
    return [
      `${tanks.length} tanks hold brine, that is, salt dissolved in water.`,
      "",
      textTable(
        ["tank", "capacity in L", "volume in L", "salt in g"],
        tanks.map(({ capacity, volume, grams }, tank) => [letter(tank), capacity, volume, grams]),
      ),
      "",
      "These steps are carried out one after another:",
      ...steps.map((step, index) => `${index + 1}. ${told(step)}`),
      "",
      "Conventions:",
      "- The content of a tank is always thoroughly mixed before anything is taken out of it. Brine that is poured takes its share of the salt with it.",
      "- Salt takes up no volume and always dissolves completely. Volumes add up exactly. When brine boils, only water evaporates and the salt stays.",
      "- If a step brings the volume in a tank above its capacity, everything in it is mixed first; then brine runs over the rim until the tank is exactly full. What runs over is lost together with the salt in it.",
      "",
      `What is the strength of the brine in tank ${letter(asked)} after the last step, in grams of salt per litre? Give it rounded to two decimals, as a bare number such as 31.25; an answer that is off by at most 0.01 is accepted, so do not round on the way.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ tanks, steps, asked }: Case): string {
    return this.answerFormat.wrap(strength(tanks, steps, asked).toFixed(2));
  }

  verifyCorrection(answer: number, { tanks, steps, asked }: Case): number {
    return isClose(answer, strength(tanks, steps, asked), { absolute: 0.01 }) ? 1 : 0;
  }

  override workedSolution(instance: Case): string {
    const { tanks, steps } = instance;
    const lines = steps.map((_, index) => {
      const { volumes, grams } = run(tanks, steps.slice(0, index + 1));
      return `After step ${index + 1}: ${volumes.map((volume, tank) => `${at(LETTERS, tank)} ${volume.toFixed(4)} L with ${at(grams, tank).toFixed(4)} g`).join(", ")}.`;
    });
    return [...lines, this.referenceAnswer(instance)].join("\n");
  }
}
