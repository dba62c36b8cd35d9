import type { Json, Score } from "../../bootcamp/index.ts";
import type { Program } from "../../core/draft/compile-report.ts";
import type { Attempt, Execution, FoundAnswer, JobLimits, Sandbox } from "../../core/draft/execution.ts";

/**
 * The same sandbox, which asks a program nothing twice that it has said. Every verification, reading and
 * wrapping gets the draft's module anew, with chance and clock set back, and so says the same each time; and
 * a response in which no answer can be read holds none for any case, since it is read before a case is looked
 * at. Checks may thus ask for whatever they want to see: about half of it was asked before.
 */
export function rememberAnswers(sandbox: Sandbox, program: Program): Sandbox {
  const wrapped = new Map<string, string>();
  const found = new Map<string, FoundAnswer | null>();
  const verify = rememberScores((attempts, limits) => sandbox.verify(program, attempts, limits));
  return {
    ...sandbox,
    wrap: (asked, answers, limits) =>
      asked === program
        ? askOnce(wrapped, answers, (some) => sandbox.wrap(program, some, limits))
        : sandbox.wrap(asked, answers, limits),
    extract: (asked, responses, limits) =>
      asked === program
        ? askOnce(found, responses, (some) => sandbox.extract(program, some, limits))
        : sandbox.extract(asked, responses, limits),
    verify: (asked, attempts, limits) =>
      asked === program ? verify(attempts, limits) : sandbox.verify(asked, attempts, limits),
  };
}

async function askOnce<Value>(
  known: Map<string, Value>,
  texts: readonly string[],
  ask: (some: readonly string[]) => Promise<Execution<readonly Value[]>>,
): Promise<Execution<readonly Value[]>> {
  const unknown = [...new Set(texts)].filter((text) => !known.has(text));
  let cpuMs = 0;
  if (unknown.length > 0) {
    const execution = await ask(unknown);
    if (execution.status === "timed-out" && execution.item !== null)
      return { ...execution, item: texts.indexOf(unknown[execution.item] ?? "") };
    if (execution.status !== "completed") return execution;
    cpuMs = execution.cpuMs;
    for (const [index, value] of execution.value.entries()) {
      const text = unknown[index];
      if (text !== undefined) known.set(text, value);
    }
  }
  return { status: "completed", value: texts.flatMap((text) => [...valuesAt(known, text)]), cpuMs };
}

/** What a map holds at a key, where that may be null or nothing. */
function valuesAt<Value>(known: ReadonlyMap<string, Value>, text: string): readonly Value[] {
  const value = known.get(text);
  return value === undefined ? [] : [value];
}

type Verify = (attempts: readonly Attempt[], limits: JobLimits) => Promise<Execution<readonly Score[]>>;

/** Scores by case and response. Cases are told by identity: equal ones that were drawn twice are two. */
function rememberScores(verify: Verify): Verify {
  const unreadable = new Map<string, Score>();
  const readable = new Set<string>();
  const scores = new Map<Json, Map<string, Score>>();

  const recall = ({ instance, response }: Attempt): Score | undefined =>
    unreadable.get(response) ?? scores.get(instance)?.get(response);

  const note = ({ instance, response }: Attempt, score: Score): void => {
    if (score.status === "unparsable") {
      unreadable.set(response, score);
      return;
    }
    readable.add(response);
    const ofCase = scores.get(instance) ?? new Map<string, Score>();
    scores.set(instance, ofCase.set(response, score));
  };

  /** Each unknown attempt once; and of a response that was never tried one, which says whether it can be read. */
  const choose = (attempts: readonly Attempt[]): readonly Attempt[] => {
    const chosen = new Map<string, Set<Json>>();
    return attempts.filter((attempt) => {
      if (recall(attempt) !== undefined) return false;
      const cases = chosen.get(attempt.response);
      if (cases !== undefined && (!readable.has(attempt.response) || cases.has(attempt.instance)))
        return false;
      chosen.set(attempt.response, (cases ?? new Set()).add(attempt.instance));
      return true;
    });
  };

  return async (attempts, limits) => {
    let cpuMs = 0;
    for (let some = choose(attempts); some.length > 0; some = choose(attempts)) {
      const execution = await verify(some, limits);
      // Where it does not complete, how it ends depends on all that is in the batch.
      if (execution.status !== "completed")
        return some.length === attempts.length ? execution : verify(attempts, limits);
      cpuMs += execution.cpuMs;
      for (const [index, score] of execution.value.entries()) {
        const attempt = some[index];
        if (attempt !== undefined) note(attempt, score);
      }
    }
    const value = attempts.flatMap((attempt) => recall(attempt) ?? []);
    return { status: "completed", value, cpuMs };
  };
}
