import { ts } from "ts-morph";
import { EMPTY_BODY } from "./guard-steps.ts";

/** An edit of the source that makes a small mistake. The text is JavaScript: types are gone when it is run. */
export type Mutation = {
  readonly kind: "comparison" | "conjunct" | "return" | "off by one" | "negation" | "arithmetic" | "loop";
  readonly what: string;
  /** The position that is shown. */
  readonly at: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
};

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
  const whole = { at: start, start, end: node.getEnd() };
  if (ts.isReturnStatement(node))
    return node.expression === undefined ? [] : mutateResult(node.expression, source);
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) return mutateResult(node.body, source);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    return [{ ...whole, kind: "negation", what: "without the negation", end: start + 1, text: "" }];
  }
  if (ts.isNumericLiteral(node) && isReckonedWith(node)) {
    const value = Number(node.text);
    return [
      { ...whole, kind: "off by one", what: `${value + 1} instead of ${value}`, text: String(value + 1) },
    ];
  }
  if (ts.isForOfStatement(node) || ts.isForStatement(node)) {
    const body = node.statement;
    return [
      {
        ...whole,
        kind: "loop",
        what: "an empty loop",
        start: body.getStart(source),
        end: body.getEnd(),
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
  const what = `${other} instead of ${node.name.text}`;
  return [{ kind: "loop", what, at: start, start, end: node.name.getEnd(), text: other }];
}

function mutateOperator(node: ts.BinaryExpression, source: ts.SourceFile): readonly Mutation[] {
  const { left, right, operatorToken } = node;
  const operator = operatorToken.getText(source);
  const start = operatorToken.getStart(source);
  const token = { at: start, start, end: operatorToken.getEnd() };
  const comparison = COMPARISONS.get(operator);
  if (comparison !== undefined) {
    const what = `${comparison} instead of ${operator}`;
    return [{ ...token, kind: "comparison", what, text: comparison }];
  }
  const arithmetic = ARITHMETIC.get(operator);
  if (arithmetic !== undefined && !isText(left) && !isText(right)) {
    const what = `${arithmetic} instead of ${operator}`;
    return [{ ...token, kind: "arithmetic", what, text: arithmetic }];
  }
  if (operator !== "&&" && operator !== "||") return [];
  const side = operator === "&&" ? "conjunct" : "alternative";
  const before = { start: left.getStart(source), end: right.getStart(source) };
  const after = { start: left.getEnd(), end: right.getEnd() };
  return [
    { ...token, ...before, kind: "conjunct", what: `without the ${side} before ${operator}`, text: "" },
    { ...token, ...after, kind: "conjunct", what: `without the ${side} after ${operator}`, text: "" },
  ];
}

/** A result that is a constant becomes its opposite, a choice or a truth value becomes one of its outcomes. */
function mutateResult(expression: ts.Expression, source: ts.SourceFile): readonly Mutation[] {
  const start = expression.getStart(source);
  const returning = (text: string): Mutation => {
    const what = `${text} instead of ${shorten(expression.getText(source))}`;
    return { kind: "return", what, at: start, start, end: expression.getEnd(), text };
  };
  const text = expression.getText(source);
  const opposite = { "0": "1", "1": "0", true: "false", false: "true" }[text];
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
