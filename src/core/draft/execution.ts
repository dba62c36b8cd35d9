import type { AnswerShape } from "../../bootcamp/answer-shape.ts";
import type { Asked, Json, Score } from "../../bootcamp/index.ts";
import type { LevelParameters } from "./card.ts";
import type { Program } from "./compile-report.ts";
import type { MutantTrial } from "../checks/verifier-mutant.ts";

/** How a job in the sandbox ended. Only `completed` has a value; nothing here is a fault of Campforge. */
export type Execution<Value> =
  | { readonly status: "completed"; readonly value: Value; readonly cpuMs: number }
  | { readonly status: "threw"; readonly message: string }
  | {
      readonly status: "timed-out";
      readonly limitMs: number;
      readonly item: number | null;
      /** That item used so much of the time itself that another try would end in the same way, on any machine. */
      readonly isEndless?: true;
    }
  | { readonly status: "out-of-memory"; readonly limitMiB: number }
  | { readonly status: "crashed"; readonly reason: string }
  | { readonly status: "refused"; readonly reason: string };

/** A case as drawn, with the prompt and the reference response made from it, as far as they were asked for. */
export type DrawnCase = {
  readonly index: number;
  readonly instance: Json;
  readonly prompt: string;
  readonly reference: string;
  /** What JSON lost of the case as the class made it; null when nothing. */
  readonly lost: string | null;
  /** What the class itself says of how hard the case is; missing where it says nothing, or was not asked. */
  readonly hardness?: number | undefined;
};

/** One case of a batch: drawn, or what a method threw. */
export type DrawOutcome =
  | ({ readonly status: "drawn" } & DrawnCase)
  | { readonly status: "threw"; readonly index: number; readonly method: string; readonly message: string };

/** The class as it presents itself once loaded; `card` is what it wrote, not yet checked. */
export type LoadedClass = {
  readonly className: string;
  readonly card: Json;
  readonly answerPlace: string;
  readonly instruction: string;
  /** What the parser of its answers reads; null where the class wrote its own. */
  readonly answerShape: AnswerShape | null;
  /** Whether it has `workedSolution`. */
  readonly worksOut: boolean;
  /** What counts as the same answer where a model compares them; null where rules do. */
  readonly equal: string | null;
};

/** What a class whose answers a model compares says of right and wrong answers to a case, beside the reference. */
export type KnownAnswers = { readonly reworded: readonly string[]; readonly wrong: readonly string[] };

export type CaseRange = {
  readonly level: number;
  readonly seed: number;
  readonly start: number;
  readonly count: number;
  /** In the place of the level's own parameters, with the same chance. */
  readonly parameters?: LevelParameters;
  /** All of each case where it is missing. */
  readonly extent?: Extent;
  /** By a second implementation of what the language leaves to the engine. */
  readonly engine?: OtherEngine;
};

/** What another engine may do otherwise: how a sort compares, the last digit of sines, logarithms and powers. */
export type OtherEngine = { readonly sorts?: boolean; readonly lastDigits?: boolean };

/**
 * How much of a case is made: the case alone, its prompt as well, its reference response as well, or all of these and
 * its hardness. A text that is not made is empty. To answer a case and to tell how hard it is may each be to solve it.
 */
export type Extent = "case" | "prompted" | "answered" | "measured";

/** A case of a level by what decides it. */
export type CaseAddress = { readonly seed: number; readonly index: number; readonly extent: Extent };

/** Cases of one level in any order, drawn one after the other by the same class. */
export type Redraw = { readonly level: number; readonly cases: readonly CaseAddress[] };

export type Attempt = { readonly instance: Json; readonly response: string };

/** An answer as written, and in a form that is equal for equal answers however they are written. */
export type FoundAnswer = { readonly text: string; readonly canonical: string };

/** Limits of one job: CPU time of the whole batch, memory of the isolate. */
export type JobLimits = {
  readonly timeoutMs: number;
  readonly memoryMiB: number;
  /** Whether a job that hits a limit is given up at once, neither tried again nor taken apart around its fault. */
  readonly once?: boolean;
  /** The process that should do it where that is idle, by its place among those at work: one that knows the program. */
  readonly lane?: number;
};

/** How a call of a program's function ends: with a text, of which the beginning is given, with something else, or by throwing. */
export type CallEnding =
  | { readonly status: "gave"; readonly text: string }
  | { readonly status: "gave no text"; readonly type: string }
  | { readonly status: "threw"; readonly message: string };

