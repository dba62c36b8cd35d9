import { at, Bootcamp, type Card, combinations, type Rng, setOf, tagged, text } from "campforge/bootcamp";

type Connective = "and" | "or" | "implies" | "iff" | "xor";

type Formula =
  | { readonly kind: "atom"; readonly name: string }
  | { readonly kind: "not"; readonly inner: Formula }
  | { readonly kind: Connective; readonly left: Formula; readonly right: Formula };

type Case = {
  readonly atoms: readonly string[];
  readonly premises: readonly Formula[];
  readonly conclusion: Formula;
};

type Level = {
  readonly atoms: number;
  readonly premises: number;
  readonly mostLeaves: number;
  readonly smallest: number;
};

/** Without I, which a sentence would read as a word. */
const NAMES = "ABCDEFGHJKLM";

/** Conjunctions and equivalences say much at once; few of them leave more to find out. */
const CONNECTIVES: readonly (readonly [Connective, number])[] = [
  ["or", 4],
  ["implies", 4],
  ["and", 2],
  ["xor", 2],
  ["iff", 2],
];

function holds(formula: Formula, facts: ReadonlySet<string>): boolean {
  switch (formula.kind) {
    case "atom":
      return facts.has(formula.name);
    case "not":
      return !holds(formula.inner, facts);
    case "and":
      return holds(formula.left, facts) && holds(formula.right, facts);
    case "or":
      return holds(formula.left, facts) || holds(formula.right, facts);
    case "implies":
      return !holds(formula.left, facts) || holds(formula.right, facts);
    case "iff":
      return holds(formula.left, facts) === holds(formula.right, facts);
    case "xor":
      return holds(formula.left, facts) !== holds(formula.right, facts);
  }
}

/** True when all premises are true and the conclusion is false. */
function refutes({ premises, conclusion }: Case, facts: ReadonlySet<string>): boolean {
  return premises.every((premise) => holds(premise, facts)) && !holds(conclusion, facts);
}

/** The true statements of a smallest counter-model, trying smaller sets first; undefined when there is none. */
function smallestCounterModel(instance: Case): readonly string[] | undefined {
  for (let size = 0; size <= instance.atoms.length; size++) {
    const found = combinations(instance.atoms, size).find((facts) => refutes(instance, new Set(facts)));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A formula in which each of the given statements stands once. */
function drawFormula(rng: Rng, names: readonly string[]): Formula {
  const [first, second] = names;
  if (first !== undefined && second === undefined) {
    const atom = { kind: "atom", name: first } as const;
    return rng.boolean(0.3) ? { kind: "not", inner: atom } : atom;
  }
  const cut = rng.integer(1, names.length - 1);
  const kind = rng.weightedChoice(CONNECTIVES);
  const left = drawFormula(rng, names.slice(0, cut));
  const right = drawFormula(rng, names.slice(cut));
  const joined = { kind, left, right };
  return names.length < 4 && rng.boolean(0.1) ? { kind: "not", inner: joined } : joined;
}

/** Premises that are true, and a conclusion that is false, when just the planted statements are true. */
function drawArgument(rng: Rng, level: Level): Case {
  const atoms = NAMES.slice(0, level.atoms).split("");
  const planted = new Set(rng.sample(atoms, level.smallest + rng.integer(0, 1)));
  const draw = (isTrue: boolean): Formula => {
    for (;;) {
      const formula = drawFormula(rng, rng.sample(atoms, rng.integer(2, level.mostLeaves)));
      if (holds(formula, planted) === isTrue) return formula;
    }
  };
  const premises = Array.from({ length: level.premises }, () => draw(true));
  return { atoms, premises, conclusion: draw(false) };
}

/** The formula in words, with brackets around every part that is not a single statement. */
function inWords(formula: Formula): string {
  if (formula.kind === "atom") return formula.name;
  if (formula.kind === "not") return `not ${inBrackets(formula.inner)}`;
  const [left, right] = [inBrackets(formula.left), inBrackets(formula.right)];
  switch (formula.kind) {
    case "implies":
      return `if ${left} then ${right}`;
    case "iff":
      return `${left} if and only if ${right}`;
    case "xor":
      return `exactly one of ${left} and ${right}`;
    case "and":
    case "or":
      return `${left} ${formula.kind} ${right}`;
  }
}

const inBrackets = (formula: Formula): string =>
  formula.kind === "atom" ? formula.name : `(${inWords(formula)})`;

export default class SmallestCounterModel extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "SmallestCounterModel",
    slug: "smallest-counter-model",
    title: "Smallest Counter-Model",
    domain: "logical-reasoning",
    description:
      "A conclusion does not follow from its premises in propositional logic. A counter-model with as few true statements as possible is asked for: all premises true, the conclusion false. Every smallest counter-model is right.",
    answerFormat:
      "the statements that are true, apart by commas, in any order, between <answer> and </answer>",
    parameters: {
      atoms: { meaning: "elementary statements", min: 4, max: 12 },
      premises: { meaning: "premises of the argument", min: 2, max: 20 },
      mostLeaves: { meaning: "elementary statements in one formula, at most", min: 2, max: 5 },
      smallest: { meaning: "true statements in a smallest counter-model, at least", min: 1, max: 6 },
    },
    levels: [
      { atoms: 6, premises: 5, mostLeaves: 3, smallest: 2 },
      { atoms: 8, premises: 7, mostLeaves: 3, smallest: 3 },
      { atoms: 10, premises: 10, mostLeaves: 4, smallest: 4 },
      { atoms: 12, premises: 14, mostLeaves: 5, smallest: 5 },
    ],
  };

  readonly answerFormat = tagged(setOf(text({ letterCase: "upper", maxLength: 20 })));

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const drawn = drawArgument(rng, level);
      const found = smallestCounterModel(drawn);
      if (found !== undefined && found.length >= level.smallest) return drawn;
    }
  }

  promptFunc(instance: Case): string {
    const { atoms, premises, conclusion } = instance;
    return [
      `${atoms.slice(0, -1).join(", ")} and ${at(atoms, atoms.length - 1)} are statements, each of which is either true or false.`,
      "Someone argues from premises to a conclusion.",
      "",
      "Premises:",
      ...premises.map((premise, place) => `${place + 1}. ${inWords(premise)}`),
      "",
      "Conclusion:",
      `- ${inWords(conclusion)}`,
      "",
      "The words mean this:",
      '- "not X" is true when X is false.',
      '- "X and Y" is true when both are true; "X or Y" when at least one of them is true, or both.',
      '- "if X then Y" is false when X is true and Y is false, and true in the three other cases.',
      '- "X if and only if Y" is true when both are true or both are false.',
      '- "exactly one of X and Y" is true when one of them is true and the other is false.',
      "- Brackets show what belongs together.",
      "",
      "The argument is not valid: some of the statements can be true and the others false in such a way that all premises are true and the conclusion is false. Find such a case in which as few as possible of the statements are true. If there are several with equally few, any of them is right.",
      "",
      "Give the letters of all statements that are true, apart by commas, in any order; those that you leave away count",
      `as false. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap((smallestCounterModel(instance) ?? []).join(", "));
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    const isKnown = answer.every((name) => instance.atoms.includes(name));
    const isSmallest = answer.length === smallestCounterModel(instance)?.length;
    return isKnown && isSmallest && refutes(instance, new Set(answer)) ? 1 : 0;
  }
}
