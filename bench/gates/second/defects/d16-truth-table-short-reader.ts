/*
defect: D16
base: truth-table.ts
what: The reader of formulas takes at most 48 tokens, so on the hardest level right formulas within the limit of letters, the reference among them, cannot be read.
needs: no model
*/
import {
  at,
  Bootcamp,
  type Card,
  type Parsed,
  parsed,
  refine,
  type Rng,
  tagged,
  text,
  unparsable,
} from "campforge/bootcamp";

type Case = {
  readonly letters: readonly string[];
  /** The value wanted for each row of the table; the first letter changes slowest, false before true. */
  readonly values: readonly boolean[];
  /** The most letters that the formula may have, repeated ones counted each time. */
  readonly most: number;
};

type Level = { readonly letters: number; readonly trueShare: number; readonly slack: number };

/** A formula in reverse Polish order: letters, "not", "and", "or". */
type Formula = readonly string[];

const LETTERS = ["p", "q", "r", "s", "t"];
const PRECEDENCE = new Map([
  ["or", 1],
  ["and", 2],
  ["not", 3],
]);
const MAX_TOKENS = 48;

/** Reads a formula with two stacks, so that nesting costs memory and never the call stack. */
function readFormula(source: string): Parsed<Formula> {
  const wrong = unparsable("expected a formula of letters, and, or, not and parentheses");
  const tokens = source.toLowerCase().match(/[a-z]+|[()]|[^ ]/g) ?? [];
  if (tokens.length > MAX_TOKENS) return unparsable("the formula is too long");
  const output: string[] = [];
  const waiting: string[] = [];
  let expectsOperand = true;
  for (const token of tokens) {
    const precedence = PRECEDENCE.get(token);
    if (token === "(" || token === "not") {
      if (!expectsOperand) return wrong;
      waiting.push(token);
    } else if (LETTERS.includes(token)) {
      if (!expectsOperand) return wrong;
      output.push(token);
      expectsOperand = false;
    } else if (token === ")") {
      if (expectsOperand) return wrong;
      for (let top = waiting.pop(); top !== "("; top = waiting.pop()) {
        if (top === undefined) return wrong;
        output.push(top);
      }
    } else if (precedence !== undefined) {
      if (expectsOperand) return wrong;
      while ((PRECEDENCE.get(waiting.at(-1) ?? "(") ?? 0) >= precedence) output.push(waiting.pop() ?? "");
      waiting.push(token);
      expectsOperand = true;
    } else return wrong;
  }
  if (expectsOperand || waiting.includes("(")) return wrong;
  return parsed([...output, ...waiting.toReversed()]);
}

/** The value of a formula when the letters in the set are true and the others false. */
function evaluate(formula: Formula, trueLetters: ReadonlySet<string>): boolean {
  const values: boolean[] = [];
  for (const token of formula) {
    if (token === "not") values.push(!(values.pop() ?? false));
    else if (token === "and" || token === "or") {
      const second = values.pop() ?? false;
      const first = values.pop() ?? false;
      values.push(token === "and" ? first && second : first || second);
    } else values.push(trueLetters.has(token));
  }
  return values.pop() ?? false;
}

const bitOf = (row: number, letters: readonly string[], place: number): boolean =>
  ((row >> (letters.length - 1 - place)) & 1) === 1;

/** A product of letters: for each place true, false, or undefined where the letter does not occur. */
type Product = readonly (boolean | undefined)[];

const coversRow = (product: Product, row: number, letters: readonly string[]): boolean =>
  product.every((sign, place) => sign === undefined || sign === bitOf(row, letters, place));

/** Products that together are true in exactly the wanted rows; each as short as it can be, taken greedily. */
function products({ letters, values }: Pick<Case, "letters" | "values">): Product[] {
  const rows = values.map((_, row) => row);
  const open = new Set(rows.filter((row) => at(values, row)));
  const found: Product[] = [];
  for (const row of open) {
    let product: (boolean | undefined)[] = letters.map((_, place) => bitOf(row, letters, place));
    for (let place = 0; place < letters.length; place++) {
      const shorter = product.with(place, undefined);
      if (rows.every((other) => at(values, other) || !coversRow(shorter, other, letters))) product = shorter;
    }
    found.push(product);
    for (const other of open) if (coversRow(product, other, letters)) open.delete(other);
  }
  return found;
}

