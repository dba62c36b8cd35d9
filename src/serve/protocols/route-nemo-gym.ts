import type { Hono } from "hono";
import { z } from "zod";
import { replyJson } from "../http/create-reward-app.ts";
import { parseBody, readJson } from "../http/read-body.ts";
import type { Rewards } from "../http/open-rewards.ts";
import { floatText } from "../../core/text/float-text.ts";
import { scoreAlone } from "./score-alone.ts";
import { aggregateRewards } from "./aggregate-rewards.ts";

/** What OpenAI's Responses API gives as the text of an answer; everything else of it is passed over. */
const outputSchema = z.looseObject({
  type: z.string().optional(),
  content: z
    .array(z.looseObject({ type: z.string(), text: z.string().optional() }))
    .or(z.string())
    .optional(),
});
const responseSchema = z.looseObject({ output: z.array(outputSchema) });

/** A row of the data set as it stands there, with the response beside it: both go back as they came. */
const verifySchema = z.looseObject({
  responses_create_params: z.record(z.string(), z.unknown()),
  response: responseSchema,
  ground_truth: z.string(),
});

const metricsSchema = z.looseObject({
  verify_responses: z.array(z.looseObject({ reward: z.number(), _ng_task_index: z.int().optional() })),
});

/** NeMo Gym's protocol, which verifiers' `nemo_gym` task set speaks, too. */
export function routeNemoGym(app: Hono, rewards: Rewards): void {
  const { gate, limits } = rewards;
  app.post("/seed_session", async (context) => {
    await readJson(context, limits.bodyBytes);
    return context.json({});
  });
  app.post("/verify", (context) =>
    gate.admit(async () => {
      const json = await readJson(context, limits.bodyBytes);
      const body = parseBody(json, verifySchema, ["responses_create_params", "response", "ground_truth"]);
      const item = { groundTruth: body.ground_truth, response: textOf(body.response) };
      return scoreAlone({ rewards, item }, ({ status, score }) => {
        const row = JSON.stringify({ ...body, unparsable: status === "unparsable" });
        return `${row.slice(0, -1)},"reward":${floatText(score)}}`;
      });
    }),
  );
  app.post("/aggregate_metrics", async (context) => {
    const json = await readJson(context, limits.bodyBytes);
    const { verify_responses } = parseBody(json, metricsSchema, ["verify_responses"]);
    const rewards = verify_responses.map(({ reward, _ng_task_index }) => ({
      task: _ng_task_index ?? 0,
      reward,
    }));
    return replyJson(aggregateRewards(rewards));
  });
  app.get("/reverify_mode", (context) => context.json("stateless"));
}

/** The text of the last message, as the Responses API joins it; what a model thought or called is no part of it. */
function textOf({ output }: z.infer<typeof responseSchema>): string {
  const message = output.filter(({ type }) => type === "message" || type === undefined).at(-1);
  const content = message?.content ?? [];
  if (typeof content === "string") return content;
  return content
    .flatMap(({ type, text }) => (type === "output_text" && text !== undefined ? [text] : []))
    .join("");
}
