import { Bootcamp, boxed, type Card, decimal, isClose, type Rng } from "campforge/bootcamp";

/** A solution of a weak acid, of the sodium salt of it, of hydrochloric acid or of sodium hydroxide. */
type Portion = {
  readonly kind: "acid" | "salt" | "hcl" | "naoh";
  readonly millilitres: number;
  /** In hundredths of a mole per litre, so that amounts are whole numbers. */
  readonly centimolar: number;
};

type Case = {
  readonly acid: string;
  readonly pKa: number;
  readonly portions: readonly Portion[];
};

type Level = {
  readonly weakPortions: number;
  readonly strongPortions: number;
  /** How often the strong acid or base outlasts the buffer. */
  readonly overrun: number;
};

const ACIDS: readonly { readonly acid: string; readonly salt: string; readonly pKa: number }[] = [
  { acid: "formic acid", salt: "sodium formate", pKa: 3.75 },
  { acid: "lactic acid", salt: "sodium lactate", pKa: 3.86 },
  { acid: "benzoic acid", salt: "sodium benzoate", pKa: 4.2 },
  { acid: "acetic acid", salt: "sodium acetate", pKa: 4.76 },
  { acid: "propanoic acid", salt: "sodium propanoate", pKa: 4.87 },
  { acid: "hypochlorous acid", salt: "sodium hypochlorite", pKa: 7.53 },
];
const TOLERANCE = 0.02;
const ATTEMPTS = 400;

/** Amount of substance in units of 10 micromoles. */
const amountOf = (portions: readonly Portion[], kind: Portion["kind"]): number =>
  portions
    .filter((portion) => portion.kind === kind)
    .reduce((sum, { millilitres, centimolar }) => sum + millilitres * centimolar, 0);

/** What is left once every reaction has run to its end; one of the strong ones is always used up. */
function amountsLeft(portions: readonly Portion[]): { acid: number; salt: number; strong: number } {
  const acid = amountOf(portions, "acid");
  const salt = amountOf(portions, "salt");
  const base = amountOf(portions, "naoh") - amountOf(portions, "hcl");
  const turned = Math.max(-salt, Math.min(acid, base));
  return { acid: acid - turned, salt: salt + turned, strong: base - turned };
}

function phOf({ pKa, portions }: Case): number {
  const { acid, salt, strong } = amountsLeft(portions);
  if (strong === 0) return pKa + Math.log10(salt / acid);
  const millilitres = portions.reduce((sum, portion) => sum + portion.millilitres, 0);
  const molar = Math.abs(strong) / millilitres / 100;
  return strong > 0 ? 14 + Math.log10(molar) : -Math.log10(molar);
}

/** Neither too lopsided for the formula of a buffer, nor a trace of excess only. */
function isSound(portions: readonly Portion[], overrun: boolean): boolean {
  const { acid, salt, strong } = amountsLeft(portions);
  if (!overrun) return strong === 0 && acid > 0 && salt > 0 && acid / salt < 20 && salt / acid < 20;
  return Math.abs(strong) > 100;
}

function drawPortions(rng: Rng, level: Level): Portion[] {
  const weak = Array.from({ length: level.weakPortions }, (_, index): Portion => ({
    kind: index % 2 === 0 ? "acid" : "salt",
    millilitres: 5 * rng.integer(4, 40),
    centimolar: 5 * rng.integer(1, 8),
  }));
  const strong = Array.from({ length: level.strongPortions }, (): Portion => ({
    kind: rng.choice(["hcl", "naoh"]),
    millilitres: rng.integer(4, 60),
    centimolar: 5 * rng.integer(1, 12),
  }));
  return [...weak, ...rng.shuffle(strong)];
}

export default class BufferPh extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "BufferPh",
    slug: "buffer-ph",
    title: "The pH of a Buffer",
    domain: "natural-science",
    description:
      "Solutions of a weak acid and of its salt are mixed; harder cases add several portions of strong acid and strong base, which may exhaust the buffer. The pH of the final mixture is asked for, within 0.02.",
    answerFormat: "the pH as a decimal number in \\boxed{}",
    parameters: {
      weakPortions: { meaning: "portions of weak acid and salt that are mixed", min: 2, max: 6 },
      strongPortions: { meaning: "portions of strong acid or base that are added", min: 0, max: 6 },
      overrun: { meaning: "how often the buffer is exhausted", min: 0, max: 1 },
    },
    levels: [
      { weakPortions: 2, strongPortions: 0, overrun: 0 },
      { weakPortions: 2, strongPortions: 1, overrun: 0 },
      { weakPortions: 3, strongPortions: 3, overrun: 0.3 },
      { weakPortions: 5, strongPortions: 5, overrun: 0.5 },
    ],
  };

  readonly answerFormat = boxed(decimal());

  caseGenerator(rng: Rng, level: Level): Case {
    const { acid, pKa } = rng.choice(ACIDS);
    const overrun = rng.boolean(level.overrun);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const portions = drawPortions(rng, level);
      if (isSound(portions, overrun)) return { acid, pKa, portions };
    }
    // Equal volumes of acid and salt, which no strong portion of the ranges above could be needed for.
    const plain = rng.integer(10, 60) * 5;
    const portions: Portion[] = [
      { kind: "acid", millilitres: plain, centimolar: 20 },
      { kind: "salt", millilitres: plain, centimolar: 5 * rng.integer(1, 8) },
    ];
    return { acid, pKa, portions };
  }

  promptFunc(instance: Case): string {
    const { acid, pKa, portions } = instance;
    const salt = ACIDS.find((one) => one.acid === acid)?.salt ?? "its sodium salt";
    const names = { acid, salt, hcl: "hydrochloric acid", naoh: "sodium hydroxide" };
    const lines = portions.map(({ kind, millilitres, centimolar }) => {
      const molar = (centimolar / 100).toFixed(2);
      return `- ${millilitres} mL of ${molar} mol/L ${names[kind]}`;
    });
    return [
      "These aqueous solutions are mixed in one flask:",
      "",
      ...lines,
      "",
      `The pKa of ${acid} (HA) is ${pKa}; ${salt} gives its anion A⁻. Use this model:`,
      "",
      "1. Volumes add up exactly, and the temperature is 25 °C.",
      "2. Hydrochloric acid and sodium hydroxide are fully dissociated. They react with each other, and what is left of",
      "   either reacts completely with HA or A⁻ as far as there is any.",
      "3. Where both HA and A⁻ are then present and no strong acid or base is left, the pH is that of a buffer with the",
      "   amounts of HA and A⁻ after the reactions: the Henderson-Hasselbalch equation holds, without corrections.",
      "4. Where strong acid or base is left over, it alone determines the pH, with pH + pOH = 14 and activities equal to",
      "   concentrations in mol/L.",
      "",
      "What is the pH of the mixture?",
      "",
      "Give a number with at least two digits after the decimal point, written like \\boxed{8.88}; an answer within 0.02",
      `of the exact value is correct. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(phOf(instance).toFixed(3));
  }

  verifyCorrection(answer: number, instance: Case): number {
    return isClose(answer, phOf(instance), { absolute: TOLERANCE }) ? 1 : 0;
  }
}
