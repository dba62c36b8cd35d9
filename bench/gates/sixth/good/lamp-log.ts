import { at, Bootcamp, type Card, choiceOf, finalLine, list, range, type Rng } from "campforge/bootcamp";

/** A lamp, or an operator and what it is applied to. */
type Formula = string | readonly [operator: string, one: Formula] | readonly [operator: string, one: Formula, other: Formula];

type Case = {
  readonly lamps: string;
  /** The lamps that are lit at each instant before the loop, and at each of the loop. */
  readonly before: readonly string[];
  readonly loop: readonly string[];
  readonly statements: readonly Formula[];
};

type Level = {
  readonly lamps: number;
  readonly before: number;
  readonly loop: number;
  readonly depth: number;
};

const ITEMS = 12;
const UNARY = ["X", "F", "G", "not"];
const BINARY = ["U", "and", "or", "implies"];

/** Whether a formula holds at each instant; behind the last one the log goes back to the first instant of the loop. */
function valuesOf(formula: Formula, { before, loop }: Omit<Case, "statements" | "lamps">): readonly boolean[] {
  const log = [...before, ...loop];
  if (typeof formula === "string") return log.map((lit) => lit.includes(formula));
  const next = (index: number): number => (index + 1 < log.length ? index + 1 : before.length);
  const [operator, first, second] = formula;
  const one = valuesOf(first, { before, loop });
  const other = second === undefined ? one : valuesOf(second, { before, loop });
  // F and G are met or broken at some instant that lies ahead: all of them are reached within one length of the log.
  const ahead = (index: number): readonly number[] => {
    const instants = [index];
    for (let count = 1; count < log.length; count++) instants.push(next(at(instants, count - 1)));
    return instants;
  };
  return log.map((_, index) => {
    switch (operator) {
      case "X":
        return at(one, next(index));
      case "F":
        return ahead(index).some((instant) => at(one, instant));
      case "G":
        return ahead(index).every((instant) => at(one, instant));
      case "U": {
        const end = ahead(index).findIndex((instant) => at(other, instant));
        return end >= 0 && ahead(index).slice(0, end).every((instant) => at(one, instant));
      }
      case "and":
        return at(one, index) && at(other, index);
      case "or":
        return at(one, index) || at(other, index);
      case "implies":
        return !at(one, index) || at(other, index);
      default:
        return !at(one, index);
    }
  });
}

const holds = (formula: Formula, log: Omit<Case, "statements" | "lamps">): boolean => at(valuesOf(formula, log), 0);

function drawFormula(rng: Rng, lamps: readonly string[], depth: number): Formula {
  if (depth === 0) return rng.choice(lamps);
  if (rng.boolean(0.55)) return [rng.choice(UNARY), drawFormula(rng, lamps, depth - 1)];
  const [one, other] = [drawFormula(rng, lamps, depth - 1), drawFormula(rng, lamps, rng.integer(0, depth - 1))];
  return rng.boolean() ? [rng.choice(BINARY), one, other] : [rng.choice(BINARY), other, one];
}

/** True where a formula looks ahead and no operator is written twice in a row. */
function isTelling(formula: Formula): boolean {
  const text = textOf(formula);
  return /[XFGU]/.test(text) && !/(F F|G G|not not)/.test(text);
}

function textOf(formula: Formula): string {
  if (typeof formula === "string") return formula;
  const [operator, one, other] = formula;
  return other === undefined ? `${operator} ${textOf(one)}` : `(${textOf(one)} ${operator} ${textOf(other)})`;
}

