import { ts } from "ts-morph";

/** Why a node stands in the way of the proof. */
export type Obstacle = { readonly node: ts.Node; readonly reason: string };

/** What lives as long as the module: its constants, functions, classes and imports, by name. */
export type SharedNames = { readonly own: ReadonlySet<string>; readonly imported: ReadonlySet<string> };

/** A change of the source's text, by positions in it. */
export type Edit = { readonly start: number; readonly end: number; readonly text: string };

/** How a constant of the module is handed to the sandbox, or why it cannot be. */
export type ReadConstant =
  { readonly status: "kept"; readonly edits: readonly Edit[] } | ({ readonly status: "obstacle" } & Obstacle);

type Module = { readonly source: ts.SourceFile; readonly shared: SharedNames };

/** Asking a map or a set, which changes nothing in it. */
const ASKING = new Set(["get", "has", "keys", "values", "entries"]);

/**
 * Wraps the value of a module's constant in a call that freezes it as it is made: `__keep.built` where all of its
 * functions stand in the module itself, and see no more than frozen constants; `__keep.plain` where it was computed
 * and must hold no function at all; `__keep.table` for a map or set that is only ever asked.
 */
export function readConstant(declaration: ts.VariableDeclaration, module: Module): ReadConstant {
  const { name, initializer } = declaration;
  if ((declaration.parent.flags & ts.NodeFlags.Const) === 0)
    return { status: "obstacle", node: declaration, reason: "a variable of the module stays" };
  if (!ts.isIdentifier(name) || initializer === undefined)
    return { status: "obstacle", node: declaration, reason: "a constant that is taken apart as it is made" };
  const value = withoutCasts(initializer);
  if (!ts.isNewExpression(value))
    return wrapped(initializer, isBuilt(value, module.shared) ? "built" : "plain", name.text);
  const made = ts.isIdentifier(value.expression) ? value.expression.text : "";
  if (made !== "Map" && made !== "Set" && made !== "RegExp")
    return { status: "obstacle", node: value, reason: `a new ${value.expression.getText()} may hold state` };
  if (made === "RegExp") return wrapped(initializer, "plain", name.text);
  const misuse = findMisuse(name.text, module.source, declaration);
  if (misuse !== undefined)
    return {
      status: "obstacle",
      node: misuse,
      reason: `${name.text} is used in other ways than by asking it`,
    };
  const isOfParts = (value.arguments ?? []).every((part) => isBuilt(part, module.shared));
  return wrapped(initializer, isOfParts ? "table" : "plainTable", name.text);
}

function wrapped(initializer: ts.Expression, how: string, name: string): ReadConstant {
  const [start, end] = [initializer.getStart(), initializer.getEnd()];
  return {
    status: "kept",
    edits: [
      { start, end: start, text: `__keep.${how}((` },
      { start: end, end, text: `), "${name}")` },
    ],
  };
}

function withoutCasts(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)
    ? withoutCasts(node.expression)
    : node;
}

const PLAIN_WORDS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.TrueKeyword,
  ts.SyntaxKind.FalseKeyword,
  ts.SyntaxKind.NullKeyword,
]);

/** Whether a value is put together from literals, functions that stand there, other constants, and the toolkit. */
function isBuilt(given: ts.Expression, shared: SharedNames): boolean {
  const node = withoutCasts(given);
  const built = (part: ts.Expression): boolean => isBuilt(part, shared);
  if (ts.isLiteralExpression(node) || ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return true;
  if (ts.isIdentifier(node)) {
    const { text } = node;
    return (
      shared.own.has(text) || shared.imported.has(text) || ["undefined", "NaN", "Infinity"].includes(text)
    );
  }
  if (PLAIN_WORDS.has(node.kind)) return true;
  if (ts.isTemplateExpression(node)) return node.templateSpans.every(({ expression }) => built(expression));
  if (ts.isPrefixUnaryExpression(node)) return built(node.operand);
  if (ts.isBinaryExpression(node)) return built(node.left) && built(node.right);
  if (ts.isConditionalExpression(node))
    return built(node.condition) && built(node.whenTrue) && built(node.whenFalse);
  if (ts.isPropertyAccessExpression(node) || ts.isNonNullExpression(node)) return built(node.expression);
  if (ts.isElementAccessExpression(node)) return built(node.expression) && built(node.argumentExpression);
  if (ts.isSpreadElement(node)) return built(node.expression);
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(built);
  if (ts.isObjectLiteralExpression(node)) return node.properties.every((one) => isBuiltProperty(one, shared));
  // What the toolkit's functions make sees nothing but what it was given; a generator of chance moves on.
  return (
    ts.isCallExpression(node) &&
    ts.isIdentifier(node.expression) &&
    shared.imported.has(node.expression.text) &&
    node.arguments.every(built)
  );
}

function isBuiltProperty(property: ts.ObjectLiteralElementLike, shared: SharedNames): boolean {
  if (ts.isPropertyAssignment(property)) return isBuilt(property.initializer, shared);
  if (ts.isShorthandPropertyAssignment(property)) return isBuilt(property.name, shared);
  if (ts.isSpreadAssignment(property)) return isBuilt(property.expression, shared);
  return ts.isMethodDeclaration(property);
}

/** The first use of a map or set by which somebody could change it, or keep hold of it. */
function findMisuse(
  name: string,
  source: ts.SourceFile,
  declared: ts.VariableDeclaration,
): ts.Node | undefined {
  const visit = (node: ts.Node): ts.Node | undefined => {
    if (ts.isTypeNode(node)) return undefined;
    if (ts.isIdentifier(node) && node.text === name && node !== declared.name && !isAsked(node)) return node;
    return ts.forEachChild(node, visit);
  };
  return ts.forEachChild(source, visit);
}

function isAsked(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) {
    if (parent.name === node || (parent.expression === node && parent.name.text === "size")) return true;
    const isCall = ts.isCallExpression(parent.parent) && parent.parent.expression === parent;
    return isCall && ASKING.has(parent.name.text);
  }
  if (ts.isPropertyAssignment(parent)) return parent.name === node;
  if (ts.isSpreadElement(parent)) return true;
  return ts.isForOfStatement(parent) && parent.expression === node;
}
