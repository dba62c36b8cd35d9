import { at, Bootcamp, boxed, type Card, decimal, findRoot, isClose, range, type Rng } from "campforge/bootcamp";

/** A solution that is poured in: of what, how much in millilitres, and how strong in mmol/L. */
type Portion = { readonly solute: string; readonly millilitres: number; readonly millimolar: number };

type Voice = "flask" | "exercise" | "brief";

type Case = {
  readonly portions: readonly Portion[];
  readonly voice: Voice;
};

const VOICES: readonly Voice[] = ["flask", "exercise", "brief"];

type Level = {
  /** Acids with their salts. */
  readonly systems: number;
  /** Of those with two or three protons to give, how many. */
  readonly polyprotic: number;
  /** Portions of hydrochloric acid or sodium hydroxide solution. */
  readonly strong: number;
};

type Acid = {
  readonly name: string;
  /** Negative decimal logarithms of the acidity constants at 25 °C, from the first proton on, as textbooks print them. */
  readonly pKa: readonly number[];
  /** What is sold of each form, from the one with all protons on. */
  readonly forms: readonly string[];
  /** The charge of the form with all protons. */
  readonly charge: number;
};

const ACIDS: readonly Acid[] = [
  { name: "formic acid", pKa: [3.75], forms: ["formic acid", "sodium formate"], charge: 0 },
  { name: "lactic acid", pKa: [3.86], forms: ["lactic acid", "sodium lactate"], charge: 0 },
  { name: "propionic acid", pKa: [4.87], forms: ["propionic acid", "sodium propionate"], charge: 0 },
  { name: "acetic acid", pKa: [4.76], forms: ["acetic acid", "sodium acetate"], charge: 0 },
  { name: "MES", pKa: [6.1], forms: ["MES (free acid)", "sodium MES"], charge: 0 },
  { name: "HEPES", pKa: [7.55], forms: ["HEPES (free acid)", "sodium HEPES"], charge: 0 },
  { name: "ammonium", pKa: [9.25], forms: ["ammonium chloride", "ammonia"], charge: 1 },
  { name: "boric acid", pKa: [9.24], forms: ["boric acid", "sodium borate, NaB(OH)4"], charge: 0 },
  { name: "imidazolium", pKa: [6.95], forms: ["imidazolium chloride", "imidazole"], charge: 1 },
  {
    name: "phosphoric acid",
    pKa: [2.15, 7.2, 12.35],
    forms: ["phosphoric acid", "sodium dihydrogen phosphate", "disodium hydrogen phosphate", "trisodium phosphate"],
    charge: 0,
  },
  {
    name: "citric acid",
    pKa: [3.13, 4.76, 6.4],
    forms: ["citric acid", "monosodium citrate", "disodium citrate", "trisodium citrate"],
    charge: 0,
  },
  { name: "succinic acid", pKa: [4.21, 5.64], forms: ["succinic acid", "monosodium succinate", "disodium succinate"], charge: 0 },
  { name: "carbonic acid", pKa: [6.35, 10.33], forms: ["carbonic acid", "sodium hydrogen carbonate", "sodium carbonate"], charge: 0 },
  { name: "malonic acid", pKa: [2.85, 5.7], forms: ["malonic acid", "monosodium malonate", "disodium malonate"], charge: 0 },
];
const HYDROCHLORIC_ACID = "hydrochloric acid";
const SODIUM_HYDROXIDE = "sodium hydroxide";
const TOLERANCE = 0.02;
const P_WATER = 14;

/** What is in the flask: acids with their total amount in mmol, the charge of the sodium and chloride ions, the volume. */
type Mixture = {
  readonly acids: readonly { readonly acid: Acid; readonly amount: number }[];
  readonly ionCharge: number;
  readonly millilitres: number;
};

const amountOf = ({ millilitres, millimolar }: Portion): number => (millilitres * millimolar) / 1_000;

