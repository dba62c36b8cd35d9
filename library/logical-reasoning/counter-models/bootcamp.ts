import { at, Bootcamp, type Card, choiceOf, either, mapping, range, type Rng, tagged, text } from "campforge/bootcamp";

/** How literals make up a premise; see `CLAUSES` for what each says. */
type Form = "or" | "if-and" | "if-or" | "iff" | "iff-and" | "xor" | "one";

/** A literal is the number of an atom from 1, negative where it is negated. */
type Premise = { readonly form: Form; readonly literals: readonly number[] };

type Voice = "symbols" | "words" | "lamps";

type Case = {
  readonly atoms: readonly string[];
  readonly premises: readonly Premise[];
  /** That the second literal holds if the first does. */
  readonly conclusion: readonly [first: number, second: number];
  readonly voice: Voice;
};

type Level = {
  readonly atoms: number;
  /** Premises are added until at most so many assignments agree with all of them. */
  readonly models: number;
  readonly candidates: number;
};

type Answer = "entailed" | ReadonlyMap<string, "true" | "false">;

const VOICES: readonly Voice[] = ["symbols", "words", "lamps"];
const FORMS: readonly (readonly [Form, number])[] = [
  ["or", 3],
  ["if-and", 3],
  ["if-or", 3],
  ["iff", 0.4],
  ["iff-and", 0.4],
  ["xor", 0.4],
  ["one", 0.4],
];

/** Of ten conclusions, how many follow. */
const ENTAILED_IN_TEN = 1;

/** Settled atoms after which a search is given up. */
const MOST_SETTLED = 4_000;

type Clause = readonly number[];

/** Each form as clauses, of each of which a literal must hold. */
function clausesOf({ form, literals }: Premise): readonly Clause[] {
  const [a = 0, b = 0, c = 0] = literals;
  switch (form) {
    case "or":
      return [[a, b, c]];
    case "if-and":
      return [[-a, -b, c]];
    case "if-or":
      return [[-a, b, c]];
    case "iff":
      return [[-a, b], [a, -b]];
    case "iff-and":
      return [[-a, b], [-a, c], [a, -b, -c]];
    case "xor":
      return [[a, b], [-a, -b]];
    case "one":
      return [[a, b, c], [-a, -b], [-a, -c], [-b, -c]];
  }
}

/** Finds assignments by unit propagation and, where that gives out, by trying an atom both ways. */
class Search {
  readonly #atoms: number;
  readonly #clauses: readonly Clause[];
  readonly #clausesOfAtom: readonly (readonly Clause[])[];
  /** Atoms that were settled, in branches that failed as well. */
  settled = 0;

  constructor(atoms: number, clauses: readonly Clause[]) {
    this.#atoms = atoms;
    this.#clauses = clauses;
    this.#clausesOfAtom = range(atoms + 1).map((atom) => clauses.filter((clause) => clause.includes(atom) || clause.includes(-atom)));
  }

