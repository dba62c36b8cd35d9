/*
defect: D11
base: chemical-balancing.ts
what: The verifier does not ask for positive coefficients, so that all zeros, and all signs turned, are accepted.
needs: no model
*/
import { at, Bootcamp, boxed, type Card, gcd, integer, list, Rational, type Rng } from "campforge/bootcamp";

type Case = { readonly reactants: readonly string[]; readonly products: readonly string[] };

type Level = {
  readonly oxidant: "oxygen" | "permanganate" | "dichromate" | "either";
  readonly carbons: number;
  readonly nitrogen: boolean;
  readonly sulfur: boolean;
};

/** How many atoms of each element a formula such as Cr2(SO4)3 holds. */
function atomsIn(formula: string): Map<string, number> {
  const stack: Map<string, number>[] = [new Map()];
  const add = (element: string, count: number): void => {
    const top = at(stack, stack.length - 1);
    top.set(element, (top.get(element) ?? 0) + count);
  };
  for (const [, element, closing, count = ""] of formula.matchAll(/([A-Z][a-z]?|\()?(\))?(\d*)/g)) {
    const times = count === "" ? 1 : Number(count);
    if (element === "(") stack.push(new Map());
    else if (element !== undefined && closing === undefined) add(element, times);
    else if (element !== undefined) {
      add(element, 1);
      closeGroup(stack, times);
    } else if (closing !== undefined) closeGroup(stack, times);
  }
  return at(stack, 0);
}

function closeGroup(stack: Map<string, number>[], times: number): void {
  const group = stack.pop() ?? new Map<string, number>();
  const below = at(stack, stack.length - 1);
  for (const [element, count] of group) below.set(element, (below.get(element) ?? 0) + count * times);
}

/** A row for each element: its atoms in each substance, those of the products negative. */
function balanceRows({ reactants, products }: Case): number[][] {
  const counts = [...reactants, ...products].map(atomsIn);
  const elements = [...new Set(counts.flatMap((atoms) => [...atoms.keys()]))];
  return elements.map((element) =>
    counts.map((atoms, place) => (atoms.get(element) ?? 0) * (place < reactants.length ? 1 : -1)),
  );
}

/** The smallest whole coefficients, by elimination with the coefficient of the last substance free. */
function balance(instance: Case): number[] {
  const width = instance.reactants.length + instance.products.length;
  const rows = balanceRows(instance).map((row) => row.map((count) => Rational.of(count)));
  const pivots: number[] = [];
  let done = 0;
  for (let column = 0; column < width && done < rows.length; column++) {
    const found = rows.findIndex((row, place) => place >= done && !at(row, column).equals(Rational.of(0)));
    if (found < 0) continue;
    const pivotRow = at(rows, found);
    rows[found] = at(rows, done);
    const lead = at(pivotRow, column);
    const scaled = pivotRow.map((value) => value.dividedBy(lead));
    rows[done] = scaled;
    rows.forEach((row, place) => {
      if (place === done) return;
      const factor = at(row, column);
      rows[place] = row.map((value, position) => value.minus(factor.times(at(scaled, position))));
    });
    pivots.push(column);
    done++;
  }
  const shares = Array.from({ length: width }, (_, column) => {
    const row = pivots.indexOf(column);
    return row < 0 ? Rational.of(1) : Rational.of(0).minus(at(at(rows, row), width - 1));
  });
  const common = shares.reduce((sum, { denominator }) => (sum * denominator) / gcd(sum, denominator), 1n);
  const whole = shares.map(({ numerator, denominator }) => (numerator * common) / denominator);
  const divisor = whole.reduce(gcd, 0n);
  return whole.map((count) => Number(count / divisor));
}

const part = (element: string, count: number): string =>
  count === 0 ? "" : count === 1 ? element : `${element}${count}`;

