import {
  at,
  Bootcamp,
  type Card,
  finalLine,
  list,
  parsed,
  range,
  refine,
  type Rng,
  text,
  unparsable,
} from "campforge/bootcamp";

/** An amount of one metal, as a layer or as ions. */
type Part = { readonly metal: string; readonly mmol: number };

type LabEvent =
  | { readonly kind: "dip"; readonly rod: number; readonly beaker: number }
  | { readonly kind: "add"; readonly beaker: number; readonly metal: string; readonly mmol: number };

type Case = {
  /** The layers of each rod, from outside to inside. */
  readonly rods: readonly (readonly Part[])[];
  readonly beakers: readonly (readonly Part[])[];
  readonly events: readonly LabEvent[];
  readonly askedRod: number;
  readonly askedBeaker: number;
};

type Level = {
  readonly rods: number;
  readonly beakers: number;
  readonly layers: number;
  readonly ions: number;
  readonly events: number;
  readonly additions: number;
};

/** A layer: the place of its metal in the order of reactivity, and its charge. */
type Layer = { readonly rank: number; readonly charge: number };

type State = {
  readonly rods: readonly (readonly Layer[])[];
  /** For each beaker the charge of the ions of each metal, in the order of reactivity. */
  readonly beakers: readonly (readonly number[])[];
};

type Displacement = { readonly active: number; readonly displaced: number; readonly charge: number };

type Outcome = State & { readonly displacements: readonly Displacement[] };

/** From the most to the least reactive. */
const METALS = ["Mg", "Al", "Zn", "Fe", "Ni", "Cu", "Ag"];
const VALENCES = [2, 3, 2, 2, 2, 2, 1];
const SILVER = 6;
/** Metals of layers at the start, reactive ones more often. */
const LAYER_RANKS = [0, 0, 1, 1, 2, 2, 3, 3, 4, 5];
/** Every charge is a multiple of this. */
const UNIT = 6;
const DRAWS = 4;
const RODS = [..."PQRSTUVWXYZ"];
const BEAKERS = [..."abcdefgh"];

const partOf = ({ rank, charge }: Layer): Part => ({ metal: at(METALS, rank), mmol: charge / at(VALENCES, rank) });

function layerOf({ metal, mmol }: Part): Layer {
  const rank = METALS.indexOf(metal);
  return { rank, charge: mmol * at(VALENCES, rank) };
}

const ionsOf = (beaker: readonly number[]): Layer[] =>
  beaker.flatMap((charge, rank) => (charge > 0 ? [{ rank, charge }] : []));

const written = (layers: readonly Layer[]): string =>
  layers
    .map(partOf)
    .map(({ metal, mmol }) => `${metal} ${mmol}`)
    .join(", ");

/** Neighbouring layers of the same metal become one. */
function merge(layers: readonly Layer[]): Layer[] {
  const merged: Layer[] = [];
  for (const layer of layers) {
    const before = merged.at(-1);
    if (before?.rank === layer.rank) merged[merged.length - 1] = { rank: layer.rank, charge: before.charge + layer.charge };
    else merged.push(layer);
  }
  return merged;
}

function operate({ rods, beakers }: State, event: LabEvent): Outcome {
  const ions = [...at(beakers, event.beaker)];
  if (event.kind === "add") {
    const { rank, charge } = layerOf(event);
    ions[rank] = at(ions, rank) + charge;
    return { rods, beakers: beakers.with(event.beaker, ions), displacements: [] };
  }
  const layers = [...at(rods, event.rod)];
  const deposits: Layer[] = [];
  const displacements: Displacement[] = [];
  while (layers.length > 0) {
    const { rank, charge: left } = at(layers, 0);
    const displaced = ions.findLastIndex((held, metal) => metal > rank && held > 0);
    if (displaced < 0) break;
    const charge = Math.min(left, at(ions, displaced));
    ions[displaced] = at(ions, displaced) - charge;
    ions[rank] = at(ions, rank) + charge;
    deposits.unshift({ rank: displaced, charge });
    displacements.push({ active: rank, displaced, charge });
    if (charge === left) layers.shift();
    else layers[0] = { rank, charge: left - charge };
  }
  return {
    rods: rods.with(event.rod, merge([...deposits, ...layers])),
    beakers: beakers.with(event.beaker, ions),
    displacements,
  };
}

function startOf({ rods, beakers }: Pick<Case, "rods" | "beakers">): State {
  return {
    rods: rods.map((rod) => rod.map(layerOf)),
    beakers: beakers.map((beaker) => {
      const charges = METALS.map(() => 0);
      for (const { rank, charge } of beaker.map(layerOf)) charges[rank] = charge;
      return charges;
    }),
  };
}

