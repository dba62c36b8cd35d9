import { at, binomial, Bootcamp, type Card, cartesianProduct, choiceOf, combinations, finalLine, mapping, range, type Rng, text, textTable } from "campforge/bootcamp";

type Voice = "lab" | "exercise" | "brief";
type Kind = "AND" | "OR" | "XOR" | "NAND" | "NOR" | "XNOR";

/** What a gate takes: places in the list of all inputs and, after them, all gates. */
type Gate = { readonly kind: Kind; readonly left: number; readonly right: number };

/** The bits of the inputs, in order, and those seen at the outputs. */
type Row = { readonly bits: string; readonly seen: string };

type Case = {
  readonly inputs: number;
  /** As drawn. */
  readonly gates: readonly Gate[];
  /** Places of the gates that are outputs. */
  readonly outputs: readonly number[];
  readonly faults: number;
  readonly rows: readonly Row[];
  readonly voice: Voice;
};

type Level = {
  readonly inputs: number;
  readonly gates: number;
  readonly outputs: number;
  readonly faults: number;
  readonly shared: number;
  readonly masked: boolean;
  readonly spareRows: number;
};

type Board = Pick<Case, "inputs" | "gates" | "outputs">;

const VOICES: readonly Voice[] = ["lab", "exercise", "brief"];
const KINDS: readonly Kind[] = ["AND", "OR", "XOR", "NAND", "NOR", "XNOR"];

/** Draws after which the sizes of a level that cannot be met together give way to small ones. */
const MOST_TRIES = 50_000;

/** Rows at the most. */
const MOST_ROWS = 16;

/** Each kind, for all rows at once: a row is a bit. */
const FUNCTIONS: Readonly<Record<Kind, (one: number, other: number) => number>> = {
  AND: (one, other) => one & other,
  OR: (one, other) => one | other,
  XOR: (one, other) => one ^ other,
  NAND: (one, other) => ~(one & other),
  NOR: (one, other) => ~(one | other),
  XNOR: (one, other) => ~(one ^ other),
};

/** The signs at one place of texts of 0 and 1, as the bits of a number. */
const columnOf = (texts: readonly string[], place: number): number =>
  texts.reduce((column, one, row) => (one.charAt(place) === "1" ? column | (1 << row) : column), 0);

/** What every output gives, for all rows at once, with gates of some kinds in the places of the drawn ones. */
function outputsOf({ gates, outputs }: Board, columns: readonly number[], kinds: readonly Kind[]): number[] {
  const wires = [...columns];
  gates.forEach(({ left, right }, index) => {
    wires.push(FUNCTIONS[at(kinds, index)](at(wires, left), at(wires, right)));
  });
  return outputs.map((place) => at(wires, place));
}

/** The rows, as bits, in which two lists of outputs differ. */
const difference = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((rows, column, index) => rows | (column ^ at(other, index)), 0);

/** All rows, as bits. */
const allOf = (count: number): number => range(count).reduce((rows, row) => rows | (1 << row), 0);

const drawnKinds = (gates: readonly Gate[]): Kind[] => gates.map(({ kind }) => kind);

/** The kinds of all gates, for every way to have a number of them wrong. */
function misfits(gates: readonly Gate[], faults: number): Kind[][] {
  const drawn = drawnKinds(gates);
  return combinations(range(gates.length), faults).flatMap((places) =>
    cartesianProduct(places.map((place) => KINDS.filter((kind) => kind !== at(drawn, place)))).map((kinds) => {
      const all = [...drawn];
      places.forEach((place, index) => {
        all[place] = at(kinds, index);
      });
      return all;
    }),
  );
}

/** True when a board with gates of some kinds gives what was seen in every row. */
function explains({ rows, ...board }: Board & Pick<Case, "rows">, kinds: readonly Kind[]): boolean {
  const columns = range(board.inputs).map((place) => columnOf(rows.map(({ bits }) => bits), place));
  const seen = board.outputs.map((_, place) => columnOf(rows.map((row) => row.seen), place));
  return (difference(outputsOf(board, columns, kinds), seen) & allOf(rows.length)) === 0;
}

