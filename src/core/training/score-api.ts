import { z } from "zod";
import { extraInfoSchema } from "./ground-truth.ts";

/**
 * What `campforge serve` and its clients say to each other at `/v1/score` and `/v1/cases`: the one place where
 * both sides' fields are written down. Every score is written as a float, `1.0` and never `1`.
 */

/** One response to be scored. `ground_truth` is the text that `writeGroundTruth` writes. */
export const scoreItemSchema = z.strictObject({ ground_truth: z.string(), response: z.string() });

/** A list of them, whose results come back in its order. */
export const scoreItemsSchema = z.strictObject({ items: z.array(scoreItemSchema).min(1) });

/** A body of `POST /v1/score`: one item, or a list. */
export const scoreRequestSchema = z.union([scoreItemSchema, scoreItemsSchema]);

/** Why nothing was scored. The first group is the request's, the second the verifier's, the third ours. */
export const SCORE_ERROR_CODES = [
  "invalid-json",
  "invalid-request",
  "unknown-bootcamp",
  "unknown-version",
  "invalid-case",
  "response-too-long",
  "list-too-long",
  "body-too-large",
  "unauthorized",
  "wrong-host",
  "wrong-content-type",
  "not-found",
  "verifier-threw",
  "verifier-timed-out",
  "verifier-out-of-memory",
  "model-verifier-unclear",
  "model-verifier-unavailable",
  "busy",
  "stopping",
  "fault",
] as const;

export type ScoreErrorCode = (typeof SCORE_ERROR_CODES)[number];

/** An error is never a score. One that is `retryable` may succeed when the same request is sent again. */
export const scoreErrorSchema = z.strictObject({
  status: z.literal("error"),
  code: z.enum(SCORE_ERROR_CODES),
  message: z.string(),
  retryable: z.boolean(),
});

export type ScoreError = z.infer<typeof scoreErrorSchema>;

/** What became of one item. Alone it is the whole body of the reply, an error with its own HTTP status. */
export const scoreResultSchema = z.discriminatedUnion("status", [
  z.strictObject({ status: z.literal("scored"), score: z.number().min(0).max(1), answer: z.string() }),
  z.strictObject({ status: z.literal("unparsable"), score: z.literal(0), reason: z.string() }),
  scoreErrorSchema,
]);

export type ScoreResult = z.infer<typeof scoreResultSchema>;

/** The reply to a list: HTTP 200 though some of its items may be errors of their verifiers. */
export const scoreListSchema = z.strictObject({ results: z.array(scoreResultSchema) });

/** A body of `POST /v1/cases`. Without a level the difficulty controller chooses it. */
export const casesRequestSchema = z.strictObject({
  bootcamp: z.string(),
  version: z.int().min(1).optional(),
  level: z.int().min(0).optional(),
  /** The level whose accuracy, by the scores seen so far, is nearest; instead of a level. */
  accuracy: z.number().min(0).max(1).optional(),
  seed: z.int().min(0),
  /** The first index that is drawn; cases of one seed and level differ by their index. */
  start: z.int().min(0).default(0),
  count: z.int().min(1).max(1_000).default(1),
});

/** The reply: rows as a data set has them. */
export const casesReplySchema = z.strictObject({
  cases: z.array(
    z.strictObject({
      data_source: z.string(),
      prompt: z.string(),
      ground_truth: z.string(),
      extra_info: extraInfoSchema,
    }),
  ),
});
