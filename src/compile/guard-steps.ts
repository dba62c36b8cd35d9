import { type SourceFile, ts } from "ts-morph";
import type { VerifierMutation } from "../core/verifier-mutant.ts";

/** Rounds of loops and calls of functions in one verification: a few milliseconds. */
const MOST_STEPS = 100_000;

const STEP = "__step";
const DECLARATION = `let ${STEP}sLeft = ${MOST_STEPS}; const ${STEP} = () => { if (--${STEP}sLeft < 0) throw new Error("too many steps"); return true; }; `;
const IN_BLOCK = `${STEP}();`;

/** The body of a loop that does nothing but count its rounds. */
export const EMPTY_BODY = `{${IN_BLOCK}}`;

/** Where to count the steps of a script: at its loops and functions. The module is evaluated for each verification. */
export function guardSteps(
  file: SourceFile,
  toScript: (position: number) => number,
): VerifierMutation["guards"] {
  const source = file.compilerNode;
  const guards: { readonly at: number; readonly text: string }[] = [{ at: toScript(0), text: DECLARATION }];
  const visit = (node: ts.Node): void => {
    const body = ts.isFunctionLike(node) && "body" in node ? node.body : loopBody(node);
    if (isBlock(body)) guards.push({ at: toScript(body.getStart(source) + 1), text: IN_BLOCK });
    else if (loopBody(node) !== undefined && !ts.isIfStatement(node.parent)) {
      // Not below an if, whose else would be taken for this one's.
      guards.push({ at: toScript(loopBody(node)?.getStart(source) ?? 0), text: `if (${STEP}()) ` });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return guards.toSorted((a, b) => a.at - b.at);
}

function loopBody(node: ts.Node): ts.Statement | undefined {
  return ts.isIterationStatement(node, false) ? node.statement : undefined;
}

function isBlock(body: unknown): body is ts.Block {
  return typeof body === "object" && body !== null && "kind" in body && body.kind === ts.SyntaxKind.Block;
}
