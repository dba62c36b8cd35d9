import type { Score } from "../../bootcamp/index.ts";
import { describeExecution, describeWrapping, type Evidence, type PlacedCase } from "./evidence.ts";
import { verifyAll } from "./verify-all.ts";

/** An answer text to be tried on a case. */
export type AnswerTrial = { readonly drawn: PlacedCase; readonly text: string };

/** What came of one: its response, what was read in it, its score. */
export type TriedAnswer<Trial extends AnswerTrial> = Trial & {
  readonly response: string;
  /** Null where no answer can be read. */
  readonly canonical: string | null;
  readonly score: Score;
};

/** What came of all of them, or how trying them ended instead, in words. */
export type TriedAnswers<Trial extends AnswerTrial> =
  | { readonly status: "tried"; readonly tried: readonly TriedAnswer<Trial>[] }
  | { readonly status: "failed"; readonly reason: string };

/**
 * Wraps answer texts as the class wants them, reads them back and scores them. Those that read as the right
 * answer of their case, however they are written, are left out, unless they are wanted.
 */
export async function tryAnswers<Trial extends AnswerTrial>(
  evidence: Evidence,
  trials: readonly Trial[],
  options: { readonly keepRight: (trial: Trial) => boolean } = { keepRight: () => false },
): Promise<TriedAnswers<Trial>> {
  const { program, sandbox, limits } = evidence;
  const failed = (reason: string): TriedAnswers<Trial> => ({ status: "failed", reason });
  const wrapped = await sandbox.wrap(
    program,
    trials.map(({ text }) => text),
    limits,
  );
  if (wrapped.status !== "completed") return failed(describeWrapping(wrapped));
  const cases = [...new Set(trials.map(({ drawn }) => drawn))];
  const read = await sandbox.extract(
    program,
    [...cases.map(({ reference }) => reference), ...wrapped.value],
    limits,
  );
  if (read.status !== "completed") return failed(`reading an answer: ${describeExecution(read)}`);
  const right = new Map(cases.map((drawn, index) => [drawn, read.value[index]?.canonical]));
  const wanted = trials.flatMap((trial, index) => {
    const canonical = read.value[cases.length + index]?.canonical ?? null;
    if (!options.keepRight(trial) && canonical !== null && canonical === right.get(trial.drawn)) return [];
    return [{ trial, canonical, response: wrapped.value[index] ?? "" }];
  });
  const scores = await verifyAll(
    evidence,
    wanted.map(({ trial, response }) => ({ instance: trial.drawn.instance, response })),
  );
  if (scores.status !== "completed") return failed(`scoring answers: ${describeExecution(scores)}`);
  return {
    status: "tried",
    tried: wanted.map(({ trial, canonical, response }, index) => ({
      ...trial,
      canonical,
      response,
      score: scores.value[index] ?? { status: "error", message: "it was not scored" },
    })),
  };
}
