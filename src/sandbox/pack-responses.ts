import type { Program } from "../core/draft/compile-report.ts";
import type { ComposePayload } from "./run-job.ts";

/** A response to a case, which goes by its name: its JSON is sent once to each child. */
export type ScoringAttempt = {
  readonly caseName: string;
  readonly caseText: string;
  readonly response: string;
};

/** A child forgets the oldest of more cases than this (`guest/scoring.js`): then it is told all of them again. */
const MOST_TOLD = 20_000;

/** What cases are told to is the isolate of a program. */
const numbers = new WeakMap<Program, number>();
let latest = 0;

function numberOf(program: Program): number {
  const number = numbers.get(program) ?? ++latest;
  numbers.set(program, number);
  return number;
}

/**
 * The payload of a scoring job: a line of JSON, and behind it all responses in a row, which saves writing and
 * reading them as JSON. `isForgotten` sends each case along, whatever the child was told.
 */
export function packResponses(
  program: Program,
  batch: { readonly attempts: readonly ScoringAttempt[]; readonly still: boolean },
  isForgotten: boolean,
): ComposePayload {
  const { attempts, still } = batch;
  const number = numberOf(program);
  const places = new Map<string, number>();
  const used: ScoringAttempt[] = [];
  const items = attempts.map((attempt): readonly [number, number] => {
    const index = places.get(attempt.caseName) ?? used.push(attempt) - 1;
    places.set(attempt.caseName, index);
    return [index, attempt.response.length];
  });
  // Half a pair of surrogates has no UTF-8; as JSON it gets there unchanged.
  const isPlain = attempts.every(({ response }) => response.isWellFormed());
  const responses = attempts.map(({ response }) => response);
  return (told, isNew) => {
    if (told.size > MOST_TOLD) told.clear();
    const cases = used.map(({ caseName, caseText }) => {
      const key = `${number}:${caseName}`;
      const isTold = told.has(key) && !isForgotten && !isNew;
      told.add(key);
      return [caseName, isTold ? null : caseText];
    });
    const head = isPlain ? { still, cases, items } : { still, cases, items, responses };
    return `${JSON.stringify(head)}\n${isPlain ? responses.join("") : ""}`;
  };
}
