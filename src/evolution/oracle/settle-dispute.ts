import {
  appraiserMessages,
  arbiterMessages,
  readAppraisal,
  readRuling,
} from "../../agents/arbiter-messages.ts";
import type { Completion, Message } from "../../core/calls/completion.ts";
import { roundAddress, type TestedRound } from "../../core/draft/draft.ts";
import { coinOf, hashJson } from "../../core/draft/hash.ts";
import type { DisputedTruth, TruthRuling } from "../../core/judging/oracle-report.ts";
import type { FreshCase } from "./fresh-cases.ts";
import type { Work } from "../line/work.ts";

/** A response that the class and a blind program score differently. */
export type Disagreement = {
  readonly drawn: FreshCase;
  readonly response: string;
  /** What the class holds of it. */
  readonly classScore: "right" | "wrong";
  /** Whether the program gave it; else it was asked about it. */
  readonly isGiven: boolean;
};

/** What a third look makes of a disagreement. */
export type Settled =
  | { readonly status: "class"; readonly ruling: TruthRuling; readonly disputed: DisputedTruth }
  | { readonly status: "program"; readonly disagreement: Disagreement; readonly why: string }
  /** The reply said nothing of it; `isGiven` tells which question that was, as of a disagreement. */
  | { readonly status: "no ruling"; readonly isGiven: boolean };

/** What was found wrong with the class, null where it was the program; undefined where nothing was. */
type Fault = { readonly ruling: TruthRuling | null; readonly why: string } | undefined;

/**
 * Asks a model to work a case through. Of a solver it sees both answers and not whose they are, and says which
 * one is right; of a checker the one answer that is in dispute.
 */
export async function settleDispute(
  disagreement: Disagreement,
  round: TestedRound,
  work: Work,
): Promise<Settled> {
  const { drawn, response, classScore } = disagreement;
  const { drivers, options } = work;
  const found = await drivers.sandbox.extract(round.program, [drawn.reference, response], options.limits);
  const [reference = drawn.reference, solverAnswer = response] =
    found.status === "completed" ? found.value.map((one) => one?.text) : [];
  const answers = { reference, solverAnswer };
  const fault = disagreement.isGiven
    ? await compare(drawn, answers, { round, work })
    : await appraise(disagreement, answers, { round, work });
  if (fault === undefined) return { status: "no ruling", isGiven: disagreement.isGiven };
  const { ruling, why } = fault;
  if (ruling === null) return { status: "program", disagreement, why };
  const { level, index, prompt } = drawn;
  const disputed = { level, index, prompt, ...answers, classScore, why };
  return { status: "class", ruling, disputed };
}

type About = { readonly round: TestedRound; readonly work: Work };

async function compare(
  drawn: FreshCase,
  { reference, solverAnswer }: { readonly reference: string; readonly solverAnswer: string },
  about: About,
): Promise<Fault> {
  // The order must not tell which is whose, and be the same in every run.
  const classFirst = coinOf(drawn.prompt);
  const [a, b] = classFirst ? [reference, solverAnswer] : [solverAnswer, reference];
  const messages = arbiterMessages({ prompt: drawn.prompt, a, b }, about.work.drivers.prompts);
  const read = readRuling(await ask(messages, [drawn.instance, solverAnswer], about));
  if (read === undefined) return undefined;
  const isClassRight = read.right === (classFirst ? "A" : "B");
  return { ruling: isClassRight ? null : rulingOf(read.right), why: read.why };
}

async function appraise(
  { drawn, classScore }: Disagreement,
  { reference, solverAnswer: answer }: { readonly reference: string; readonly solverAnswer: string },
  about: About,
): Promise<Fault> {
  const messages = appraiserMessages({ prompt: drawn.prompt, answer }, about.work.drivers.prompts);
  const read = readAppraisal(await ask(messages, [drawn.instance, answer, "appraised"], about));
  if (read === undefined) return undefined;
  const { why } = read;
  if (read.answer === "unclear") return { ruling: "ambiguous prompt", why };
  if (read.answer === classScore) return { ruling: null, why };
  if (classScore === "wrong") return { ruling: "alternative refused", why };
  return { ruling: answer === reference ? "wrong truth" : "over-acceptance", why };
}

function ask(
  messages: readonly Message[],
  about: Parameters<typeof hashJson>[0],
  { round, work: { task, drivers, options } }: About,
): Promise<Completion> {
  const address = {
    role: "arbiter",
    task: task.id,
    ...roundAddress(round),
    caseHash: hashJson(about),
  } as const;
  return drivers.complete({ address, messages, sample: 1, seed: options.seed });
}

function rulingOf(right: "A" | "B" | "both" | "neither" | "unclear"): TruthRuling {
  switch (right) {
    case "both":
      return "alternative refused";
    case "unclear":
      return "ambiguous prompt";
    case "A":
    case "B":
    case "neither":
      return "wrong truth";
  }
}
