import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expression, type Operator } from "../../src/bootcamp/expression.ts";
import { Rational } from "../../src/bootcamp/rational.ts";

/** An expression as a tree; `extra` pairs of brackets and a space stand around it when printed. */
type Tree = { readonly extra: number; readonly space: string } & (
  | { readonly kind: "leaf"; readonly value: number }
  | { readonly kind: "node"; readonly operator: Operator; readonly left: Tree; readonly right: Tree }
);

const OPERATORS: readonly Operator[] = ["+", "-", "*", "/"];
const SIGNS: Readonly<Record<Operator, readonly string[]>> = {
  "+": ["+"],
  "-": ["-", "−", "–"],
  "*": ["*", "×", "·", "⋅"],
  "/": ["/", "÷", "∕"],
};
const look = { extra: fc.nat({ max: 2 }), space: fc.constantFrom("", " ", "\n", "\u00a0") };
const aTree = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    fc.record({ kind: fc.constant("leaf" as const), value: fc.nat({ max: 30 }), ...look }),
    fc.record({
      kind: fc.constant("node" as const),
      operator: fc.constantFrom(...OPERATORS),
      left: tie("tree"),
      right: tie("tree"),
      ...look,
    }),
  ),
})).tree;

const rank = (tree: Tree): number => (tree.kind === "leaf" ? 3 : "*/".includes(tree.operator) ? 2 : 1);

/** Brackets where the rules of arithmetic need them, and the extra ones. */
function print(tree: Tree, sign: (operator: Operator) => string): string {
  const bracketed = (inside: string, needed: boolean): string => (needed ? `(${inside})` : inside);
  const part = (of: Tree, needed: boolean): string => bracketed(print(of, sign), needed && of.extra === 0);
  const inside =
    tree.kind === "leaf"
      ? String(tree.value)
      : part(tree.left, rank(tree.left) < rank(tree)) +
        tree.space +
        sign(tree.operator) +
        tree.space +
        part(tree.right, rank(tree.right) <= rank(tree));
  return "(".repeat(tree.extra) + inside + ")".repeat(tree.extra);
}

type Pair = readonly [top: bigint, bottom: bigint];

/** The value by unreduced fractions, or undefined where something is divided by 0. */
function evaluate(tree: Tree): Pair | undefined {
  if (tree.kind === "leaf") return [BigInt(tree.value), 1n];
  const [left, right] = [evaluate(tree.left), evaluate(tree.right)];
  if (left === undefined || right === undefined) return undefined;
  const [[a, b], [c, d]] = [left, right];
  switch (tree.operator) {
    case "+":
      return [a * d + c * b, b * d];
    case "-":
      return [a * d - c * b, b * d];
    case "*":
      return [a * c, b * d];
    case "/":
      return c === 0n ? undefined : [a * d, b * c];
  }
}

const leavesOf = (tree: Tree): readonly number[] =>
  tree.kind === "leaf" ? [tree.value] : [...leavesOf(tree.left), ...leavesOf(tree.right)];
const operatorsOf = (tree: Tree): readonly Operator[] =>
  tree.kind === "leaf" ? [] : [...operatorsOf(tree.left), tree.operator, ...operatorsOf(tree.right)];
const plain = (tree: Tree): string => print(tree, (operator) => operator);

describe("an expression", () => {
  test("has the exact value, the numbers and the operators that stand in it, in any typography", () => {
    fc.assert(
      fc.property(aTree, fc.nat({ max: 11 }), (tree, style) => {
        const written = print(
          tree,
          (operator) => SIGNS[operator][style % SIGNS[operator].length] ?? operator,
        );
        const value = evaluate(tree);
        const outcome = expression()(written);
        expect(outcome.status).toBe(value === undefined ? "unparsable" : "parsed");
        expect(outcome).toMatchObject(
          value === undefined
            ? {}
            : {
                value: {
                  value: Rational.of(...value),
                  numbers: leavesOf(tree),
                  operators: operatorsOf(tree),
                },
              },
        );
      }),
      { numRuns: 2_000 },
    );
  });

  test("may claim its value behind one equals sign, truly", () => {
    fc.assert(
      fc.property(aTree, fc.nat({ max: 100 }), (tree, claim) => {
        const value = evaluate(tree);
        const isTrue = value !== undefined && value[0] === BigInt(claim) * value[1];
        expect(expression()(`${plain(tree)} = ${claim}`).status).toBe(isTrue ? "parsed" : "unparsable");
        fc.pre(value !== undefined && value[0] >= 0n === value[1] > 0n && value[0] % value[1] === 0n);
        const truth = value === undefined ? "" : `${value[0] / value[1]}`;
        expect(expression()(`${plain(tree)} = ${truth}`).status).toBe("parsed");
        expect(expression()(`${plain(tree)} = ${truth} = ${truth}`).status).toBe("unparsable");
      }),
    );
  });

  test("with an operator that is not allowed is refused, and says which", () => {
    fc.assert(
      fc.property(aTree, fc.subarray([...OPERATORS]), (tree, operators) => {
        const first = operatorsOf(tree).find((operator) => !operators.includes(operator));
        const outcome = expression({ operators })(plain(tree));
        fc.pre(first !== undefined);
        expect(outcome.status).toBe("unparsable");
        fc.pre(evaluate(tree) !== undefined);
        expect(outcome).toMatchObject({ reason: `the operator ${first} is not allowed` });
      }),
    );
  });

  test.each([1_000, 5_000])("may stand in %i brackets", (depth) => {
    const nested = (open: number, close: number): string =>
      expression()(`${"(".repeat(open)}7-8/8${")".repeat(close)}*4`).status;
    expect(nested(depth, depth)).toBe("parsed");
    expect(nested(depth, depth - 1)).toBe("unparsable");
    expect(nested(depth - 1, depth)).toBe("unparsable");
    const additions = `${"(1+".repeat(depth - 1)}1${")".repeat(depth - 1)}`;
    expect(expression()(additions)).toMatchObject({ value: { value: Rational.of(depth) } });
  });

  test.each(["1/0", "1/(4-4)", "0/0", "1/(1/3-1/3)", "(2-2)/(3-3)"])(
    "that divides by nothing, %s, is refused",
    (source) => {
      expect(expression()(source).status).toBe("unparsable");
    },
  );

  test("whose value grows without end is refused, and soon", () => {
    expect(expression()(Array.from({ length: 5_000 }, () => "999999999999999").join("*")).status).toBe(
      "unparsable",
    );
    expect(expression()(Array.from({ length: 5_000 }, () => "1").join("+")).status).toBe("parsed");
    expect(expression()(Array.from({ length: 10_001 }, () => "1").join("+")).status).toBe("unparsable");
  });

  test.each([
    "",
    "()",
    "1 2",
    "2(3)",
    "(1)(2)",
    "1 +",
    "* 1",
    "-1",
    "1 - -1",
    "+1",
    "1 + + 1",
    "2**3",
    "7//8",
    "2^3",
    "5 % 2",
    "4!",
    "1.5 + 1",
    "0x4",
    "1e3",
    "1_000",
    "1,000",
    "1234567890123456",
    "4&&7",
    "[4,7].length",
    "Math.max(4,7)",
    "(4,24)",
    "1 // 2",
    "1 /* 2 */",
    "(() => 24)()",
    "constructor",
    "１＋２",
    "٤ + ٧",
    "1\u200b2",
    "1 = = 1",
    "= 1",
    "1 =",
    "1 = 2 - 1",
    "1 = x",
    "sqrt(4)",
  ])("is not %j", (source) => {
    expect(expression()(source).status).toBe("unparsable");
  });
});
