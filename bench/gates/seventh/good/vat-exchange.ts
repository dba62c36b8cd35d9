import { at, Bootcamp, type Card, decimal, finalLine, isClose, range, type Rng, textTable } from "campforge/bootcamp";

type Vat = { readonly capacity: number; readonly litres: number; readonly percent: number };

type Step =
  | { readonly kind: "pour"; readonly from: number; readonly to: number; readonly litres: number }
  | { readonly kind: "valve"; readonly from: number; readonly to: number }
  | { readonly kind: "water" | "boil"; readonly to: number; readonly litres: number };

type Case = {
  readonly vats: readonly Vat[];
  readonly steps: readonly Step[];
  readonly asked: number;
};

type Level = {
  readonly vats: number;
  readonly steps: number;
  /** Kinds of steps that may occur, of pouring, water, boiling and the valve in this order. */
  readonly kinds: number;
};

const NAMES = [..."ABCDEF"];
const KINDS = ["pour", "water", "boil", "valve"] as const;

/** What an answer may be off by, in percentage points. */
const TOLERANCE = 0.01;

/** Draws after which the case with the most steps that matter is taken. */
const MOST_DRAWS = 150;

/** Volume and dye in a vat, in litres. */
type Content = { readonly volume: number; readonly dye: number };

/** The contents after a step; undefined where there is too little in a vat for it. */
function after(vats: readonly Vat[], contents: readonly Content[], step: Step): readonly Content[] | undefined {
  const result = [...contents];
  const strength = (vat: number): number => at(result, vat).dye / at(result, vat).volume;
  const add = (vat: number, volume: number, dye: number): void => {
    const before = at(result, vat);
    result[vat] = { volume: before.volume + volume, dye: before.dye + dye };
  };
  const move = (from: number, to: number, litres: number): void => {
    const dye = litres * strength(from);
    add(from, -litres, -dye);
    add(to, litres, dye);
  };
  let receiver = step.to;
  if (step.kind === "valve") {
    const difference = at(result, step.from).volume - at(result, step.to).volume;
    const giver = difference > 0 ? step.from : step.to;
    receiver = difference > 0 ? step.to : step.from;
    move(giver, receiver, Math.abs(difference) / 2);
  } else if (step.kind === "pour") {
    if (at(result, step.from).volume < step.litres + 1) return undefined;
    move(step.from, step.to, step.litres);
  } else if (step.kind === "water") {
    add(step.to, step.litres, 0);
  } else {
    if (at(result, step.to).volume - at(result, step.to).dye < step.litres + 5) return undefined;
    add(step.to, -step.litres, 0);
  }
  const excess = at(result, receiver).volume - at(vats, receiver).capacity;
  if (excess > 0) add(receiver, -excess, -excess * strength(receiver));
  return result;
}

/** The strength of the vat that is asked for, in percent; undefined where a step cannot be done. */
function strengthOf({ vats, steps, asked }: Case): number | undefined {
  let contents: readonly Content[] | undefined = vats.map(({ litres, percent }) => ({
    volume: litres,
    dye: (litres * percent) / 100,
  }));
  for (const step of steps) {
    if (contents === undefined) return undefined;
    contents = after(vats, contents, step);
  }
  if (contents === undefined) return undefined;
  const { volume, dye } = at(contents, asked);
  return (dye / volume) * 100;
}

function drawStep(rng: Rng, { vats, kinds }: Level): Step {
  const kind = rng.weightedChoice(KINDS.slice(0, kinds).map((one) => [one, one === "pour" ? 5 : 2] as const));
  const [from = 0, to = 1] = rng.sample(range(vats), 2);
  if (kind === "valve") return { kind, from, to };
  return kind === "pour" ? { kind, from, to, litres: rng.integer(4, 25) } : { kind, to, litres: rng.integer(3, 15) };
}

/** True where the strength would be noticeably another. */
function matters(instance: Case, changed: Case): boolean {
  const strength = strengthOf(changed);
  return strength === undefined || !isClose(strength, strengthOf(instance) ?? 0, { absolute: 20 * TOLERANCE });
}

/** Drops the steps that do not matter, from the last one on. */
function pruned(instance: Case): Case {
  let steps = instance.steps;
  for (let index = steps.length - 1; index >= 0; index--) {
    const fewer = steps.toSpliced(index, 1);
    if (!matters({ ...instance, steps }, { ...instance, steps: fewer })) steps = fewer;
  }
  return { ...instance, steps };
}

