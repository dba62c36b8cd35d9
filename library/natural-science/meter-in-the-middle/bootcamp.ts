import { at, Bootcamp, type Card, decimal, finalLine, isClose, parsed, range, refine, type Rng, text, unparsable } from "campforge/bootcamp";

type Voice = "bench" | "exercise" | "brief";

type Resistor = {
  readonly name: string;
  /** 0 where it is missing. */
  readonly ohms: number;
  /** Whether the prompt states it in kilohm. */
  readonly kilo: boolean;
};

/** One resistor, or two that are parallel to each other. */
type Part = readonly Resistor[];

type Battery = {
  readonly name: string;
  /** In V, 0 where it is missing. */
  readonly emf: number;
  readonly internal: number;
  readonly reversed: boolean;
};

type Branch = { readonly battery: Battery | null; readonly parts: readonly Part[] };

type Ask = {
  readonly kind: "current" | "voltage" | "power" | "missing";
  /** The battery or resistor; "" for the current. */
  readonly name: string;
  readonly unit: string;
};

type Circuit = {
  readonly left: Branch;
  readonly middle: Branch;
  readonly right: Branch;
  /** The resistor that the switch bridges; "" where there is none. */
  readonly bridged: string;
};

type Case = Circuit & {
  readonly missing: readonly string[];
  /** Of the ammeter, positive from A to B; with a switch, first open and then closed. */
  readonly readings: readonly number[];
  readonly readingUnit: "mA" | "A";
  readonly ask: Ask;
  readonly voice: Voice;
};

type Level = {
  readonly batteries: number;
  readonly parts: number;
  /** Internal resistances, parallel parts and a reversed battery. */
  readonly extras: boolean;
  readonly missing: number;
};

const VOICES: readonly Voice[] = ["bench", "exercise", "brief"];
const TOLERANCE = 0.01;
const UNITS: ReadonlyMap<string, string> = new Map([
  ["", ""],
  ["v", "V"],
  ["volt", "V"],
  ["volts", "V"],
  ["a", "A"],
  ["amp", "A"],
  ["amps", "A"],
  ["ampere", "A"],
  ["amperes", "A"],
  ["ma", "mA"],
  ["milliampere", "mA"],
  ["milliamperes", "mA"],
  ["w", "W"],
  ["watt", "W"],
  ["watts", "W"],
  ["mw", "mW"],
  ["milliwatt", "mW"],
  ["milliwatts", "mW"],
  ["ohm", "ohm"],
  ["ohms", "ohm"],
  ["ω", "ohm"],
  ["\\omega", "ohm"],
]);

const factorOf = (unit: string): number => (unit.startsWith("m") ? 1000 : 1);

/** Values of the missing things, by name. */
type Values = ReadonlyMap<string, number>;

const NOTHING: Values = new Map();

function ohmsOf(part: Part, values: Values, shorted: string): number {
  const ohms = part.map(({ name, ohms: given }) => (name === shorted ? 0 : (values.get(name) ?? given)));
  return ohms.length === 1 ? at(ohms, 0) : 1 / ohms.reduce((sum, one) => sum + 1 / one, 0);
}

/** The whole resistance of a branch. */
const resistance = ({ battery, parts }: Branch, values: Values, shorted: string): number =>
  parts.reduce((sum, part) => sum + ohmsOf(part, values, shorted), battery?.internal ?? 0);

/** The e.m.f. of a branch, positive where it drives a current into A. */
function drive({ battery }: Branch, values: Values): number {
  if (battery === null) return 0;
  const emf = values.get(battery.name) ?? battery.emf;
  return battery.reversed ? -emf : emf;
}

/** The voltage from A to B. */
function voltage({ left, middle, right }: Circuit, values: Values, shorted: string): number {
  const [one, two, three] = [left, middle, right].map((branch) => 1 / resistance(branch, values, shorted));
  if (one === undefined || two === undefined || three === undefined) throw new RangeError("three branches are needed");
  return (drive(left, values) * one + drive(right, values) * three) / (one + two + three);
}