function mix({ portions }: Omit<Case, "voice">): Mixture {
  const acids = ACIDS.flatMap((acid) => {
    const own = portions.filter(({ solute }) => acid.forms.includes(solute));
    return own.length === 0 ? [] : [{ acid, amount: own.reduce((sum, one) => sum + amountOf(one), 0) }];
  });
  const ionCharge = portions.reduce((sum, portion) => {
    if (portion.solute === HYDROCHLORIC_ACID) return sum - amountOf(portion);
    if (portion.solute === SODIUM_HYDROXIDE) return sum + amountOf(portion);
    const acid = ACIDS.find(({ forms }) => forms.includes(portion.solute));
    // A salt brings as many ions as its form has charges.
    const charge = acid === undefined ? 0 : acid.charge - acid.forms.indexOf(portion.solute);
    return sum - charge * amountOf(portion);
  }, 0);
  return { acids, ionCharge, millilitres: portions.reduce((sum, one) => sum + one.millilitres, 0) };
}

/** The share of each form of an acid at a pH, from the one with all protons on. */
function sharesAt({ pKa }: Acid, pH: number): readonly number[] {
  let ratio = 1;
  const ratios = [1, ...pKa.map((one) => (ratio *= 10 ** (pH - one)))];
  const total = ratios.reduce((sum, one) => sum + one, 0);
  return ratios.map((one) => one / total);
}

/** The sum of all charges in mmol at a pH: it falls as the pH rises, and is 0 at the true one. */
function chargeAt({ acids, ionCharge, millilitres }: Mixture, pH: number): number {
  const ofWater = (10 ** -pH - 10 ** (pH - P_WATER)) * millilitres;
  return acids.reduce((sum, { acid, amount }) => {
    const charge = sharesAt(acid, pH).reduce((all, share, lost) => all + share * (acid.charge - lost), 0);
    return sum + charge * amount;
  }, ionCharge + ofWater);
}

const trueValue = (instance: Omit<Case, "voice">): number => {
  const mixture = mix(instance);
  return findRoot((pH) => chargeAt(mixture, pH), 0, 14);
};

/** How much the charge changes by pH, in mol/L: small far away from all buffers, where small errors matter much. */
function capacityAt(mixture: Mixture, pH: number): number {
  return (chargeAt(mixture, pH - 0.05) - chargeAt(mixture, pH + 0.05)) / 0.1 / mixture.millilitres;
}

function drawPortions(rng: Rng, level: Level): Portion[] {
  const many = ACIDS.filter(({ pKa }) => pKa.length > 1);
  const single = ACIDS.filter(({ pKa }) => pKa.length === 1);
  const acids = [...rng.sample(many, level.polyprotic), ...rng.sample(single, level.systems - level.polyprotic)];
  const portion = (solute: string): Portion => ({
    solute,
    millilitres: rng.integer(8, 60) * 5,
    millimolar: rng.integer(8, 60) * 5,
  });
  const salts = acids.flatMap(({ forms }) => rng.sample(forms, level.systems === 1 || forms.length > 2 ? 2 : 1));
  const strong = range(level.strong).map(() => rng.choice([HYDROCHLORIC_ACID, SODIUM_HYDROXIDE]));
  return rng.shuffle([...salts, ...new Set(strong)].map(portion));
}

const written = (value: number, digits: number): string => String(Number(value.toFixed(digits)));

