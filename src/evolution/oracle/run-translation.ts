import type { Solution } from "../../agents/translator-messages.ts";
import type { Program } from "../../core/draft/compile-report.ts";
import { isEqualOutput } from "../../core/task/equal-output.ts";
import { type Example, readExamples } from "../../core/task/read-examples.ts";
import type { Drivers } from "../../core/run/synthesis.ts";
import type { TaskDescription } from "../../core/task/task-description.ts";
import type { FreshCase } from "./fresh-cases.ts";
import { explainSilence } from "./explain-silence.ts";
import { inCrossings, type Running } from "./in-crossings.ts";
import { scoreResponses, type SolverRun } from "./run-solver.ts";

/** The solution of a description, and what runs of it: itself where it is JavaScript or TypeScript. */
export type Prepared = {
  readonly solution: Solution;
  readonly examples: readonly Example[];
  readonly program: Program | undefined;
  /** An example whose output the solution itself does not give. */
  readonly contradicted: Contradicted | undefined;
};

/** An example, its number from 1, and what came out instead; null where nothing did. */
export type Contradicted = {
  readonly example: Example;
  readonly number: number;
  readonly given: string | null;
};

/** A language as descriptions name it. They are often wrong, so what does not run is translated. */
const RUNS = /^(?:(?:java|type|ecma)script|[jt]s|m[jt]s|node(?:\.?js)?|deno|bun)\b/i;

/** The examples of a description: those beside its text, or else those in it. */
export function examplesOf({ examples, description }: TaskDescription): readonly Example[] {
  return examples.length > 0 ? examples : readExamples(description);
}

/** Looks at what a description brings, and runs its solution on its examples where it can be run. */
export async function prepareSolution(
  task: TaskDescription,
  compileBlind: Drivers["compileBlind"],
  running: Running,
): Promise<Prepared> {
  const examples = examplesOf(task);
  const { referenceSolution: found } = task;
  const translated = (solution: Solution): Prepared => ({
    solution,
    examples,
    program: undefined,
    contradicted: undefined,
  });
  if (found === null) return translated({ status: "none" });
  const toTranslate = translated({ status: "to translate", ...found });
  if (!RUNS.test(found.language.trim())) return toTranslate;
  const compiled = await compileBlind(found.code, "reference");
  if (compiled.status === "refused") return toTranslate;
  const contradicted = await findContradiction({ program: compiled.program, of: null }, examples, running);
  // It needs what the sandbox has not, or is in another language after all.
  if (contradicted?.given === null) return toTranslate;
  return { solution: { status: "runs", ...found }, examples, program: compiled.program, contradicted };
}

/** A function of a program from input to output. */
type Answerer = { readonly program: Program; readonly of: "answer" | null };

/** The first example whose output a program does not give. */
export async function findContradiction(
  answerer: Answerer,
  examples: readonly Example[],
  running: Running,
): Promise<Contradicted | undefined> {
  const inputs = examples.map(({ input }) => (input.endsWith("\n") ? input : `${input}\n`));
  const outputs = await callEach(
    answerer.program,
    answerer.of,
    inputs.map((input) => [input]),
    running,
  );
  return examples
    .map((example, at) => ({ example, number: at + 1, given: outputs[at] ?? null }))
    .find(({ example, given }) => given === null || !isEqualOutput(given, example.output));
}

/** How a solution did that was led to from prompts, and what went in and out for each prompt. */
export type TranslationRun = SolverRun & { readonly between: ReadonlyMap<string, Between> };

/** What a solution was given for a prompt, and what it gave. */
export type Between = { readonly input: string; readonly output: string };

/** Leads cases to the solution and its outputs back, and has the class's own verifier score what comes of it. */
export async function runTranslation(
  translation: Program,
  { program }: Pick<Prepared, "program">,
  about: { readonly cases: readonly FreshCase[]; readonly round: { readonly program: Program } },
  running: Running,
): Promise<TranslationRun> {
  const { cases, round } = about;
  const inputs = await callEach(
    translation,
    "toInput",
    cases.map(({ prompt }) => [prompt]),
    running,
  );
  const asked = cases.flatMap((drawn, index) => {
    const input = inputs[index] ?? "";
    return input === "" ? [] : [{ drawn, input }];
  });
  const answerer: Answerer =
    program === undefined ? { program: translation, of: "answer" } : { program, of: null };
  const outputs = await callEach(
    answerer.program,
    answerer.of,
    asked.map(({ input }) => [input]),
    running,
  );
  const answered = asked.flatMap(({ drawn, input }, position) => {
    const output = outputs[position] ?? "";
    return output === "" ? [] : [{ drawn, input, output }];
  });
  const lists = answered.map(({ drawn, output }) => [drawn.prompt, output]);
  const texts = await callEach(translation, "toResponse", lists, running);
  const responses = new Map(answered.map(({ drawn }, index) => [drawn.prompt, texts[index] ?? null]));
  const inOrder = cases.map(({ prompt }) => responses.get(prompt) ?? null);
  const run = await scoreResponses(inOrder, cases, round, running);
  /** The first function of the three that gave nothing for a case. */
  const silentPart = ({ prompt }: FreshCase): [Program, { of: string | null; arguments: string[] }] => {
    const { output } = answered.find(({ drawn }) => drawn.prompt === prompt) ?? {};
    if (output !== undefined) return [translation, { of: "toResponse", arguments: [prompt, output] }];
    const { input } = asked.find(({ drawn }) => drawn.prompt === prompt) ?? {};
    if (input !== undefined) return [answerer.program, { of: answerer.of, arguments: [input] }];
    return [translation, { of: "toInput", arguments: [prompt] }];
  };
  const between = new Map(answered.map(({ drawn, input, output }) => [drawn.prompt, { input, output }]));
  const silence = run.unanswered && (await explainSilence(...silentPart(run.unanswered), running));
  return { ...run, silence, between };
}

function callEach(
  program: Program,
  of: string | null,
  lists: readonly (readonly string[])[],
  { drivers, options }: Running,
): Promise<readonly (string | null)[]> {
  return inCrossings(lists, (part) => drivers.sandbox.call(program, { of, arguments: part }, options.limits));
}
