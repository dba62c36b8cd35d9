import { type SourceFile, ts } from "ts-morph";
import type { VerifierMutant } from "../core/verifier-mutant.ts";
import { type Mutation, mutationsOf } from "./mutations.ts";

/** More tell little that these do not, and each costs an isolate. */
const MOST_MUTANTS = 24;

/** Calls between the verifier and a function that is near, and how many mutants of others are taken. */
const NEAR = 1;
const MOST_FAR = 6;

const MAX_LINE_TEXT = 200;

/**
 * Small mistakes in `verifyCorrection` and in the functions of the module that it reaches by name, chosen
 * the same way each time and spread over kinds and lines. Tables and answer formats are left alone: they
 * are what the task is about, and not how it is checked.
 *
 * @param toScript where a position of the source stands in the program's script
 */
export function mutateVerifier(
  file: SourceFile,
  toScript: (position: number) => number,
): readonly VerifierMutant[] {
  const source = file.compilerNode;
  const found = reachedFunctions(source).flatMap(({ unit, distance }) =>
    mutationsOf(unit, source).map((mutation) => ({ ...mutation, distance })),
  );
  return choose(found)
    .map(({ start, end, text, what, at }): VerifierMutant => {
      const { line } = source.getLineAndCharacterOfPosition(at);
      const [lineText = ""] = source.text.slice(source.getPositionOfLineAndCharacter(line, 0)).split("\n", 1);
      return {
        line: line + 1,
        lineText: lineText.trim().slice(0, MAX_LINE_TEXT),
        what,
        start: toScript(start),
        end: toScript(end),
        text,
      };
    })
    .toSorted((a, b) => a.start - b.start || a.end - b.end || (a.text < b.text ? -1 : 1));
}

/** A function, and how many calls lie between it and `verifyCorrection`. */
type Reached = { readonly unit: ts.Node; readonly distance: number };

/** `verifyCorrection` first, then what it calls, breadth first. */
function reachedFunctions(source: ts.SourceFile): readonly Reached[] {
  const declared = declaredFunctions(source);
  const verifier = source.statements
    .filter(ts.isClassDeclaration)
    .flatMap(({ members }) => [...members])
    .find((member) => ts.isMethodDeclaration(member) && member.name.getText(source) === "verifyCorrection");
  const reached = new Map<ts.Node, number>(verifier === undefined ? [] : [[verifier, 0]]);
  // A map that grows while it is walked hands out what was added.
  for (const [unit, distance] of reached) {
    const visit = (node: ts.Node): void => {
      const called = ts.isIdentifier(node) && isReference(node) ? declared.get(node.text) : undefined;
      if (called !== undefined && !reached.has(called)) reached.set(called, distance + 1);
      ts.forEachChild(node, visit);
    };
    visit(unit);
  }
  return Array.from(reached, ([unit, distance]) => ({ unit, distance }));
}

function declaredFunctions(source: ts.SourceFile): ReadonlyMap<string, ts.Node> {
  const declared = new Map<string, ts.Node>();
  for (const statement of source.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name !== undefined) {
      declared.set(statement.name.text, statement);
    } else if (ts.isVariableStatement(statement)) {
      for (const { name, initializer } of statement.declarationList.declarations) {
        const isFunction =
          initializer !== undefined &&
          (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer));
        if (ts.isIdentifier(name) && isFunction) declared.set(name.text, initializer);
      }
    }
  }
  return declared;
}

/** Whether a name stands for a value, and is not the name of a member or of a field. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  return !ts.isBindingElement(parent) || parent.initializer === node;
}

type Placed = Mutation & { readonly distance: number };

/** What is near the verifier before what is far, which is a solver more often than a rule. */
function choose(found: readonly Placed[]): readonly Placed[] {
  const near = found.filter(({ distance }) => distance <= NEAR);
  const far = found.filter(({ distance }) => distance > NEAR);
  const some = takeInTurns(near, MOST_MUTANTS - Math.min(far.length, MOST_FAR));
  return [...some, ...takeInTurns(far, Math.min(MOST_FAR, MOST_MUTANTS - some.length))];
}

/** One mutation of each kind in turn, those of a kind spread over its places. */
function takeInTurns(found: readonly Placed[], most: number): readonly Placed[] {
  const kinds = [...Map.groupBy(found, ({ kind }) => kind).values()].map((some) => spread(some));
  const chosen: Placed[] = [];
  for (let turn = 0; chosen.length < Math.min(most, found.length); turn++) {
    for (const kind of kinds) {
      const next = kind[turn];
      if (next !== undefined && chosen.length < most) chosen.push(next);
    }
  }
  return chosen;
}

/** First every fourth, then those left between. */
const spread = (some: readonly Placed[]): readonly Placed[] =>
  [0, 2, 1, 3].flatMap((offset) => some.filter((_, place) => place % 4 === offset));