/** The rule of currents at A, multiplied by both outer resistances, which makes it linear in what can be missing; 0 where it holds. */
function excess({ left, middle, right }: Circuit, values: Values, shorted: string, current: number): number {
  const across = current * resistance(middle, values, shorted);
  const one = resistance(left, values, shorted);
  const other = resistance(right, values, shorted);
  return (drive(left, values) - across) * other + (drive(right, values) - across) * one - current * one * other;
}

/** The missing values from the readings in A; not finite where they are not determined. */
function valuesOf(circuit: Circuit, missing: readonly string[], currents: readonly number[]): Values {
  const [first, second] = missing;
  if (first === undefined) return NOTHING;
  const rows = currents.map((current, state) => {
    const shorted = state === 1 ? circuit.bridged : "";
    const at0 = (one: number, two: number): number =>
      excess(circuit, new Map([[first, one], [second ?? "", two]]), shorted, current);
    const rest = at0(0, 0);
    return { x: at0(1, 0) - rest, y: at0(0, 1) - rest, rest };
  });
  const one = at(rows, 0);
  if (second === undefined) return new Map([[first, -one.rest / one.x]]);
  const two = at(rows, 1);
  const determinant = one.x * two.y - two.x * one.y;
  return new Map([
    [first, (two.rest * one.y - one.rest * two.y) / determinant],
    [second, (one.rest * two.x - two.rest * one.x) / determinant],
  ]);
}

/** What is asked for, in V, A, W or ohm, once the missing values are known. */
function quantity(circuit: Circuit, values: Values, shorted: string, { kind, name }: Ask): number {
  if (kind === "missing") return values.get(name) ?? NaN;
  const across = voltage(circuit, values, shorted);
  if (kind === "current") return across / resistance(circuit.middle, values, shorted);
  for (const branch of [circuit.left, circuit.middle, circuit.right]) {
    const { battery, parts } = branch;
    const current = (drive(branch, values) - across) / resistance(branch, values, shorted);
    if (kind === "voltage" && battery?.name === name) {
      const emf = values.get(name) ?? battery.emf;
      return emf - (battery.reversed ? -current : current) * battery.internal;
    }
    const part = parts.find((resistors) => resistors.some((one) => one.name === name));
    const resistor = part?.find((one) => one.name === name);
    if (kind !== "power" || part === undefined || resistor === undefined) continue;
    return (current * ohmsOf(part, values, shorted)) ** 2 / (values.get(name) ?? resistor.ohms);
  }
  return NaN;
}

/** With two missing values: true where the reading with the closed switch, in A, tells alone what is asked for, without either value. */
function isToldByOne(
  circuit: Circuit,
  missing: readonly string[],
  values: Values,
  current: number,
  ask: Ask,
): boolean {
  const [first, second] = missing;
  if (first === undefined || second === undefined) return false;
  // Another first value, and the second one that agrees with the same reading.
  const one = 1.1 * (values.get(first) ?? NaN);
  const left = (two: number): number =>
    excess(circuit, new Map([[first, one], [second, two]]), circuit.bridged, current);
  const two = -left(0) / (left(1) - left(0));
  const other = quantity(circuit, new Map([[first, one], [second, two]]), circuit.bridged, ask);
  const value = quantity(circuit, values, circuit.bridged, ask);
  return !Number.isFinite(other) || isClose(other, value, { relative: TOLERANCE });
}

/** What is asked for, from readings in A; with a switch it is closed. */
function result(instance: Omit<Case, "voice">, currents: readonly number[]): number {
  const values = valuesOf(instance, instance.missing, currents);
  return quantity(instance, values, instance.bridged, instance.ask) * factorOf(instance.ask.unit);
}

const currentsOf = ({ readings, readingUnit }: Pick<Case, "readings" | "readingUnit">): number[] =>
  readings.map((reading) => reading / factorOf(readingUnit));

const answerOf = (instance: Omit<Case, "voice">): number => result(instance, currentsOf(instance));

