import { type SourceFile, ts } from "ts-morph";
import { findHtmlComments } from "./find-html-comments.ts";
import { type Edit, type Obstacle, readConstant, type SharedNames } from "./read-constant.ts";

/**
 * Whether a class can be shown to keep nothing between two verifications. `edits` then hand every value that
 * outlives a call to the sandbox, which freezes it as it is made and refuses what cannot be frozen.
 */
export type KeptState =
  | { readonly status: "nothing"; readonly edits: readonly Edit[] }
  | { readonly status: "unproven"; readonly line: number; readonly reason: string };

/** Names through which code reaches the world around it, hides state, or waits. Any use ends the proof. */
const REACHING = new Set(
  `eval Function Date performance process require globalThis Reflect Proxy Promise WebAssembly Atomics crypto
  SharedArrayBuffer Float16Array Float32Array Float64Array DataView WeakMap WeakSet WeakRef FinalizationRegistry
  Symbol Iterator Intl Temporal console setTimeout queueMicrotask arguments`.split(/\s+/),
);

/** Members that change an object behind its own back, or tell whether it is frozen. */
const PRYING = new Set(
  `prototype constructor __proto__ setPrototypeOf defineProperty defineProperties getOwnPropertyDescriptor
  getOwnPropertyDescriptors isFrozen isSealed isExtensible compile lastIndex caller callee random species
  __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__`.split(/\s+/),
);

const MUTATING = new Set(
  "push pop shift unshift splice sort reverse fill copyWithin set add delete clear next".split(" "),
);

/** Reads the whole module; the first obstacle in the order of the source is the reason. */
export function findKeptState(file: SourceFile): KeptState {
  const source = file.compilerNode;
  const shared = sharedNames(source);
  const unproven = ({ node, reason }: Obstacle): KeptState => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
    return { status: "unproven", line: line + 1, reason };
  };
  const [hidden] = findHtmlComments(source);
  if (hidden !== undefined) {
    const { line } = source.getLineAndCharacterOfPosition(hidden.position);
    return { status: "unproven", line: line + 1, reason: `${hidden.text} hides code from the compiler` };
  }
  const obstacle = firstObstacle(source, shared);
  if (obstacle !== undefined) return unproven(obstacle);
  const edits: Edit[] = [];
  for (const statement of source.statements) {
    if (ts.isVariableStatement(statement)) {
      for (const declaration of statement.declarationList.declarations) {
        const read = readConstant(declaration, { source, shared });
        if (read.status === "obstacle") return unproven(read);
        edits.push(...read.edits);
      }
    } else if (ts.isClassDeclaration(statement)) {
      const found = obstacleInClass(statement, shared);
      if (found !== undefined) return unproven(found);
      const name = statement.name?.text ?? "";
      const keep = statement.members.some(declaresPrivately) ? "hiding" : "built";
      edits.push(insertion(statement.getEnd(), ` __keep.${keep}(${name}, "${name}");`));
    } else if (ts.isFunctionDeclaration(statement) && statement.name !== undefined) {
      // Hoisted: frozen before anything else of the module runs.
      const name = statement.name.text;
      edits.push(insertion(0, `__keep.built(${name}, "${name}"); `));
    }
  }
  return { status: "nothing", edits };
}

const insertion = (position: number, text: string): Edit => ({ start: position, end: position, text });

function sharedNames(source: ts.SourceFile): SharedNames {
  const own = new Set<string>();
  const imported = new Set<string>();
  for (const statement of source.statements) {
    if (ts.isVariableStatement(statement)) {
      for (const { name } of statement.declarationList.declarations)
        if (ts.isIdentifier(name)) own.add(name.text);
    } else if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
      if (statement.name !== undefined) own.add(statement.name.text);
    } else if (ts.isImportDeclaration(statement)) {
      const bindings = statement.importClause?.namedBindings;
      if (bindings !== undefined && ts.isNamedImports(bindings))
        for (const { name } of bindings.elements) imported.add(name.text);
    }
  }
  return { own, imported };
}

function firstObstacle(source: ts.SourceFile, shared: SharedNames): Obstacle | undefined {
  let found: Obstacle | undefined;
  const visit = (node: ts.Node, isInside: boolean): void => {
    if (found !== undefined || ts.isTypeNode(node)) return;
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isImportDeclaration(node))
      return;
    const reason = obstacleAt(node, { shared, isInside });
    if (reason !== undefined) found = { node, reason };
    else ts.forEachChild(node, (child) => visit(child, isInside || ts.isFunctionLike(node)));
  };
  ts.forEachChild(source, (child) => visit(child, false));
  return found;
}

type Place = { readonly shared: SharedNames; readonly isInside: boolean };

function obstacleAt(node: ts.Node, { shared, isInside }: Place): string | undefined {
  if (ts.isClassElement(node) && declaresPrivately(node) && !isOwnOfInstances(node.parent))
    return `the private name ${node.name.text} can mark objects that are shared`;
  if (ts.isIdentifier(node)) return obstacleInName(node);
  if (ts.isPropertyAccessExpression(node) && PRYING.has(node.name.text)) return `it uses .${node.name.text}`;
  if (ts.isStringLiteralLike(node) && PRYING.has(node.text) && isKey(node)) return `it uses "${node.text}"`;
  if (ts.isTaggedTemplateExpression(node)) return "a tagged template has an object of its own that stays";
  if (ts.isTryStatement(node)) return "try can hide that a shared value was written to";
  if (ts.isClassStaticBlockDeclaration(node)) return "a static block acts when the module is loaded";
  if (ts.isAwaitExpression(node) || ts.isYieldExpression(node) || node.kind === ts.SyntaxKind.AsyncKeyword)
    return "it waits, or yields";
  if (ts.isFunctionLike(node) && "asteriskToken" in node && node.asteriskToken !== undefined)
    return "a generator remembers where it is";
  if (ts.isRegularExpressionLiteral(node) && !isInside && /[gy][a-z]*$/.test(node.text))
    return "a pattern with the flag g or y remembers where it stopped";
  return obstacleInWrite(node, shared);
}

