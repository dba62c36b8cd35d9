import { z } from "zod";
import { parseJson } from "../../src/core/text/parse-json.ts";
import { scoreErrorSchema, scoreListSchema, scoreResultSchema } from "../../src/core/training/score-api.ts";
import type { KnownResponse, Right } from "./known-responses.ts";

/** How a request is carried out; rejects where no reply comes. */
export type Client = {
  readonly post: (path: string, body: string) => Promise<{ readonly status: number; readonly text: string }>;
  /** Sends messages one after the other and gives what came back for each. */
  readonly converse: (path: string, messages: readonly string[]) => Promise<readonly string[]>;
};

/** What a server said of one response. */
export type Said =
  | { readonly status: "told"; readonly score: number }
  | { readonly status: "refused"; readonly code: string; readonly retryable: boolean };

/** A request as one trainer sends it, and what is read of the reply for each of its responses. */
export type TrainerRequest = {
  readonly kind: string;
  readonly rights: readonly Right[];
  readonly ask: (client: Client) => Promise<readonly Said[]>;
};

const judged = z.object({ score: z.number() });
const rewarded = z.object({ rewards: z.array(z.number()) });
const rewardedRow = z.object({ reward: z.number() });
const socketError = z.object({
  type: z.literal("error"),
  data: z.object({ code: z.string(), retryable: z.boolean() }),
});
const socketStep = z.object({ type: z.literal("observation"), data: z.object({ reward: z.number() }) });

const told = (score: number): Said => ({ status: "told", score });

/** An HTTP reply whose scores are read when it is one of success; otherwise the error is every response's. */
async function send(
  client: Client,
  { path, body, count }: { readonly path: string; readonly body: unknown; readonly count: number },
  read: (json: unknown) => readonly Said[],
): Promise<readonly Said[]> {
  const { status, text } = await client.post(path, JSON.stringify(body));
  const json = parseJson(text);
  if (status === 200) return read(json);
  const { code, retryable } = scoreErrorSchema.parse(json);
  return Array.from({ length: count }, () => ({ status: "refused", code, retryable }));
}

const saidOf = (result: z.infer<typeof scoreResultSchema>): Said =>
  result.status === "error"
    ? { status: "refused", code: result.code, retryable: result.retryable }
    : told(result.score);

/** Our own protocol, one response. */
const single = (one: KnownResponse): TrainerRequest => ({
  kind: "/v1/score, one",
  rights: [one.right],
  ask: (client) =>
    send(
      client,
      { path: "/v1/score", body: { ground_truth: one.groundTruth, response: one.response }, count: 1 },
      (json) => [saidOf(scoreResultSchema.parse(json))],
    ),
});

const list = (all: readonly KnownResponse[]): TrainerRequest => ({
  kind: "/v1/score, a list",
  rights: all.map(({ right }) => right),
  ask: (client) => {
    const items = all.map(({ groundTruth, response }) => ({ ground_truth: groundTruth, response }));
    return send(client, { path: "/v1/score", body: { items }, count: all.length }, (json) =>
      scoreListSchema.parse(json).results.map(saidOf),
    );
  },
});

const judge = (kind: string, one: KnownResponse, beside: object): TrainerRequest => ({
  kind,
  rights: [one.right],
  ask: (client) =>
    send(
      client,
      { path: "/v1/judge", body: { response: one.response, label: one.groundTruth, ...beside }, count: 1 },
      (json) => [told(judged.parse(json).score)],
    ),
});

const openrlhf = (all: readonly KnownResponse[]): TrainerRequest => ({
  kind: "OpenRLHF",
  rights: all.map(({ right }) => right),
  ask: (client) => {
    const body = {
      query: all.map(({ prompt, response }) => `<s>${prompt}${response}</s>`),
      prompts: all.map(({ prompt }) => prompt),
      labels: all.map(({ groundTruth }) => groundTruth),
    };
    return send(client, { path: "/v1/openrlhf", body, count: all.length }, (json) =>
      rewarded.parse(json).rewards.map(told),
    );
  },
});

const nemoGym = (one: KnownResponse): TrainerRequest => ({
  kind: "NeMo Gym and verifiers",
  rights: [one.right],
  ask: (client) => {
    const output = [{ type: "message", content: [{ type: "output_text", text: one.response }] }];
    const body = {
      responses_create_params: { input: one.prompt },
      ground_truth: one.groundTruth,
      response: { output },
    };
    return send(client, { path: "/verify", body, count: 1 }, (json) => [
      told(rewardedRow.parse(json).reward),
    ]);
  },
});

const openenv = (one: KnownResponse): TrainerRequest => ({
  kind: "OpenEnv over HTTP",
  rights: [one.right],
  ask: (client) =>
    send(
      client,
      {
        path: "/step",
        body: { action: { response: one.response, ground_truth: one.groundTruth } },
        count: 1,
      },
      (json) => [told(rewardedRow.parse(json).reward)],
    ),
});

/** Two messages, each of which needs a process: the case is worded, and the response scored. */
const openenvSocket = (one: KnownResponse): TrainerRequest => ({
  kind: "OpenEnv over a WebSocket",
  rights: [one.right],
  ask: async (client) => {
    const replies = await client.converse("/ws", [
      JSON.stringify({ type: "reset", data: { ground_truth: one.groundTruth } }),
      JSON.stringify({ type: "step", data: { response: one.response, ground_truth: one.groundTruth } }),
    ]);
    const failed = replies.flatMap((text) => {
      const error = socketError.safeParse(parseJson(text));
      return error.success ? [error.data.data] : [];
    });
    const [error] = failed;
    if (error !== undefined) return [{ status: "refused", ...error }];
    return [told(socketStep.parse(parseJson(replies.at(-1) ?? "")).data.reward)];
  },
});

/** Cases that are drawn anew: right where they are, to the byte, what was drawn before. */
export const drawnAgain = (wish: object, before: string): TrainerRequest => ({
  kind: "/v1/cases",
  rights: [{ status: "scored", score: 1 }],
  ask: (client) =>
    send(client, { path: "/v1/cases", body: wish, count: 1 }, (json) => [
      told(JSON.stringify(json) === JSON.stringify(parseJson(before)) ? 1 : 0),
    ]),
});

/** Every kind of request in turn, over responses that are known. Lists hold as many as there are. */
export function requestsOf(all: readonly KnownResponse[]): readonly TrainerRequest[] {
  const [one] = all;
  if (one === undefined) return [];
  // OpenRLHF gets one reply for all: a response whose verifier fails would be that of its whole list.
  const scored = all.filter(({ right }) => right.status !== "error");
  return [
    single(one),
    list(all),
    judge("XTuner", one, { extra_info: {} }),
    judge("slime", one, { prompt: one.prompt }),
    openrlhf(scored),
    nemoGym(one),
    openenv(one),
    openenvSocket(one),
  ];
}

/** Whether a server was right about a response, and what was wrong with it otherwise. */
export type Found =
  "right" | "wrong score" | "fault as a score of 0" | "refused, retryable" | "refused for good";

/** Compares what was said of a response with what is right. */
export function compareSaid(right: Right, said: Said): Found {
  if (said.status === "refused") {
    // OpenEnv has codes of its own, which say less.
    const isMeant =
      right.status === "error" &&
      (said.code === right.code || said.code === "EXECUTION_ERROR") &&
      !said.retryable;
    return isMeant ? "right" : said.retryable ? "refused, retryable" : "refused for good";
  }
  if (right.status !== "error" && said.score === right.score) return "right";
  return said.score === 0 ? "fault as a score of 0" : "wrong score";
}
