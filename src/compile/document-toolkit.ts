import {
  Node,
  type ClassDeclaration,
  type FunctionDeclaration,
  type JSDocableNode,
  type MethodDeclaration,
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
      const declarations = file.getExportedDeclarations().get(name) ?? [];
      for (const declaration of declarations.filter((one) => !isInternal(one) && !isBehindOverloads(one))) {
        const documented = documentOne(name, declaration);
        const isAnotherSignature = Node.isFunctionDeclaration(declaration) && declaration !== declarations[0];
        if (isAnotherSignature) entries.push(`${entries.pop() ?? ""}\n${documented.text}`);
        else if (documented.text !== "") entries.push(documented.text);
        examples.push(...documented.examples);
      }
    }
  }
  return { markdown: `\`\`\`ts\n${entries.join("\n\n")}\n\`\`\``, examples };
}

type Documented = { readonly text: string; readonly examples: readonly DocumentedExample[] };

function documentOne(name: string, node: Node): Documented {
  if (Node.isFunctionDeclaration(node)) {
    const examples = examplesOf(name, node);
    return { text: `${comment(node)}${signature(node).replace(/;?$/, ";")}${shown(examples)}`, examples };
  }
  if (Node.isClassDeclaration(node)) return documentClass(name, node);
  if (Node.isTypeAliasDeclaration(node)) {
    return {
      text: `${comment(node)}${node
        .getText()
        .replace(/^export /, "")
        .replace(/\/\*\*[\s\S]*?\*\/\s*/g, "")
        // Of a field it tells an author nothing; of a list it decides what fits its type.
        .replace(/^( *)readonly (?=\w+\??:)/gm, "$1")}`,
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

function documentClass(name: string, node: ClassDeclaration): Documented {
  const members = [
    ...node.getConstructors().filter((one) => !one.hasModifier("private")),
    ...node.getStaticMethods(),
    ...node.getInstanceProperties(),
    ...node.getInstanceMethods(),
    ...optionalMethods(node),
  ];
  const visible = members.filter(
    (member) => !(Node.hasName(member) && member.getName().startsWith("#")) && !isInternal(member),
  );
  const lines = visible.map((member) => {
    const text =
      Node.isMethodDeclaration(member) || Node.isConstructorDeclaration(member)
        ? member.getText().replace(member.getBody()?.getText() ?? "", "")
        : member.getText();
    const declaration = text
      .replace(/^\/\*\*[\s\S]*?\*\/\s*/, "")
      .trim()
      .replace(/;?$/, ";");
    const docs = Node.isJSDocable(member) ? comment(member) : "";
    const examples =
      Node.isJSDocable(member) && Node.hasName(member) ? examplesOf(member.getName(), member) : [];
    return `${docs}${declaration}${shown(examples)}`.replace(/^/gm, "  ");
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
  const own = shown(examplesOf(name, node));
  return { text: `${comment(node)}${heading}{\n${lines.join("\n")}\n}${own}`, examples };
}

/** Optional methods have no body, and ts-morph counts them among the overloads of others. */
function optionalMethods(node: ClassDeclaration): readonly MethodDeclaration[] {
  const members = node.getChildSyntaxListOrThrow().getChildren();
  return members.filter(Node.isMethodDeclaration).filter((one) => one.hasQuestionToken() && !one.hasBody());
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

/** Tagged so is what the framework exports for itself: no author needs to read of it. */
/** Callers see the signatures of an overloaded function, not that of its implementation. */
const isBehindOverloads = (node: Node): boolean =>
  Node.isFunctionDeclaration(node) && node.isImplementation() && node.getOverloads().length > 0;

function isInternal(node: Node): boolean {
  const documented = Node.isVariableDeclaration(node) ? node.getVariableStatement() : node;
  const docs = Node.isJSDocable(documented) ? documented.getJsDocs() : [];
  return docs.some((doc) => doc.getTags().some((tag) => tag.getTagName() === "internal"));
}

/** The docstring on one line, without its examples: in a prompt each line break and star costs a token. */
function comment(node: JSDocableNode): string {
  const text = node
    .getJsDocs()
    .map((doc) => doc.getInnerText())
    .join("\n")
    .replace(/^@example .*$/gm, "")
    .replace(/\s+/g, " ")
    .trim();
  return text === "" ? "" : `/** ${text} */\n`;
}

/** Examples as they stand below what they are of. */
const shown = (examples: readonly DocumentedExample[]): string =>
  examples.map(({ expression, value }) => `\n// ${expression} → ${value}`).join("");

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
