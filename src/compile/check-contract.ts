import { type ClassDeclaration, Node, type SourceFile, SyntaxKind, ts } from "ts-morph";
import type { SourceKind } from "./check-types.ts";
import type { Finding } from "./diagnostic-at.ts";

const MODULE = "campforge/bootcamp";
const METHODS = new Set(["caseGenerator", "promptFunc", "referenceAnswer", "verifyCorrection"]);

/** What makes a module a bootcamp, beyond its types: one default-exported class and nothing that acts. */
export function checkContract(file: SourceFile): Finding[] {
  const found: Finding[] = [];
  const report: Report = (position, code, message) => {
    found.push({ category: "contract", code, message, position });
  };
  checkModule(file, "bootcamp", report);
  const exported = file.getClasses().filter((one) => one.isDefaultExport());
  const [bootcamp] = exported;
  if (bootcamp === undefined) {
    report(
      0,
      "no-class",
      "expected one class as the default export: export default class Name extends Bootcamp<…>",
    );
    return found;
  }
  checkClass(bootcamp, report);
  return found;
}

/** What makes a module a solver: one function as the default export and nothing that acts. */
export function checkSolverContract(file: SourceFile): Finding[] {
  const found: Finding[] = [];
  const report: Report = (position, code, message) => {
    found.push({ category: "contract", code, message, position });
  };
  checkModule(file, "solver", report);
  const [solver] = file.getFunctions().filter((one) => one.isDefaultExport());
  if (solver?.getName() === undefined)
    report(0, "no-solver", "expected export default function solve(prompt: string): string");
  return found;
}

type Report = (position: number, code: string, message: string) => void;

function checkModule(file: SourceFile, kind: SourceKind, report: Report): void {
  for (const declaration of file.getImportDeclarations()) {
    const { moduleSpecifier } = declaration.compilerNode;
    if (!ts.isStringLiteral(moduleSpecifier)) continue; // a syntax error, which the compiler reports
    if (moduleSpecifier.text !== MODULE) {
      report(declaration.getStart(), "import", `a ${kind} imports only from "${MODULE}"`);
    } else if (
      declaration.getDefaultImport() !== undefined ||
      declaration.getNamespaceImport() !== undefined
    ) {
      report(declaration.getStart(), "import", `import names: import { … } from "${MODULE}"`);
    }
  }
  for (const reference of file.getDescendantsOfKind(SyntaxKind.ImportType)) {
    report(reference.getStart(), "import", `name the type at the top: import type { … } from "${MODULE}"`);
  }
  for (const statement of file.getStatements()) {
    if (Node.isVariableStatement(statement)) {
      if (statement.getDeclarationKind().toString() !== "const") {
        report(statement.getStart(), "state", "variables of a module are state; use const");
      }
      if (statement.hasExportKeyword())
        report(statement.getStart(), "export", "a bootcamp exports its class and nothing else");
    } else if (Node.isFunctionDeclaration(statement)) {
      if (statement.hasExportKeyword() && !(kind === "solver" && statement.isDefaultExport()))
        report(statement.getStart(), "export", "a bootcamp exports its class and nothing else");
    } else if (Node.isClassDeclaration(statement)) {
      if (statement.hasExportKeyword() && !statement.isDefaultExport()) {
        report(statement.getStart(), "export", "a bootcamp exports one class, as the default");
      }
    } else if (!ALLOWED_STATEMENTS.has(statement.getKind())) {
      report(
        statement.getStart(),
        "top-level-effect",
        "only imports, types, constants, functions and the class may stand at the top level",
      );
    }
  }
}

const ALLOWED_STATEMENTS = new Set([
  SyntaxKind.ImportDeclaration,
  SyntaxKind.TypeAliasDeclaration,
  SyntaxKind.InterfaceDeclaration,
  SyntaxKind.EmptyStatement,
]);

function checkClass(bootcamp: ClassDeclaration, report: Report): void {
  if (bootcamp.getName() === undefined) report(bootcamp.getStart(), "name", "the class needs a name");
  if (bootcamp.getExtends()?.getExpression().getText() !== "Bootcamp") {
    report(bootcamp.getStart(), "extends", "the class must extend Bootcamp<Case, Answer, Level>");
  }
  for (const constructor of bootcamp.getConstructors()) {
    report(
      constructor.getStart(),
      "constructor",
      "a bootcamp has no constructor; parameters come with the level",
    );
  }
  for (const property of bootcamp.getInstanceProperties()) {
    if (property.getName() !== "answerFormat") {
      report(
        property.getStart(),
        "state",
        `${property.getName()}: a bootcamp has no fields but answerFormat; use a const outside the class`,
      );
    }
  }
  for (const member of bootcamp.getStaticMembers()) {
    if (member.getName() !== "card")
      report(member.getStart(), "static", `${member.getName()}: card is the only static member`);
  }
  if (bootcamp.getStaticProperty("card") === undefined) {
    report(bootcamp.getStart(), "no-card", "expected static readonly card: Card<Level> = { … }");
  }
  for (const method of bootcamp.getInstanceMethods()) {
    if (method.getName() === "verifyScore") {
      report(
        method.getStart(),
        "final",
        "verifyScore is final: extraction and scoring belong to the framework",
      );
    } else if (!METHODS.has(method.getName())) {
      report(
        method.getStart(),
        "method",
        `${method.getName()}: put it outside the class as a function; the class has the contract's methods only`,
      );
    }
  }
  for (const write of bootcamp.getDescendantsOfKind(SyntaxKind.BinaryExpression)) {
    const isAssignment = /^(?:[-+*/%&|^]|<<|>>>?|\*\*|&&|\|\||\?\?)?=$/.test(
      write.getOperatorToken().getText(),
    );
    if (isAssignment && /^this\b/.test(write.getLeft().getText())) {
      report(write.getStart(), "state", "a bootcamp has no state: do not assign to this");
    }
  }
}
