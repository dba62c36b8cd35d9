import { at, Bootcamp, boxed, type Card, decimal, isClose, type Rng, textTable } from "campforge/bootcamp";

type Sample = {
  readonly substance: string;
  /** In degrees Celsius. */
  readonly celsius: number;
  readonly grams: number;
};

type Case = {
  /** Grams of snow at 0 degrees Celsius that are stirred in and melt; 0 where there is none. */
  readonly snow: number;
  readonly samples: readonly Sample[];
};

type Level = { readonly samples: number; readonly substances: number; readonly snow: boolean };

const LATENT_HEAT = 334;
const TOLERANCE = 0.005;

/** Joules that warm one gram by one kelvin; the prompt prints the same figures. */
const SPECIFIC_HEATS: Readonly<Record<string, number>> = {
  water: 4.18,
  aluminium: 0.9,
  glass: 0.84,
  iron: 0.449,
  copper: 0.385,
  lead: 0.129,
  ethanol: 2.44,
};
const SUBSTANCES = Object.keys(SPECIFIC_HEATS).slice(1);

const specificHeat = (substance: string): number => SPECIFIC_HEATS[substance] ?? 0;

/** Joules per kelvin of a sample. */
const capacityOf = ({ substance, grams }: Sample): number => grams * specificHeat(substance);

const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

/** Joules above the state in which everything is at 0 degrees Celsius and liquid water has not frozen. */
const heatContent = (samples: readonly Sample[]): number =>
  total(samples.map((sample) => capacityOf(sample) * sample.celsius));

/** The temperature at which the heat balance is even. */
function equilibrium({ snow, samples }: Case): number {
  const heat = heatContent(samples) - LATENT_HEAT * snow;
  const capacity = total(samples.map(capacityOf)) + specificHeat("water") * snow;
  return heat / capacity;
}

export default class ThermalEquilibrium extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "ThermalEquilibrium",
    slug: "thermal-equilibrium",
    title: "Thermal Equilibrium",
    domain: "natural-science",
    description:
      "Samples of known substances, masses and temperatures are put together without loss of heat, and in the harder cases melting snow is stirred in. The temperature at which they settle is to be computed to half a percent.",
    answerFormat: "the equilibrium temperature in degrees Celsius, as a decimal number in \\boxed{}",
    parameters: {
      samples: { meaning: "samples that are put together, water being one of them", min: 2, max: 8 },
      substances: { meaning: "different substances among the samples, water aside", min: 1, max: 6 },
      snow: { meaning: "whether snow is stirred in and melts" },
    },
    levels: [
      { samples: 2, substances: 1, snow: false },
      { samples: 3, substances: 2, snow: false },
      { samples: 3, substances: 2, snow: true },
      { samples: 6, substances: 5, snow: true },
    ],
  };

  readonly answerFormat = boxed(decimal());

  caseGenerator(rng: Rng, level: Level): Case {
    const substances = rng.sample(SUBSTANCES, level.substances);
    const water: Sample = { substance: "water", celsius: rng.integer(15, 45), grams: 5 * rng.integer(4, 60) };
    const warm = Array.from({ length: level.samples - 1 }, (_, index): Sample => {
      const substance = at(substances, index % substances.length);
      // Ethanol boils at 78 degrees.
      const celsius = rng.integer(55, substance === "ethanol" ? 75 : 180);
      return { substance, celsius, grams: 5 * rng.integer(4, 60) };
    });
    const samples = rng.shuffle([water, ...warm]);
    // Melting takes no more than half of the heat, so everything ends up liquid and well above freezing.
    const most = Math.floor(heatContent(samples) / 2 / LATENT_HEAT);
    return { snow: level.snow ? rng.integer(Math.ceil(most / 3), most) : 0, samples };
  }

  promptFunc({ snow, samples }: Case): string {
    const table = textTable(
      ["substance", "temperature (°C)", "mass (g)", "specific heat (J per g and K)"],
      samples.map(({ substance, celsius, grams }) => [substance, celsius, grams, specificHeat(substance)]),
    );
    return [
      "In a container that neither takes up heat nor lets any escape, the following samples are put together:",
      "",
      table,
      "",
      ...(snow === 0
        ? []
        : [
            `Then ${snow} g of snow at 0 °C is stirred in, all of which melts. Melting takes ${LATENT_HEAT} J per gram; the water`,
            `that forms has a specific heat of ${specificHeat("water")} J per g and K.`,
            "",
          ]),
      "Specific heats are the same at every temperature. There are no reactions and no evaporation. At which temperature",
      "in degrees Celsius does the mixture settle?",
      "",
      "Write only the number, to two decimal places or more. Deviations of up to 0.5 percent are accepted.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(equilibrium(instance).toFixed(3));
  }

  verifyCorrection(answer: number, instance: Case): number {
    return isClose(answer, equilibrium(instance), { relative: TOLERANCE }) ? 1 : 0;
  }
}