/** A case all of whose steps can be done, and matter; undefined where a vat or the overflow does not. */
function drawCase(rng: Rng, level: Level): Case | undefined {
  const vats = range(level.vats).map(() => {
    const capacity = rng.integer(30, 70);
    return { capacity, litres: rng.integer(15, capacity), percent: rng.integer(2, 60) };
  });
  const steps: Step[] = [];
  const asked = rng.integer(0, level.vats - 1);
  for (let drawn = 0; drawn < level.steps * 2; drawn++) {
    const step = drawStep(rng, level);
    if (strengthOf({ vats, steps: [...steps, step], asked }) !== undefined) steps.push(step);
  }
  const instance = pruned({ vats, steps, asked });
  const isMixed = vats.every((vat, index) =>
    matters(instance, { ...instance, vats: vats.with(index, { ...vat, percent: vat.percent + 10 }) }),
  );
  const overflows = matters(instance, { ...instance, vats: vats.map((vat) => ({ ...vat, capacity: 10_000 })) });
  return isMixed && overflows && strengthOf(instance) !== undefined ? instance : undefined;
}

export default class VatExchange extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "VatExchange",
    slug: "vat-exchange",
    title: "Vat Exchange",
    domain: "natural-science",
    description:
      "Dye solutions stand in vats; they are poured from one to another, overflow, are thinned with water, boiled down and levelled through a valve. The strength of one vat in the end is asked for, in percent. Harder cases have more vats, more steps that matter and more kinds of them.",
    answerFormat: "the strength in percent, to two decimals, on a last line `Answer: …`",
    parameters: {
      vats: { meaning: "number of vats", min: 2, max: 6 },
      steps: { meaning: "steps on which the answer depends, at the least where so many are found", min: 1, max: 16 },
      kinds: { meaning: "kinds of steps that may occur", min: 1, max: 4 },
    },
    levels: [
      { vats: 2, steps: 3, kinds: 2 },
      { vats: 3, steps: 5, kinds: 2 },
      { vats: 3, steps: 7, kinds: 3 },
      { vats: 4, steps: 9, kinds: 4 },
      { vats: 5, steps: 12, kinds: 4 },
    ],
  };

  readonly answerFormat = finalLine(decimal({ min: 0, max: 100 }));

  caseGenerator(rng: Rng, level: Level): Case {
    let best: Case | undefined;
    for (let draw = 0; draw < MOST_DRAWS && (best?.steps.length ?? 0) < level.steps; draw++) {
      const instance = drawCase(rng, level);
      if (instance !== undefined && instance.steps.length > (best?.steps.length ?? 0)) best = instance;
    }
    const vats = range(level.vats).map(() => ({ capacity: 60, litres: rng.integer(20, 30), percent: rng.integer(2, 60) }));
    const steps = range(1, level.vats).map((from) => ({ kind: "pour" as const, from, to: 0, litres: rng.integer(4, 7) }));
    return best ?? { vats, steps, asked: 0 };
  }

  promptFunc({ vats, steps, asked }: Case): string {
    const nameOf = (vat: number): string => at(NAMES, vat);
    const wordingOf = (step: Step): string => {
      switch (step.kind) {
        case "pour":
          return `Pour ${step.litres} litres from ${nameOf(step.from)} into ${nameOf(step.to)}.`;
        case "valve":
          return `Open the valve between ${nameOf(step.from)} and ${nameOf(step.to)}, then close it.`;
        case "water":
          return `Add ${step.litres} litres of pure water to ${nameOf(step.to)}.`;
        case "boil":
          return `Boil ${step.litres} litres of water away from ${nameOf(step.to)}.`;
      }
    };
    const table = textTable(
      ["vat", "capacity in litres", "content in litres", "strength in percent"],
      vats.map(({ capacity, litres, percent }, vat) => [nameOf(vat), capacity, litres, percent]),
    );
    return [
      `In a dye works ${vats.length} vats hold solutions of the same dye in water. The strength of a solution is the volume of dye in it as a percentage of its whole volume; volumes simply add up.`,
      "",
      table,
      "",
      "What the steps below mean:",
      "- Pouring: what is poured has the strength of the vat from which it comes, and mixes fully with what is in the other.",
      "- Adding water: pure water mixes fully with the content of the vat.",
      "- Boiling: only water leaves the vat; all dye stays in it.",
      "- Opening a valve: all vats have the same base and stand on the same floor, so solution flows from the fuller of the two vats into the other until both hold the same volume, and mixes fully there. The flow has the strength of the vat from which it comes.",
      "- Overflow: if the vat into which something was poured, water was added, or solution flowed holds more than its capacity after the step, the excess runs over and is lost. It runs over only after everything has mixed, so it has the strength of the mixture. A vat never overflows before the mixing is complete.",
      "",
      "These steps are carried out one after the other:",
      ...steps.map((step, index) => `${index + 1}. ${wordingOf(step)}`),
      "",
      `What is the strength of the solution in vat ${nameOf(asked)} in the end, in percent?`,
      "",
      `Give it as a decimal number, without a percent sign, to at least two decimals, such as 61.57. It may be off by ${TOLERANCE}, so do not round on the way.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap((strengthOf(instance) ?? 0).toFixed(3));
  }

  verifyCorrection(answer: number, instance: Case): number {
    return isClose(answer, strengthOf(instance) ?? 0, { absolute: TOLERANCE }) ? 1 : 0;
  }

  /** Steps, all of which matter. */
  override hardness({ steps }: Case): number {
    return steps.length;
  }
}
