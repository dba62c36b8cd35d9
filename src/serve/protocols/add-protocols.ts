import type { Hono } from "hono";
import type { Rewards } from "../http/open-rewards.ts";
import { type Drawing, routeCases } from "./route-cases.ts";
import { routeJudge } from "./route-judge.ts";
import { routeNemoGym } from "./route-nemo-gym.ts";
import { routeOpenenv } from "./route-openenv.ts";
import { routeOpenrlhf } from "./route-openrlhf.ts";
import { routeScores } from "./route-scores.ts";

/** Every protocol under its paths. */
export function addProtocols(app: Hono, rewards: Rewards, drawing: Drawing): void {
  routeScores(app, rewards);
  routeCases(app, rewards, drawing);
  routeJudge(app, rewards);
  routeOpenrlhf(app, rewards);
  routeNemoGym(app, rewards);
  routeOpenenv(app, rewards, drawing);
}