/** Where drafts run. Every method takes a whole batch across in one crossing. */
export type Sandbox = {
  /**
   * What a function from texts to a text gives for each list of arguments, null where it threw or gave no text:
   * the function that a program exports by default, or the one of this name where it exports several.
   */
  readonly call: (
    program: Program,
    calls: { readonly of: string | null; readonly arguments: readonly (readonly string[])[] },
    limits: JobLimits,
  ) => Promise<Execution<readonly (string | null)[]>>;
  /** The same for a function to a list of texts; null where it threw or gave no such list. */
  readonly callForTexts: (
    program: Program,
    calls: { readonly of: string; readonly arguments: readonly (readonly string[])[] },
    limits: JobLimits,
  ) => Promise<Execution<readonly (readonly string[] | null)[]>>;
  /** How one such call ends, for whoever wants to know why it gave nothing. */
  readonly endingOf: (
    program: Program,
    call: { readonly of: string | null; readonly arguments: readonly string[] },
    limits: JobLimits,
  ) => Promise<Execution<CallEnding>>;
  readonly load: (program: Program, limits: JobLimits) => Promise<Execution<LoadedClass>>;
  readonly draw: (
    program: Program,
    range: CaseRange,
    limits: JobLimits,
  ) => Promise<Execution<readonly DrawOutcome[]>>;
  /** The prompt of each case, also of cases that the class did not draw; null where wording one failed. */
  readonly word: (
    program: Program,
    instances: readonly Json[],
    limits: JobLimits,
  ) => Promise<Execution<readonly (string | null)[]>>;
  /** The reference answer of each case; null where giving one failed. */
  readonly refer: (
    program: Program,
    instances: readonly Json[],
    limits: JobLimits,
  ) => Promise<Execution<readonly (string | null)[]>>;
  /** The worked solution of each case; null where there is none, or working it out failed. */
  readonly work: (
    program: Program,
    instances: readonly Json[],
    limits: JobLimits,
  ) => Promise<Execution<readonly (string | null)[]>>;
  readonly redraw: (
    program: Program,
    redraw: Redraw,
    limits: JobLimits,
  ) => Promise<Execution<readonly DrawOutcome[]>>;
  /** A score for each attempt; an error of the model verifier's where one is to be asked and there is none. */
  readonly verify: (
    program: Program,
    attempts: readonly Attempt[],
    limits: JobLimits,
  ) => Promise<Execution<readonly Score[]>>;
  /**
   * The same without a model: where one would be asked, the class's own reference and its rewordings are right, and
   * every other answer wrong.
   */
  readonly verifyAlone: Sandbox["verify"];
  /** The class-side part of a verification: where a model compares answers, what it is to be asked. */
  readonly attempt: (
    program: Program,
    attempts: readonly Attempt[],
    limits: JobLimits,
  ) => Promise<Execution<readonly (Score | Asked)[]>>;
  /** What a class whose answers a model compares says of right and wrong ones; nothing of any other class. */
  readonly known: (
    program: Program,
    instances: readonly Json[],
    limits: JobLimits,
  ) => Promise<Execution<readonly KnownAnswers[]>>;
  /**
   * What becomes of each small mistake in a verifier, tried on these attempts up to the first that notices.
   * The program is one with switches; attempts that the verifier itself fails on are left out. No further
   * attempt is taken once the verifier has used `steps` steps. A mistake that keeps a verification from
   * ending is killed at the attempt -1.
   */
  readonly mutate: (
    program: Program,
    trials: {
      readonly attempts: readonly Attempt[];
      readonly mutants: readonly number[];
      readonly steps: number;
    },
    limits: JobLimits,
  ) => Promise<Execution<MutantTrial>>;
  /** The answer of each response, thinking taken off; null where there is none. */
  readonly extract: (
    program: Program,
    responses: readonly string[],
    limits: JobLimits,
  ) => Promise<Execution<readonly (FoundAnswer | null)[]>>;
  /** Responses that hold each text as their answer. */
  readonly wrap: (
    program: Program,
    answers: readonly string[],
    limits: JobLimits,
  ) => Promise<Execution<readonly string[]>>;
};

/** The part of a sandbox that makes cases and puts them into words. */
export type DrawingSandbox = Pick<Sandbox, "draw" | "redraw" | "word" | "refer" | "work">;