/** A random board in which every input and every gate matters; undefined where it is not such a one. */
function drawBoard(rng: Rng, level: Level): Board | undefined {
  const { inputs } = level;
  const uses = range(inputs + level.gates).map(() => 0);
  const gates = range(level.gates).map((index) => {
    const places = range(inputs + index);
    const unused = places.filter((place) => at(uses, place) === 0);
    const left = unused.length > 0 && rng.boolean(0.7) ? rng.choice(unused) : rng.choice(places);
    const right = rng.choice(places.filter((place) => place !== left));
    for (const place of [left, right]) uses[place] = at(uses, place) + 1;
    return { kind: rng.choice(KINDS), ...(rng.boolean() ? { left, right } : { left: right, right: left }) };
  });
  const places = range(inputs, inputs + level.gates);
  const ends = places.filter((place) => at(uses, place) === 0);
  const isIdle = range(inputs).some((place) => at(uses, place) === 0);
  const shared = places.filter((place) => at(uses, place) > 1);
  if (isIdle || ends.length > level.outputs || shared.length < level.shared) return undefined;
  if (level.outputs > level.gates) return undefined;
  const others = rng.sample(places.filter((place) => !ends.includes(place)), level.outputs - ends.length);
  const outputs = places.filter((place) => ends.includes(place) || others.includes(place));
  return { inputs, gates, outputs };
}

/** A board with faults, the first of them a given one, and the rows that tell them; undefined where they cannot be told. */
function drawPuzzle(rng: Rng, level: Level, first: number, real: Kind): Omit<Case, "voice"> | undefined {
  const board = drawBoard(rng, level);
  if (board === undefined) return undefined;
  const { gates } = board;
  const drawn = drawnKinds(gates);
  const wrong = [...drawn];
  if (drawn[first] === real) return undefined;
  const others = rng.sample(range(gates.length).filter((place) => place !== first), level.faults - 1);
  const places = [first, ...others];
  wrong[first] = real;
  for (const place of others) wrong[place] = rng.choice(KINDS.filter((kind) => kind !== drawn[place]));

  const texts = range(2 ** level.inputs).map((number) => number.toString(2).padStart(level.inputs, "0"));
  const columns = range(level.inputs).map((place) => columnOf(texts, place));
  const seen = outputsOf(board, columns, wrong);
  const all = allOf(texts.length);
  const plain = outputsOf(board, columns, drawn);
  const failing = difference(plain, seen) & all;
  if (failing === 0) return undefined;
  const isMasked = places.some((place) => {
    const alone = drawn.map((kind, index) => (index === place ? at(wrong, place) : kind));
    return (difference(outputsOf(board, columns, alone), plain) & all & ~failing) !== 0;
  });
  // A fault alone masks nothing.
  if (level.masked && level.faults > 1 && !isMasked) return undefined;

  // For each other explanation, the rows that speak against it.
  const against = [failing];
  for (const faults of range(1, level.faults + 1)) {
    for (const kinds of misfits(gates, faults)) {
      if (kinds.every((kind, index) => kind === wrong[index])) continue;
      const rows = difference(outputsOf(board, columns, kinds), seen) & all;
      if (rows === 0) return undefined;
      against.push(rows);
    }
  }
  let kept = all;
  const order = rng.shuffle(range(texts.length));
  for (const row of order) {
    const fewer = kept & ~(1 << row);
    if (against.every((rows) => (rows & fewer) !== 0)) kept = fewer;
  }
  const isKept = (row: number): boolean => ((kept >>> row) & 1) === 1;
  const chosen = [...order.filter(isKept), ...order.filter((row) => !isKept(row)).slice(0, level.spareRows)];
  if (chosen.length > MOST_ROWS) return undefined;
  const rows = rng.shuffle(chosen).map((row) => ({
    bits: at(texts, row),
    seen: seen.map((column) => String((column >>> row) & 1)).join(""),
  }));
  return { ...board, faults: level.faults, rows };
}

export default class MisfittedGate extends Bootcamp<Case, ReadonlyMap<string, Kind>, Level> {
  static readonly card: Card<Level> = {
    name: "MisfittedGate",
    slug: "misfitted-gate",
    title: "Misfitted Gate",
    domain: "logical-reasoning",
    description:
      "On a board of logic gates one or two gates are of another kind than drawn. From test rows with the bits at the inputs and those seen at the outputs it is to be found out which, and what they really are; there is exactly one explanation. Harder boards have more gates, gates that are used by several others, and two faults that mask one another.",
    answerFormat: "the wrong gates and their real kinds as name=KIND, separated by commas, on a last line `Answer: …`",
    parameters: {
      inputs: { meaning: "inputs of the board", min: 2, max: 5 },
      gates: { meaning: "gates of the board", min: 2, max: 18 },
      outputs: { meaning: "gates that are outputs", min: 1, max: 5 },
      faults: { meaning: "gates of the wrong kind", min: 1, max: 2 },
      shared: { meaning: "gates at the least that feed two gates or more", min: 0, max: 8 },
      masked: { meaning: "whether the faults, where there are two, mask one another for some input", oneOf: [false, true] },
      spareRows: { meaning: "rows beyond those that are needed", min: 0, max: 6 },
    },
    levels: [
      { inputs: 3, gates: 4, outputs: 1, faults: 1, shared: 0, masked: false, spareRows: 2 },
      { inputs: 4, gates: 6, outputs: 1, faults: 1, shared: 1, masked: false, spareRows: 2 },
      { inputs: 4, gates: 10, outputs: 2, faults: 1, shared: 2, masked: false, spareRows: 1 },
      { inputs: 5, gates: 10, outputs: 2, faults: 2, shared: 2, masked: true, spareRows: 1 },
      { inputs: 5, gates: 14, outputs: 3, faults: 2, shared: 3, masked: true, spareRows: 0 },
    ],
  };

