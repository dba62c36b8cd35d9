import { type SourceFile, ts } from "ts-morph";
import { shinglesOf, type Sketch, sketchOf } from "../core/draft/novelty.ts";

/** Runs of so many nodes; measured on the good classes and the twins of `bench/gates` (`check-new.ts`). */
const SHINGLE = 5;

/**
 * The sketch of a class's shape: runs of syntax nodes in preorder within each statement of the module and
 * each member of the class, so that their order does not matter. Types, imports, comments, the card and the
 * methods that a bootcamp may do without are left out; literals count by their kind, and names only where the source did not choose them: those of the
 * toolkit and of JavaScript.
 */
export function sketchSyntax(file: SourceFile): Sketch {
  const source = file.compilerNode;
  const names = chosenNames(source);
  return sketchOf(
    usedUnits(source).flatMap((unit) => {
      const tokens: string[] = [];
      collectTokens(unit, names, tokens);
      return shinglesOf(tokens, SHINGLE);
    }),
  );
}

/**
 * The members of classes and the statements that these need, directly or through others. What serves only a
 * method that a bootcamp may do without, or nothing at all, says nothing of what the task is.
 */
function usedUnits(source: ts.SourceFile): readonly ts.Node[] {
  const members = source.statements
    .flatMap((statement): readonly ts.Node[] => (ts.isClassDeclaration(statement) ? statement.members : []))
    .filter((member) => !(ts.isMethodDeclaration(member) && OPTIONAL.includes(member.name.getText())));
  let unseen = source.statements.filter((statement) => !ts.isClassDeclaration(statement));
  const used = [...members];
  for (let latest = members; latest.length > 0;) {
    const wanted = new Set(latest.flatMap((unit) => identifiersIn(unit)));
    latest = unseen.filter((statement) => declaredBy(statement).some((name) => wanted.has(name)));
    unseen = unseen.filter((statement) => !latest.includes(statement));
    used.push(...latest);
  }
  return used;
}

function identifiersIn(node: ts.Node): readonly string[] {
  const found: string[] = [];
  const visit = (one: ts.Node): void => {
    if (ts.isIdentifier(one)) found.push(one.text);
    ts.forEachChild(one, visit);
  };
  visit(node);
  return found;
}

function declaredBy(statement: ts.Statement): readonly string[] {
  if (ts.isFunctionDeclaration(statement)) return [statement.name?.text ?? ""];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ name }) => identifiersIn(name));
}

/** What stands for a name in the shape: the source's own are all alike, an alias is what it stands for. */
type Names = ReadonlyMap<string, string>;

const OWN = "own";

/** The members that the contract asks for: chosen by it, and not by the source. */
const CONTRACT = ["caseGenerator", "promptFunc", "referenceAnswer", "verifyCorrection", "answerFormat"];

/** Members that a bootcamp may do without: a twin has its own or none, and is no less a twin. */
const OPTIONAL = ["workedSolution", "hardness"];

function chosenNames(source: ts.SourceFile): Names {
  const names = new Map<string, string>();
  const visit = (node: ts.Node): void => {
    if (ts.isImportSpecifier(node)) names.set(node.name.text, (node.propertyName ?? node.name).text);
    else if ("name" in node && !ts.isPropertyAccessExpression(node)) {
      const { name } = node;
      if (isIdentifier(name) && !names.has(name.text)) names.set(name.text, OWN);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  for (const name of CONTRACT) names.delete(name);
  return names;
}

function isIdentifier(value: unknown): value is ts.Identifier {
  return typeof value === "object" && value !== null && "text" in value && "escapedText" in value;
}

function collectTokens(node: ts.Node, names: Names, tokens: string[]): void {
  if (isLeftOut(node)) return;
  if (ts.isIdentifier(node)) tokens.push(names.get(node.text) ?? node.text);
  else if (ts.isLiteralExpression(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
    tokens.push(ts.isNumericLiteral(node) ? "number" : "text");
  } else {
    tokens.push(ts.SyntaxKind[node.kind]);
    ts.forEachChild(node, (child) => collectTokens(child, names, tokens));
  }
}

function isLeftOut(node: ts.Node): boolean {
  return (
    ts.isTypeNode(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeParameterDeclaration(node) ||
    ts.isImportDeclaration(node) ||
    ts.isModifier(node) ||
    (ts.isPropertyDeclaration(node) && node.name.getText() === "card")
  );
}
