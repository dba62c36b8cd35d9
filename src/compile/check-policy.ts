import { Node, type SourceFile, SyntaxKind } from "ts-morph";
import type { Diagnostic } from "../core/compile-report.ts";
import { diagnosticAt } from "./diagnostic-at.ts";

/** Names that reach code from strings, the machine, the clock or ambient randomness. */
const BANNED_NAMES = new Map<string, string>([
  ["eval", "runs text as code; use expression() to evaluate arithmetic"],
  ["Function", "runs text as code; use expression() to evaluate arithmetic"],
  ["Date", "reads the clock; a case depends on rng and level alone"],
  ["performance", "reads the clock; a case depends on rng and level alone"],
  ["process", "reaches the machine"],
  ["require", "loads other modules; import from campforge/bootcamp"],
  ["globalThis", "reaches ambient state"],
  ["Reflect", "changes what objects are; write it plainly"],
  ["Proxy", "changes what objects are; write it plainly"],
  ["setTimeout", "waits; everything a bootcamp does is synchronous"],
  ["queueMicrotask", "waits; everything a bootcamp does is synchronous"],
  ["Promise", "waits; everything a bootcamp does is synchronous"],
  ["WebAssembly", "runs code that cannot be reviewed"],
  ["SharedArrayBuffer", "shares memory"],
  ["Atomics", "shares memory"],
  ["crypto", "is ambient randomness; use the rng that is passed in"],
]);

/** What a bootcamp must not do, as early and precise feedback. The sandbox is the boundary, not this. */
export function checkPolicy(file: SourceFile): Diagnostic[] {
  const found: Diagnostic[] = [];
  const report = (node: Node, code: string, message: string): void => {
    found.push(diagnosticAt(file, node.getStart(), { category: "policy", code, message }));
  };
  file.forEachDescendant((node) => {
    if (Node.isIdentifier(node)) checkName(node, report);
    else if (Node.isTryStatement(node)) {
      report(
        node,
        "no-try",
        "try/catch hides errors, and an error must never become a score; the toolkit's parsers do not throw",
      );
    } else if (Node.isWithStatement(node)) report(node, "no-with", "with statements are not allowed");
    else if (Node.isAwaitExpression(node) || Node.isYieldExpression(node)) {
      report(node, "no-async", "everything a bootcamp does is synchronous: no await, no generators");
    } else if (Node.isDebuggerStatement(node))
      report(node, "no-debugger", "debugger statements are not allowed");
    else if (Node.isCallExpression(node) && node.getExpression().getKind() === SyntaxKind.ImportKeyword) {
      report(node, "no-import", "dynamic import is not allowed; import from campforge/bootcamp at the top");
    } else if (Node.isPropertyAccessExpression(node))
      checkProperty(node.getExpression().getText(), node.getName(), node, report);
    else if (Node.isAsExpression(node) && node.getTypeNode()?.getText() === "any") {
      report(node, "no-any", "a cast to any hides type errors; parse the value, or give it its type");
    } else if (node.getKind() === SyntaxKind.AnyKeyword && !Node.isAsExpression(node.getParent())) {
      report(node, "no-any", "any hides type errors; give the value its type");
    }
  });
  checkComments(file, found);
  return found;
}

type Report = (node: Node, code: string, message: string) => void;

function checkName(node: Node, report: Report): void {
  const reason = BANNED_NAMES.get(node.getText());
  const parent = node.getParent();
  const isMember = Node.isPropertyAccessExpression(parent) && parent.getNameNode() === node;
  const isKey = Node.isPropertyAssignment(parent) && parent.getNameNode() === node;
  const isDeclared = Node.isPropertySignature(parent) && parent.getNameNode() === node;
  if (reason !== undefined && !isMember && !isKey && !isDeclared) {
    report(node, "banned-name", `${node.getText()} is not allowed: it ${reason}`);
  }
}

function checkProperty(object: string, property: string, node: Node, report: Report): void {
  if (object === "Math" && property === "random") {
    report(
      node,
      "no-random",
      "Math.random is not allowed: use the rng that is passed in, so that the same seed gives the same case",
    );
  } else if (property === "prototype" || property === "__proto__" || property === "constructor") {
    report(node, "no-prototype", `.${property} is not allowed: prototypes are not to be read or changed`);
  } else if (property.startsWith("toLocale") || property === "localeCompare") {
    report(node, "no-locale", `${property} depends on the machine's language; compare with < and >`);
  }
}

function checkComments(file: SourceFile, found: Diagnostic[]): void {
  const text = file.getFullText();
  for (const match of text.matchAll(/@ts-(?:ignore|nocheck|expect-error)|\/\/\/\s*<reference/g)) {
    found.push(
      diagnosticAt(file, match.index, {
        category: "policy",
        code: "no-suppression",
        message: `${match[0]} is not allowed: mend the type error instead`,
      }),
    );
  }
}
