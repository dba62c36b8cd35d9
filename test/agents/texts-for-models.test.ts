import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Project, ts } from "ts-morph";
import { expect, test } from "vitest";
import { PROMPT_SECTIONS } from "../../src/core/calls/prompts.ts";
import { ALL_CHECK_NAMES } from "../../src/core/checks/unit-test-report.ts";
import { ROOT } from "../project.ts";

const TABLE = join(ROOT, "src/core/calls/prompts.ts");
const files = ["src/agents", "src/evolution"].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => `${folder}/${file}`),
);

/** What people read of a run, in the report and the review, and no model: it may stand in code. */
const FOR_PEOPLE = new Set(["src/evolution/oracle/describe-agreement.ts"]);

/** So many words in a row are a sentence, or the beginning of one. */
const SENTENCE = /(?:[A-Za-z']+,? ){2}[A-Za-z']+/;

/** The names of what is recorded about a draft, a program or an attempt. */
const RECORDED = new Set(["reason", "message"]);

const CHECKS: ReadonlySet<string> = new Set(ALL_CHECK_NAMES);

/** The literals of a file that hold a sentence, but for tags, reasons that are recorded and messages of errors. */
function sentencesIn(text: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isThrowStatement(node) || ts.isLiteralTypeNode(node)) return;
    const isNamed = ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node);
    if (isNamed && RECORDED.has(node.name.getText())) return;
    if (ts.isCaseClause(node)) return node.statements.forEach(visit);
    const isText = ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
    const isName = ts.isStringLiteralLike(node) && CHECKS.has(node.text);
    if (isText && !isName && SENTENCE.test(node.getText())) found.push(node.getText());
    else ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("file.ts", text, ts.ScriptTarget.Latest, true));
  return found;
}

test("no sentence for a model stands in code: all of them stand in prompts/", () => {
  const left = files
    .filter((file) => !FOR_PEOPLE.has(file))
    .flatMap((file) =>
      sentencesIn(readFileSync(join(ROOT, file), "utf8")).map((sentence) => `${file}: ${sentence}`),
    );
  expect(left).toEqual([]);
});

test("a sentence in code would be found, in a string and in a template", () => {
  expect(sentencesIn('const text = "Your class passes every check.";')).toHaveLength(1);
  expect(sentencesIn("const text = `Your program answers ${count} prompts.`;")).toHaveLength(1);
});

test("every section of every file is said by some code", () => {
  const tsConfigFilePath = join(ROOT, "tsconfig.json");
  const project = new Project({ tsConfigFilePath, skipAddingFilesFromTsConfig: true });
  project.addSourceFilesAtPaths(files.map((file) => join(ROOT, file)));
  const program = project.getProgram().compilerObject;
  const checker = program.getTypeChecker();
  const used = new Set<string>();
  /** A property that a table's section was made into is declared where the section is. */
  const note = (symbol: ts.Symbol | undefined): void => {
    for (const section of symbol?.declarations ?? []) {
      const file = section.parent.parent;
      if (!ts.isPropertyAssignment(section) || !ts.isPropertyAssignment(file)) continue;
      if (section.getSourceFile().fileName === TABLE)
        used.add(`${file.name.getText()} ${section.name.getText()}`);
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) note(checker.getSymbolAtLocation(node.name));
    if (ts.isBindingElement(node)) {
      const { propertyName = node.name } = node;
      note(checker.getTypeAtLocation(node.parent).getProperty(propertyName.getText()));
    }
    ts.forEachChild(node, visit);
  };
  for (const file of files) {
    const source = program.getSourceFile(join(ROOT, file));
    if (source !== undefined) visit(source);
  }
  const unused = Object.entries(PROMPT_SECTIONS).flatMap(([file, sections]) =>
    Object.keys(sections)
      .map((section) => `${file.includes("-") ? `"${file}"` : file} ${section}`)
      .filter((section) => !used.has(section)),
  );
  expect(unused).toEqual([]);
});
