import {
  at,
  Bootcamp,
  type Card,
  fencedBlock,
  mapping,
  parsed,
  range,
  refine,
  type Rng,
  text,
  unparsable,
} from "campforge/bootcamp";

type Voice = "archive" | "exercise" | "brief";

type Sign = "and" | "or" | "->" | "<->";

/** An atom is a small letter. */
type Formula =
  | string
  | { readonly sign: "not"; readonly of: Formula }
  | { readonly sign: Sign; readonly left: Formula; readonly right: Formula };

/** The place of the premise that does not count, from 0, and a conclusion. */
type Item = { readonly withdrawn: number; readonly conclusion: Formula };

type Puzzle = {
  readonly atoms: number;
  readonly premises: readonly Formula[];
  readonly items: readonly Item[];
};

type Case = Puzzle & { readonly voice: Voice };

type Level = {
  readonly atoms: number;
  readonly premises: number;
  readonly items: number;
  readonly leastConnectives: number;
  readonly mostConnectives: number;
  /** Whether exactly-if and negated brackets occur. */
  readonly rich: boolean;
  /** Counter-assignments of an item that is not entailed, at the most. */
  readonly counters: number;
  /** Premises that an entailed conclusion needs, at the least. */
  readonly support: number;
  /** Percent of the items that fail in which all premises together entail the conclusion. */
  readonly missed: number;
};

const VOICES: readonly Voice[] = ["archive", "exercise", "brief"];
const ATOMS = "abcdefghi";
const PLAIN: readonly Sign[] = ["and", "or", "or", "->", "->", "->"];
const RICH: readonly Sign[] = ["and", "or", "or", "->", "->", "<->"];
const MOST_TRIES = 300;

const RESULTS: Readonly<Record<Sign, (left: boolean, right: boolean) => boolean>> = {
  and: (left, right) => left && right,
  or: (left, right) => left || right,
  "->": (left, right) => !left || right,
  "<->": (left, right) => left === right,
};

/** Whether a formula is true under an assignment, in which each true atom is a bit. */
function holds(formula: Formula, truths: number): boolean {
  if (typeof formula === "string") return ((truths >> ATOMS.indexOf(formula)) & 1) === 1;
  if (formula.sign === "not") return !holds(formula.of, truths);
  return RESULTS[formula.sign](holds(formula.left, truths), holds(formula.right, truths));
}

/** For each number of atoms, a bit for every assignment, and for each atom the bits of those in which it is true. */
const TABLES = range(ATOMS.length + 1).map((atoms) => {
  const all = (1n << BigInt(2 ** atoms)) - 1n;
  const leaves = range(atoms).map((place) => {
    const width = BigInt(2 ** place);
    return (all / ((1n << width) + 1n)) << width;
  });
  return { all, leaves };
});

/** The assignments under which a formula is true, each as a bit at its number. */
function tableOf(formula: Formula, atoms: number): bigint {
  const { all, leaves } = at(TABLES, atoms);
  if (typeof formula === "string") return at(leaves, ATOMS.indexOf(formula));
  if (formula.sign === "not") return all ^ tableOf(formula.of, atoms);
  const [left, right] = [tableOf(formula.left, atoms), tableOf(formula.right, atoms)];
  switch (formula.sign) {
    case "and":
      return left & right;
    case "or":
      return left | right;
    case "->":
      return (all ^ left) | right;
    case "<->":
      return all ^ left ^ right;
  }
}

/** The assignments that are in all of the tables. */
const common = (tables: readonly bigint[], atoms: number): bigint =>
  tables.reduce((both, table) => both & table, at(TABLES, atoms).all);

/** Fully bracketed, but without brackets around the whole. */
function written(formula: Formula, isInner = false): string {
  if (typeof formula === "string") return formula;
  if (formula.sign === "not") return `not ${written(formula.of, true)}`;
  const whole = `${written(formula.left, true)} ${formula.sign} ${written(formula.right, true)}`;
  return isInner ? `(${whole})` : whole;
}

