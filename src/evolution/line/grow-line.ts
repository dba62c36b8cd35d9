import { authorMessages } from "../../agents/author-messages.ts";
import type { Feedback } from "../../agents/feedback/feedback.ts";
import { feedbackOnDiagnostics, feedbackOnUnusableReply } from "../../agents/feedback/feedback-on-reply.ts";
import { feedbackOnChecks } from "../../agents/feedback/feedback-on-checks.ts";
import { refineMessage } from "../../agents/feedback/refine-message.ts";
import { readReply } from "../../agents/read-code-block.ts";
import { readRefinement } from "../../agents/read-refinement.ts";
import type { CallAddress, Completion, Message, NextTurn } from "../../core/calls/completion.ts";
import type { Prompts } from "../../core/calls/prompts.ts";
import { type DraftedRound, type Round, roundAddress, type TestedRound } from "../../core/draft/draft.ts";
import { summarizeChecks } from "../../core/checks/unit-test-report.ts";
import { answeredRemarks } from "./answered-remarks.ts";
import { reviewDraft } from "./review-draft.ts";
import type { Work } from "./work.ts";

/** Where a line of descent begins: with a description, or with a draft and what was found about it. */
export type LineStart =
  | { readonly kind: "description"; readonly line: number }
  | {
      readonly kind: "draft";
      readonly round: DraftedRound;
      readonly feedback: Feedback;
      /** The rounds that its line has had so far; the draft need not be of the last of them. */
      readonly roundsSoFar: number;
    };

/** A reply without usable code gets this many turns before its round counts as failed. */
const TURNS = 2;

/**
 * One conversation with the author: after each reply the draft is compiled and run, and the report goes
 * back, until a draft passes every check without a warning, its author leaves one that passes as it is or has said of an
 * earlier one why its remarks may stand, or the rounds are used up.
 */
export async function growLine(
  start: LineStart,
  { task, drivers, options }: Work,
): Promise<readonly Round[]> {
  const { line, round: firstRound } = firstAddress(start);
  if (firstRound > options.rounds) return [];
  const rounds: Round[] = [];
  let round = firstRound;
  let turn = 1;
  const before = start.kind === "draft" && start.round.status === "tested" ? start.round : undefined;
  // The draft that the author was last told of, where it may leave that as it is.
  let weighed = start.kind === "draft" ? mayStand(start.round, start.feedback) : undefined;

  const addressOf = (): CallAddress => ({
    role: round === 1 ? "author" : "refiner",
    task: task.id,
    line,
    round,
    turn,
  });
  const ask = (feedback: Feedback): NextTurn => ({
    status: "ask",
    text: refineMessage(feedback, drivers.prompts),
    address: addressOf(),
  });
  const finish = (finished: Round): NextTurn => {
    rounds.push(finished);
    drivers.record({ type: "round-finished", task, round: finished });
    const feedback = feedbackOn(finished, drivers.prompts);
    weighed = mayStand(finished, feedback);
    if (weighed !== undefined) {
      const answered = answeredRemarks(weighed, before);
      if (answered !== undefined) return leave(answered, weighed);
    }
    round++;
    turn = 1;
    const isTurnedAway = finished.status === "unusable-reply" && finished.by === "refusal";
    const isOver = feedback === undefined || isTurnedAway || round > options.rounds;
    return isOver ? { status: "end" } : ask(feedback);
  };
  const leave = (reason: string, left: TestedRound): NextTurn => {
    const standing = { ...left, stands: [left.stands, reason].filter((one) => one !== undefined).join("; ") };
    const place = rounds.indexOf(left);
    if (place >= 0) rounds[place] = standing;
    drivers.record({ type: "draft-stands", task, round: standing });
    return { status: "end" };
  };
  const unusable = (reply: Completion, reason: string): Round => ({
    status: "unusable-reply",
    line,
    round,
    reason,
    by: blameFor(reply),
  });
  const onReply = async (reply: Completion): Promise<NextTurn> => {
    const read = weighed === undefined ? readReply(reply) : readRefinement(reply, weighed);
    if (read.status === "stands") return leave(read.reason, read.draft);
    if (read.status === "code") {
      const review = (): Promise<Round> =>
        reviewDraft(read.source, { line, round }, { task, drivers, options });
      return finish(await drivers.inTurn(review));
    }
    if (turn === TURNS) return finish(unusable(reply, read.reason));
    turn++;
    drivers.record({ type: "reply-refused", task, address: { line, round }, reason: read.reason });
    return ask(feedbackOnUnusableReply(read.reason, drivers.prompts));
  };

  const opening = {
    messages: openingMessages(start, { task, drivers, options }),
    address: addressOf(),
    sample: line,
    seed: options.seed,
  };
  await drivers.converse(opening, onReply);
  return rounds;
}

/** The round, if what its author is told of it leaves it free to change nothing. */
const mayStand = (round: Round, feedback: Feedback | undefined): TestedRound | undefined =>
  round.status === "tested" && feedback?.standing === "may stand" ? round : undefined;

/** A request that is too long is turned away for itself: an earlier round may do. */
function blameFor(reply: Completion): "model" | "endpoint" | "refusal" {
  if (reply.status !== "failed") return "model";
  return reply.refusal === "other" ? "refusal" : "endpoint";
}

function firstAddress(start: LineStart): { readonly line: number; readonly round: number } {
  if (start.kind === "description") return { line: start.line, round: 1 };
  return { line: roundAddress(start.round).line, round: start.roundsSoFar + 1 };
}

function openingMessages(start: LineStart, { task, drivers, options }: Work): readonly Message[] {
  const messages = authorMessages(task, drivers.prompts, options.sharesReference);
  if (start.kind === "description") return messages;
  return [
    ...messages,
    { role: "assistant", text: `\`\`\`ts\n${start.round.draft.source}\`\`\`` },
    { role: "user", text: refineMessage(start.feedback, drivers.prompts) },
  ];
}

/** What sends the author back after a round; undefined when nothing is left to say. */
function feedbackOn(round: Round, prompts: Prompts): Feedback | undefined {
  switch (round.status) {
    case "unusable-reply":
      return feedbackOnUnusableReply(round.reason, prompts);
    case "not-compiled":
      return feedbackOnDiagnostics(round.report.diagnostics, prompts);
    case "tested":
      return summarizeChecks(round.report) === "passed"
        ? undefined
        : feedbackOnChecks({ report: round.report, source: round.draft.source }, prompts);
  }
}