function drawCircuit(rng: Rng, { batteries, parts, extras, missing }: Level): Circuit {
  const isHigh = rng.boolean(0.7);
  let count = 0;
  const drawResistor = (): Resistor => {
    count += 1;
    const name = `R${count}`;
    if (isHigh) {
      const kilo = rng.boolean();
      return { name, ohms: rng.integer(10, kilo ? 60 : 99) * (kilo ? 100 : 10), kilo };
    }
    return { name, ohms: rng.integer(4, 60), kilo: rng.boolean(0.2) };
  };
  const fewest = missing > 1 ? 2 : 1;
  const drawBranch = (battery: Battery | null): Branch => ({
    battery,
    parts: range(rng.integer(fewest, Math.max(fewest, parts))).map((index) =>
      extras && rng.boolean(index === 0 ? 0.2 : 0.5) ? [drawResistor(), drawResistor()] : [drawResistor()],
    ),
  });
  const reversed = extras ? rng.integer(0, missing > 0 ? 2 : 1) : 2;
  const battery = (index: number): Battery => ({
    name: `E${index + 1}`,
    emf: rng.integer(6, 48) / 2,
    internal: extras ? rng.integer(4, 40) * (isHigh ? 10 : 0.25) : 0,
    reversed: reversed === index,
  });
  const left = drawBranch(battery(0));
  const middle = drawBranch(null);
  const right = drawBranch(batteries > 1 ? battery(1) : null);
  // A switch bridges one resistor of a branch that has another part.
  const singles = [left, middle, right].flatMap((branch) =>
    branch.parts.length < 2 ? [] : branch.parts.flatMap((part) => (part.length === 1 ? [at(part, 0).name] : [])),
  );
  return { left, middle, right, bridged: missing > 1 && singles.length > 0 ? rng.choice(singles) : "" };
}

const resistorsOf = ({ left, middle, right }: Circuit): Resistor[] =>
  [left, middle, right].flatMap(({ parts }) => parts.flat());

/** Names of what is missing: with two, such as make the equations linear in both. */
function drawMissing(rng: Rng, { left, middle, right, bridged }: Circuit, count: number): readonly string[] | undefined {
  const single = ({ parts }: Branch): string[] =>
    parts.flatMap((part) => (part.length === 1 && at(part, 0).name !== bridged ? [at(part, 0).name] : []));
  const [one, two, between] = [single(left), single(right), single(middle)].map((names) =>
    names.length > 0 ? rng.choice(names) : undefined,
  );
  const sets = {
    0: [[]],
    1: [["E1"], ["E2"], [one], [two], [between]],
    2: [["E1", "E2"], ["E1", one], ["E2", two], ["E1", between], ["E2", between]],
  }[count] ?? [[]];
  const names = rng.choice<readonly (string | undefined)[]>(sets).flatMap((name) => name ?? []);
  return names.length === count ? names : undefined;
}

function without(circuit: Circuit, missing: readonly string[]): Circuit {
  const clear = ({ battery, parts }: Branch): Branch => ({
    battery: battery === null || !missing.includes(battery.name) ? battery : { ...battery, emf: 0 },
    parts: parts.map((part) => part.map((one) => (missing.includes(one.name) ? { ...one, ohms: 0 } : one))),
  });
  return {
    left: clear(circuit.left),
    middle: clear(circuit.middle),
    right: clear(circuit.right),
    bridged: circuit.bridged,
  };
}

function drawAsk(rng: Rng, circuit: Circuit, missing: readonly string[], extras: boolean): Ask {
  const resistors = resistorsOf(circuit).filter(({ name }) => name !== circuit.bridged);
  const power: Ask = { kind: "power", name: rng.choice(resistors).name, unit: "W" };
  const terminal: Ask = { kind: "voltage", name: rng.choice(["E1", "E2"]), unit: "V" };
  if (missing.length > 0 && (missing.length === 1 || rng.boolean())) {
    const name = rng.choice(missing);
    return { kind: "missing", name, unit: name.startsWith("E") ? "V" : "ohm" };
  }
  if (missing.length > 0) return rng.choice([power, terminal]);
  const current: Ask = { kind: "current", name: "", unit: "A" };
  return rng.choice(extras ? [current, power, terminal] : [current, power]);
}

const rounded = (value: number, places = 4): number => Number(value.toPrecision(places));

