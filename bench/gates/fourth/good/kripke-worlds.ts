import { at, Bootcamp, type Card, finalLine, range, type Rng, setOf, vocabulary } from "campforge/bootcamp";

type Formula =
  | { readonly kind: "fact"; readonly name: string }
  | { readonly kind: "not" | "box" | "diamond"; readonly of: Formula }
  | { readonly kind: "and" | "or" | "implies"; readonly left: Formula; readonly right: Formula };

type Case = {
  /** For each world, the numbers of the worlds that it sees. */
  readonly sees: readonly (readonly number[])[];
  /** For each world, the facts that are true there. */
  readonly facts: readonly (readonly string[])[];
  readonly formula: Formula;
};

type Level = { readonly worlds: number; readonly arrows: number; readonly modal: number; readonly joined: number };

const FACTS = ["p", "q", "r"];

/** Names of worlds, so that none is the beginning of another. */
const WORLDS = ["w1", "w2", "w3", "w4", "w5", "w6", "w7", "w8", "w9"] as const;

type World = (typeof WORLDS)[number];

/** Whether a formula is true at each world, from the innermost part outwards. */
function truthOf(formula: Formula, { sees, facts }: Omit<Case, "formula">): readonly boolean[] {
  const of = (part: Formula): readonly boolean[] => truthOf(part, { sees, facts });
  switch (formula.kind) {
    case "fact":
      return facts.map((names) => names.includes(formula.name));
    case "not":
      return of(formula.of).map((value) => !value);
    case "box": {
      const inner = of(formula.of);
      return sees.map((worlds) => worlds.every((world) => at(inner, world)));
    }
    case "diamond": {
      const inner = of(formula.of);
      return sees.map((worlds) => worlds.some((world) => at(inner, world)));
    }
    default: {
      const [left, right] = [of(formula.left), of(formula.right)];
      return left.map((value, world) =>
        formula.kind === "and" ? value && at(right, world) : formula.kind === "or" ? value || at(right, world) : !value || at(right, world),
      );
    }
  }
}

function parts(formula: Formula): number {
  if (formula.kind === "fact") return 1;
  return "of" in formula ? 1 + parts(formula.of) : 1 + parts(formula.left) + parts(formula.right);
}

/** A formula with so many boxes and diamonds, one within the other, and so many connectives between them. */
function drawFormula(rng: Rng, modal: number, joined: number): Formula {
  if (modal === 0 && joined === 0) {
    const fact: Formula = { kind: "fact", name: rng.choice(FACTS) };
    return rng.boolean(0.3) ? { kind: "not", of: fact } : fact;
  }
  if (joined > 0 && (modal === 0 || rng.boolean(joined / (joined + modal)))) {
    const rest = joined - 1;
    const share = rng.integer(0, rest);
    const kind = rng.choice(["and", "or", "implies"] as const);
    const deep = drawFormula(rng, modal, share);
    const flat = drawFormula(rng, rng.integer(0, Math.floor(modal / 2)), rest - share);
    return rng.boolean() ? { kind, left: deep, right: flat } : { kind, left: flat, right: deep };
  }
  const inner: Formula = { kind: rng.choice(["box", "diamond"] as const), of: drawFormula(rng, modal - 1, joined) };
  return rng.boolean(0.25) ? { kind: "not", of: inner } : inner;
}

const SIGNS = { not: "~", box: "[]", diamond: "<>", and: "&", or: "|", implies: "->" } as const;

function wordingOf(formula: Formula): string {
  if (formula.kind === "fact") return formula.name;
  if ("of" in formula) return `${SIGNS[formula.kind]}${wordingOf(formula.of)}`;
  return `(${wordingOf(formula.left)} ${SIGNS[formula.kind]} ${wordingOf(formula.right)})`;
}

const worldsWhere = (truth: readonly boolean[]): World[] => WORLDS.filter((_, world) => truth[world] === true);

const isSame = (one: readonly boolean[], other: readonly boolean[]): boolean => one.every((value, world) => value === other[world]);