  readonly answerFormat = finalLine(mapping(text({ letterCase: "lower" }), choiceOf(KINDS)));

  caseGenerator(rng: Rng, level: Level): Case {
    // Drawn before the board, so that gates and kinds that are easier to tell are not wrong more often.
    const first = rng.integer(0, level.gates - 1);
    const real = rng.choice(KINDS);
    const small: Level = { inputs: 3, gates: 4, outputs: 1, faults: 1, shared: 0, masked: false, spareRows: level.spareRows };
    for (let tried = 0; ; tried++) {
      const puzzle =
        tried < MOST_TRIES
          ? drawPuzzle(rng, level, first, real)
          : drawPuzzle(rng, small, rng.integer(0, small.gates - 1), rng.choice(KINDS));
      if (puzzle !== undefined) return { ...puzzle, voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ inputs, gates, outputs, faults, rows, voice }: Case): string {
    const nameOf = (place: number): string => (place < inputs ? `x${place + 1}` : `g${place - inputs + 1}`);
    const names = range(inputs).map(nameOf);
    const ends = outputs.map(nameOf);
    const drawing = gates.map(
      ({ kind, left, right }, index) => `${nameOf(inputs + index)} = ${kind}(${nameOf(left)}, ${nameOf(right)})`,
    );
    const wrong =
      faults === 1
        ? "exactly one gate is of the wrong kind: it computes another of the six functions than drawn"
        : `exactly ${faults} gates are of the wrong kind: each of them computes another of the six functions than drawn`;
    const table = textTable([...names, ...ends], rows.map(({ bits, seen }) => [...bits, ...seen]));
    const opening = {
      lab: [
        `On a board in the lab with the inputs ${names.join(", ")} and ${gates.length} gates, ${wrong}. The wiring is right. This is the drawing:`,
        ...drawing,
        "",
        `Outputs: ${ends.join(", ")}. The board was tested with these inputs, and these bits were seen at the outputs; inner wires were not seen:`,
        "",
        table,
      ],
      exercise: [
        `A logic circuit has ${inputs} inputs and ${gates.length} gates; it was designed as follows.`,
        "",
        ...drawing.map((gate) => `- ${gate}`),
        "",
        `When it was built, all connections were made as designed, but ${wrong}. Only the outputs can be observed: ${ends.join(", ")}. Tests gave:`,
        "",
        table,
      ],
      brief: [
        `Drawn circuit: ${drawing.join("; ")}.`,
        `In the real one, ${wrong}. The connections are as drawn.`,
        `Observed (${names.join(" ")} -> ${ends.join(" ")}):`,
        ...rows.map(({ bits, seen }) => `${[...bits].join(" ")} -> ${[...seen].join(" ")}`),
      ],
    }[voice];
    return [
      ...opening,
      "",
      "The six functions: AND (1 if both are 1), OR (1 if at least one is 1), XOR (1 if exactly one is 1), and NAND, NOR, XNOR, which give the opposite of AND, OR and XOR.",
      "The gates not named as wrong compute what is drawn. There is exactly one explanation of all the rows.",
      "",
      faults === 1
        ? "Which gate is wrong, and what is it really? Answer with its name, an equals sign and its real kind, for example g21=NOR."
        : "Which gates are wrong, and what are they really? Answer with the name, an equals sign and the real kind of each, separated by commas in any order, for example g21=NOR, g30=AND.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { gates, faults } = instance;
    const kinds = misfits(gates, faults).find((one) => explains(instance, one)) ?? [];
    const wrong = kinds.flatMap((kind, index) => (kind === at(gates, index).kind ? [] : [`g${index + 1}=${kind}`]));
    return this.answerFormat.wrap(wrong.join(", "));
  }

  verifyCorrection(answer: ReadonlyMap<string, Kind>, instance: Case): number {
    const { gates, faults } = instance;
    const kinds = gates.map(({ kind }, index) => answer.get(`g${index + 1}`) ?? kind);
    const changed = kinds.filter((kind, index) => kind !== at(gates, index).kind).length;
    return answer.size === faults && changed === faults && explains(instance, kinds) ? 1 : 0;
  }

  /** Ways to have that many gates wrong. */
  override hardness({ gates, faults }: Case): number {
    return Number(binomial(gates.length, faults)) * 5 ** faults;
  }
}
