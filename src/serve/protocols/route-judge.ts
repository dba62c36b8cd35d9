import type { Hono } from "hono";
import { z } from "zod";
import { REWARD_SERVER } from "../../core/training/reward-server.ts";
import { parseBody, readJson } from "../http/read-body.ts";
import type { Rewards } from "../http/open-rewards.ts";
import { floatText } from "../../core/text/float-text.ts";
import { scoreAlone } from "./score-alone.ts";

/** XTuner sends `extra_info` beside it, slime `prompt`; neither decides the score. */
const judgeSchema = z.strictObject({
  response: z.string(),
  label: z.string(),
  extra_info: z.unknown().optional(),
  prompt: z.unknown().optional(),
});

/** XTuner's and slime's protocol: `response` and `label` in, `{"score": 1.0}` out. */
export function routeJudge(app: Hono, rewards: Rewards): void {
  app.post(REWARD_SERVER.paths.judge, (context) =>
    rewards.gate.admit(async () => {
      const json = await readJson(context, rewards.limits.bodyBytes);
      const { response, label } = parseBody(json, judgeSchema, ["response", "label", "extra_info", "prompt"]);
      const item = { groundTruth: label, response };
      return scoreAlone({ rewards, item }, ({ score }) => `{"score":${floatText(score)}}`);
    }),
  );
}
