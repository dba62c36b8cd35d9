import { at, Bootcamp, type Card, type Expression, expression, type Operator, range, Rational, type Rng, tagged } from "campforge/bootcamp";

type Case = {
  readonly numbers: readonly number[];
  /** The operators to be used, one for each gap between two numbers. */
  readonly rations: readonly Operator[];
  readonly target: number;
  /** An expression that does it. */
  readonly planted: string;
};

type Level = {
  readonly numbers: number;
  readonly largest: number;
  readonly kinds: number;
  /** Fractions that come up within the planted expression, at the least where such a one is found. */
  readonly fractions: number;
};

const OPERATORS: readonly Operator[] = ["+", "-", "*", "/"];

const MOST_DRAWS = 400;
const LARGEST_TARGET = 200;

type Tree = {
  readonly value: Rational;
  readonly text: string;
  readonly fractions: number;
};

/** The value of an operation; undefined where it would divide by 0. */
function apply(operator: Operator, left: Rational, right: Rational): Rational | undefined {
  switch (operator) {
    case "+":
      return left.plus(right);
    case "-":
      return left.minus(right);
    case "*":
      return left.times(right);
    case "/":
      return right.numerator === 0n ? undefined : left.dividedBy(right);
  }
}

/** A random way of bracketing numbers with operators between them. */
function drawTree(rng: Rng, numbers: readonly number[], operators: readonly Operator[]): Tree | undefined {
  if (numbers.length === 1) return { value: Rational.of(at(numbers, 0)), text: String(at(numbers, 0)), fractions: 0 };
  const gap = rng.integer(0, operators.length - 1);
  const left = drawTree(rng, numbers.slice(0, gap + 1), operators.slice(0, gap));
  const right = drawTree(rng, numbers.slice(gap + 1), operators.slice(gap + 1));
  if (left === undefined || right === undefined) return undefined;
  const operator = at(operators, gap);
  const value = apply(operator, left.value, right.value);
  if (value === undefined) return undefined;
  const fractions = left.fractions + right.fractions + (value.isInteger() ? 0 : 1);
  return { value, text: `(${left.text} ${operator} ${right.text})`, fractions };
}

/** The values of an expression without parentheses: by precedence, and from left to right. */
function flatValues(numbers: readonly number[], operators: readonly Operator[]): readonly number[] {
  let running = at(numbers, 0);
  let sum = 0;
  let term = at(numbers, 0);
  for (const [index, operator] of operators.entries()) {
    const number = at(numbers, index + 1);
    if (operator === "*" || operator === "/") {
      term = operator === "*" ? term * number : term / number;
      running = operator === "*" ? running * number : running / number;
      continue;
    }
    sum += term;
    term = operator === "+" ? number : -number;
    running += term;
  }
  return [sum + term, running];
}

/** Every different order of some operators. */
function orders(operators: readonly Operator[]): readonly (readonly Operator[])[] {
  if (operators.length === 0) return [[]];
  return OPERATORS.flatMap((operator) => {
    const index = operators.indexOf(operator);
    return index < 0 ? [] : orders(operators.toSpliced(index, 1)).map((rest) => [operator, ...rest]);
  });
}

const rationText = (rations: readonly Operator[]): string =>
  OPERATORS.map((operator) => {
    const count = rations.filter((other) => other === operator).length;
    return count === 0 ? "" : `${operator} exactly ${count === 1 ? "once" : `${count} times`}`;
  })
    .filter((part) => part !== "")
    .join(", ");

function drawCase(rng: Rng, level: Level): (Case & { readonly fractions: number }) | undefined {
  const numbers = range(level.numbers).map(() => rng.integer(2, level.largest));
  const gaps = level.numbers - 1;
  // Every kind occurs; where kinds are few, plus and minus are always among them.
  const kinds = level.kinds === 4 ? OPERATORS : ["+", "-", rng.choice(["*", "/"] as const)] as const;
  const rations = rng.shuffle([...kinds, ...range(gaps - kinds.length).map(() => rng.choice(kinds))]);
  const tree = drawTree(rng, numbers, rations);
  if (tree === undefined || !tree.value.isInteger()) return undefined;
  const target = tree.value.toNumber();
  if (target < 2 || target > LARGEST_TARGET || numbers.includes(target)) return undefined;
  return { numbers, rations, target, planted: tree.text.slice(1, -1), fractions: tree.fractions };
}