/** The outcome of each event in its turn. */
function outcomesOf(instance: Case): Outcome[] {
  let state = startOf(instance);
  return instance.events.map((event) => {
    const outcome = operate(state, event);
    state = outcome;
    return outcome;
  });
}

function solve(instance: Case): string {
  const { rods, beakers } = outcomesOf(instance).at(-1) ?? startOf(instance);
  return `${written(at(rods, instance.askedRod))}; ${written(ionsOf(at(beakers, instance.askedBeaker)))}`;
}

/**
 * For each event how near it bears on a rod and a beaker in the end: 1 where it is an event of theirs, 2 where it is one of
 * a rod or a beaker that meets them later, and so on; 0 where it does not bear on them.
 */
function distancesOf(rod: number, beaker: number, events: readonly LabEvent[]): number[] {
  const rods = new Map([[rod, 1]]);
  const beakers = new Map([[beaker, 1]]);
  const distances = events.map(() => 0);
  for (let index = events.length - 1; index >= 0; index--) {
    const event = at(events, index);
    if (event.kind === "add") {
      distances[index] = beakers.get(event.beaker) ?? 0;
      continue;
    }
    const distance = Math.min(rods.get(event.rod) ?? Infinity, beakers.get(event.beaker) ?? Infinity);
    if (distance === Infinity) continue;
    distances[index] = distance;
    rods.set(event.rod, Math.min(rods.get(event.rod) ?? Infinity, distance + 1));
    beakers.set(event.beaker, Math.min(beakers.get(event.beaker) ?? Infinity, distance + 1));
  }
  return distances;
}

/** Which rods and beakers would be others in the end if an event were left out. */
type Felt = { readonly rods: readonly boolean[]; readonly beakers: readonly boolean[] };

function feltOf(start: State, events: readonly LabEvent[]): Felt[] {
  const states: State[] = [start];
  for (const event of events) states.push(operate(at(states, states.length - 1), event));
  const truth = at(states, events.length);
  const rods = truth.rods.map(written);
  const beakers = truth.beakers.map((beaker) => beaker.join());
  return events.map((_, index) => {
    const end = events.slice(index + 1).reduce<State>((state, event) => operate(state, event), at(states, index));
    return {
      rods: end.rods.map((rod, one) => written(rod) !== at(rods, one)),
      beakers: end.beakers.map((beaker, one) => beaker.join() !== at(beakers, one)),
    };
  });
}

function drawRod(rng: Rng, most: number): Part[] {
  const layers: Layer[] = [];
  for (let count = rng.integer(Math.max(2, most - 2), most); count > 0; count--) {
    const above = layers.at(-1)?.rank;
    const ranks = count === 1 ? [...LAYER_RANKS, SILVER] : LAYER_RANKS;
    const rank = rng.choice(ranks.filter((one) => one !== above));
    layers.push({ rank, charge: UNIT * rng.integer(1, 5) });
  }
  return layers.map(partOf);
}

function drawBeaker(rng: Rng, most: number): Part[] {
  const count = rng.integer(Math.max(2, most - 1), most);
  // Silver seals what lies beneath it, so it is not in every beaker.
  const ranks = rng.boolean(0.4)
    ? [...rng.sample(range(SILVER), count - 1), SILVER]
    : rng.sample(range(SILVER), count);
  return ranks.toSorted((a, b) => a - b).map((rank) => partOf({ rank, charge: UNIT * rng.integer(1, 5) }));
}

/** Ions that some rod can displace, where any rod still can. */
function drawAddition(rng: Rng, { rods, beakers }: State): LabEvent {
  const live = rods.map((rod) => at(rod, 0).rank).filter((rank) => rank < SILVER);
  const outermost = live.length > 0 ? rng.choice(live) : 0;
  const last = outermost + 1 < SILVER && rng.boolean(0.7) ? SILVER - 1 : SILVER;
  const rank = rng.integer(outermost + 1, last);
  return { kind: "add", beaker: rng.integer(0, beakers.length - 1), ...partOf({ rank, charge: UNIT * rng.integer(1, 4) }) };
}

/** A dip that displaces something, where a few tries find one. */
function drawDip(rng: Rng, state: State): { readonly event: LabEvent; readonly count: number } {
  const drawn = range(6).map(() => {
    const event: LabEvent = {
      kind: "dip",
      rod: rng.integer(0, state.rods.length - 1),
      beaker: rng.integer(0, state.beakers.length - 1),
    };
    return { event, count: operate(state, event).displacements.length };
  });
  const lively = drawn.find(({ count }) => count >= 2) ?? drawn.find(({ count }) => count > 0);
  return lively ?? at(drawn, 0);
}