const allTrue = (formulas: readonly Formula[], truths: number): boolean =>
  formulas.every((formula) => holds(formula, truths));

/** True where the premises that remain are true and the conclusion is false. */
function isCounter({ premises }: Puzzle, { withdrawn, conclusion }: Item, truths: number): boolean {
  return !holds(conclusion, truths) && allTrue(premises.toSpliced(withdrawn, 1), truths);
}

/** The first counter-assignment, in order of number; undefined where the conclusion is entailed. */
function firstCounter(puzzle: Puzzle, item: Item): number | undefined {
  const { atoms, premises } = puzzle;
  const others = premises.toSpliced(item.withdrawn, 1).map((premise) => tableOf(premise, atoms));
  const counters = common(others, atoms) & ~tableOf(item.conclusion, atoms);
  return counters === 0n ? undefined : (counters & -counters).toString(2).length - 1;
}

function drawFormula(rng: Rng, leaves: readonly string[], rich: boolean): Formula {
  const [only = ""] = leaves;
  if (leaves.length === 1) return rng.boolean(0.35) ? { sign: "not", of: only } : only;
  const cut = rng.integer(1, leaves.length - 1);
  const whole: Formula = {
    sign: rng.choice(rich ? RICH : PLAIN),
    left: drawFormula(rng, leaves.slice(0, cut), rich),
    right: drawFormula(rng, leaves.slice(cut), rich),
  };
  return rich && rng.boolean(0.15) ? { sign: "not", of: whole } : whole;
}

function drawPremises(rng: Rng, level: Level): readonly Formula[] | undefined {
  const atoms = [...ATOMS].slice(0, level.atoms);
  const planted = rng.integer(0, 2 ** level.atoms - 1);
  const premises: Formula[] = [];
  /** Assignments under which all premises so far are true. */
  let models: readonly number[] = range(2 ** level.atoms);
  for (let tried = 0; premises.length < level.premises; tried++) {
    if (tried > MOST_TRIES) return undefined;
    const connectives = rng.integer(level.leastConnectives, level.mostConnectives);
    const formula = drawFormula(rng, rng.sample(atoms, connectives + 1), level.rich);
    if (!holds(formula, planted)) continue;
    const fewer = models.filter((truths) => holds(formula, truths));
    // Each premise excludes something, and leaves something for those to come.
    if (fewer.length === models.length || fewer.length < level.premises - premises.length) continue;
    premises.push(formula);
    models = fewer;
  }
  return rng.shuffle(premises);
}

/** Premises that are left when those that can be spared are left out, one by one. No two have the same table. */
function supportOf(tables: readonly bigint[], conclusion: bigint, atoms: number): number {
  let kept = tables;
  for (const table of tables) {
    const fewer = kept.filter((one) => one !== table);
    if ((common(fewer, atoms) & ~conclusion) === 0n) kept = fewer;
  }
  return kept.length;
}

/** True when a table holds at least one assignment and at most `most`. */
function isFewOf(table: bigint, most: number): boolean {
  let left = table;
  for (let taken = 0; taken < most && left > 0n; taken++) left &= left - 1n;
  return table > 0n && left === 0n;
}

/** An item that is entailed or not, as is asked for; undefined where none is found. */
function drawItem(
  rng: Rng,
  level: Level,
  tables: readonly bigint[],
  rests: readonly bigint[],
  isEntailed: boolean,
): Item | undefined {
  const atoms = [...ATOMS].slice(0, level.atoms);
  const isMissed = rng.boolean(level.missed / 100);
  for (let tried = 0; tried < MOST_TRIES; tried++) {
    const withdrawn = rng.integer(0, tables.length - 1);
    const conclusion = drawFormula(rng, rng.sample(atoms, rng.integer(1, 3)), level.rich);
    const truths = tableOf(conclusion, level.atoms);
    const counters = at(rests, withdrawn) & ~truths;
    if (isEntailed) {
      if (counters > 0n) continue;
      const others = tables.toSpliced(withdrawn, 1);
      if (supportOf(others, truths, level.atoms) >= level.support) return { withdrawn, conclusion };
      continue;
    }
    const isMissing = (counters & at(tables, withdrawn)) === 0n;
    const isFew = isFewOf(counters, level.counters);
    if (isFew && isMissing === isMissed) return { withdrawn, conclusion };
  }
  return undefined;
}

