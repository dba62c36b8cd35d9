import {
  at,
  Bootcamp,
  type Card,
  combinations,
  cartesianProduct,
  expression,
  finalLine,
  type Operator,
  parsed,
  type Parser,
  refine,
  type Rng,
  text,
  unparsable,
} from "campforge/bootcamp";

type Case = {
  /** From 1 to 9, in the order in which they must stay. */
  readonly digits: readonly number[];
  readonly signs: readonly Operator[];
  /** How many signs must be put in. */
  readonly count: number;
  readonly target: number;
};

type Level = {
  readonly digits: number;
  readonly count: number;
  readonly times: boolean;
};

/** An expression as it was written: its digits in order, its signs in order, and its exact value. */
type Answer = { readonly digits: string; readonly signs: string; readonly value: string };

type Written = { readonly source: string; readonly value: number };

const MOST_TARGET = 2000;
const ATTEMPTS = 100;

/** Signs put behind the digits at the given places; values without parentheses, multiplication first. */
function write(digits: readonly number[], places: readonly number[], signs: readonly Operator[]): Written {
  const ends = [...places, digits.length];
  const numbers = ends.map((end, index) => Number(digits.slice(index === 0 ? 0 : at(ends, index - 1), end).join("")));
  let source = String(at(numbers, 0));
  let total = 0;
  let term = at(numbers, 0);
  signs.forEach((sign, index) => {
    const number = at(numbers, index + 1);
    source += ` ${sign} ${number}`;
    if (sign === "*") term *= number;
    else {
      total += term;
      term = sign === "+" ? number : -number;
    }
  });
  return { source, value: total + term };
}

/** The first expression with the right number of signs, each sign at least once, that has the value asked for. */
function findWriting({ digits, signs, count, target }: Case): Written | undefined {
  const gaps = digits.slice(1).map((_, index) => index + 1);
  const choices = cartesianProduct(Array.from({ length: count }, () => signs)).filter((choice) =>
    signs.every((sign) => choice.includes(sign)),
  );
  for (const places of combinations(gaps, count)) {
    for (const choice of choices) {
      const written = write(digits, places, choice);
      if (written.value === target) return written;
    }
  }
  return undefined;
}

/** Reads an expression without parentheses and keeps what stands where. */
function readAnswer(): Parser<Answer> {
  const evaluate = expression({ operators: ["+", "-", "*"] });
  return refine(text({ maxLength: 200 }), (source) => {
    const read = evaluate(source);
    if (read.status === "unparsable") return read;
    const left = source.split("=")[0] ?? "";
    if (/[()]/.test(left)) return unparsable("parentheses are not allowed");
    const digits = left.replace(/[^0-9]/g, "");
    return parsed({ digits, signs: read.value.operators.join(""), value: read.value.value.toString() });
  });
}

export default class SignInsertion extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "SignInsertion",
    slug: "sign-insertion",
    title: "Signs between Digits",
    domain: "character-puzzles",
    description:
      "A row of digits is given. Signs are to be put between some of them so that the expression has a given value; digits without a sign between them form a number. Any expression that follows the rules is correct.",
    answerFormat: "the expression on a final line behind Answer:",
    parameters: {
      digits: { meaning: "digits in the row", min: 3, max: 11 },
      count: { meaning: "signs to be put in", min: 2, max: 6 },
      times: { meaning: "whether multiplication is among the signs" },
    },
    levels: [
      { digits: 5, count: 2, times: false },
      { digits: 7, count: 3, times: false },
      { digits: 8, count: 4, times: true },
      { digits: 10, count: 5, times: true },
    ],
  };

  readonly answerFormat = finalLine(readAnswer());

  caseGenerator(rng: Rng, level: Level): Case {
    const signs: readonly Operator[] = level.times ? ["+", "-", "*"] : ["+", "-"];
    const gaps = Array.from({ length: level.digits - 1 }, (_, index) => index + 1);
    for (let attempt = 0; ; attempt++) {
      const digits = Array.from({ length: level.digits }, () => rng.integer(1, 9));
      const places = rng.sample(gaps, level.count).toSorted((a, b) => a - b);
      const others = Array.from({ length: level.count - signs.length }, () => rng.choice(signs));
      const { value } = write(digits, places, rng.shuffle([...signs, ...others]));
      const isFair = value > 0 && value <= MOST_TARGET;
      if (isFair || (attempt >= ATTEMPTS && value > 0)) return { digits, signs, count: level.count, target: value };
    }
  }

  promptFunc(instance: Case): string {
    const { digits, signs, count, target } = instance;
    return [
      "Here is a row of digits:",
      "",
      digits.join(" "),
      "",
      `Put exactly ${count} signs between digits so that the resulting expression has the value ${target}.`,
      "",
      "Rules:",
      `1. The signs allowed are ${signs.join(" ")}, and each of them must be used at least once.`,
      "2. The digits stay in their order, and all of them are used. Digits with no sign between them form one number, as 4 and",
      "   7 form 47.",
      "3. There is at most one sign between two digits and none before the first: no number has a sign of its own.",
      "4. There are no parentheses. Multiplication goes before addition and subtraction, which are done from left to right.",
      "",
      "Any expression that follows the rules is correct. Write it with the digits 0 to 9 and the signs; for other digits",
      `this could be \`Answer: 36 - 12 + 5\`. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(findWriting(instance)?.source ?? "0");
  }

  verifyCorrection(answer: Answer, instance: Case): number {
    const { digits, signs, count, target } = instance;
    if (answer.digits !== digits.join("")) return 0;
    if (answer.signs.length !== count) return 0;
    if (!signs.every((sign) => answer.signs.includes(sign))) return 0;
    return answer.value === String(target) ? 1 : 0;
  }
}
