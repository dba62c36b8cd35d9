import { type SourceFile, ts } from "ts-morph";
import { findUnseen } from "../core/text/visible-text.ts";
import { findBacktracking } from "./find-backtracking.ts";
import type { Finding } from "./diagnostic-at.ts";
import { findHtmlComments } from "./find-html-comments.ts";
import type { SourceKind } from "./source-kind.ts";

/** Names that reach code from strings, the machine, the clock or ambient randomness. */
const BANNED_NAMES = new Map<string, string>([
  ["eval", "runs text as code; use expression() to evaluate arithmetic"],
  ["Function", "runs text as code; use expression() to evaluate arithmetic"],
  ["Date", "reads the clock; a case depends on rng and level alone"],
  ["performance", "reads the clock; a case depends on rng and level alone"],
  ["process", "gives access to the machine"],
  ["require", "loads other modules; import from campforge/bootcamp"],
  ["globalThis", "gives access to global state"],
  ["Reflect", "changes how objects behave; write it plainly"],
  ["Proxy", "changes how objects behave; write it plainly"],
  ["setTimeout", "waits; everything a bootcamp does is synchronous"],
  ["queueMicrotask", "waits; everything a bootcamp does is synchronous"],
  ["Promise", "waits; everything a bootcamp does is synchronous"],
  ["WebAssembly", "runs code that cannot be reviewed"],
  ["SharedArrayBuffer", "shares memory"],
  ["Atomics", "shares memory"],
  ["Float32Array", "exposes how the machine stores numbers; use an array of numbers"],
  ["Float64Array", "exposes how the machine stores numbers; use an array of numbers"],
  ["DataView", "exposes how the machine stores numbers; use an array of numbers"],
  ["Intl", "depends on the machine's language; compare with < and >, and format by hand"],
  ["crypto", "is ambient randomness; use the rng that is passed in"],
]);

type Rule = { readonly code: string; readonly message: string };

/**
 * What a bootcamp must not do, as early and precise feedback. The sandbox is the boundary, not this. Programs that are
 * written from prompts alone may round: a prompt may ask them for a decimal.
 */
export function checkPolicy(file: SourceFile, kind: SourceKind): Finding[] {
  const found: Finding[] = [];
  const source = file.compilerNode;
  const generators = namesOfGenerators(source);
  const visit = (node: ts.Node): void => {
    const finding = checkNode(node, kind) ?? checkComparator(node, generators);
    if (finding !== undefined)
      found.push({ category: "policy", ...finding, position: node.getStart(source) });
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return [...found, ...checkComments(file), ...checkHtmlComments(file), ...checkUnseen(source.text)];
}

function checkNode(node: ts.Node, kind: SourceKind): Rule | undefined {
  if (ts.isIdentifier(node)) return checkName(node);
  if (ts.isPropertyAccessExpression(node)) return checkProperty(node.expression, node.name.text);
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) {
    return checkProperty(node.expression, node.argumentExpression.text);
  }
  if (ts.isRegularExpressionLiteral(node)) return checkPattern(node.text);
  if (ts.isDecorator(node)) return { code: "no-decorator", message: "decorators are not allowed" };
  if (ts.isTryStatement(node)) {
    const message =
      "try/catch hides errors, and an error must never become a score; the toolkit's parsers do not throw";
    return { code: "no-try", message };
  }
  if (node.kind === ts.SyntaxKind.AnyKeyword)
    return { code: "no-any", message: "any hides type errors; give the value its type" };
  if (ts.isWithStatement(node)) return { code: "no-with", message: "with statements are not allowed" };
  if (ts.isDebuggerStatement(node))
    return { code: "no-debugger", message: "debugger statements are not allowed" };
  if (ts.isAwaitExpression(node) || ts.isYieldExpression(node) || node.kind === ts.SyntaxKind.AsyncKeyword) {
    return {
      code: "no-async",
      message: "everything a bootcamp does is synchronous: no await, no generators",
    };
  }
  if (kind === "bootcamp" && ts.isCallExpression(node) && roundsExact(node)) {
    const message =
      "rounding an exact value marks answers correct that are only close to it: compare exact values with equals(), or numbers with isClose()";
    return { code: "no-rounding", message };
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return {
      code: "no-import",
      message: "dynamic import is not allowed; import from campforge/bootcamp at the top",
    };
  }
  return undefined;
}