function drawPuzzle(rng: Rng, level: Level): Puzzle | undefined {
  const premises = drawPremises(rng, level);
  if (premises === undefined) return undefined;
  const tables = premises.map((premise) => tableOf(premise, level.atoms));
  const rests = tables.map((_, withdrawn) => common(tables.toSpliced(withdrawn, 1), level.atoms));
  const entailed = rng.integer(2, level.items - 2);
  const items: Item[] = [];
  for (const index of range(level.items)) {
    const item = drawItem(rng, level, tables, rests, index < entailed);
    if (item === undefined) return undefined;
    items.push(item);
  }
  // No conclusion is asked for twice, and all or no assignments make none of them true.
  const isDouble = new Set(items.map(({ conclusion }) => written(conclusion))).size < items.length;
  const isTrivial = items.some(({ conclusion }) => {
    const truths = tableOf(conclusion, level.atoms);
    return truths === 0n || truths === at(TABLES, level.atoms).all;
  });
  return isDouble || isTrivial ? undefined : { atoms: level.atoms, premises, items: rng.shuffle(items) };
}

export default class WithdrawnPremises extends Bootcamp<Case, ReadonlyMap<string, string>, Level> {
  static readonly card: Card<Level> = {
    name: "WithdrawnPremises",
    slug: "withdrawn-premises",
    title: "Withdrawn Premises",
    domain: "logical-reasoning",
    description:
      "Premises of propositional logic are given and items, each of which withdraws one premise and names a conclusion. For each item the remaining premises entail the conclusion, or an assignment that shows that they do not is asked for; any such assignment is correct. Harder cases have more atoms, longer premises and fewer counter-assignments.",
    answerFormat: "a fenced block with one line per item, such as 1: yes, 2: a c or 3: -",
    parameters: {
      atoms: { meaning: "number of atoms", min: 3, max: 9 },
      premises: { meaning: "number of premises", min: 3, max: 14 },
      items: { meaning: "number of items", min: 4, max: 8 },
      leastConnectives: { meaning: "connectives of two parts in a premise at the least", min: 1, max: 4 },
      mostConnectives: { meaning: "connectives of two parts in a premise at the most", min: 1, max: 4 },
      rich: { meaning: "whether <-> and negated brackets occur", oneOf: [true, false] },
      counters: {
        meaning: "counter-assignments of an item that is not entailed at the most",
        min: 1,
        max: 20,
      },
      support: { meaning: "premises that an entailed conclusion needs at the least", min: 1, max: 6 },
      missed: { meaning: "percent of the failing items that would hold with all premises", min: 0, max: 100 },
    },
    levels: [
      {
        atoms: 3,
        premises: 3,
        items: 4,
        leastConnectives: 1,
        mostConnectives: 1,
        rich: false,
        counters: 4,
        support: 1,
        missed: 30,
      },
      {
        atoms: 4,
        premises: 4,
        items: 5,
        leastConnectives: 1,
        mostConnectives: 2,
        rich: false,
        counters: 4,
        support: 2,
        missed: 50,
      },
      {
        atoms: 5,
        premises: 6,
        items: 6,
        leastConnectives: 1,
        mostConnectives: 3,
        rich: true,
        counters: 3,
        support: 2,
        missed: 60,
      },
      {
        atoms: 7,
        premises: 9,
        items: 7,
        leastConnectives: 1,
        mostConnectives: 4,
        rich: true,
        counters: 2,
        support: 3,
        missed: 70,
      },
      {
        atoms: 9,
        premises: 12,
        items: 8,
        leastConnectives: 2,
        mostConnectives: 4,
        rich: true,
        counters: 2,
        support: 4,
        missed: 80,
      },
    ],
  };