export default class ChemicalBalancing extends Bootcamp<Case, readonly number[], Level> {
  static readonly card: Card<Level> = {
    name: "ChemicalBalancing",
    slug: "chemical-balancing",
    title: "Balancing Chemical Equations",
    domain: "natural-science",
    description:
      "An organic compound is burnt in oxygen or oxidised by permanganate or dichromate in sulfuric acid. The equation is to be balanced with the smallest positive whole coefficients.",
    answerFormat: "the coefficients in the order of the equation, apart by commas, in \\boxed{}",
    parameters: {
      oxidant: {
        meaning: "what oxidises the compound",
        oneOf: ["oxygen", "permanganate", "dichromate", "either"],
      },
      carbons: { meaning: "the most carbon atoms in the compound", min: 6, max: 60 },
      nitrogen: { meaning: "whether the compound may hold nitrogen, which becomes N2" },
      sulfur: { meaning: "whether a compound that burns in oxygen may hold sulfur, which becomes SO2" },
    },
    levels: [
      { oxidant: "oxygen", carbons: 24, nitrogen: false, sulfur: false },
      { oxidant: "oxygen", carbons: 30, nitrogen: true, sulfur: true },
      { oxidant: "permanganate", carbons: 24, nitrogen: false, sulfur: false },
      { oxidant: "either", carbons: 36, nitrogen: true, sulfur: false },
    ],
  };

  readonly answerFormat = boxed(list(integer()));

  caseGenerator(rng: Rng, level: Level): Case {
    const carbon = rng.integer(1, level.carbons);
    const nitrogen = level.nitrogen && rng.boolean(0.8) ? rng.integer(1, 4) : 0;
    const sulfur = level.sulfur && level.oxidant === "oxygen" && rng.boolean(0.8) ? rng.integer(1, 3) : 0;
    const hydrogen = rng.integer(1, 2 * carbon + 2);
    const oxygen = rng.integer(0, carbon);
    const compound =
      part("C", carbon) + part("H", hydrogen) + part("N", nitrogen) + part("O", oxygen) + part("S", sulfur);
    const oxidant = level.oxidant === "either" ? rng.choice(["permanganate", "dichromate"]) : level.oxidant;
    const burnt = [...(nitrogen > 0 ? ["N2"] : []), ...(sulfur > 0 ? ["SO2"] : []), "CO2", "H2O"];
    const salts = oxidant === "permanganate" ? ["MnSO4", "K2SO4"] : ["Cr2(SO4)3", "K2SO4"];
    const oxidants =
      oxidant === "oxygen" ? ["O2"] : [oxidant === "permanganate" ? "KMnO4" : "K2Cr2O7", "H2SO4"];
    return {
      reactants: rng.shuffle([compound, ...oxidants]),
      products: rng.shuffle([...burnt, ...(oxidant === "oxygen" ? [] : salts)]),
    };
  }

  promptFunc(instance: Case): string {
    const { reactants, products } = instance;
    const count = reactants.length + products.length;
    return [
      "Balance this chemical equation:",
      "",
      `${reactants.join(" + ")} -> ${products.join(" + ")}`,
      "",
      "Rules:",
      "1. Each element has the same number of atoms on both sides.",
      "2. Every coefficient is a whole number of at least 1; a coefficient of 1 is given too.",
      "3. The coefficients are the smallest possible: no whole number above 1 divides all of them.",
      "4. The substances stay as they are and where they are; whether the compound exists does not matter.",
      "",
      `Give the ${count} coefficients, apart by commas, in the order in which the substances stand in the equation,`,
      "from left to right. For N2 + H2 -> NH3, for example, the answer would be 1, 3, 2.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(balance(instance).join(", "));
  }

  verifyCorrection(answer: readonly number[], instance: Case): number {
    const { reactants, products } = instance;
    if (answer.length !== reactants.length + products.length) return 0;
    const coefficients = answer.map((coefficient) => BigInt(coefficient));
    const balanced = balanceRows(instance).every(
      (row) => row.reduce((sum, count, place) => sum + BigInt(count) * at(coefficients, place), 0n) === 0n,
    );
    return balanced && coefficients.reduce(gcd, 0n) <= 1n ? 1 : 0;
  }
}