function drawPuzzle(rng: Rng, level: Level): Omit<Case, "voice"> | undefined {
  const circuit = drawCircuit(rng, level);
  const missing = drawMissing(rng, circuit, level.missing);
  if (missing === undefined || (level.missing > 1 && circuit.bridged === "")) return undefined;
  const draft = drawAsk(rng, circuit, missing, level.extras);
  const states = level.missing > 1 ? ["", circuit.bridged] : [""];
  const currents = states.map((shorted) => quantity(circuit, NOTHING, shorted, { kind: "current", name: "", unit: "A" }));
  const drives = Math.max(...[circuit.left, circuit.right].map((branch) => Math.abs(drive(branch, NOTHING))));
  const isFaint = states.some((shorted) => Math.abs(voltage(circuit, NOTHING, shorted)) < 0.06 * drives);
  if (isFaint) return undefined;
  const readingUnit = Math.max(...currents.map(Math.abs)) < 0.5 ? "mA" : "A";
  const readings = level.missing > 0 ? currents.map((current) => rounded(current * factorOf(readingUnit))) : [];
  const puzzle = { ...without(circuit, missing), missing, readings, readingUnit, ask: draft } as const;

  const stated = currentsOf(puzzle);
  const value = result(puzzle, stated);
  const values = valuesOf(puzzle, missing, stated);
  if (![...values.values()].every((one) => Number.isFinite(one) && one > 0.2)) return undefined;
  const last = stated.at(-1);
  if (last !== undefined && isToldByOne(puzzle, missing, values, last, draft)) return undefined;
  // The e.m.f. itself must be no answer where the terminal voltage is asked for.
  const source = [circuit.left.battery, circuit.right.battery].find((one) => one?.name === draft.name);
  if (draft.kind === "voltage" && isClose(value, source?.emf ?? 0, { relative: 0.03 })) return undefined;
  if (draft.kind !== "current" && !(value > 0.0005)) return undefined;
  const isSteady = range(stated.length).every((state) => {
    const other = result(
      puzzle,
      stated.map((current, index) => (index === state ? current * 1.001 : current)),
    );
    return isClose(other, value, { relative: 0.005 });
  });
  if (!isSteady) return undefined;
  const isSmall = Math.abs(value) < 0.5 && ["A", "W"].includes(draft.unit);
  return { ...puzzle, ask: { ...draft, unit: isSmall ? `m${draft.unit}` : draft.unit } };
}

function resistorAs({ name, ohms, kilo }: Resistor, missing: readonly string[]): string {
  if (missing.includes(name)) return `${name} (unknown)`;
  return `${name} = ${kilo ? `${rounded(ohms / 1000)} kilohm` : `${ohms} ohm`}`;
}

function branchAs({ battery, parts }: Branch, missing: readonly string[]): string {
  const items = parts.map((part) => {
    const names = part.map((one) => resistorAs(one, missing));
    return names.length === 1 ? names.join("") : `${names.join(" and ")}, these two parallel to each other`;
  });
  if (battery === null) return items.join("; ");
  const { name, emf, internal, reversed } = battery;
  const source = [
    `battery ${name} with e.m.f. ${missing.includes(name) ? "unknown" : `${emf} V`}`,
    internal > 0 ? ` and internal resistance ${internal} ohm` : " and no internal resistance",
    reversed ? ", reversed" : "",
  ];
  return [source.join(""), ...items].join("; ");
}

export default class MeterInTheMiddle extends Bootcamp<Case, { readonly value: number; readonly unit: string }, Level> {
  static readonly card: Card<Level> = {
    name: "MeterInTheMiddle",
    slug: "meter-in-the-middle",
    title: "Meter in the Middle",
    domain: "natural-science",
    description:
      "A DC circuit has two nodes and three branches, with batteries in the outer branches and an ammeter in the middle one. A current, a terminal voltage or a power is asked for, or backwards a missing e.m.f. or resistance from the reading of the ammeter; on the top level two things are missing and a switch gives two readings. Right within one percent.",
    answerFormat: "a number in the unit that the question states, with or without the unit, on a last line `Answer: …`",
    parameters: {
      batteries: { meaning: "batteries in the outer branches", min: 1, max: 2 },
      parts: { meaning: "parts of a branch in series, besides the battery, at the most", min: 1, max: 4 },
      extras: {
        meaning: "whether there are internal resistances, parallel parts and reversed batteries",
        oneOf: [true, false],
      },
      missing: { meaning: "missing values; with two there is a switch", min: 0, max: 2 },
    },
    levels: [
      { batteries: 1, parts: 1, extras: false, missing: 0 },
      { batteries: 2, parts: 2, extras: false, missing: 0 },
      { batteries: 2, parts: 3, extras: true, missing: 0 },
      { batteries: 2, parts: 3, extras: true, missing: 1 },
      { batteries: 2, parts: 3, extras: true, missing: 2 },
    ],
  };

