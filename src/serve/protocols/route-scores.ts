import type { Hono } from "hono";
import { REWARD_SERVER } from "../../core/training/reward-server.ts";
import { scoreItemSchema, scoreItemsSchema } from "../../core/training/score-api.ts";
import { replyJson } from "../http/create-reward-app.ts";
import { parseBody, readJson } from "../http/read-body.ts";
import type { Rewards } from "../http/open-rewards.ts";
import { verdictText } from "../scoring/write-result.ts";
import { scoreAlone } from "./score-alone.ts";

const FIELDS = ["ground_truth", "response", "items"];

/** Our own protocol: `POST /v1/score` for one response or a list, `GET /v1/bootcamps` for what there is. */
export function routeScores(app: Hono, rewards: Rewards): void {
  app.post(REWARD_SERVER.paths.score, (context) =>
    rewards.gate.admit(async () => {
      const json = await readJson(context, rewards.limits.bodyBytes);
      const isList = typeof json === "object" && json !== null && "items" in json;
      if (!isList) {
        const body = parseBody(json, scoreItemSchema, FIELDS);
        const item = { groundTruth: body.ground_truth, response: body.response };
        return scoreAlone({ rewards, item }, verdictText);
      }
      const items = parseBody(json, scoreItemsSchema, FIELDS).items.map(({ ground_truth, response }) => ({
        groundTruth: ground_truth,
        response,
      }));
      const verdicts = await rewards.score(items);
      return replyJson(`{"results":[${verdicts.map(verdictText).join(",")}]}`);
    }),
  );
  app.get("/v1/bootcamps", (context) => {
    const { bootcamps } = rewards.holdings();
    const list = [...bootcamps.values()].map(({ slug, current, versions }) => ({
      bootcamp: slug,
      current,
      versions: [...versions.values()].map(({ version, title, domain, levels, path }) => ({
        version,
        title,
        domain,
        levels,
        path: path.status,
        reason: path.reason,
      })),
    }));
    return context.json({ bootcamps: list });
  });
}
