import {
  Node,
  type ClassDeclaration,
  type FunctionDeclaration,
  type JSDocableNode,
  type SourceFile,
} from "ts-morph";
import type { DocumentedExample, ToolkitDocumentation } from "./toolkit-documentation.ts";

/**
 * The toolkit's documentation, made from its own source: what `index.ts` exports, in its order, with
 * signatures, docstrings and examples. The author's prompt contains it, so that the two cannot drift.
 */
export function documentToolkit(modules: readonly SourceFile[]): ToolkitDocumentation {
  const index = modules.find((file) => file.getBaseName() === "index.ts");
  if (index === undefined) throw new Error("the toolkit has no index.ts");
  const byName = new Map(modules.map((file) => [file.getBaseName(), file]));
  const entries: string[] = [];
  const examples: DocumentedExample[] = [];
  for (const statement of index.getExportDeclarations()) {
    const file = byName.get(statement.getModuleSpecifierValue()?.replace("./", "") ?? "");
    if (file === undefined)
      throw new Error(`index.ts exports from a module that is not there: ${statement.getText()}`);
    for (const named of statement.getNamedExports()) {
      const name = named.getName();
      for (const declaration of file.getExportedDeclarations().get(name) ?? []) {
        const documented = documentOne(name, declaration);
        entries.push(documented.text);
        examples.push(...documented.examples);
      }
    }
  }
  return { markdown: `\`\`\`ts\n${entries.join("\n\n")}\n\`\`\``, examples };
}

function documentOne(
  name: string,
  node: Node,
): { readonly text: string; readonly examples: readonly DocumentedExample[] } {
  if (Node.isFunctionDeclaration(node)) {
    return { text: `${comment(node)}${signature(node)};`, examples: examplesOf(name, node) };
  }
  if (Node.isClassDeclaration(node)) return documentClass(name, node);
  if (Node.isTypeAliasDeclaration(node)) {
    return {
      text: `${comment(node)}${node
        .getText()
        .replace(/^export /, "")
        .replace(/\/\*\*[\s\S]*?\*\/\s*/g, "")}`,
      examples: [],
    };
  }
  if (Node.isVariableDeclaration(node)) {
    const statement = node.getVariableStatement();
    return {
      text: `${statement === undefined ? "" : comment(statement)}const ${node.getText()};`,
      examples: [],
    };
  }
  return { text: "", examples: [] };
}

function documentClass(
  name: string,
  node: ClassDeclaration,
): { readonly text: string; readonly examples: readonly DocumentedExample[] } {
  const members = [...node.getStaticMethods(), ...node.getInstanceProperties(), ...node.getInstanceMethods()];
  const visible = members.filter((member) => !member.getName().startsWith("#"));
  const lines = visible.map((member) => {
    const text = Node.isMethodDeclaration(member)
      ? member.getText().replace(member.getBody()?.getText() ?? "", "")
      : member.getText();
    const declaration = text
      .replace(/^\/\*\*[\s\S]*?\*\/\s*/, "")
      .trim()
      .replace(/;?$/, ";");
    const docs = Node.isJSDocable(member) ? comment(member) : "";
    return `${docs}${declaration}`.replace(/^/gm, "  ");
  });
  const heading = node
    .getText()
    .slice(0, node.getText().indexOf("{\n"))
    .replace(/^\/\*\*[\s\S]*?\*\/\s*/, "")
    .replace(/^export /, "");
  const examples = [node, ...visible].flatMap((one) =>
    Node.isJSDocable(one)
      ? examplesOf(one === node || !Node.hasName(one) ? name : `${name}.${one.getName()}`, one)
      : [],
  );
  return { text: `${comment(node)}${heading}{\n${lines.join("\n")}\n}`, examples };
}

function signature(node: FunctionDeclaration): string {
  const body = node.getBody()?.getText() ?? "";
  const text = node.getText();
  return text
    .slice(0, text.length - body.length)
    .replace(/^\/\*\*[\s\S]*?\*\/\s*/, "")
    .replace(/^export /, "")
    .trim();
}

/** The docstring as a comment of as few lines as it has sentences of use. */
function comment(node: JSDocableNode): string {
  const text = node
    .getJsDocs()
    .map((doc) => doc.getInnerText())
    .join("\n")
    .trim();
  if (text === "") return "";
  return text.includes("\n") ? `/**\n * ${text.split("\n").join("\n * ")}\n */\n` : `/** ${text} */\n`;
}

function examplesOf(of: string, node: JSDocableNode): readonly DocumentedExample[] {
  const text = node
    .getJsDocs()
    .map((doc) => doc.getInnerText())
    .join("\n");
  return [...text.matchAll(/^@example (.+?) \/\/ → (.+)$/gm)].map(([, expression = "", value = ""]) => ({
    of,
    expression,
    value,
  }));
}
