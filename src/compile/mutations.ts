import { ts } from "ts-morph";
import type { MutantKind } from "../core/checks/verifier-mutant.ts";
import { EMPTY_BODY } from "./guard-steps.ts";

/** A part of the source: an expression, a statement, or a dot and the member behind it. */
export type Whole = {
  readonly form: "expression" | "statement" | "member";
  readonly start: number;
  readonly end: number;
};

/**
 * A small mistake: within a part of the source, `text` takes the place of what stands from `start` up to
 * `end`. The text is JavaScript: types are gone when it is run.
 */
export type Mutation = {
  readonly kind: MutantKind;
  readonly what: string;
  /** The position that is shown. */
  readonly at: number;
  /** What is evaluated or run in its place when the mistake is made. */
  readonly whole: Whole;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Whether it takes away a full score that is given as a constant, wherever the verifier comes there. */
  readonly pays?: true;
  /**
   * The condition that it drops, and what that is where it decides: false before `&&`, true before `||`. Undefined
   * for all else.
   */
  readonly dropped?: Span & { readonly decidesAs: boolean };
  /**
   * The comparison by size whose limit it moves a little. Undefined for all else, and where to evaluate it
   * once more would do more than to compare.
   */
  readonly limit?: Span;
};

/** From a position of the source up to another. */
export type Span = { readonly start: number; readonly end: number };

const COMPARISONS = new Map([
  ["<", "<="],
  ["<=", "<"],
  [">", ">="],
  [">=", ">"],
  ["===", "!=="],
  ["!==", "==="],
]);
const ARITHMETIC = new Map([
  ["+", "-"],
  ["-", "+"],
  ["+=", "-="],
  ["-=", "+="],
]);

/**
 * The small mistakes that can be made in one function. Left out is what cannot be noticed or does not end:
 * fallbacks behind `??`, the steps of loops, the conditions of `while`.
 */
export function mutationsOf(unit: ts.Node, source: ts.SourceFile): readonly Mutation[] {
  const found: Mutation[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    found.push(...mutateNode(node, source));
    ts.forEachChild(node, (child) => {
      if (!isLeftOut(child)) visit(child);
    });
  };
  visit(unit);
  return found;
}

function isLeftOut(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isForStatement(parent)) return node === parent.incrementor;
  if (ts.isWhileStatement(parent) || ts.isDoStatement(parent)) return node === parent.expression;
  if (ts.isParameter(parent)) return true;
  return (
    ts.isBinaryExpression(parent) &&
    parent.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken &&
    node === parent.right
  );
}

function mutateNode(node: ts.Node, source: ts.SourceFile): readonly Mutation[] {
  if (ts.isBinaryExpression(node)) return mutateOperator(node, source);
  const start = node.getStart(source);
  const end = node.getEnd();
  const whole: Whole = { form: "expression", start, end };
  if (ts.isReturnStatement(node))
    return node.expression === undefined ? [] : mutateResult(node.expression, source);
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) return mutateResult(node.body, source);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    return [
      { kind: "negation", what: "without the negation", at: start, whole, start, end: start + 1, text: "" },
    ];
  }
  if (ts.isNumericLiteral(node) && isReckonedWith(node)) {
    const value = Number(node.text);
    const what = `${value + 1} instead of ${value}`;
    const limit = limitOf(node, source);
    return [{ kind: "off by one", what, at: start, whole, start, end, text: String(value + 1), ...limit }];
  }
  if (ts.isForOfStatement(node) || ts.isForStatement(node)) {
    const body = { start: node.statement.getStart(source), end: node.statement.getEnd() };
    return [
      {
        kind: "loop",
        what: "an empty loop",
        at: start,
        whole: { form: "statement", ...body },
        ...body,
        text: EMPTY_BODY,
      },
    ];
  }
  if (ts.isPropertyAccessExpression(node)) return mutateQuantifier(node, source);
  return [];
}

function mutateQuantifier(node: ts.PropertyAccessExpression, source: ts.SourceFile): readonly Mutation[] {
  const other = { every: "some", some: "every" }[node.name.text];
  if (other === undefined) return [];
  const start = node.name.getStart(source);
  const end = node.name.getEnd();
  const what = `${other} instead of ${node.name.text}`;
  const whole: Whole = { form: "member", start: node.expression.getEnd(), end };
  return [{ kind: "loop", what, at: start, whole, start, end, text: other }];
}

