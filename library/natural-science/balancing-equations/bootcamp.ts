import { at, Bootcamp, type Card, finalLine, gcd, integer, list, range, Rational, type Rng } from "campforge/bootcamp";

type Voice = "blanks" | "student" | "brief";

type Case = {
  /** Formulas such as `C2H6O`, `Cr2(SO4)3` or `Cr2O7^2-`. */
  readonly reactants: readonly string[];
  readonly products: readonly string[];
  readonly voice: Voice;
};

type Level = {
  readonly carbons: number;
  /** Elements of the compound besides carbon, hydrogen and oxygen, at the most. */
  readonly others: number;
  /** The first oxidation of `OXIDATIONS` that may occur, and the last. */
  readonly from: number;
  readonly to: number;
};

const VOICES: readonly Voice[] = ["blanks", "student", "brief"];

/** What a compound is oxidized with, what becomes of it, and of the compound's elements. */
type Oxidation = {
  readonly compound: "organic" | "complex";
  readonly reactants: readonly string[];
  readonly products: readonly string[];
  /** Where each element goes that the compound may have besides C, H and O. */
  readonly takes: Readonly<Record<string, string>>;
};

const OXIDATIONS: readonly Oxidation[] = [
  { compound: "organic", reactants: ["O2"], products: ["CO2", "H2O"], takes: { N: "N2", S: "SO2", Cl: "HCl" } },
  { compound: "organic", reactants: ["CuO"], products: ["Cu", "CO2", "H2O"], takes: { N: "N2" } },
  { compound: "organic", reactants: ["HNO3"], products: ["NO", "CO2", "H2O"], takes: { S: "H2SO4", Cl: "HCl" } },
  { compound: "organic", reactants: ["KMnO4", "H2SO4"], products: ["MnSO4", "K2SO4", "CO2", "H2O"], takes: { N: "(NH4)2SO4" } },
  { compound: "organic", reactants: ["K2Cr2O7", "H2SO4"], products: ["Cr2(SO4)3", "K2SO4", "CO2", "H2O"], takes: { N: "(NH4)2SO4" } },
  { compound: "organic", reactants: ["MnO4^-", "OH^-"], products: ["MnO2", "CO3^2-", "H2O"], takes: { N: "NH3", S: "SO4^2-", Cl: "Cl^-" } },
  { compound: "organic", reactants: ["MnO4^-", "H^+"], products: ["Mn^2+", "CO2", "H2O"], takes: { N: "NH4^+", S: "SO4^2-", P: "H3PO4" } },
  { compound: "organic", reactants: ["Cr2O7^2-", "H^+"], products: ["Cr^3+", "CO2", "H2O"], takes: { N: "NH4^+", S: "SO4^2-", Cl: "Cl^-", P: "H3PO4" } },
  { compound: "organic", reactants: ["ClO3^-", "H^+"], products: ["Cl2", "CO2", "H2O"], takes: { N: "NO3^-", S: "SO4^2-", P: "H3PO4", Br: "Br2" } },
  {
    compound: "complex",
    reactants: ["KMnO4", "H2SO4"],
    products: ["MnSO4", "K2SO4", "CO2", "H2O"],
    takes: { N: "KNO3", Cr: "K2Cr2O7", Fe: "Fe2(SO4)3", Co: "CoSO4", Ni: "NiSO4" },
  },
  {
    compound: "complex",
    // To chlorine, not chloride: with KCl one substance after the other would follow from counting alone.
    reactants: ["KClO3", "H2SO4"],
    products: ["Cl2", "K2SO4", "CO2", "H2O"],
    takes: { N: "HNO3", Cr: "K2Cr2O7", Fe: "Fe2(SO4)3", Co: "CoSO4", Ni: "NiSO4" },
  },
];

/** How many bonds an atom of each element makes: what the number of hydrogen atoms depends on. */
const VALENCE: Readonly<Record<string, number>> = { N: 3, S: 2, P: 3, Cl: 1, Br: 1 };

const CHARGE = "charge";

/** The atoms of each element in a formula, whose groups may stand in each other, and its charge. */
function contentOf(formula: string): Map<string, number> {
  const [neutral = "", charge] = formula.split("^");
  const open: Map<string, number>[] = [new Map()];
  let last = new Map<string, number>();
  const add = (content: ReadonlyMap<string, number>, times: number): void => {
    const whole = open.at(-1);
    for (const [element, count] of content) whole?.set(element, (whole.get(element) ?? 0) + count * times);
  };
  for (const [token] of neutral.matchAll(/[A-Z][a-z]?|\d+|[[\]()]/g)) {
    if (/\d/.test(token)) {
      // The first of these was counted when it was read.
      add(last, Number(token) - 1);
      continue;
    }
    if (token === "(" || token === "[") {
      open.push(new Map());
      continue;
    }
    last = token === ")" || token === "]" ? (open.pop() ?? last) : new Map([[token, 1]]);
    add(last, 1);
  }
  const content = at(open, 0);
  if (charge !== undefined)
    content.set(CHARGE, Number(charge.slice(0, -1) || "1") * (charge.endsWith("+") ? 1 : -1));
  return content;
}

