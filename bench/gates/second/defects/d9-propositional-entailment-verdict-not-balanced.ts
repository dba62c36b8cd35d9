/*
defect: D9
base: propositional-entailment.ts
what: The verdict is left to chance instead of being settled first, so that one of the three words is right in well over half of the cases.
needs: no model
*/
import { at, Bootcamp, type Card, choiceOf, finalLine, type Rng } from "campforge/bootcamp";

type Literal = { readonly atom: number; readonly negated: boolean };

type Kind = "fact" | "if" | "or" | "either" | "iff" | "notBoth";

/** A statement about one literal (a fact, which stands in both places) or two. */
type Statement = { readonly kind: Kind; readonly left: Literal; readonly right: Literal };

type Case = {
  /** What the atoms say, by place in the list of sayings. */
  readonly sayings: readonly number[];
  readonly premises: readonly Statement[];
  readonly conclusion: Statement;
};

type Level = { readonly atoms: number; readonly premises: number; readonly compound: boolean };

const OPTIONS = ["follows", "contradicted", "open"] as const;
type Option = (typeof OPTIONS)[number];

/** Each saying, and its denial. */
const SAYINGS: readonly (readonly [says: string, denies: string])[] = [
  ["the lamp is on", "the lamp is off"],
  ["the gate is open", "the gate is closed"],
  ["Nora is at home", "Nora is away"],
  ["the train is late", "the train is on time"],
  ["the soup is hot", "the soup is not hot"],
  ["the dog barks", "the dog is silent"],
  ["Ivan plays chess", "Ivan does not play chess"],
  ["the shop has bread", "the shop has no bread"],
  ["the river is high", "the river is not high"],
  ["the key is in the drawer", "the key is not in the drawer"],
  ["Lea wears a hat", "Lea wears no hat"],
  ["the window is broken", "the window is whole"],
];
const PREMISE_KINDS: readonly Kind[] = ["fact", "if", "if", "or", "either", "iff", "notBoth"];
const DRAWS = 400;

const isTrue = ({ atom, negated }: Literal, world: readonly boolean[]): boolean =>
  at(world, atom) !== negated;

function holds({ kind, left, right }: Statement, world: readonly boolean[]): boolean {
  const [one, other] = [isTrue(left, world), isTrue(right, world)];
  if (kind === "fact") return one;
  if (kind === "if") return !one || other;
  if (kind === "or") return one || other;
  if (kind === "either") return one !== other;
  if (kind === "iff") return one === other;
  return !(one && other);
}

/** Every way in which the atoms can be true or false together. */
const worldsOf = (atoms: number): boolean[][] =>
  Array.from({ length: 2 ** atoms }, (_, number) =>
    Array.from({ length: atoms }, (_unused, atom) => ((number >> atom) & 1) === 1),
  );

/** What the premises say of a conclusion; undefined when they contradict one another. */
function judge(premises: readonly Statement[], conclusion: Statement, atoms: number): Option | undefined {
  const worlds = worldsOf(atoms).filter((world) => premises.every((premise) => holds(premise, world)));
  if (worlds.length === 0) return undefined;
  const verdicts = new Set(worlds.map((world) => holds(conclusion, world)));
  return verdicts.size === 2 ? "open" : verdicts.has(true) ? "follows" : "contradicted";
}

function drawStatement(rng: Rng, kind: Kind, atoms: readonly number[]): Statement {
  const [first = 0, second = first] = rng.sample(atoms, 2);
  const left = { atom: first, negated: rng.boolean() };
  return kind === "fact"
    ? { kind, left, right: left }
    : { kind, left, right: { atom: second, negated: rng.boolean() } };
}

const atomsOf = ({ left, right }: Statement): string =>
  [...new Set([left.atom, right.atom])].toSorted((one, other) => one - other).join(" ");

/** Whether two statements speak of the same atoms. */
const isSame = (one: Statement, other: Statement): boolean => atomsOf(one) === atomsOf(other);

