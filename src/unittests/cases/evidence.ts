import type { Score } from "../../bootcamp/index.ts";
import type { CheckedCard } from "../../core/draft/card.ts";
import type { Program, SourceText } from "../../core/draft/compile-report.ts";
import type {
  DrawnCase,
  DrawOutcome,
  Execution,
  JobLimits,
  LoadedClass,
  Sandbox,
} from "../../core/draft/execution.ts";
import type { KnownBootcamp, Sketch } from "../../core/draft/novelty.ts";
import type { Figure } from "../../core/checks/figures.ts";
import { DRAWING } from "../../core/checks/thresholds.ts";
import { smallestFirst } from "../../core/checks/smallest-first.ts";
import type { Check, CheckName, Counterexample } from "../../core/checks/unit-test-report.ts";
import type { Fault } from "./note-faults.ts";
import type { VerifierMutation } from "../../core/checks/verifier-mutant.ts";

/** What is needed to run a draft. */
export type Testing = {
  readonly program: Program;
  readonly sandbox: Sandbox;
  readonly limits: JobLimits;
  readonly seed: number;
  readonly sourceText: SourceText;
  /** The shape of the program. */
  readonly syntax: Sketch;
  /** Small mistakes to put into the verifier, to see whether they are noticed; null for what has none. */
  readonly mutation: VerifierMutation | null;
  /** What the draft must not be a twin of. */
  readonly known: readonly KnownBootcamp[];
};

/** What the checks of a draft look at. These are tests of drafts; the tests of Campforge are in `test/`. */
export type Evidence = Testing & {
  readonly loaded: LoadedClass;
  readonly card: CheckedCard;
  /** The cases drawn for each level, in order of index from 0. */
  readonly levels: readonly (readonly TestedCase[])[];
  /** Some of them drawn a second time, by level; levels behind one where that did not complete are missing. */
  readonly again: readonly Execution<DrawnAgain>[];
  /** Every fault of the verifier so far, whatever check tried the response. */
  readonly faults: readonly Fault[];
  /** Hears what a check measures beside what it finds. */
  readonly measure: (figure: Figure) => void;
  /** The sandbox without memory, for who measures how long it takes: `sandbox` asks the program nothing twice. */
  readonly freshSandbox: Sandbox;
};

/** Cases drawn a second time among some of another seed, for which the same class serves. */
export type DrawnAgain = {
  readonly replayed: readonly DrawOutcome[];
  readonly others: readonly DrawOutcome[];
};

/** A case with what its reference holds as an answer, as written, null where none can be read, and its score. */
export type TestedCase = DrawnCase & { readonly answer: string | null; readonly score: Score };

/** A case with its level. */
export type PlacedCase = TestedCase & { readonly level: number };

/** Cases drawn for each level: several hundred over all levels (docs/admission.md, the unit tests). */
export const CASES_PER_LEVEL = DRAWING.cases;

/** The first `count` cases of each level. */
export function firstCases(evidence: Evidence, count: number): readonly PlacedCase[] {
  return evidence.levels.flatMap((cases, level) =>
    cases.slice(0, count).map((drawn) => ({ ...drawn, level })),
  );
}

/** What a score is worth to a trainer: 0 unless it was scored. */
export function scoreValue(score: Score | undefined): number {
  return score?.status === "scored" ? score.score : 0;
}

/** A score in words. */
export function scoreText(score: Score): string {
  switch (score.status) {
    case "scored":
      return String(score.score);
    case "unparsable":
      return `unparsable: ${score.reason}`;
    case "error":
      return `error: ${score.message}`;
    case "timeout":
      return `timeout after ${score.limitMs} ms`;
  }
}

const SHOWN_CHARACTERS = 1_500;

/** A long text cut in the middle, so that both ends can be read. */
export function shorten(text: string, limit = SHOWN_CHARACTERS): string {
  if (text.length <= limit) return text;
  const half = Math.floor(limit / 2);
  return `${text.slice(0, half)} … (${text.length - 2 * half} characters) … ${text.slice(-half)}`;
}

/** A case as a counterexample, with what was answered and what it scored. */
export function counterexample(
  drawn: DrawnCase & { readonly level: number },
  seed: number,
  response?: string,
  score?: Score,
): Counterexample {
  return {
    level: drawn.level,
    seed,
    index: drawn.index,
    instance: shorten(JSON.stringify(drawn.instance)),
    prompt: shorten(drawn.prompt),
    ...(response === undefined ? {} : { response: shorten(response, 600) }),
    ...(score === undefined ? {} : { score: scoreText(score) }),
  };
}

/** How a job ended that did not complete, in words. */
export function describeExecution(execution: Exclude<Execution<unknown>, { status: "completed" }>): string {
  switch (execution.status) {
    case "threw":
      return `it threw: ${execution.message}`;
    case "timed-out":
      return `it took more than ${execution.limitMs} ms of CPU time${execution.item === null ? "" : ` at item ${execution.item + 1} of the batch`}`;
    case "out-of-memory":
      return `it needed more than ${execution.limitMiB} MiB of memory`;
    case "crashed":
      return `its process ended: ${execution.reason}`;
    case "refused":
      return `its result was refused: ${execution.reason}`;
  }
}

/**
 * The same of answers that were wrapped. The class itself does next to nothing for that, so that time which it takes is
 * mostly that of loading its module.
 */
export function describeWrapping(execution: Exclude<Execution<unknown>, { status: "completed" }>): string {
  return `wrapping answers in the form of answerFormat, for each of which the module is loaded anew (what it works out at the top level counts each time): ${describeExecution(execution)}`;
}

/** A failed check. */
export function failed(
  name: CheckName,
  detail: string,
  counterexamples: readonly Counterexample[] = [],
): Check {
  return { name, status: "failed", detail, counterexamples: shortList(counterexamples) };
}

/** A check that flags the bootcamp for review. */
export function warned(
  name: CheckName,
  detail: string,
  counterexamples: readonly Counterexample[] = [],
): Check {
  return { name, status: "warned", detail, counterexamples: shortList(counterexamples) };
}

/** A check that found nothing wrong; the detail says in how much. */
export function passed(name: CheckName, detail: string): Check {
  return { name, status: "passed", detail };
}

const MAX_COUNTEREXAMPLES = 3;

/** The smallest few, the case itself only where it is not that of the one before. */
function shortList(counterexamples: readonly Counterexample[]): readonly Counterexample[] {
  const smallest = counterexamples.toSorted(smallestFirst).slice(0, MAX_COUNTEREXAMPLES);
  return smallest.map((example, index) => {
    if (index === 0 || example.instance !== smallest[index - 1]?.instance) return example;
    const { instance: _instance, prompt: _prompt, ...rest } = example;
    return rest;
  });
}