function mutateOperator(node: ts.BinaryExpression, source: ts.SourceFile): readonly Mutation[] {
  const { left, right, operatorToken } = node;
  const operator = operatorToken.getText(source);
  const start = operatorToken.getStart(source);
  const whole: Whole = { form: "expression", start: node.getStart(source), end: node.getEnd() };
  const token = { at: start, whole, start, end: operatorToken.getEnd() };
  const comparison = COMPARISONS.get(operator);
  if (comparison !== undefined) {
    const what = `${comparison} instead of ${operator}`;
    return [{ ...token, kind: "comparison", what, text: comparison, ...limitOf(node, source) }];
  }
  const arithmetic = ARITHMETIC.get(operator);
  if (arithmetic !== undefined && !isText(left) && !isText(right)) {
    const what = `${arithmetic} instead of ${operator}`;
    return [{ ...token, kind: "arithmetic", what, text: arithmetic, ...limitOf(node, source) }];
  }
  if (operator !== "&&" && operator !== "||") return [];
  const side = operator === "&&" ? "conjunct" : "alternative";
  const before = { start: left.getStart(source), end: right.getStart(source) };
  const after = { start: left.getEnd(), end: right.getEnd() };
  const dropped = (operand: ts.Expression): Required<Mutation>["dropped"] => ({
    start: operand.getStart(source),
    end: operand.getEnd(),
    decidesAs: operator === "||",
  });
  const conjunct = { ...token, kind: "conjunct", text: "" } as const;
  return [
    { ...conjunct, ...before, what: `without the ${side} before ${operator}`, dropped: dropped(left) },
    { ...conjunct, ...after, what: `without the ${side} after ${operator}`, dropped: dropped(right) },
  ];
}

/** The comparison by size that a part belongs to, if nothing but reckoning lies between. */
function limitOf(part: ts.Node, source: ts.SourceFile): { readonly limit?: Span } {
  let node = part;
  while (
    ts.isBinaryExpression(node.parent) &&
    (!ts.isBinaryExpression(node) || !isOrder(node)) &&
    /^(?:[-+*/%]|[<>]=?)$/.test(node.parent.operatorToken.getText(source))
  )
    node = node.parent;
  if (!ts.isBinaryExpression(node) || !isOrder(node) || !isPlain(node)) return {};
  return { limit: { start: node.getStart(source), end: node.getEnd() } };
}

const isAssignment = ({ operatorToken: { kind } }: ts.BinaryExpression): boolean =>
  kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;

const isOrder = ({ operatorToken }: ts.BinaryExpression): boolean => /^[<>]=?$/.test(operatorToken.getText());

/** Whether to evaluate an expression once more changes nothing. */
function isPlain(node: ts.Node): boolean {
  if (ts.isCallExpression(node)) {
    const isReading = /^Math\.(?!random)\w+$|\.(?:at|get|has|includes|indexOf|abs)$/.test(
      node.expression.getText(),
    );
    return isReading && node.arguments.every(isPlain);
  }
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node))
    return node.operator === ts.SyntaxKind.MinusToken && isPlain(node.operand);
  if (ts.isBinaryExpression(node)) return !isAssignment(node) && isPlain(node.left) && isPlain(node.right);
  if (ts.isParenthesizedExpression(node)) return isPlain(node.expression);
  if (ts.isPropertyAccessExpression(node)) return isPlain(node.expression);
  if (ts.isElementAccessExpression(node)) return isPlain(node.expression) && isPlain(node.argumentExpression);
  return ts.isIdentifier(node) || ts.isLiteralExpression(node) || node.kind === ts.SyntaxKind.ThisKeyword;
}

/** A result that is a constant becomes its opposite, a choice or a truth value becomes one of its outcomes. */
function mutateResult(expression: ts.Expression, source: ts.SourceFile): readonly Mutation[] {
  const start = expression.getStart(source);
  const returning = (text: string): Mutation => {
    const what = `${text} instead of ${shorten(expression.getText(source))}`;
    const end = expression.getEnd();
    const whole: Whole = { form: "expression", start, end };
    return { kind: "return", what, at: start, whole, start, end, text };
  };
  const text = expression.getText(source);
  const opposite = { "0": "1", true: "false", false: "true" }[text];
  if (text === "1") return [{ ...returning("0"), pays: true }];
  if (opposite !== undefined) return [returning(opposite)];
  if (ts.isConditionalExpression(expression)) {
    const { whenTrue, whenFalse } = expression;
    return [whenTrue, whenFalse].flatMap((outcome) =>
      ts.isNumericLiteral(outcome) ? [returning(outcome.text)] : [],
    );
  }
  return isTruth(expression) ? [returning("true"), returning("false")] : [];
}

function isTruth(node: ts.Expression): boolean {
  if (ts.isPrefixUnaryExpression(node)) return node.operator === ts.SyntaxKind.ExclamationToken;
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    return ["every", "some", "includes", "has"].includes(node.expression.name.text);
  }
  return (
    ts.isBinaryExpression(node) &&
    (COMPARISONS.has(node.operatorToken.getText()) || /^(?:&&|\|\|)$/.test(node.operatorToken.getText()))
  );
}

/** Whether a number is compared or reckoned with; one that is returned is the business of its return. */
function isReckonedWith({ parent }: ts.Node): boolean {
  return ts.isBinaryExpression(parent) || ts.isCallExpression(parent) || ts.isVariableDeclaration(parent);
}

const isText = (node: ts.Expression): boolean =>
  ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || /["'`]/.test(node.getText());

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 37)}…` : text);
