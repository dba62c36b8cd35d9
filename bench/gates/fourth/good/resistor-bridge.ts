import { at, Bootcamp, type Card, decimal, isClose, makeGraph, range, reachable, record, type Rng, tagged } from "campforge/bootcamp";

type Resistor = { readonly from: number; readonly to: number; readonly ohms: number };

type Case = {
  readonly nodes: readonly string[];
  readonly resistors: readonly Resistor[];
  readonly volts: number;
  /** The node whose potential is asked for; the first node is the positive pole, the last one the negative. */
  readonly probe: number;
};

type Answer = { readonly resistance: number; readonly potential: number };

type Level = {
  readonly nodes: number;
  readonly resistors: number;
};

const NAMES = [..."ABCDEFGHKLMNPQRSTUVW"];
const OHMS = [2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 20, 24, 30, 36, 40, 45, 50, 60, 75, 90, 100, 120, 150];
const TOLERANCE = 0.01;

/** Solves linear equations, each a row of coefficients and the right-hand side, by elimination. */
function solveLinear(equations: readonly (readonly number[])[]): number[] {
  const rows = equations.map((row) => [...row]);
  const size = rows.length;
  for (const column of range(size)) {
    const best = range(column, size).reduce((most, row) =>
      Math.abs(at(at(rows, row), column)) > Math.abs(at(at(rows, most), column)) ? row : most,
    );
    const pivot = at(rows, best);
    rows[best] = at(rows, column);
    rows[column] = pivot;
    for (const row of range(size)) {
      const factor = row === column ? 0 : at(at(rows, row), column) / at(pivot, column);
      if (factor !== 0) rows[row] = at(rows, row).map((value, index) => value - factor * at(pivot, index));
    }
  }
  return rows.map((row, index) => at(row, size) / at(row, index));
}

/** The potential of every node, by the balance of currents at each inner node. */
function potentialsOf({ nodes, resistors, volts }: Case): number[] {
  const size = nodes.length;
  const equations = range(1, size - 1).map((node) => {
    const row = range(size - 1).map(() => 0);
    const add = (place: number, value: number): void => {
      row[place] = at(row, place) + value;
    };
    for (const { from, to, ohms } of resistors) {
      if (from !== node && to !== node) continue;
      const other = from === node ? to : from;
      add(node - 1, 1 / ohms);
      if (other === 0) add(size - 2, volts / ohms);
      else if (other !== size - 1) add(other - 1, -1 / ohms);
    }
    return row;
  });
  return [volts, ...solveLinear(equations), 0];
}

function solve(instance: Case): Answer {
  const { resistors, volts, probe } = instance;
  const potentials = potentialsOf(instance);
  const current = resistors
    .filter(({ from, to }) => from === 0 || to === 0)
    .reduce((sum, { from, to, ohms }) => sum + (volts - at(potentials, from === 0 ? to : from)) / ohms, 0);
  return { resistance: volts / current, potential: at(potentials, probe) };
}

/** Resistors between different pairs of nodes: a path through all nodes in random order, and more at random. */
function drawResistors(rng: Rng, level: Level): Resistor[] {
  const pairs = range(level.nodes).flatMap((from) => range(from + 1, level.nodes).map((to) => [from, to] as const));
  // The two poles are not joined directly: that resistor would be no part of the puzzle.
  const open = rng.shuffle(pairs.filter(([from, to]) => from !== 0 || to !== level.nodes - 1));
  return open.slice(0, level.resistors).map(([from, to]) => ({ from, to, ohms: rng.choice(OHMS) }));
}

/** Whether each inner node lies on a way from one pole to the other, with at least two resistors at it. */
function isWhole(nodes: number, resistors: readonly Resistor[]): boolean {
  return range(nodes).every((node) => {
    const rest = resistors.filter(({ from, to }) => from !== node && to !== node);
    const degree = resistors.length - rest.length;
    const isPole = node === 0 || node === nodes - 1;
    const kept = reachable(makeGraph(nodes, isPole ? resistors : [...rest, { from: 0, to: nodes - 1, ohms: 1 }]), 0);
    return degree >= (isPole ? 1 : 2) && kept.length === (isPole ? nodes : nodes - 1);
  });
}

export default class ResistorBridge extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "ResistorBridge",
    slug: "resistor-bridge",
    title: "Resistor Bridge",
    domain: "natural-science",
    description:
      "A network of resistors with a battery at two of its nodes is given; the resistance between the two and the potential of another node are to be computed, within 1 %. Harder networks have more nodes and cannot be taken apart into series and parallel parts.",
    answerFormat: "two fields, resistance and potential, as decimals, between <answer> and </answer>",
    parameters: {
      nodes: { meaning: "nodes of the network", min: 3, max: 9 },
      resistors: { meaning: "resistors of the network", min: 3, max: 20 },
    },
    levels: [
      { nodes: 4, resistors: 4 },
      { nodes: 4, resistors: 5 },
      { nodes: 5, resistors: 7 },
      { nodes: 6, resistors: 9 },
      { nodes: 8, resistors: 13 },
    ],
  };

  readonly answerFormat = tagged(record<{ resistance: number; potential: number }>({ resistance: decimal(), potential: decimal() }));

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const resistors = drawResistors(rng, level);
      if (!isWhole(level.nodes, resistors)) continue;
      const probe = rng.integer(1, level.nodes - 2);
      const volts = rng.integer(6, 60);
      const instance: Case = { nodes: rng.sample(NAMES, level.nodes), resistors, volts, probe };
      const share = solve(instance).potential / volts;
      if (share > 0.08 && share < 0.92 && Math.abs(share - 0.5) > 0.02) return instance;
    }
  }

  promptFunc({ nodes, resistors, volts, probe }: Case): string {
    const [plus, minus] = [at(nodes, 0), at(nodes, nodes.length - 1)];
    const probed = at(nodes, probe);
    return [
      `An electrical network has the ${nodes.length} nodes ${nodes.toSorted().join(", ")}. These ideal resistors join them:`,
      "",
      ...resistors.map(({ from, to, ohms }) => `- ${at(nodes, from)} to ${at(nodes, to)}: ${ohms} ohms`),
      "",
      `A battery keeps node ${plus} at a potential of ${volts} volts and node ${minus} at 0 volts. Nothing else is joined to the network, and`,
      "wires have no resistance.",
      "",
      `1. What is the resistance of the whole network between ${plus} and ${minus}, in ohms? (It is the voltage of the battery divided by the`,
      "   current that it delivers.)",
      `2. What is the potential of node ${probed}, in volts?`,
      "",
      "Give both as decimals, without units. A value counts as correct if it is within 1 % of the exact one; four significant",
      "digits are enough. Both must be correct.",
      "",
      "Write two lines, `resistance:` with the first value and `potential:` with the second, such as",
      "resistance: 0.1234",
      "potential: 0.5678",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { resistance, potential } = solve(instance);
    return this.answerFormat.wrap(`resistance: ${resistance.toPrecision(5)}\npotential: ${potential.toPrecision(5)}`);
  }

  override hardness({ nodes, resistors }: Case): number {
    return (nodes.length - 2) ** 3 + resistors.length;
  }

  verifyCorrection({ resistance, potential }: Answer, instance: Case): number {
    const truth = solve(instance);
    const isRight =
      isClose(resistance, truth.resistance, { relative: TOLERANCE }) &&
      isClose(potential, truth.potential, { relative: TOLERANCE });
    return isRight ? 1 : 0;
  }
}
