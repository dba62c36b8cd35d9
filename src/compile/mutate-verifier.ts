import { type SourceFile, ts } from "ts-morph";
import type { VerifierMutation } from "../core/checks/verifier-mutant.ts";
import { EMPTY_BODY, guardSteps } from "./guard-steps.ts";
import type { Script } from "./make-program.ts";
import { type Mutation, mutationsOf } from "./mutations.ts";
import { switchMutants } from "./switch-mutants.ts";

/** More tell little that these do not, and each costs an isolate. */
const MOST_MUTANTS = 24;

/**
 * Calls between the verifier and a function that is near, and how many mutants of others are taken. What
 * the generator or the reference uses too is never near: it is the task's truth, and no rule for answers.
 */
const NEAR = 1;
const MOST_FAR = 6;

/**
 * Kinds of mistakes that are made in what is far: there a limit passed by one, another order or another
 * start of a sum costs a search some time more often than it changes what is found.
 */
const KINDS_FAR: ReadonlySet<Mutation["kind"]> = new Set(["conjunct", "return", "negation", "loop"]);

const MAX_LINE_TEXT = 200;

/**
 * Small mistakes in `verifyCorrection` and in the functions of the module that it reaches by name, chosen
 * the same way each time and spread over kinds and lines. Tables and answer formats are left alone: they
 * are what the task is about, and not how it is checked.
 */
export function mutateVerifier(file: SourceFile, script: Script): VerifierMutation {
  const source = file.compilerNode;
  const found = reachedFunctions(source).flatMap(({ unit, distance }) =>
    mutationsOf(unit, source).map((mutation) => ({ ...mutation, distance })),
  );
  const chosen = choose(found).toSorted(
    (a, b) => a.start - b.start || a.end - b.end || (a.text < b.text ? -1 : 1),
  );
  const mutants = chosen.map((mutation) => {
    const { kind, what, at, pays } = mutation;
    const { line } = source.getLineAndCharacterOfPosition(at);
    return { kind, line: line + 1, ...changedLine(source.text, mutation), what, pays: pays ?? false };
  });
  return { code: switchMutants(script, guardSteps(file), chosen), mutants };
}

/** The first line that a mutation changes, as it is and as it would be; of what spans more lines only that one. */
function changedLine(text: string, mutation: Mutation): { readonly before: string; readonly after: string } {
  const from = text.lastIndexOf("\n", mutation.start - 1) + 1;
  const end = text.indexOf("\n", mutation.end);
  const until = end < 0 ? text.length : end;
  const put = mutation.text === EMPTY_BODY ? "{}" : mutation.text;
  const old = text.slice(from, until).split("\n");
  const mutated = (text.slice(from, mutation.start) + put + text.slice(mutation.end, until)).split("\n");
  const first = old.findIndex((line, index) => line !== mutated[index]);
  const shown = (line = ""): string => line.trim().slice(0, MAX_LINE_TEXT);
  return { before: shown(old[first]), after: shown(mutated[first]) };
}

/** A function, and how many calls lie between it and `verifyCorrection`. */
type Reached = { readonly unit: ts.Node; readonly distance: number };

/** `verifyCorrection` first, then what it calls, breadth first. */
function reachedFunctions(source: ts.SourceFile): readonly Reached[] {
  const ofTruth = reachedFrom(["caseGenerator", "referenceAnswer"], source);
  return Array.from(reachedFrom(["verifyCorrection"], source), ([unit, calls]) => ({
    unit,
    distance: ofTruth.has(unit) ? Infinity : calls,
  }));
}

/** The functions that methods of the class reach by name, themselves included, by the calls between. */
function reachedFrom(methods: readonly string[], source: ts.SourceFile): ReadonlyMap<ts.Node, number> {
  const declared = declaredFunctions(source);
  const first = source.statements
    .filter(ts.isClassDeclaration)
    .flatMap(({ members }) => [...members])
    .filter((member) => ts.isMethodDeclaration(member) && methods.includes(member.name.getText(source)));
  const reached = new Map<ts.Node, number>(first.map((method) => [method, 0]));
  // A map that grows while it is walked hands out what was added.
  for (const [unit, distance] of reached) {
    const visit = (node: ts.Node): void => {
      const called = ts.isIdentifier(node) && isReference(node) ? declared.get(node.text) : undefined;
      if (called !== undefined && !reached.has(called)) reached.set(called, distance + 1);
      ts.forEachChild(node, visit);
    };
    visit(unit);
  }
  return reached;
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

/** First where the verifier pays; what is near it before what is far, which is a solver more often than a rule. */
function choose(found: readonly Placed[]): readonly Placed[] {
  const near = found.filter(({ distance }) => distance <= NEAR);
  const far = found.filter(({ distance, kind }) => distance > NEAR && KINDS_FAR.has(kind));
  const paying = near.filter(({ pays }) => pays).slice(0, MOST_MUTANTS / 2);
  const others = near.filter((one) => !paying.includes(one));
  const most = MOST_MUTANTS - Math.min(far.length, MOST_FAR) - paying.length;
  const some = [...paying, ...takeInTurns(others, most)];
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
  [0, 2, 1, 3].flatMap((offset) => some.filter((_, index) => index % 4 === offset));