export default class PropositionalEntailment extends Bootcamp<Case, Option, Level> {
  static readonly card: Card<Level> = {
    name: "PropositionalEntailment",
    slug: "propositional-entailment",
    title: "Propositional Entailment",
    domain: "logical-reasoning",
    description:
      "Premises in everyday words are joined by if, or, either-or, exactly if and not both. It is to be said whether a conclusion follows from them, contradicts them, or is left open.",
    answerFormat: "a final line `Answer: …` with one of the words follows, contradicted, open",
    choices: 3,
    parameters: {
      atoms: { meaning: "different sayings that occur", min: 3, max: 9 },
      premises: { meaning: "premises", min: 2, max: 14 },
      compound: { meaning: "whether the conclusion may join two sayings" },
    },
    levels: [
      { atoms: 3, premises: 3, compound: false },
      { atoms: 5, premises: 5, compound: false },
      { atoms: 6, premises: 7, compound: true },
      { atoms: 8, premises: 9, compound: true },
    ],
  };

  readonly answerFormat = finalLine(choiceOf(OPTIONS));

  caseGenerator(rng: Rng, level: Level): Case {
    const sayings = rng.sample(
      SAYINGS.map((_, place) => place),
      level.atoms,
    );
    const atoms = sayings.map((_, atom) => atom);
    const form: Kind = level.compound ? rng.choice(["fact", "if", "or", "either"]) : "fact";
    const draw = (): Omit<Case, "sayings"> => {
      const premises = Array.from({ length: level.premises }, () =>
        drawStatement(rng, rng.choice(PREMISE_KINDS), atoms),
      );
      const mentioned = atoms.filter((atom) =>
        premises.some(({ left, right }) => left.atom === atom || right.atom === atom),
      );
      return { premises, conclusion: drawStatement(rng, form, mentioned.length > 1 ? mentioned : atoms) };
    };
    const isGood = ({ premises, conclusion }: Omit<Case, "sayings">): boolean => {
      const repeats = new Set(premises.map(atomsOf)).size < premises.length;
      const told = premises.some((premise) => isSame(premise, conclusion));
      return !repeats && !told && judge(premises, conclusion, level.atoms) !== undefined;
    };
    let drawn = draw();
    for (let draws = 1; draws < DRAWS && !isGood(drawn); draws++) drawn = draw();
    return { sayings, ...drawn };
  }

  promptFunc(instance: Case): string {
    const { sayings, premises, conclusion } = instance;
    return [
      "These premises are all true:",
      "",
      ...premises.map((premise, place) => `${place + 1}. ${inWords(premise, sayings)}`),
      "",
      "Conclusion to be judged:",
      `${inWords(conclusion, sayings)}`,
      "",
      "How the words are meant:",
      "- `If A, then B` is false only when A is true and B is false.",
      "- `A, or B, or both` is true when at least one of the two is true.",
      "- `Either A, or B, but not both` is true when exactly one of the two is true.",
      "- `A exactly if B` is true when both are true or both are false.",
      "- `Not both: A, and B` is false only when both are true.",
      "Nothing else is known, whatever one may think likely.",
      "",
      "Answer with one of these words:",
      "- follows: the conclusion is true in every situation in which all the premises are true;",
      "- contradicted: it is false in every such situation;",
      "- open: it is true in some of them and false in others.",
      "For example, from `It rains.` and `If it rains, then the street is wet.` the conclusion `The street is wet.`",
      "follows, its denial is contradicted, and `The wind blows.` is open.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { premises, conclusion, sayings } = instance;
    return this.answerFormat.wrap(judge(premises, conclusion, sayings.length) ?? "none");
  }

  verifyCorrection(answer: Option, instance: Case): number {
    const { premises, conclusion, sayings } = instance;
    return answer === judge(premises, conclusion, sayings.length) ? 1 : 0;
  }
}

function inWords({ kind, left, right }: Statement, sayings: readonly number[]): string {
  const say = ({ atom, negated }: Literal): string => at(SAYINGS, at(sayings, atom))[negated ? 1 : 0];
  const [one, other] = [say(left), say(right)];
  const sentence =
    kind === "fact"
      ? one
      : kind === "if"
        ? `if ${one}, then ${other}`
        : kind === "or"
          ? `${one}, or ${other}, or both`
          : kind === "either"
            ? `either ${one}, or ${other}, but not both`
            : kind === "iff"
              ? `${one} exactly if ${other}`
              : `not both: ${one}, and ${other}`;
  return `${sentence.slice(0, 1).toUpperCase()}${sentence.slice(1)}.`;
}
