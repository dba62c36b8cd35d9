import {
  type ClassDeclaration,
  type FunctionDeclaration,
  Node,
  type SourceFile,
  SyntaxKind,
  ts,
} from "ts-morph";
import type { SourceKind } from "./source-kind.ts";
import type { Finding } from "./diagnostic-at.ts";

const MODULE = "campforge/bootcamp";
const METHODS = new Set([
  "caseGenerator",
  "promptFunc",
  "referenceAnswer",
  "verifyCorrection",
  "hardness",
  "workedSolution",
]);

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

/** What makes a module a blind program: functions that it exports and nothing that acts. */
export function checkBlindContract(file: SourceFile, kind: BlindKind): Finding[] {
  const found: Finding[] = [];
  const report: Report = (position, code, message) => {
    found.push({ category: "contract", code, message, position });
  };
  checkModule(file, kind, report);
  const exported = file.getFunctions().flatMap((one) => (isNamedExport(one) ? [one.getName() ?? ""] : []));
  for (const { name, expected } of EXPORTS[kind])
    if (!exported.includes(name)) report(0, `no-${kind}`, `expected ${expected}`);
  return found;
}

type BlindKind = Exclude<SourceKind, "bootcamp">;

/** Exported under its own name. */
const isNamedExport = (one: FunctionDeclaration): boolean => one.hasExportKeyword() && !one.isDefaultExport();

const TO_INPUT = { name: "toInput", expected: "export function toInput(prompt: string): string" };
const TO_RESPONSE = {
  name: "toResponse",
  expected: "export function toResponse(prompt: string, output: string): string",
};

const SOLVE = { name: "solve", expected: "export function solve(prompt: string): string" };
const CHECK = {
  name: "check",
  expected: 'export function check(prompt: string, response: string): "right" | "wrong" | "unsure"',
};

const EXPORTS = {
  solver: [SOLVE],
  verifier: [SOLVE, CHECK],
  guesser: [{ name: "guess", expected: "export function guess(prompt: string): string" }],
  translation: [
    TO_INPUT,
    { name: "answer", expected: "export function answer(input: string): string" },
    TO_RESPONSE,
  ],
  adapter: [TO_INPUT, TO_RESPONSE],
} as const;

/** What a verifier may bring besides: answers that break one rule each. */
const BESIDE_VERIFIER = "nearMisses";

/** What a guesser may bring besides: what each of several rules of thumb would have answered. */
const BESIDE_GUESSER = "ways";

const OF_VERIFIER = [...EXPORTS.verifier.map(({ name }) => name), BESIDE_VERIFIER];

/** The functions that a module of the kind may export; none where it exports a class. */
export const NAMED_EXPORTS: Readonly<Record<SourceKind, readonly string[]>> = {
  bootcamp: [],
  // Whatever stands beside it: a solver is of use also where its verifier is not.
  solver: OF_VERIFIER,
  verifier: OF_VERIFIER,
  guesser: [...EXPORTS.guesser.map(({ name }) => name), BESIDE_GUESSER],
  translation: EXPORTS.translation.map(({ name }) => name),
  adapter: EXPORTS.translation.map(({ name }) => name),
};

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
      report(declaration.getStart(), "import", `import by name: import { … } from "${MODULE}"`);
    }
  }
  for (const reference of file.getDescendantsOfKind(SyntaxKind.ImportType)) {
    report(reference.getStart(), "import", `import the type at the top: import type { … } from "${MODULE}"`);
  }
  for (const statement of file.getStatements()) {
    if (Node.isVariableStatement(statement)) {
      if (statement.getDeclarationKind().toString() !== "const") {
        report(statement.getStart(), "state", "module variables are state; use const");
      }
      if (statement.hasExportKeyword()) report(statement.getStart(), "export", EXPORTED_BESIDE[kind]);
    } else if (Node.isFunctionDeclaration(statement)) {
      if (statement.hasExportKeyword() && !mayExport(statement, kind))
        report(statement.getStart(), "export", EXPORTED_BESIDE[kind]);
    } else if (Node.isClassDeclaration(statement)) {
      if (statement.hasExportKeyword() && !statement.isDefaultExport()) {
        report(statement.getStart(), "export", "a bootcamp exports one class, as the default");
      }
    } else if (!ALLOWED_STATEMENTS.has(statement.getKind())) {
      report(
        statement.getStart(),
        "top-level-effect",
        "only imports, types, constants, functions and the class are allowed at the top level",
      );
    }
  }
}

function mayExport(statement: FunctionDeclaration, kind: SourceKind): boolean {
  return isNamedExport(statement) && NAMED_EXPORTS[kind].includes(statement.getName() ?? "");
}

const EXPORTED_BESIDE: Readonly<Record<SourceKind, string>> = {
  bootcamp: "a bootcamp exports its class and nothing else",
  solver: "a solver exports solve, check and nearMisses, by name, and nothing else",
  verifier: "the module exports solve, check and nearMisses, by name, and nothing else",
  guesser: "the module exports guess, and ways where there are several, by name, and nothing else",
  translation: "a translation exports toInput, answer and toResponse, and nothing else",
  adapter: "an adapter exports toInput and toResponse, and nothing else",
};

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