function drawCase(rng: Rng, level: Level): { readonly drawn: Case; readonly reach: number } {
  const rods = range(level.rods).map(() => drawRod(rng, level.layers));
  const beakers = range(level.beakers).map(() => drawBeaker(rng, level.ions));
  const events: LabEvent[] = [];
  let state = startOf({ rods, beakers });
  while (events.length < level.events) {
    const isAddition = rng.boolean(level.additions / 100);
    const dip = drawDip(rng, state);
    const isIdle = dip.count === 0 && level.additions > 0 && rng.boolean(0.8);
    const event = isAddition || isIdle ? drawAddition(rng, state) : dip.event;
    events.push(event);
    state = operate(state, event);
  }
  const felt = feltOf(startOf({ rods, beakers }), events);
  let asked = { rod: 0, beaker: 0, reach: -1 };
  for (const rod of rng.shuffle(range(level.rods)))
    for (const beaker of rng.shuffle(range(level.beakers))) {
      const reach = distancesOf(rod, beaker, events)
        .filter((_, index) => at(at(felt, index).rods, rod) || at(at(felt, index).beakers, beaker))
        .reduce((sum, distance) => sum + distance, 0);
      if (reach > asked.reach) asked = { rod, beaker, reach };
    }
  return {
    drawn: { rods, beakers, events, askedRod: asked.rod, askedBeaker: asked.beaker },
    reach: asked.reach,
  };
}

const eventText = (event: LabEvent): string =>
  event.kind === "dip"
    ? `dip ${at(RODS, event.rod)} in ${at(BEAKERS, event.beaker)}`
    : `add ${event.metal} ${event.mmol} to ${at(BEAKERS, event.beaker)}`;

export default class DippedRods extends Bootcamp<Case, readonly (readonly Part[])[], Level> {
  static readonly card: Card<Level> = {
    name: "DippedRods",
    slug: "dipped-rods",
    title: "Dipped Rods",
    domain: "natural-science",
    description:
      "Layered metal rods are dipped one after another into beakers with metal ions. More reactive metals dissolve and less reactive ones are deposited, layer by layer, in equal charges. The layers of one rod and the ions of one beaker at the end are asked for. Harder cases have more rods, beakers, layers, ions and events.",
    answerFormat:
      "the layers of the rod, a semicolon, the ions of the beaker, on a last line such as Answer: Fe 9, Cu 6, Ag 12; Zn 9, Fe 6",
    parameters: {
      rods: { meaning: "number of rods", min: 2, max: 11 },
      beakers: { meaning: "number of beakers", min: 2, max: 8 },
      layers: { meaning: "layers of a rod at the start, at the most", min: 2, max: 8 },
      ions: { meaning: "kinds of ions in a beaker at the start, at the most", min: 2, max: 6 },
      events: { meaning: "number of dips and additions", min: 3, max: 80 },
      additions: { meaning: "percentage of events that are drawn as additions; more follow where rods are idle", min: 0, max: 50 },
    },
    levels: [
      { rods: 2, beakers: 2, layers: 3, ions: 3, events: 4, additions: 0 },
      { rods: 4, beakers: 4, layers: 3, ions: 3, events: 12, additions: 20 },
      { rods: 5, beakers: 5, layers: 4, ions: 4, events: 18, additions: 20 },
      { rods: 7, beakers: 6, layers: 5, ions: 4, events: 30, additions: 20 },
      { rods: 9, beakers: 7, layers: 6, ions: 5, events: 48, additions: 20 },
    ],
  };

  readonly answerFormat = finalLine(
    list(
      list(
        refine<string, Part>(text(), (item) => {
          const match = /^([A-Z][a-z])(?: ?[:=] ?| )(\d+)$/.exec(item);
          if (match === null) return unparsable("not a metal and an amount");
          return parsed({ metal: at(match, 1), mmol: Number(at(match, 2)) });
        }),
        { separators: [","] },
      ),
      { separators: [";"] },
    ),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    const drawn = range(DRAWS).map(() => drawCase(rng, level));
    return drawn.reduce((best, one) => (one.reach > best.reach ? one : best)).drawn;
  }