const lettersIn = (found: readonly Product[]): number =>
  found.flat().filter((sign) => sign !== undefined).length;

function render(found: readonly Product[], letters: readonly string[]): string {
  const texts = found.map((product) =>
    product
      .flatMap((sign, place) => (sign === undefined ? [] : [(sign ? "" : "not ") + at(letters, place)]))
      .join(" and "),
  );
  return texts.length === 1 ? at(texts, 0) : texts.map((one) => `(${one})`).join(" or ");
}

export default class TruthTable extends Bootcamp<Case, Formula, Level> {
  static readonly card: Card<Level> = {
    name: "TruthTable",
    slug: "truth-table",
    title: "A Formula for a Truth Table",
    domain: "logical-reasoning",
    description:
      "A truth table is given, and a formula of and, or and not with at most so many letters is asked for that has exactly this table. Any such formula is right.",
    answerFormat: "a formula such as (p or not q) and r, between <answer> and </answer>",
    parameters: {
      letters: { meaning: "letters of the table", min: 3, max: 5 },
      trueShare: { meaning: "share of the rows that are true", min: 0.1, max: 0.9 },
      slack: { meaning: "letters allowed beyond those that a simple solution needs", min: 0, max: 10 },
    },
    levels: [
      { letters: 3, trueShare: 0.5, slack: 3 },
      { letters: 4, trueShare: 0.4, slack: 3 },
      { letters: 4, trueShare: 0.5, slack: 1 },
      { letters: 5, trueShare: 0.45, slack: 0 },
    ],
  };

  readonly answerFormat = tagged(refine(text(), readFormula));

  caseGenerator(rng: Rng, level: Level): Case {
    const letters = rng.sample(LETTERS, level.letters).toSorted();
    const rows = Array.from({ length: 2 ** level.letters }, (_, row) => row);
    const size = Math.round(level.trueShare * rows.length) + rng.integer(-1, 1);
    const chosen = new Set(rng.sample(rows, Math.min(Math.max(size, 2), rows.length - 2)));
    const values = rows.map((row) => chosen.has(row));
    return { letters, values, most: lettersIn(products({ letters, values })) + level.slack };
  }

  promptFunc(instance: Case): string {
    const { letters, values, most } = instance;
    const lines = values.map((value, row) =>
      [...letters.map((_, place) => (bitOf(row, letters, place) ? "T" : "F")), "|", value ? "T" : "F"].join(
        " ",
      ),
    );
    return [
      `Here is a truth table in the letters ${letters.join(", ")}; T is true, F is false, the last column is the value:`,
      "",
      [...letters, "|", "value"].join(" "),
      ...lines,
      "",
      "Find a formula with exactly this table.",
      "",
      "Rules:",
      `1. The formula is made of the letters ${letters.join(", ")}, the words and, or, not, and parentheses; nothing else.`,
      "2. not binds more strongly than and, and and more strongly than or.",
      `3. The formula has at most ${most} letters, where a letter that occurs several times counts each time.`,
      "",
      "Example: `(a or not b) and a` has three letters; it is true in exactly the rows in which a is true.",
      "",
      "Any formula that keeps the rules and has this table is right.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(render(products(instance), instance.letters));
  }

  verifyCorrection(answer: Formula, instance: Case): number {
    const { letters, values, most } = instance;
    const used = answer.filter((token) => !PRECEDENCE.has(token));
    if (used.length > most || used.some((letter) => !letters.includes(letter))) return 0;
    const isRight = values.every((value, row) => {
      const trueLetters = new Set(letters.filter((_, place) => bitOf(row, letters, place)));
      return evaluate(answer, trueLetters) === value;
    });
    return isRight ? 1 : 0;
  }
}