/** True where no order of the operators does it without parentheses. */
function needsParentheses({ numbers, rations, target }: Case): boolean {
  return orders(rations).every((operators) => flatValues(numbers, operators).every((value) => Math.abs(value - target) > 1e-9));
}

export default class OperatorRations extends Bootcamp<Case, Expression, Level> {
  static readonly card: Card<Level> = {
    name: "OperatorRations",
    slug: "operator-rations",
    title: "Operator Rations",
    domain: "mathematical-modelling",
    description:
      "Numbers stand in a fixed order, and it is given how often each operator is to be used between them. An expression with parentheses is asked for that has a given value; any such one is correct. Harder cases have more numbers and need fractions on the way.",
    answerFormat: "the expression between <answer> tags",
    parameters: {
      numbers: { meaning: "how many numbers there are", min: 5, max: 9 },
      largest: { meaning: "the largest number at the most", min: 5, max: 30 },
      kinds: { meaning: "kinds of operators that occur", min: 3, max: 4 },
      fractions: { meaning: "fractions within the planted expression, at the least", min: 0, max: 4 },
    },
    levels: [
      { numbers: 5, largest: 9, kinds: 3, fractions: 0 },
      { numbers: 5, largest: 12, kinds: 4, fractions: 0 },
      { numbers: 6, largest: 12, kinds: 4, fractions: 1 },
      { numbers: 7, largest: 15, kinds: 4, fractions: 2 },
      { numbers: 8, largest: 20, kinds: 4, fractions: 3 },
    ],
  };

  readonly answerFormat = tagged(expression());

  caseGenerator(rng: Rng, level: Level): Case {
    let best: (Case & { readonly fractions: number }) | undefined;
    for (let draw = 0; best === undefined || (draw < MOST_DRAWS && best.fractions < level.fractions); draw++) {
      const instance = drawCase(rng, level);
      if (instance === undefined || instance.fractions <= (best?.fractions ?? -1)) continue;
      if (needsParentheses(instance)) best = instance;
    }
    // The order of the operators would tell of the planted expression.
    const rations = OPERATORS.flatMap((operator) => best.rations.filter((other) => other === operator));
    return { numbers: best.numbers, rations, target: best.target, planted: best.planted };
  }

  promptFunc({ numbers, rations, target }: Case): string {
    return [
      `Write an arithmetic expression with the value ${target} in which these ${numbers.length} numbers occur, each exactly once and in exactly this order: ${numbers.join(", ")}.`,
      "",
      `Between them use these operators, as often as is said here and in any order: ${rationText(rations)}. That makes one operator in each of the ${rations.length} gaps.`,
      "",
      "- Parentheses may stand anywhere, as many as you like. Without them * and / bind more strongly than + and -, and operators of the same strength are worked out from left to right.",
      "- There is no sign before a number or a parenthesis, and no sign of multiplication may be left out. Numbers may not be joined: 1 and 2 do not make 12.",
      "- Division is exact, so fractions may come up on the way, and values below 0, too. Nothing may be divided by 0.",
      "- The value has to be exactly the given one.",
      "",
      "If several expressions do it, any of them is correct. Give one of them and nothing else; for the numbers 4, 1, 6 with +, - and the value 9 it could be 4 - 1 + 6.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ planted }: Case): string {
    return this.answerFormat.wrap(planted);
  }

  verifyCorrection(answer: Expression, { numbers, rations, target }: Case): number {
    const usesNumbers = answer.numbers.join() === numbers.join();
    const usesRations = answer.operators.toSorted().join("") === rations.toSorted().join("");
    return usesNumbers && usesRations && answer.value.equals(Rational.of(target)) ? 1 : 0;
  }

  /** Ways to put the operators into the gaps and to bracket them. */
  override hardness({ rations }: Case): number {
    const bracketings = range(2, rations.length + 1).reduce((product, k) => (product * (rations.length + k)) / k, 1);
    return orders(rations).length * bracketings;
  }
}