export default class LampLog extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "LampLog",
    slug: "lamp-log",
    title: "Lamp Log",
    domain: "logical-reasoning",
    description:
      "A log says which lamps are lit at each instant; its last part repeats for ever. Twelve statements of temporal logic are to be judged. Harder cases have longer logs, more lamps and deeper statements.",
    answerFormat: "T or F for each statement in order, separated by commas, on a last line `Answer: …`",
    parameters: {
      lamps: { meaning: "number of lamps", min: 2, max: 4 },
      before: { meaning: "instants before the loop at the most", min: 1, max: 9 },
      loop: { meaning: "instants of the loop at the most", min: 2, max: 9 },
      depth: { meaning: "operators within each other", min: 2, max: 6 },
    },
    levels: [
      { lamps: 2, before: 3, loop: 3, depth: 2 },
      { lamps: 3, before: 4, loop: 3, depth: 3 },
      { lamps: 3, before: 5, loop: 5, depth: 4 },
      { lamps: 4, before: 6, loop: 6, depth: 5 },
      { lamps: 4, before: 8, loop: 8, depth: 6 },
    ],
  };

  readonly answerFormat = finalLine(list(choiceOf(["T", "F"]), { separators: [","] }));

  caseGenerator(rng: Rng, level: Level): Case {
    const lamps = ["p", "q", "r", "s"].slice(0, level.lamps);
    const draw = (count: number): string[] =>
      range(count).map(() => lamps.filter(() => rng.boolean()).join(""));
    const before = draw(rng.integer(Math.ceil(level.before / 2), level.before));
    const loop = draw(rng.integer(Math.ceil((level.loop + 1) / 2), level.loop));
    const statements: Formula[] = [];
    while (statements.length < ITEMS) {
      const wanted = rng.boolean();
      let formula = drawFormula(rng, lamps, level.depth);
      for (let tried = 0; tried < 60; tried++) {
        const isNew = !statements.some((other) => textOf(other) === textOf(formula));
        if (isNew && isTelling(formula) && holds(formula, { before, loop }) === wanted) break;
        formula = drawFormula(rng, lamps, level.depth);
      }
      statements.push(formula);
    }
    return { lamps: lamps.join(""), before, loop, statements };
  }

  promptFunc({ lamps, before, loop, statements }: Case): string {
    const show = (lit: string, index: number): string =>
      `- instant ${index}: ${lit === "" ? "no lamp" : [...lit].join(", ")}`;
    const first = before.length;
    const last = first + loop.length - 1;
    return [
      `A control panel has the lamps ${[...lamps].join(", ")}. This log tells which of them are lit at each instant, from instant 0 on:`,
      "",
      ...[...before, ...loop].map(show),
      "",
      `From then on the instants ${first} to ${last} repeat for ever, in this order: instant ${last + 1} is like instant ${first}, and so on.`,
      "",
      "Statements are built as follows, and each is true or false at each instant:",
      `- A letter (${[...lamps].join(", ")}) is true at an instant if that lamp is lit then.`,
      "- not A, (A and B), (A or B) and (A implies B) have their usual meaning at the same instant; (A implies B) is false only if A is true and B is false.",
      "- X A is true at an instant if A is true at the next instant.",
      "- F A is true at an instant if A is true at that instant or at some later one.",
      "- G A is true at an instant if A is true at that instant and at all later ones.",
      "- (A U B) is true at an instant if B is true at that instant or at some later one, and A is true at every instant from the given one up to, but without, the first such instant at which B is true.",
      "not, X, F and G apply to the shortest complete statement that follows: F p is complete, and X not F p reads X (not (F p)).",
      "",
      "Say for each of these statements whether it is true (T) or false (F) at instant 0:",
      "",
      ...statements.map((statement, index) => `${index + 1}. ${textOf(statement)}`),
      "",
      `Give ${statements.length} letters T or F in the order of the statements, separated by commas.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(instance.statements.map((formula) => (holds(formula, instance) ? "T" : "F")).join(", "));
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    const truths = instance.statements.map((formula) => (holds(formula, instance) ? "T" : "F"));
    return answer.join() === truths.join() ? 1 : 0;
  }

  /** Operators in all statements, times the instants of the log. */
  override hardness({ before, loop, statements }: Case): number {
    const operators = statements.reduce((sum, statement) => sum + (textOf(statement).match(/[XFGU]|not|and|or|implies/g) ?? []).length, 0);
    return operators * (before.length + loop.length);
  }
}
