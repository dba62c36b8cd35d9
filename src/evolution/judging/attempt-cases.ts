import type { Json } from "../../bootcamp/index.ts";
import { judgeMessages } from "../../agents/judge-messages.ts";
import type { Completion } from "../../core/calls/completion.ts";
import { roundAddress, type TestedRound } from "../../core/draft/draft.ts";
import type { DrawnCase } from "../../core/draft/execution.ts";
import { hashJson, seedOf } from "../../core/draft/hash.ts";
import type { JudgeSample, SampleOutcome } from "../../core/judging/judge-report.ts";
import { awaitAll } from "../../core/run/await-all.ts";
import type { Work } from "../line/work.ts";

/** What is needed to draw cases of a class. */
export type Drawing = {
  readonly task: Pick<Work["task"], "id">;
  readonly drivers: Pick<Work["drivers"], "sandbox">;
  readonly options: Pick<Work["options"], "limits" | "seed">;
};

/** Draws the judge's cases. Throws when a class that passed its checks cannot draw: that is a fault. */
export async function drawCases(
  round: Pick<TestedRound, "program">,
  range: { readonly level: number; readonly start: number; readonly count: number },
  { drivers, options, task }: Drawing,
): Promise<readonly DrawnCase[]> {
  const execution = await drivers.sandbox.draw(
    round.program,
    { ...range, seed: options.seed },
    options.limits,
  );
  if (execution.status !== "completed") {
    throw new Error(
      `${task.id}: drawing cases for the judge ended as ${execution.status}, though every check had passed`,
    );
  }
  return execution.value.map((outcome) => {
    if (outcome.status === "drawn") return outcome;
    throw new Error(`${task.id}: ${outcome.method} failed on a case for the judge: ${outcome.message}`);
  });
}

export type PlannedAttempt = { readonly level: number; readonly drawn: DrawnCase; readonly attempt: number };

/** Asks the judge, all attempts at once, and scores what comes back in one crossing. */
export async function attemptCases(
  planned: readonly PlannedAttempt[],
  round: TestedRound,
  work: Work,
): Promise<readonly JudgeSample[]> {
  const { task, drivers } = work;
  const replies = await awaitAll(planned.map((one) => askJudge(one, round, work)));
  const outcomes = await scoreReplies(planned, replies, round, work);
  const samples = planned.map(({ level, drawn, attempt }, position): JudgeSample => {
    const outcome = outcomes[position];
    if (outcome === undefined) throw new Error(`${task.id}: a reply of the judge was not scored`);
    return { level, index: drawn.index, attempt, outcome };
  });
  drivers.record({ type: "samples-taken", task, address: roundAddress(round), samples });
  return samples;
}

function askJudge(
  { level, drawn, attempt }: PlannedAttempt,
  round: TestedRound,
  work: Work,
): Promise<Completion> {
  const { line, round: number } = roundAddress(round);
  const sampled = { level, index: drawn.index, attempt };
  return work.drivers.complete({
    address: {
      role: "judge",
      task: work.task.id,
      line,
      round: number,
      ...sampled,
      caseHash: hashJson(drawn.instance),
    },
    messages: judgeMessages(drawn.prompt, work.drivers.prompts),
    sample: attempt,
    seed: seedOf(`judge ${work.options.seed} ${level} ${drawn.index} ${attempt}`),
  });
}

async function scoreReplies(
  planned: readonly PlannedAttempt[],
  replies: readonly Completion[],
  round: TestedRound,
  { drivers, options }: Work,
): Promise<readonly SampleOutcome[]> {
  const complete = replies.flatMap((reply, index) => {
    const drawn = planned[index]?.drawn;
    return reply.status === "complete" && drawn !== undefined
      ? [{ index, instance: drawn.instance, response: reply.text }]
      : [];
  });
  const attempts = complete.map(({ instance, response }): { instance: Json; response: string } => ({
    instance,
    response,
  }));
  const execution = await drivers.sandbox.verify(round.program, attempts, options.limits);
  const outcomes = new Map<number, SampleOutcome>();
  for (const [order, { index, response }] of complete.entries()) {
    if (execution.status !== "completed") {
      outcomes.set(index, {
        status: "verifier-failed",
        message: `verifying ended as ${execution.status}`,
        response,
      });
      continue;
    }
    const score = execution.value[order];
    if (score?.status === "scored")
      outcomes.set(index, { status: "scored", score: score.score, answer: score.answer, response });
    else if (score?.status === "unparsable")
      outcomes.set(index, { status: "unparsable", reason: score.reason, response });
    else if (score?.status === "error" && score.by !== undefined)
      outcomes.set(index, { status: "failed", reason: score.message }); // says nothing of the class
    else
      outcomes.set(index, {
        status: "verifier-failed",
        message: score?.status === "error" ? score.message : "timeout",
        response,
      });
  }
  return replies.map((reply, position) => outcomes.get(position) ?? uncounted(reply));
}

/** A reply that is none: it says something of the endpoint or its budget, nothing of the bootcamp. */
function uncounted(reply: Completion): SampleOutcome {
  switch (reply.status) {
    case "complete":
      return { status: "failed", reason: "the reply was lost" };
    case "truncated":
    case "empty":
      return { status: reply.status };
    case "refused":
      return { status: reply.status, reason: reply.reason };
    case "failed":
      return { status: reply.refusal === undefined ? "failed" : "turned away", reason: reply.reason };
  }
}