  readonly answerFormat = finalLine(
    refine(text(), (written) => {
      const clean = written.replaceAll(/\\(?:text|mathrm|[,;: ])|[{}$]/g, "").toLowerCase();
      const [, digits = "", name = ""] = /^(.*?[\d.])\s*([a-zω\\]*)$/.exec(clean) ?? [];
      const number = decimal()(digits);
      const unit = UNITS.get(name);
      if (number.status !== "parsed") return number;
      return unit === undefined ? unparsable("an unknown unit") : parsed({ value: number.value, unit });
    }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const puzzle = drawPuzzle(rng, level);
      if (puzzle !== undefined) return { ...puzzle, voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ left, middle, right, bridged, missing, readings, readingUnit, ask, voice }: Case): string {
    const opening = {
      bench:
        "On a bench stands a direct current circuit with two nodes, A and B, and three branches that connect them. An ammeter is in the middle branch.",
      exercise: "A direct current circuit has two nodes, A and B, and three branches between them.",
      brief: "DC circuit, nodes A and B, three branches between them, ammeter in the middle one:",
    }[voice];
    const shows = readings.map(
      (reading) => `${Math.abs(reading)} ${readingUnit} from ${reading > 0 ? "A to B" : "B to A"}`,
    );
    const state = bridged === "" ? "" : " while the switch is closed";
    const question = {
      current: `What is the current in the middle branch, in ${ask.unit}? Count it positive if it flows from A to B and negative if it flows from B to A.`,
      voltage: `What is the terminal voltage of battery ${ask.name}${state}, from its plus to its minus pole, in ${ask.unit}?`,
      power: `What power is turned into heat in ${ask.name}${state}, in ${ask.unit}?`,
      missing: `What is the ${ask.name.startsWith("E") ? "e.m.f. of battery" : "resistance of"} ${ask.name}, in ${ask.unit}?`,
    }[ask.kind];
    return [
      opening,
      "",
      `- Left branch, in series: ${branchAs(left, missing)}`,
      `- Middle branch, in series: the ammeter; ${branchAs(middle, missing)}`,
      `- Right branch, in series: ${branchAs(right, missing)}`,
      "",
      "The ammeter is ideal. A battery has its plus pole towards A unless it is said to be reversed; then its minus pole is towards A. Wires have no resistance.",
      ...(bridged === "" ? [] : [`A switch, when it is closed, bridges ${bridged}, so that all current flows past this resistor.`]),
      ...(shows.length === 1 ? [`The ammeter shows a current of ${shows.join("")}.`] : []),
      ...(shows.length === 2
        ? [`While the switch is open, the ammeter shows a current of ${at(shows, 0)}; while it is closed, of ${at(shows, 1)}.`]
        : []),
      ...(missing.length > 0 ? [`Not known: ${missing.join(" and ")}. They are positive and the same at all times.`] : []),
      "",
      question,
      `Give a number in ${ask.unit}; the unit may stand behind it. An answer within 1 percent of the true value is correct.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(String(rounded(answerOf(instance), 5)));
  }

  verifyCorrection(answer: { readonly value: number; readonly unit: string }, instance: Case): number {
    const isUnit = ["", instance.ask.unit].includes(answer.unit);
    return isUnit && isClose(answer.value, answerOf(instance), { relative: TOLERANCE }) ? 1 : 0;
  }

  /** Resistors and internal resistances, and what is missing, each with the equations that it takes. */
  override hardness(instance: Case): number {
    const batteries = [instance.left, instance.right].filter(({ battery }) => battery !== null && battery.internal > 0);
    const sources = instance.right.battery === null ? 1 : 2;
    return resistorsOf(instance).length + batteries.length + 2 * sources + 6 * instance.missing.length;
  }
}