  /** A line is read as `yes` or as the true atoms, sorted and without spaces. */
  readonly answerFormat = fencedBlock(
    mapping(
      text(),
      refine(text({ letterCase: "lower" }), (line) => {
        if (line === "yes") return parsed(line);
        const atoms = line === "-" ? [] : line.split(/[ ,]+/);
        const isSet = atoms.every((atom) => /^[a-i]$/.test(atom)) && new Set(atoms).size === atoms.length;
        return isSet
          ? parsed(atoms.toSorted().join(""))
          : unparsable("neither yes nor different atoms nor -");
      }),
    ),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const puzzle = drawPuzzle(rng, level);
      if (puzzle !== undefined) return { ...puzzle, voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ atoms, premises, items, voice }: Case): string {
    const opening = {
      archive:
        "The notes of a logician hold some premises, and a list of doubts: in each of them one premise is withdrawn, and the question is whether a conclusion still follows from the others.",
      exercise:
        "Given are premises of propositional logic and some items. Each item withdraws one premise and names a conclusion. Say for each item whether the remaining premises entail the conclusion, and give a counter-assignment where they do not.",
      brief: "What still follows when a premise is withdrawn?",
    }[voice];
    return [
      opening,
      "",
      `Atoms: ${[...ATOMS].slice(0, atoms).join(", ")}`,
      "",
      "Premises:",
      ...premises.map((premise, index) => `${index + 1}. ${written(premise)}`),
      "",
      "Items:",
      ...items.map(
        ({ withdrawn, conclusion }, index) =>
          `${index + 1}. without premise ${withdrawn + 1}: ${written(conclusion)}`,
      ),
      "",
      "Rules:",
      "1. The signs are not, and, or, -> (if … then) and <-> (exactly if). The sign or is inclusive. The formula x -> y is false only when x is true and y is false. Formulas are fully bracketed, except that not binds only the atom or bracket right after it and the outermost brackets are left out.",
      "2. In each item, the premise that it withdraws counts as if it were not there, neither true nor false; all other premises hold. A withdrawal is for that item only.",
      "3. The conclusion is entailed when it is true under every assignment to all atoms that makes all remaining premises true.",
      "4. Otherwise there is a counter-assignment: one to all atoms under which all premises but the withdrawn one are true and the conclusion is false. Any such assignment is correct.",
      "",
      "Write one line for each item, in order: its number, a colon, and then yes if the conclusion is entailed, otherwise the atoms that are true in a counter-assignment, in any order, separated by spaces. Atoms that are not named are false; no atom may be named twice. A minus sign stands for the counter-assignment in which all atoms are false. All lines must be right. For example, for three items:",
      "1: yes",
      "2: a c",
      "3: -",
      "",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const lines = instance.items.map((item, index) => {
      const truths = firstCounter(instance, item);
      if (truths === undefined) return `${index + 1}: yes`;
      const atoms = [...ATOMS].filter((atom) => holds(atom, truths));
      return `${index + 1}: ${atoms.length === 0 ? "-" : atoms.join(" ")}`;
    });
    return this.answerFormat.wrap(lines.join("\n"));
  }

  verifyCorrection(answer: ReadonlyMap<string, string>, instance: Case): number {
    if (answer.size !== instance.items.length) return 0;
    const isRight = instance.items.every((item, index) => {
      const line = answer.get(String(index + 1));
      if (line === undefined) return false;
      if (line === "yes") return firstCounter(instance, item) === undefined;
      const places = [...line].map((atom) => ATOMS.indexOf(atom));
      const truths = places.reduce((bits, place) => bits | (1 << place), 0);
      return places.every((place) => place < instance.atoms) && isCounter(instance, item, truths);
    });
    return isRight ? 1 : 0;
  }

  /** Assignments that are tried, in order, until each item is decided, times the premises that are left. */
  override hardness(instance: Case): number {
    const tried = instance.items.map((item) => (firstCounter(instance, item) ?? 2 ** instance.atoms - 1) + 1);
    return tried.reduce((sum, one) => sum + one, 0) * (instance.premises.length - 1);
  }
}
