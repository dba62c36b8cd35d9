import type { Hono } from "hono";
import { z } from "zod";
import { REWARD_SERVER } from "../../core/training/reward-server.ts";
import { replyJson, replyRefusal } from "../http/create-reward-app.ts";
import { parseBody, readJson } from "../http/read-body.ts";
import type { Rewards } from "../http/open-rewards.ts";
import { Refused } from "../scoring/refusal.ts";
import { floatText } from "../../core/text/float-text.ts";

const openrlhfSchema = z.strictObject({
  query: z.array(z.string()).min(1),
  prompts: z.array(z.string()),
  labels: z.array(z.string()),
});

/** OpenRLHF's protocol: whole texts in, `rewards` and `scores` out. An error of any item is one of the request. */
export function routeOpenrlhf(app: Hono, rewards: Rewards): void {
  app.post(REWARD_SERVER.paths.openrlhf, (context) =>
    rewards.gate.admit(async () => {
      const json = await readJson(context, rewards.limits.bodyBytes);
      const { query, prompts, labels } = parseBody(json, openrlhfSchema, ["query", "prompts", "labels"]);
      if (prompts.length !== query.length || labels.length !== query.length)
        throw new Refused(
          "invalid-request",
          `query, prompts and labels: expected lists of one length, not ${query.length}, ${prompts.length} and ${labels.length}`,
        );
      const items = query.map((text, index) => ({
        groundTruth: labels[index] ?? "",
        response: withoutPrompt(text, prompts[index] ?? "", index),
      }));
      const verdicts = await rewards.score(items);
      const scores: string[] = [];
      for (const verdict of verdicts) {
        if (verdict.status === "error") return replyRefusal(verdict.refusal);
        scores.push(floatText(verdict.score));
      }
      const unparsable = verdicts.map(({ status }) => (status === "unparsable" ? "1.0" : "0.0"));
      return replyJson(
        `{"rewards":[${scores.join(",")}],"scores":[${scores.join(",")}],"extra_logs":{"unparsable":[${unparsable.join(",")}]}}`,
      );
    }),
  );
}

/** The end of a prompt by which it is found where its beginning was cut off or written otherwise. */
const TAIL = 64;

/** What the model wrote: the text behind its prompt, which the tokenizer may have cut at the front or marked. */
export function withoutPrompt(query: string, prompt: string, index: number): string {
  const at = query.indexOf(prompt);
  if (at >= 0) return query.slice(at + prompt.length);
  const tail = prompt.slice(-TAIL);
  const end = query.indexOf(tail);
  if (end >= 0) return query.slice(end + tail.length);
  throw new Refused(
    "invalid-request",
    `query ${index}: does not contain its prompt, so that the response cannot be told`,
  );
}