/** The names under which functions get the generator of random numbers. */
function namesOfGenerators(source: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isParameter(node) && ts.isIdentifier(node.name) && node.type?.getText(source) === "Rng")
      names.add(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

/** A sort by a comparator that draws, or looks at none of the two: how often it is asked differs by engine. */
function checkComparator(node: ts.Node, generators: ReadonlySet<string>): Rule | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { name } = node.expression;
  const [compare] = node.arguments;
  if ((name.text !== "sort" && name.text !== "toSorted") || compare === undefined) return undefined;
  if (!ts.isArrowFunction(compare) && !ts.isFunctionExpression(compare)) return undefined;
  const draws = (inner: ts.Node): boolean =>
    (ts.isIdentifier(inner) && generators.has(inner.text)) || (ts.forEachChild(inner, draws) ?? false);
  if (compare.parameters.length > 0 && !draws(compare.body)) return undefined;
  const message =
    "a comparator must say the same of two things each time: how often a sort asks it depends on the engine; rng.shuffle mixes, and keys drawn before sort";
  return { code: "no-random-sort", message };
}

const ROUNDINGS: ReadonlySet<string> = new Set(["round", "floor", "ceil", "trunc"]);

/** `Math.round(value.toNumber())` and its like, and `value.toNumber().toFixed()`. */
function roundsExact({ expression, arguments: [first] }: ts.CallExpression): boolean {
  if (!ts.isPropertyAccessExpression(expression)) return false;
  const { expression: object, name } = expression;
  if (name.text === "toFixed" || name.text === "toPrecision") return isToNumber(object);
  const isMath = ts.isIdentifier(object) && object.text === "Math";
  return isMath && ROUNDINGS.has(name.text) && first !== undefined && isToNumber(first);
}

function isToNumber(node: ts.Expression): boolean {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  return node.expression.name.text === "toNumber";
}

/** The sandbox would get over it; those who run an admitted bootcamp elsewhere would not. */
function checkPattern(literal: string): Rule | undefined {
  const part = findBacktracking(literal.slice(1, literal.lastIndexOf("/")));
  if (part === undefined) return undefined;
  const message = `${part} can take exponentially many steps on a text that almost matches: do not repeat what already repeats`;
  return { code: "no-backtracking", message };
}

function checkName(node: ts.Identifier): Rule | undefined {
  const reason = BANNED_NAMES.get(node.text);
  if (reason === undefined) return undefined;
  const { parent } = node;
  // As the name of a member or of a field it reaches nothing.
  const isMember =
    (ts.isPropertyAccessExpression(parent) ||
      ts.isPropertyAssignment(parent) ||
      ts.isPropertySignature(parent)) &&
    parent.name === node;
  return isMember ? undefined : { code: "banned-name", message: `${node.text} is not allowed: it ${reason}` };
}

function checkProperty(object: ts.Expression, property: string): Rule | undefined {
  if (property === "random" && ts.isIdentifier(object) && object.text === "Math") {
    const message =
      "Math.random is not allowed: use the rng that is passed in, so that the same seed gives the same case";
    return { code: "no-random", message };
  }
  if (property === "prototype" || property === "__proto__" || property === "constructor") {
    return {
      code: "no-prototype",
      message: `.${property} is not allowed: prototypes must not be read or changed`,
    };
  }
  if (property.startsWith("toLocale") || property === "localeCompare") {
    return {
      code: "no-locale",
      message: `${property} depends on the machine's language; compare with < and >`,
    };
  }
  return undefined;
}

function checkComments(file: SourceFile): Finding[] {
  const suppressions = file
    .getFullText()
    .matchAll(/@ts-(?:ignore|nocheck|expect-error)|\/\/\/\s*<reference/g);
  return [...suppressions].map((match) => ({
    category: "policy",
    code: "no-suppression",
    message: `${match[0]} is not allowed: fix the type error instead`,
    position: match.index,
  }));
}

function checkHtmlComments({ compilerNode }: SourceFile): Finding[] {
  return findHtmlComments(compilerNode).map(({ text, position }) => {
    const message = `${text} begins a comment in a script: put a space inside it`;
    return { category: "policy", code: "no-html-comment", message, position };
  });
}

/** What a reviewer reads must be what runs: a character that cannot be seen is written as an escape. */
function checkUnseen(text: string): Finding[] {
  const lines = text.replaceAll("\r\n", " \n").replace(/^\uFEFF/, " ");
  const unseen = findUnseen(lines);
  if (unseen === undefined) return [];
  const message = `the source contains an invisible character: write it as the escape ${unseen.escape}`;
  return [{ category: "policy", code: "no-unseen", message, position: unseen.position }];
}