const declaresPrivately = (
  member: ts.ClassElement,
): member is ts.ClassElement & { readonly name: ts.PrivateIdentifier } =>
  member.name !== undefined && ts.isPrivateIdentifier(member.name);

/**
 * Whether private names of a class are only on objects that it made itself: a class that extends another gets them
 * onto whatever that one's constructor returns. Its instances are kept out of what stays by the sandbox, since no
 * freezing holds a private field still.
 */
const isOwnOfInstances = (declaring: ts.Node): boolean =>
  ts.isClassDeclaration(declaring) &&
  ts.isSourceFile(declaring.parent) &&
  declaring.heritageClauses?.some(({ token }) => token === ts.SyntaxKind.ExtendsKeyword) !== true;

function obstacleInName(node: ts.Identifier): string | undefined {
  const { parent, text } = node;
  const isMember =
    (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) && parent.name === node;
  if (isMember) return undefined;
  if (text.startsWith("__")) return `the name ${text} is the sandbox's`;
  if (text === "RegExp")
    return (ts.isNewExpression(parent) || ts.isCallExpression(parent)) && parent.expression === node
      ? undefined
      : "RegExp remembers its last match";
  return REACHING.has(text) ? `it uses ${text}` : undefined;
}

/** Whether a text names a member: between brackets, in a pattern or an object. */
const isKey = ({ parent }: ts.Node): boolean =>
  ts.isElementAccessExpression(parent) ||
  ts.isComputedPropertyName(parent) ||
  ts.isPropertyAssignment(parent);

/** What is written to plainly; the sandbox freezes the rest, so that a hidden write throws. */
function obstacleInWrite(node: ts.Node, shared: SharedNames): string | undefined {
  const target =
    ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)
      ? node.left
      : (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) && isUpdate(node.operator)
        ? node.operand
        : ts.isDeleteExpression(node)
          ? node.expression
          : undefined;
  if (target !== undefined) {
    const root = rootOf(target);
    if (root.kind === ts.SyntaxKind.ThisKeyword && !isOfOwnInstance(root)) return "it assigns to this";
    if (ts.isIdentifier(root) && isShared(root.text, shared)) return `it writes to ${root.text}, which stays`;
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { expression: object, name } = node.expression;
  const root = rootOf(object);
  if (MUTATING.has(name.text) && ts.isIdentifier(root) && isShared(root.text, shared))
    return `${root.text}.${name.text}() changes what stays`;
  return undefined;
}

const isShared = (name: string, { own, imported }: SharedNames): boolean =>
  own.has(name) || imported.has(name);

const isAssignment = (kind: ts.SyntaxKind): boolean =>
  kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;

const isUpdate = (kind: ts.SyntaxKind): boolean =>
  kind === ts.SyntaxKind.PlusPlusToken || kind === ts.SyntaxKind.MinusMinusToken;

/** What a chain of members begins with, casts and brackets taken off. */
function rootOf(node: ts.Expression): ts.Expression {
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node))
    return rootOf(node.expression);
  if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node)) return rootOf(node.expression);
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return rootOf(node.expression);
  return node;
}

/**
 * Whether `this` is an instance of a class of the module that extends nothing: one that a call makes. Where one stays,
 * it is frozen, and a write to it throws.
 */
function isOfOwnInstance(node: ts.Node): boolean {
  const around = ts.findAncestor(node, (one) => !ts.isArrowFunction(one) && ts.isFunctionLike(one));
  return around !== undefined && ts.isClassElement(around) && isOwnOfInstances(around.parent);
}

/** Fields of the class itself: the card as plain data, and nothing else that is static. */
function obstacleInClass(declaration: ts.ClassDeclaration, shared: SharedNames): Obstacle | undefined {
  const own = declaration.name?.text ?? "";
  for (const member of declaration.members) {
    const isStatic =
      ts.canHaveModifiers(member) &&
      (ts.getModifiers(member) ?? []).some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
    if (!isStatic) continue;
    if (
      !ts.isPropertyDeclaration(member) ||
      member.name.getText() !== "card" ||
      member.initializer === undefined
    )
      return { node: member, reason: "a static member other than card stays" };
    const mention = findNode(
      member.initializer,
      (node) => node.kind === ts.SyntaxKind.ThisKeyword || (ts.isIdentifier(node) && node.text === own),
    );
    if (mention !== undefined) return { node: mention, reason: "the card refers to its own class" };
    const call = findNode(
      member.initializer,
      (node) =>
        ts.isNewExpression(node) ||
        (ts.isCallExpression(node) &&
          !(ts.isIdentifier(node.expression) && shared.imported.has(node.expression.text))),
    );
    if (call !== undefined) return { node: call, reason: "the card is made by a call" };
  }
  return undefined;
}

/** The first node within an expression that a condition holds of. */
export function findNode(node: ts.Node, holds: (node: ts.Node) => boolean): ts.Node | undefined {
  if (ts.isTypeNode(node)) return undefined;
  return holds(node) ? node : ts.forEachChild(node, (child) => findNode(child, holds));
}