/** The numbers, in lowest terms, that balance species against each other, products negative; undefined unless there is one way. */
function balance(species: readonly string[]): readonly number[] | undefined {
  const contents = species.map(contentOf);
  const kinds = [...new Set(contents.flatMap((content) => [...content.keys()]))];
  const rows = kinds.map((kind) => contents.map((content) => Rational.of(content.get(kind) ?? 0)));
  const leads: number[] = [];
  for (const column of range(species.length)) {
    const found = rows.findIndex((row, index) => index >= leads.length && at(row, column).numerator !== 0n);
    if (found < 0) continue;
    const pivot = at(rows, found);
    rows[found] = at(rows, leads.length);
    const scaled = pivot.map((one) => one.dividedBy(at(pivot, column)));
    rows[leads.length] = scaled;
    rows.forEach((row, index) => {
      const factor = at(row, column);
      if (index === leads.length || factor.numerator === 0n) return;
      rows[index] = row.map((one, place) => one.minus(factor.times(at(scaled, place))));
    });
    leads.push(column);
  }
  const free = range(species.length).filter((column) => !leads.includes(column));
  const [last] = free;
  if (last === undefined || free.length > 1) return undefined;
  const values = range(species.length).map((column) => {
    const row = leads.indexOf(column);
    return row < 0 ? Rational.of(1) : Rational.of(0).minus(at(at(rows, row), last));
  });
  const denominator = values.reduce((common, { denominator: one }) => (common * one) / gcd(common, one), 1n);
  const whole = values.map(({ numerator, denominator: one }) => (numerator * denominator) / one);
  const divisor = whole.reduce((common, one) => gcd(common, one), 0n);
  return whole.map((one) => Number(one / (divisor === 0n ? 1n : divisor)));
}

/** A compound of carbon, hydrogen, mostly oxygen and some other elements, with as many hydrogen atoms as bonds allow. */
function drawCompound(rng: Rng, { carbons, others }: Level, elements: readonly string[]): string {
  const carbon = rng.integer(Math.ceil(carbons / 3), carbons);
  const chosen = rng.sample(elements, rng.integer(Math.min(1, others), Math.min(others, elements.length)));
  const counts = new Map(chosen.map((element) => [element, rng.integer(1, Math.max(1, Math.min(3, Math.floor(carbon / 2))))]));
  const most = [...counts].reduce((sum, [element, count]) => sum + count * ((VALENCE[element] ?? 2) - 2), 2 * carbon + 2);
  // Each ring or double bond takes two.
  const hydrogen = most - 2 * rng.integer(0, Math.floor((most - 1) / 2) - Math.floor(carbon / 3));
  const oxygen = rng.integer(0, Math.max(1, Math.floor(carbon / 2)));
  const atoms = [["C", carbon], ["H", hydrogen], ...[...counts, ["O", oxygen] as const].toSorted(([a], [b]) => (a < b ? -1 : 1))] as const;
  return atoms.map(([element, count]) => (count === 0 ? "" : count === 1 ? element : `${element}${count}`)).join("");
}

/** Metals as cations with their charge, neutral ligands, and metals that form cyanides with the charge of these. */
const CATIONS = [["Cr", 3], ["Co", 3], ["Ni", 2], ["Fe", 2], ["Co", 2]] as const;
const LIGANDS = [["CON2H4", 6], ["C2H8N2", 3], ["NH3", 6], ["C3H10N2", 3], ["C5H5N", 4]] as const;
const CYANIDES = [["Fe", 3], ["Fe", 4], ["Cr", 3], ["Co", 3]] as const;

/** A salt of a complex cation and a cyanide, such as `[Cr(CON2H4)6]4[Fe(CN)6]3`. */
function drawComplex(rng: Rng): string {
  const [metal, charge] = rng.choice(CATIONS);
  const [ligand, count] = rng.choice(LIGANDS);
  const [other, against] = rng.choice(CYANIDES.filter(([one]) => one !== metal));
  const times = (divided: number): string => {
    const number = divided / gcd(charge, against);
    return number === 1 ? "" : `${number}`;
  };
  // Water takes the place of some of the ligands.
  const water = rng.integer(0, Math.min(2, count - 1));
  const waters = water === 0 ? "" : water === 1 ? "(H2O)" : `(H2O)${water}`;
  const crystal = rng.integer(0, 9);
  const outside = crystal === 0 ? "" : crystal === 1 ? "(H2O)" : `(H2O)${crystal}`;
  return `[${metal}(${ligand})${count - water}${waters}]${times(against)}[${other}(CN)6]${times(charge)}${outside}`;
}

