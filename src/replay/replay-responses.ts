import type { Score } from "../bootcamp/index.ts";
import type { Program } from "../core/draft/compile-report.ts";
import { type Comparison, compareScores } from "./compare-scores.ts";
import type { Attempt, JobLimits, Sandbox } from "../core/draft/execution.ts";
import { restoreCases } from "./restore-cases.ts";
import { scoreEach } from "./score-each.ts";
import type { StoredResponse } from "./stored-response.ts";

/** A stored response scored by both classes. */
export type Replayed = {
  readonly stored: StoredResponse;
  readonly old: Score;
  readonly new: Score;
  readonly comparison: Comparison;
};

/** The two classes of a replay and where they run. */
export type Replay = {
  readonly old: Program;
  readonly new: Program;
  readonly sandbox: Sandbox;
  readonly limits: JobLimits;
};

/** Responses in one crossing, and their characters: what is in memory at once. */
const BATCH = 250;
const BATCH_CHARACTERS = 2_000_000;

/** Scores stored responses with both classes, a batch at a time, and compares. They come in their order. */
export async function* replayResponses(
  responses: AsyncIterable<StoredResponse>,
  replay: Replay,
): AsyncGenerator<Replayed> {
  for await (const batch of inBatches(responses)) yield* await replayBatch(batch, replay);
}

async function* inBatches(
  responses: AsyncIterable<StoredResponse>,
): AsyncGenerator<readonly StoredResponse[]> {
  let batch: StoredResponse[] = [];
  let characters = 0;
  for await (const stored of responses) {
    batch.push(stored);
    characters += stored.response.length;
    if (batch.length < BATCH && characters < BATCH_CHARACTERS) continue;
    yield batch;
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield batch;
}

async function replayBatch(batch: readonly StoredResponse[], replay: Replay): Promise<readonly Replayed[]> {
  const cases = await restoreCases(batch, replay);
  const attempts = batch.flatMap(({ response }, index): readonly Attempt[] => {
    const restored = cases[index];
    return restored?.status === "restored" ? [{ instance: restored.instance, response }] : [];
  });
  const [olds, news] = await Promise.all([
    scoreEach(attempts, { ...replay, program: replay.old, side: "OLD" }),
    scoreEach(attempts, { ...replay, program: replay.new, side: "NEW" }),
  ]);
  let next = 0;
  return batch.map((stored, position): Replayed => {
    const restored = cases[position];
    if (restored?.status !== "restored") {
      const lost: Score = { status: "error", message: restored?.reason ?? "the case was lost" };
      return { stored, old: lost, new: lost, comparison: compareScores(lost, lost) };
    }
    const before = olds[next];
    const after = news[next];
    next++;
    if (before === undefined || after === undefined) throw new Error(`${stored.place}: was not scored`);
    return { stored, old: before, new: after, comparison: compareScores(before, after) };
  });
}
