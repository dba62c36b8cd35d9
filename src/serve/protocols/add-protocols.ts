import type { Hono } from "hono";
import type { RewardService } from "../http/reward-service.ts";
import { type Drawing, routeCases } from "./route-cases.ts";
import { routeJudge } from "./route-judge.ts";
import { routeNemoGym } from "./route-nemo-gym.ts";
import { routeOpenenv } from "./route-openenv.ts";
import { routeOpenrlhf } from "./route-openrlhf.ts";
import { routeScores } from "./route-scores.ts";

/** Every protocol under its paths. */
export function addProtocols(app: Hono, service: RewardService, drawing: Drawing): void {
  routeScores(app, service);
  routeCases(app, service, drawing);
  routeJudge(app, service);
  routeOpenrlhf(app, service);
  routeNemoGym(app, service);
  routeOpenenv(app, service, drawing);
}