  /** The first assignments, at most `most`, 1 or -1 for each atom from 1; undefined when the search is given up. */
  models(most: number): readonly (readonly number[])[] | undefined {
    const found: (readonly number[])[] = [];
    const visit = (values: number[], pending: readonly Clause[]): boolean => {
      if (!this.#propagate(values, [...pending])) return true;
      const atom = this.#busiest(values);
      if (atom === 0) found.push(values);
      if (atom === 0 || found.length === most) return true;
      for (const value of [1, -1]) {
        if (++this.settled > MOST_SETTLED) return false;
        if (!visit(values.with(atom, value), at(this.#clausesOfAtom, atom))) return false;
        if (found.length === most) return true;
      }
      return true;
    };
    return visit(range(this.#atoms + 1).map(() => 0), this.#clauses) ? found : undefined;
  }

  #propagate(values: number[], pending: Clause[]): boolean {
    for (let clause = pending.pop(); clause !== undefined; clause = pending.pop()) {
      let open = 0;
      let count = 0;
      let holds = false;
      for (const literal of clause) {
        const value = at(values, Math.abs(literal));
        if (value === 0) {
          open = literal;
          count++;
        } else if (value === Math.sign(literal)) holds = true;
      }
      if (holds || count > 1) continue;
      if (count === 0) return false;
      values[Math.abs(open)] = Math.sign(open);
      this.settled++;
      pending.push(...at(this.#clausesOfAtom, Math.abs(open)));
    }
    return true;
  }

  /** The open atom that stands in most clauses; 0 where none is open. */
  #busiest(values: readonly number[]): number {
    let best = 0;
    for (let atom = 1; atom <= this.#atoms; atom++) {
      const isBusier = at(this.#clausesOfAtom, atom).length > (best === 0 ? -1 : at(this.#clausesOfAtom, best).length);
      if (values[atom] === 0 && isBusier) best = atom;
    }
    return best;
  }
}

type Argument = Omit<Case, "voice">;

/** A search for assignments under which the premises hold and the conclusion does not. */
function counterSearch({ atoms, premises, conclusion: [first, second] }: Argument): Search {
  return new Search(atoms.length, [...premises.flatMap(clausesOf), [first], [-second]]);
}

const isTrue = (literal: number, values: readonly number[]): boolean => at(values, Math.abs(literal)) === Math.sign(literal);

/** Premises that hold under a drawn assignment, as many as leave few others, and all the assignments that are left. */
function drawPremises(rng: Rng, { atoms, models }: Level): { readonly premises: readonly Premise[]; readonly left: readonly (readonly number[])[] } {
  const planted = range(atoms + 1).map(() => (rng.boolean() ? 1 : -1));
  const premises: Premise[] = [];
  for (;;) {
    const form = rng.weightedChoice(FORMS);
    const count = form === "iff" || form === "xor" ? 2 : 3;
    const literals = rng.distinctIntegers(count, 1, atoms).map((atom) => (rng.boolean() ? atom : -atom));
    const premise: Premise = { form, literals };
    const clauses = clausesOf(premise);
    if (!clauses.every((clause) => clause.some((literal) => isTrue(literal, planted)))) continue;
    premises.push(premise);
    if (premises.length < 1.5 * atoms || premises.length % 2 === 1) continue;
    const left = new Search(atoms, premises.flatMap(clausesOf)).models(models + 1);
    if (left !== undefined && left.length <= models) return { premises, left };
  }
}

/** A conclusion that follows, or one that as few assignments as possible speak against; undefined where none is found. */
function drawConclusion(
  rng: Rng,
  atoms: number,
  left: readonly (readonly number[])[],
  follows: boolean,
): readonly [number, number] | undefined {
  let best: readonly [number, number] | undefined;
  let fewest = Infinity;
  for (const attempt of range(30)) {
    const [one = 1, other = 1] = rng.distinctIntegers(2, 1, atoms);
    const model = rng.choice(left);
    // Under the model drawn, the first holds; that the second does not is what makes it a counter-model.
    const first = one * at(model, one);
    const second = follows ? (rng.boolean() ? other : -other) : -other * at(model, other);
    const against = left.filter((values) => isTrue(first, values) && !isTrue(second, values)).length;
    const isTrivial = left.every((values) => isTrue(second, values)) && left.length > 1 && attempt < 15;
    if (against === 0 !== follows || isTrivial || against >= fewest) continue;
    [best, fewest] = [[first, second], against];
  }
  return best;
}

/** How literals and premises are written in each voice. */
function makeWriter(atoms: readonly string[], voice: Voice): { readonly literal: (one: number) => string; readonly premise: (one: Premise) => string } {
  const literal = (one: number): string => {
    const atom = at(atoms, Math.abs(one) - 1);
    if (voice === "lamps") return `${atom} is ${one > 0 ? "on" : "off"}`;
    return one > 0 ? atom : voice === "symbols" ? `¬${atom}` : `not ${atom}`;
  };
  const premise = ({ form, literals }: Premise): string => {
    const [a = "", b = "", c = ""] = literals.map(literal);
    if (voice === "symbols")
      return {
        or: `${a} ∨ ${b} ∨ ${c}`,
        "if-and": `(${a} ∧ ${b}) → ${c}`,
        "if-or": `${a} → (${b} ∨ ${c})`,
        iff: `${a} ↔ ${b}`,
        "iff-and": `${a} ↔ (${b} ∧ ${c})`,
        xor: `${a} ⊕ ${b}`,
        one: `exactly one of ${a}, ${b}, ${c}`,
      }[form];
    return {
      or: `at least one of these holds: ${a}; ${b}; ${c}`,
      "if-and": `if ${a} and ${b}, then ${c}`,
      "if-or": `if ${a}, then ${b} or ${c} (or both)`,
      iff: `${a} if and only if ${b}`,
      "iff-and": `${a} if and only if both ${b} and ${c}`,
      xor: `exactly one of these holds: ${a}; ${b}`,
      one: `exactly one of these holds: ${a}; ${b}; ${c}`,
    }[form];
  };
  return { literal, premise };
}

const SIGNS = "¬ is not, ∧ is and, ∨ is or (one or both), → is if … then (false only if the left side is true and the right side false), ↔ is if and only if, and ⊕ is exclusive or (exactly one of the two).";

export default class CounterModels extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "CounterModels",
    slug: "counter-models",
    title: "Counter-Models",
    domain: "logical-reasoning",
    description:
      "Premises of propositional logic and a conclusion, in symbols, in words or as lamps that are on or off. Where the conclusion does not follow, an assignment is to be given that makes all premises true and the conclusion false; any such assignment is correct. Where it follows, the answer is a single word. Harder cases have more atoms and leave few assignments.",
    answerFormat: "pairs atom=true or atom=false, or the word entailed, between <answer> and </answer>",
    parameters: {
      atoms: { meaning: "propositions that are true or false", min: 4, max: 26 },
      models: { meaning: "assignments that agree with the premises at the most", min: 1, max: 100 },
      candidates: { meaning: "arguments of which the one that takes the longest search is taken", min: 1, max: 20 },
    },
    levels: [
      { atoms: 6, models: 4, candidates: 1 },
      { atoms: 8, models: 12, candidates: 2 },
      { atoms: 12, models: 25, candidates: 3 },
      { atoms: 18, models: 40, candidates: 3 },
      { atoms: 26, models: 60, candidates: 3 },
    ],
  };

  readonly answerFormat = tagged(
    either(choiceOf(["entailed"]), mapping(text({ letterCase: "upper" }), choiceOf(["true", "false"]))),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    const atoms = range(level.atoms).map((index) => String.fromCharCode(65 + index));
    const follows = rng.integer(1, 10) <= ENTAILED_IN_TEN;
    const drawn: { readonly argument: Argument; readonly settled: number }[] = [];
    while (drawn.length < level.candidates) {
      const { premises, left } = drawPremises(rng, level);
      const conclusion = drawConclusion(rng, level.atoms, left, follows);
      if (conclusion === undefined) continue;
      const argument: Argument = { atoms, premises, conclusion };
      const search = counterSearch(argument);
      if (search.models(2) !== undefined) drawn.push({ argument, settled: search.settled });
    }
    const { argument } = drawn.reduce((hardest, one) => (one.settled > hardest.settled ? one : hardest));
    return { ...argument, voice: rng.choice(VOICES) };
  }

  promptFunc({ atoms, premises, conclusion, voice }: Case): string {
    const { literal, premise } = makeWriter(atoms, voice);
    const [first, second] = conclusion.map(literal);
    const opening = {
      symbols: `Each of the letters ${atoms.join(", ")} stands for a proposition that is true or false. In the formulas, ${SIGNS}`,
      words: `Each of the letters ${atoms.join(", ")} stands for a statement that is true or false. "Not A" is true when A is false; "if … then …" is false only when the first part is true and the second false.`,
      lamps: `A panel has ${atoms.length} lamps, ${atoms.join(", ")}, each on or off. "If … then …" is broken only when the first part holds and the second does not. In your answer, true means on and false means off.`,
    }[voice];
    return [
      opening,
      "",
      "Premises:",
      ...premises.map((one, index) => `${index + 1}. ${premise(one)}`),
      "",
      "Conclusion:",
      voice === "symbols" ? `${first} → ${second}` : `if ${first}, then ${second}`,
      "",
      "Does the conclusion follow from the premises, that is, does it hold in every case in which all of the premises hold?",
      "- If it follows, answer with the one word: entailed",
      `- If it does not, give a counter-model: true or false for each of the ${atoms.length} letters, so that all premises hold and the conclusion does not, as pairs separated by commas (for two letters Y and Z: Y=true, Z=false). Any counter-model is correct.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const [model] = counterSearch(instance).models(1) ?? [];
    const pairs = instance.atoms.map((atom, index) => `${atom}=${model?.[index + 1] === 1}`);
    return this.answerFormat.wrap(model === undefined ? "entailed" : pairs.join(", "));
  }

  verifyCorrection(answer: Answer, instance: Case): number {
    const { atoms, premises, conclusion: [first, second] } = instance;
    if (answer === "entailed") return counterSearch(instance).models(1)?.length === 0 ? 1 : 0;
    if (answer.size !== atoms.length || atoms.some((atom) => !answer.has(atom))) return 0;
    const values = [0, ...atoms.map((atom) => (answer.get(atom) === "true" ? 1 : -1))];
    const clauses = premises.flatMap(clausesOf);
    const holds = clauses.every((clause) => clause.some((literal) => isTrue(literal, values)));
    return holds && isTrue(first, values) && !isTrue(second, values) ? 1 : 0;
  }

  /** Atoms that a search settles until it knows that there is no counter-model, or no second one. */
  override hardness(instance: Case): number {
    const search = counterSearch(instance);
    search.models(2);
    return search.settled;
  }
}
