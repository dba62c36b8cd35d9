import { at, Bootcamp, boxed, type Card, decimal, isClose, type Rng, textTable } from "campforge/bootcamp";

type Body = {
  readonly material: string;
  readonly massGrams: number;
  /** In degrees Celsius. */
  readonly temperature: number;
};

type Case = {
  readonly bodies: readonly Body[];
  /** Ice at 0 degrees Celsius, 0 where there is none; it always melts completely. */
  readonly iceGrams: number;
};

type Level = { readonly bodies: number; readonly ice: boolean; readonly materials: number };

/**
 * Specific heat capacities in J/(g K), rounded as textbooks print them; the prompt states them. Liquids have their
 * boiling point at normal pressure in degrees Celsius, rounded down.
 */
const MATERIALS: readonly {
  readonly name: string;
  readonly heatCapacity: number;
  readonly boilsAt?: number;
}[] = [
  { name: "water", heatCapacity: 4.18, boilsAt: 100 },
  { name: "aluminium", heatCapacity: 0.9 },
  { name: "copper", heatCapacity: 0.385 },
  { name: "iron", heatCapacity: 0.449 },
  { name: "lead", heatCapacity: 0.129 },
  { name: "glass", heatCapacity: 0.84 },
  { name: "ethanol", heatCapacity: 2.44, boilsAt: 78 },
];
const WATER = 4.18;
const HEAT_OF_FUSION = 334;
const RELATIVE_TOLERANCE = 0.005;

const heatCapacityOf = (material: string): number =>
  MATERIALS.find(({ name }) => name === material)?.heatCapacity ?? 0;

/** Heat in joules that the bodies release when all of them are cooled to 0 degrees Celsius. */
const heatAboveZero = (bodies: readonly Body[]): number =>
  bodies.reduce((sum, body) => sum + body.massGrams * heatCapacityOf(body.material) * body.temperature, 0);

/** The common temperature in degrees Celsius once no more heat flows. */
function finalTemperature({ bodies, iceGrams }: Case): number {
  const capacity = bodies.reduce((sum, body) => sum + body.massGrams * heatCapacityOf(body.material), 0);
  return (heatAboveZero(bodies) - iceGrams * HEAT_OF_FUSION) / (capacity + iceGrams * WATER);
}

/** Whether every liquid is still one in the end; the water of melted ice never comes near its boiling point. */
const staysLiquid = (instance: Case): boolean =>
  instance.bodies.every(({ material }) => {
    const boilsAt = MATERIALS.find(({ name }) => name === material)?.boilsAt ?? Infinity;
    return finalTemperature(instance) < boilsAt;
  });

/** Bodies of different materials, warm ones in cool water, and ice that melts. */
function drawCase(rng: Rng, level: Level): Case {
  const others = rng.sample(MATERIALS.slice(1), level.materials).map(({ name }) => name);
  const bodies = Array.from({ length: level.bodies }, (_, index): Body => {
    const material = index === 0 ? "water" : at(others, (index - 1) % others.length);
    const massGrams = rng.integer(4, 60) * 5;
    const hottest = material === "ethanol" ? 75 : 180;
    const temperature = index === 0 ? rng.integer(15, 45) : rng.integer(55, hottest);
    return { material, massGrams, temperature };
  });
  // At most half of the heat goes into melting, so that the mixture ends well above 0 degrees.
  const mostIce = Math.floor((0.5 * heatAboveZero(bodies)) / HEAT_OF_FUSION);
  return {
    bodies: rng.shuffle(bodies),
    iceGrams: level.ice ? rng.integer(Math.ceil(mostIce / 3), mostIce) : 0,
  };
}

/** A number as one writes it down, without zeros at its end. */
const written = (value: number): string => String(Number(value.toFixed(3)));