export default class KripkeWorlds extends Bootcamp<Case, readonly World[], Level> {
  static readonly card: Card<Level> = {
    name: "KripkeWorlds",
    slug: "kripke-worlds",
    title: "Kripke Worlds",
    domain: "logical-reasoning",
    description:
      "A model of modal logic is given: worlds, which of them each world sees, and the facts that are true there. The worlds at which a formula with boxes and diamonds is true are asked for. Harder cases have more worlds and longer, deeper formulas.",
    answerFormat: "the worlds at which the formula is true, separated by commas, on a last line `Answer: …`",
    parameters: {
      worlds: { meaning: "worlds of the model", min: 4, max: 9 },
      arrows: { meaning: "worlds that one world sees at most", min: 1, max: 5 },
      modal: { meaning: "boxes and diamonds one within the other", min: 1, max: 6 },
      joined: { meaning: "connectives of two parts", min: 0, max: 10 },
    },
    levels: [
      { worlds: 6, arrows: 3, modal: 1, joined: 1 },
      { worlds: 7, arrows: 3, modal: 2, joined: 2 },
      { worlds: 8, arrows: 4, modal: 3, joined: 4 },
      { worlds: 9, arrows: 4, modal: 4, joined: 7 },
    ],
  };

  readonly answerFormat = finalLine(setOf(vocabulary(WORLDS)));

  caseGenerator(rng: Rng, { worlds, arrows, modal, joined }: Level): Case {
    for (;;) {
      const sees = range(worlds).map(() => rng.sample(range(worlds), rng.integer(0, arrows)).toSorted((one, other) => one - other));
      const facts = range(worlds).map(() => FACTS.filter(() => rng.boolean()));
      const formula = drawFormula(rng, modal, joined);
      const truth = truthOf(formula, { sees, facts });
      const count = truth.filter(Boolean).length;
      // Nor may the worlds be those of a single fact, or all that see nothing.
      const isPlain = FACTS.some((name) => isSame(truth, truthOf({ kind: "fact", name }, { sees, facts })));
      const isBlind = isSame(truth, sees.map((seen) => seen.length === 0));
      if (count >= 2 && count <= worlds - 2 && !isPlain && !isBlind) return { sees, facts, formula };
    }
  }

  promptFunc({ sees, facts, formula }: Case): string {
    const lines = sees.map((seen, world) => {
      const names = seen.map((other) => at(WORLDS, other)).join(", ");
      return `- ${at(WORLDS, world)}: sees ${names === "" ? "no world" : names}; true there: ${at(facts, world).join(", ") || "nothing"}`;
    });
    return [
      `A model has ${sees.length} worlds. Here is for each of them which worlds it sees (it may see itself; seeing goes one way only) and which of the facts p, q and r are true there; the others are false there:`,
      "",
      ...lines,
      "",
      "Formulas are true or false at a world w as follows:",
      "- a fact is true at w if the model says so;",
      "- ~F is true at w if F is false at w;",
      "- (F & G) is true at w if both F and G are true at w;",
      "- (F | G) is true at w if F or G or both are true at w;",
      "- (F -> G) is true at w if F is false at w or G is true at w, or both;",
      "- []F is true at w if F is true at every world that w sees, and so also if w sees no world;",
      "- <>F is true at w if F is true at one or more of the worlds that w sees.",
      "The signs ~, [] and <> apply to the shortest formula that follows them: ~p & q without parentheses does not occur, and []~p means [] applied to ~p.",
      "",
      `At which worlds is this formula true?`,
      "",
      wordingOf(formula),
      "",
      "List all of these worlds and no others, in any order, separated by commas. If the formula were true at every world of a model of three worlds, for instance, you would write w1, w2, w3.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(worldsWhere(truthOf(instance.formula, instance)).join(", "));
  }

  verifyCorrection(answer: readonly World[], instance: Case): number {
    const right = worldsWhere(truthOf(instance.formula, instance));
    return answer.length === right.length && right.every((world) => answer.includes(world)) ? 1 : 0;
  }

  /** Truth values that are worked out on the way: one for each part of the formula and each world. */
  override hardness({ sees, formula }: Case): number {
    return parts(formula) * sees.length;
  }
}
