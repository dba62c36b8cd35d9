import { type SourceFile, ts } from "ts-morph";

/** Rounds of loops and calls of functions in one verification: a few milliseconds. */
const MOST_STEPS = 100_000;

const STEP = "__step";

/** What the guards call, and what lets the next verification have as many steps again. */
export const STEP_COUNTER = `let ${STEP}sLeft = ${MOST_STEPS}; const ${STEP} = () => { if (--${STEP}sLeft < 0) throw new Error("too many steps"); return true; }; const ${STEP}sAnew = () => { ${STEP}sLeft = ${MOST_STEPS}; }; `;

/** Restores the steps. */
export const STEPS_ANEW = `${STEP}sAnew();`;

const IN_BLOCK = `${STEP}();`;

/** The body of a loop that does nothing but count its rounds. */
export const EMPTY_BODY = `{${IN_BLOCK}}`;

/** How many were taken since. */
export const STEPS_TAKEN = `${MOST_STEPS} - ${STEP}sLeft`;

/** A text to put into the source so that steps are counted. */
export type StepGuard = { readonly at: number; readonly text: string };

/**
 * Where to count the steps of a verification, at loops and functions, so that one which takes too many
 * throws: a mistake in a loop must not cost a process, and counted steps are the same on every machine.
 */
export function guardSteps(file: SourceFile): readonly StepGuard[] {
  const source = file.compilerNode;
  const guards: StepGuard[] = [];
  const visit = (node: ts.Node): void => {
    const body = ts.isFunctionLike(node) && "body" in node ? node.body : loopBody(node);
    if (isBlock(body)) guards.push({ at: body.getStart(source) + 1, text: IN_BLOCK });
    else if (loopBody(node) !== undefined && !ts.isIfStatement(node.parent)) {
      // Not below an if, whose else would be taken for this one's.
      guards.push({ at: loopBody(node)?.getStart(source) ?? 0, text: `if (${STEP}()) ` });
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