export default class BufferPh extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "BufferPh",
    slug: "buffer-ph",
    title: "pH of Buffers",
    domain: "natural-science",
    description:
      "Solutions of weak acids, their salts, hydrochloric acid and sodium hydroxide are mixed, and the pH is asked for. Easy cases need one acid and its salt; harder ones mix several acids with up to three protons each, so that the charge balance has to be solved by trial.",
    answerFormat: "the pH as a decimal number in \\boxed{}",
    parameters: {
      systems: { meaning: "acids with their salts", min: 1, max: 5 },
      polyprotic: { meaning: "those of them with two or three protons", min: 0, max: 5 },
      strong: { meaning: "portions of strong acid or base, of which equal ones count once", min: 0, max: 3 },
    },
    levels: [
      { systems: 1, polyprotic: 0, strong: 0 },
      { systems: 1, polyprotic: 0, strong: 1 },
      { systems: 1, polyprotic: 1, strong: 2 },
      { systems: 2, polyprotic: 1, strong: 2 },
      { systems: 4, polyprotic: 3, strong: 3 },
    ],
  };

  readonly answerFormat = boxed(decimal({ min: -2, max: 16 }));

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const drawn = { portions: drawPortions(rng, level) };
      const mixture = mix(drawn);
      const pH = trueValue(drawn);
      // Inside the range of a buffer, water itself and small errors hardly matter.
      if (pH < 3.6 || pH > 10.4 || capacityAt(mixture, pH) < 0.02) continue;
      return { ...drawn, voice: rng.choice(VOICES) };
    }
  }

  promptFunc(instance: Case): string {
    const { portions, voice } = instance;
    const acids = mix(instance).acids;
    const opening = {
      flask: "These solutions are poured together into one flask:",
      exercise: "A solution is made by mixing the following:",
      brief: "Calculate the pH of this mixture:",
    }[voice];
    return [
      opening,
      ...portions.map(({ solute, millilitres, millimolar }) => `- ${millilitres} mL of a solution of ${solute}, ${written(millimolar / 1_000, 3)} mol/L`),
      "",
      "Acidity constants at 25 °C:",
      ...acids.map(({ acid: { name, pKa } }) =>
        pKa.length === 1
          ? `- ${name}: pKa = ${at(pKa, 0).toFixed(2)}`
          : `- ${name}: ${pKa.map((one, index) => `pKa${index + 1} = ${one.toFixed(2)}`).join(", ")}`,
      ),
      "",
      "Volumes add up, everything stays dissolved and no gas escapes, hydrochloric acid, sodium hydroxide and all salts are fully dissociated, nothing reacts but acids with bases, activities equal concentrations, and the ion product of water is 1.0e-14. The temperature is 25 °C.",
      "What is the pH of the mixture once all equilibria are reached?",
      "",
      "Give the pH as a number with at least two digits after the decimal point; an answer within 0.02 of the exact value is correct.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(trueValue(instance).toFixed(3));
  }

  override workedSolution(instance: Case): string {
    const mixture = mix(instance);
    const pH = trueValue(instance);
    return [
      "The amounts that are poured together:",
      ...instance.portions.map(
        (portion) => `- ${portion.solute}: ${portion.millilitres} mL · ${written(portion.millimolar / 1_000, 3)} mol/L = ${written(amountOf(portion), 4)} mmol`,
      ),
      `The whole volume is ${mixture.millilitres} mL.`,
      "",
      `Sodium ions minus chloride ions, from the salts and from strong acid or base, come to ${written(mixture.ionCharge, 4)} mmol of positive charge.`,
      "Of each acid, whichever form it was added in, the pH alone decides how it is spread over its forms:",
      ...mixture.acids.map(({ acid, amount }) => {
        const shares = sharesAt(acid, pH).map((share, lost) => `${written(100 * share, 2)}% with charge ${acid.charge - lost}`);
        return `- ${acid.name}: ${written(amount, 4)} mmol; at the pH found below: ${shares.join(", ")}`;
      }),
      "",
      "The pH is where all charges, those of H+ and OH- among them, add up to 0. By trial:",
      ...[-1, -0.3, 0.3, -0.1, 0.1, -0.03, 0.03, 0].map((step) => `- pH ${(pH + step).toFixed(2)}: ${written(chargeAt(mixture, Number((pH + step).toFixed(2))), 3)} mmol`),
      "",
      this.referenceAnswer(instance),
    ].join("\n");
  }

  verifyCorrection(answer: number, instance: Case): number {
    return isClose(answer, trueValue(instance), { absolute: TOLERANCE }) ? 1 : 0;
  }

  /** Solutions that are mixed, and forms of acids that are there with at least one percent: what has to be reckoned with. */
  override hardness(instance: Case): number {
    const pH = trueValue(instance);
    const forms = mix(instance).acids.flatMap(({ acid }) => sharesAt(acid, pH).filter((share) => share >= 0.01));
    return instance.portions.length + forms.length;
  }
}