/** An equation that can be balanced in one way with every species on its side; undefined where what was drawn cannot. */
function drawEquation(rng: Rng, level: Level): Pick<Case, "reactants" | "products"> | undefined {
  const oxidation = rng.choice(OXIDATIONS.slice(level.from, level.to + 1));
  const compound =
    oxidation.compound === "complex" ? drawComplex(rng) : drawCompound(rng, level, Object.keys(oxidation.takes));
  const elements = [...contentOf(compound).keys()];
  const further = Object.entries(oxidation.takes).flatMap(([element, product]) => (elements.includes(element) ? [product] : []));
  const species = [...new Set([compound, ...oxidation.reactants, ...oxidation.products, ...further])];
  const numbers = balance(species);
  if (numbers === undefined || numbers.includes(0)) return undefined;
  // Which side a solvent or an ion stands on follows from the numbers: it may be used up or set free.
  const sign = Math.sign(at(numbers, 0));
  const side = (of: number): string[] => rng.shuffle(species.filter((_, index) => Math.sign(at(numbers, index)) === of));
  const [reactants, products] = [side(sign), side(-sign)];
  return oxidation.reactants.slice(0, 1).every((one) => reactants.includes(one)) ? { reactants, products } : undefined;
}

export default class BalancingEquations extends Bootcamp<Case, readonly number[], Level> {
  static readonly card: Card<Level> = {
    name: "BalancingEquations",
    slug: "balancing-equations",
    title: "Balancing Chemical Equations",
    domain: "natural-science",
    description:
      "The complete oxidation of a compound is to be balanced: by oxygen, copper oxide or nitric acid first, then by permanganate or dichromate, in harder cases by chlorate, too, with ions, so that charges have to balance as well, with up to four further elements, and last of salts of two complex ions. Except in the easiest cases, counting one substance after the other comes to a stop before all are known. The coefficients are asked for in lowest terms.",
    answerFormat: "the coefficients from left to right, separated by commas, on a last line `Answer: …`",
    parameters: {
      carbons: { meaning: "carbon atoms of the compound at the most", min: 3, max: 60 },
      others: { meaning: "elements of the compound besides C, H and O at the most", min: 0, max: 4 },
      from: { meaning: "first kind of oxidation that may occur", min: 0, max: 10 },
      to: { meaning: "last kind of oxidation that may occur", min: 0, max: 10 },
    },
    levels: [
      { carbons: 9, others: 1, from: 0, to: 2 },
      { carbons: 12, others: 1, from: 2, to: 5 },
      { carbons: 24, others: 2, from: 4, to: 7 },
      { carbons: 36, others: 4, from: 6, to: 8 },
      { carbons: 36, others: 4, from: 9, to: 10 },
    ],
  };

  readonly answerFormat = finalLine(list(integer()));

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const equation = drawEquation(rng, level);
      if (equation !== undefined) return { ...equation, voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ reactants, products, voice }: Case): string {
    const side = (species: readonly string[], mark: string): string => species.map((one) => `${mark}${one}`).join(" + ");
    const isIonic = [...reactants, ...products].some((one) => one.includes("^"));
    const count = reactants.length + products.length;
    const opening = {
      blanks: ["Fill the blanks, so that the chemical equation is balanced:", "", `${side(reactants, "__ ")} -> ${side(products, "__ ")}`],
      student: [
        `In a laboratory, ${reactants.join(", ")} react completely to ${products.join(", ")}. Balance the equation:`,
        "",
        `${side(reactants, "")} -> ${side(products, "")}`,
      ],
      brief: [`Balance: ${side(reactants, "")} -> ${side(products, "")}`],
    }[voice];
    return [
      ...opening,
      "",
      isIonic
        ? "Each element occurs equally often on both sides, and the sum of the charges is the same on both sides. The charge of an ion stands behind ^, as in SO4^2- or NH4^+."
        : "Each element occurs equally often on both sides. A number behind a closing parenthesis or bracket counts all that stands inside.",
      `Give the ${count} coefficients in the order in which the substances stand in the equation, from left to right, as positive whole numbers without a common divisor, separated by commas. A coefficient of 1 is written, too: for H2 + O2 -> H2O they are 2, 1, 2.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ reactants, products }: Case): string {
    const numbers = balance([...reactants, ...products]) ?? [];
    return this.answerFormat.wrap(numbers.map((one) => Math.abs(one)).join(", "));
  }

  verifyCorrection(answer: readonly number[], { reactants, products }: Case): number {
    const species = [...reactants, ...products];
    if (answer.length !== species.length || answer.some((one) => one < 1)) return 0;
    if (answer.reduce((common, one) => gcd(common, one), 0) !== 1) return 0;
    const sums = new Map<string, bigint>();
    species.forEach((one, index) => {
      const times = BigInt(at(answer, index)) * (index < reactants.length ? 1n : -1n);
      for (const [kind, count] of contentOf(one)) sums.set(kind, (sums.get(kind) ?? 0n) + times * BigInt(count));
    });
    return [...sums.values()].every((sum) => sum === 0n) ? 1 : 0;
  }

  /** The bits of all coefficients together, each of which has at least one. */
  override hardness({ reactants, products }: Case): number {
    const numbers = balance([...reactants, ...products]) ?? [];
    return numbers.reduce((sum, one) => sum + Math.floor(Math.log2(Math.max(1, Math.abs(one)))) + 1, 0);
  }
}