  promptFunc({ rods, beakers, events, askedRod, askedBeaker }: Case): string {
    const partsText = (parts: readonly Part[]): string => parts.map(({ metal, mmol }) => `${metal} ${mmol}`).join(", ");
    return [
      "Layered metal rods are dipped one after another into beakers with metal ions. The more reactive metal dissolves, and the less reactive one is deposited. Work out the layers of one rod and the ions in one beaker at the end.",
      "",
      "Rules:",
      "- Reactivity, from high to low: Mg, Al, Zn, Fe, Ni, Cu, Ag. The ions are Mg 2+, Al 3+, Zn 2+, Fe 2+, Ni 2+, Cu 2+ and Ag +. There are no other ions, and there is no reaction with water or acid and no loss.",
      "- A rod is a list of layers from outside to inside, each of one metal with its amount in mmol. A beaker holds ions, with their amounts in mmol. The charge of an amount is its mmol times the charge number of the ion (for example, 4 mmol of Al have the charge 12). All charges in this task are multiples of 6, so that all amounts stay whole numbers.",
      "- A dip: the outermost layer of the rod is active at first. If the beaker holds ions of metals less reactive than the active layer, the active layer displaces the least reactive of these ions, until the layer or these ions are used up: equal charges of the active metal go into the beaker as ions, and of the displaced ions are deposited as metal. Then the same happens again with the next ions, always the least reactive in the beaker.",
      "- If the active layer is used up, the next original layer beneath it becomes active (original layers are those that the rod had when this dip began). The ions that have just been dissolved in this dip count as ions of the beaker, too. The dip ends when the active layer can displace nothing, or when no original layer is left.",
      "- What is deposited in a dip is porous: it neither reacts nor protects during this dip. When the dip ends, the deposits lie on what remains of the rod in the order in which they were deposited, the last one outermost. Then neighbouring layers of the same metal become one layer.",
      '- An event "add Cu 6 to a" pours 6 mmol of Cu ions into beaker a; nothing else happens then.',
      "",
      "Example: rod P is Zn 9, Al 8 and rod Q is Fe 15 (outside first). Beaker a holds Cu 6, Ag 12 and beaker b holds Ni 12, Ag 6. Events: dip P in a, dip Q in b, dip P in b. Asked: rod P and beaker b.",
      "- P in a: Zn has the charge 18. It first displaces Ag (charge 12), then with its last 6 Cu (6 of 12), and is used up. Al, with the charge 24, becomes active: it displaces the other 6 of Cu, then 18 of the Zn just dissolved, and is used up. Ag 12, Cu 3, Cu 3 and Zn 9 were deposited. P is Zn 9, Cu 6, Ag 12, and beaker a holds Al 8.",
      "- Q in b: Fe has the charge 30. It displaces Ag (6), then Ni (24), and is used up. Q is Ni 12, Ag 6, and beaker b holds Fe 15.",
      "- P in b: Zn has the charge 18, displaces 18 of the 30 of Fe, and is used up. The next layer, Cu, displaces nothing. P is Fe 9, Cu 6, Ag 12, and beaker b holds Zn 9, Fe 6.",
      "The answer is: Fe 9, Cu 6, Ag 12; Zn 9, Fe 6",
      "",
      "The rods at the start, from outside to inside:",
      ...rods.map((rod, index) => `- ${at(RODS, index)}: ${partsText(rod)}`),
      "",
      "The beakers at the start:",
      ...beakers.map((beaker, index) => `- ${at(BEAKERS, index)}: ${partsText(beaker)}`),
      "",
      "The events, in order:",
      ...events.map((event, index) => `${index + 1}. ${eventText(event)}`),
      "",
      `Asked: rod ${at(RODS, askedRod)} and beaker ${at(BEAKERS, askedBeaker)}, after all the events.`,
      "Give the layers of this rod from outside to inside, then a semicolon, then the ions of this beaker that have an amount above 0, from the most to the least reactive. Separate layers and ions by commas. Write each as the symbol without a charge, a space, and the amount in mmol without a unit.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(solve(instance));
  }

  verifyCorrection(answer: readonly (readonly Part[])[], instance: Case): number {
    const given = answer.map((parts) => parts.map(({ metal, mmol }) => `${metal} ${mmol}`).join(", ")).join("; ");
    return given === solve(instance) ? 1 : 0;
  }

  /** The displacements of each event, and what they leave. */
  workedSolution(instance: Case): string {
    return [
      ...outcomesOf(instance).map(({ rods, beakers, displacements }, index) => {
        const event = at(instance.events, index);
        const beaker = `Beaker ${at(BEAKERS, event.beaker)}: ${written(ionsOf(at(beakers, event.beaker)))}.`;
        if (event.kind === "add") return `${index + 1}. ${eventText(event)}. ${beaker}`;
        const steps = displacements.map(
          ({ active, displaced, charge }) => `${at(METALS, active)} displaces ${at(METALS, displaced)} (charge ${charge})`,
        );
        return `${index + 1}. ${eventText(event)}: ${steps.length === 0 ? "nothing is displaced" : steps.join(", ")}. Rod ${at(RODS, event.rod)}: ${written(at(rods, event.rod))}. ${beaker}`;
      }),
      this.referenceAnswer(instance),
    ].join("\n");
  }

  /** Displacements that bear on what is asked. */
  hardness(instance: Case): number {
    const distances = distancesOf(instance.askedRod, instance.askedBeaker, instance.events);
    return outcomesOf(instance)
      .filter((_, index) => at(distances, index) > 0)
      .reduce((sum, { displacements }) => sum + displacements.length, 0);
  }
}