/** The steps to the common temperature, each with its numbers. */
function steps({ bodies, iceGrams }: Case): string[] {
  const capacities = bodies.map(({ material, massGrams }) => massGrams * heatCapacityOf(material));
  const heats = bodies.map(({ temperature }, index) => at(capacities, index) * temperature);
  const capacity = capacities.reduce((sum, one) => sum + one, 0);
  const heat = heats.reduce((sum, one) => sum + one, 0);
  const melting = iceGrams * HEAT_OF_FUSION;
  const ice = [
    `To melt, ${iceGrams} g of ice takes up ${iceGrams} · ${HEAT_OF_FUSION} J = ${written(melting)} J, which leaves`,
    `${written(heat)} J − ${written(melting)} J = ${written(heat - melting)} J.`,
    `The water it becomes has ${iceGrams} · ${WATER} J/K = ${written(iceGrams * WATER)} J/K, so that the whole has`,
    `${written(capacity)} J/K + ${written(iceGrams * WATER)} J/K = ${written(capacity + iceGrams * WATER)} J/K.`,
  ];
  return [
    "No heat is lost, so the heat above 0 °C before and after is the same.",
    "",
    "The heat capacity of each body is its mass times its specific heat capacity, and its heat above 0 °C is that",
    "times its temperature:",
    ...bodies.map(
      ({ material, massGrams, temperature }, index) =>
        `- ${material}: ${massGrams} · ${heatCapacityOf(material)} J/K = ${written(at(capacities, index))} J/K, and times ${temperature} °C = ${written(at(heats, index))} J`,
    ),
    "",
    `The heat capacities add up to ${capacities.map(written).join(" + ")} = ${written(capacity)} J/K.`,
    `The heats add up to ${heats.map(written).join(" + ")} = ${written(heat)} J.`,
    ...(iceGrams > 0 ? ["", ...ice] : []),
    "",
    `The common temperature is the heat divided by the heat capacity: ${written(heat - melting)} / ${written(capacity + iceGrams * WATER)} °C.`,
    "",
  ];
}

export default class Calorimetry extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "Calorimetry",
    slug: "calorimetry",
    title: "Calorimetry",
    domain: "natural-science",
    description:
      "Bodies of known material, mass and temperature exchange heat in an insulated vessel; harder cases add melting ice. The common final temperature is asked for, within half a percent.",
    answerFormat: "the final temperature in degrees Celsius as a decimal number in \\boxed{}",
    parameters: {
      bodies: { meaning: "bodies that are brought together, including the water", min: 2, max: 8 },
      ice: { meaning: "whether ice at 0 degrees is added, which melts completely" },
      materials: { meaning: "how many different materials occur besides water", min: 1, max: 6 },
    },
    levels: [
      { bodies: 2, ice: false, materials: 1 },
      { bodies: 2, ice: true, materials: 1 },
      { bodies: 3, ice: true, materials: 3 },
      { bodies: 6, ice: true, materials: 6 },
      { bodies: 8, ice: true, materials: 6 },
    ],
  };

  readonly answerFormat = boxed(decimal());

  caseGenerator(rng: Rng, level: Level): Case {
    // About one case in a hundred would boil.
    for (;;) {
      const drawn = drawCase(rng, level);
      if (staysLiquid(drawn)) return drawn;
    }
  }

  promptFunc(instance: Case): string {
    const { bodies, iceGrams } = instance;
    const rows = bodies.map(({ material, massGrams, temperature }) => [
      material,
      `${massGrams} g`,
      `${temperature} °C`,
      `${heatCapacityOf(material)} J/(g·K)`,
    ]);
    const ice = [
      `In addition, ${iceGrams} g of ice at exactly 0 °C is added. It melts completely. The heat of fusion of ice`,
      `is ${HEAT_OF_FUSION} J/g, and the specific heat capacity of the water it becomes is ${WATER} J/(g·K).`,
    ];
    return [
      "These bodies are brought together in a perfectly insulated vessel, which itself absorbs no heat:",
      "",
      textTable(["material", "mass", "temperature", "specific heat capacity"], rows),
      "",
      ...(iceGrams > 0 ? [...ice, ""] : []),
      "Heat capacities do not depend on temperature, nothing evaporates, no body reacts with another, and mixing",
      "liquids neither gives off nor takes up heat.",
      "What is the common temperature, in degrees Celsius, once no more heat flows?",
      "",
      "Give the number alone, with at least two digits after the decimal point; an answer within 0.5 percent of",
      `the exact one is correct. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(finalTemperature(instance).toFixed(3));
  }

  override workedSolution(instance: Case): string {
    return [...steps(instance), this.referenceAnswer(instance)].join("\n");
  }

  /** Products of mass, heat capacity and temperature to be worked out; melting ice brings three of its own. */
  override hardness({ bodies, iceGrams }: Case): number {
    return bodies.length + (iceGrams > 0 ? 3 : 0);
  }

  verifyCorrection(answer: number, instance: Case): number {
    return isClose(answer, finalTemperature(instance), { relative: RELATIVE_TOLERANCE }) ? 1 : 0;
  }
}
