import type { Feedback } from "../../agents/feedback/feedback.ts";
import { feedbackOnDiagnostics, feedbackOnUnusableReply } from "../../agents/feedback/feedback-on-reply.ts";
import { readReply } from "../../agents/read-code-block.ts";
import { readUnfit } from "../../agents/read-unfit.ts";
import type { Compile, Program } from "../../core/draft/compile-report.ts";
import type { Completion, Message } from "../../core/calls/completion.ts";
import type { Prompts } from "../../core/calls/prompts.ts";
import type { TestedRound } from "../../core/draft/draft.ts";
import type { ExaminedTruth, SolverTally } from "../../core/judging/oracle-report.ts";
import { UNVERIFIED } from "../../core/judging/second-verifier.ts";
import { askBlindAuthor } from "./ask-blind-author.ts";
import type { Work } from "../line/work.ts";

/** Turns that the author of a blind program has, the first included. */
export const TURNS = 3;

/** Where the turns of each kind of program begin: the address of a call tells what it was made for. */
export const BEFORE = { verifiers: 0, translation: 2 * TURNS } as const;

/** A translation to be written: what its author is told, and what a program of it is worth. */
export type BlindKind = {
  readonly by: "translation";
  readonly messages: readonly Message[];
  readonly compile: Compile;
  /** Cases that it will be run on. */
  readonly cases: number;
  readonly examine: (program: Program) => Promise<Outcome>;
};

/** What a program has shown: something for good, or something to tell its author. */
export type Outcome =
  | { readonly status: "settled"; readonly report: ExaminedTruth }
  | {
      readonly status: "again";
      /** Whether it does its work, and is wrong; else it does not do it. */
      readonly isAble: boolean;
      readonly feedback: Feedback;
      readonly reason: string;
      readonly tally: SolverTally;
    };

/** The same of a reply, whose author may say that no program can be written, and why. */
type Examined = Outcome | { readonly status: "unfit"; readonly reason: string };

/** How a conversation with the author of a blind program ended. */
export type Examination = {
  readonly report: ExaminedTruth;
  readonly ending: "settled" | "mistaken" | "unable" | "unfit";
};

/** Has a blind program written, run and mended, until it settles something or the turns are used up. */
export async function writeBlindProgram(
  kind: BlindKind,
  round: TestedRound,
  work: Work,
): Promise<Examination> {
  const { by, messages } = kind;
  const none: SolverTally = { cases: kind.cases, answered: 0, agreed: 0 };
  let ended: Examination = {
    report: { status: "unconfirmed", by, reason: `no ${by} was written`, ...none, verifier: UNVERIFIED },
    ending: "unable",
  };
  const author = { role: "solver", messages, turns: TURNS, before: BEFORE.translation } as const;
  await askBlindAuthor(author, { round, work }, async (reply) => {
    const outcome = await examine(reply, kind, { none, prompts: work.drivers.prompts });
    if (outcome.status === "settled") {
      ended = { report: outcome.report, ending: "settled" };
      return { status: "end" };
    }
    if (outcome.status === "unfit") {
      const reason = `its author finds no way from the prompts to the description's input and back: ${outcome.reason}`;
      ended = {
        report: { status: "unconfirmed", by, reason, ...none, verifier: UNVERIFIED },
        ending: "unfit",
      };
      return { status: "end" };
    }
    const { reason, tally, isAble, feedback } = outcome;
    ended = {
      report: { status: "unconfirmed", by, reason, ...tally, verifier: UNVERIFIED },
      ending: isAble ? "mistaken" : "unable",
    };
    return { status: "again", feedback };
  });
  return ended;
}

async function examine(
  reply: Completion,
  kind: BlindKind,
  { none, prompts }: { readonly none: SolverTally; readonly prompts: Prompts },
): Promise<Examined> {
  const again = (told: { readonly feedback: Feedback; readonly reason: string }): Outcome => ({
    status: "again",
    isAble: false,
    ...told,
    tally: none,
  });
  const read = readReply(reply);
  if (read.status === "unusable") {
    const unfit = readUnfit(reply);
    if (unfit !== undefined) return { status: "unfit", reason: unfit };
    const feedback = feedbackOnUnusableReply(read.reason, prompts);
    return again({ feedback, reason: `no ${kind.by} was written` });
  }
  const compiled = await kind.compile(read.source);
  if (compiled.status === "compiled") return kind.examine(compiled.program);
  const feedback = feedbackOnDiagnostics(compiled.diagnostics, prompts);
  return again({ feedback, reason: `the ${kind.by} does not compile` });
}
