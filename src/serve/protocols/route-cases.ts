import type { Hono } from "hono";
import { casesRequestSchema } from "../../core/training/score-api.ts";
import { replyJson } from "../http/create-reward-app.ts";
import { parseBody, readJson } from "../http/read-body.ts";
import type { Metrics } from "../http/metrics.ts";
import type { Rewards } from "../http/open-rewards.ts";
import type { Curriculum } from "../difficulty/curriculum.ts";
import { type Draw, findClass, type ServedClass, type Word } from "../holdings/served-class.ts";
import { Refused } from "../scoring/refusal.ts";
import { drawRows } from "./draw-rows.ts";

/** What cases are drawn with. */
export type Drawing = {
  readonly draw: Draw;
  readonly word: Word;
  readonly curriculum: Curriculum;
  readonly metrics: Metrics;
  /** Counts the episodes of a server, so that each that names no index gets a case of its own. */
  readonly nextEpisode: () => number;
};

const FIELDS = ["bootcamp", "version", "level", "accuracy", "seed", "start", "count"];

/** `POST /v1/cases`: cases of a level, of the level whose accuracy is nearest, or as the controller has it. */
export function routeCases(app: Hono, rewards: Rewards, drawing: Drawing): void {
  app.post("/v1/cases", (context) =>
    rewards.gate.admit(async () => {
      const json = await readJson(context, rewards.limits.bodyBytes);
      const wish = parseBody(json, casesRequestSchema, FIELDS);
      if (wish.level !== undefined && wish.accuracy !== undefined)
        throw new Refused("invalid-request", "level and accuracy: give one of them, or neither");
      const { bootcamp: slug, version = null } = wish;
      const found = findClass(rewards.holdings(), { slug, version });
      if (found.status !== "found") throw new Refused(found.status, found.message);
      const { of } = found;
      const { seed, start, count } = wish;
      const cases = await drawRows(
        of,
        { seed, start, count, level: chooseLevel(of, wish, drawing) },
        drawing,
      );
      for (const { extra_info } of cases) {
        const { bootcamp, level, version: own } = extra_info;
        drawing.metrics.count("campforge_cases_drawn_total", { bootcamp, version: own, level });
      }
      return replyJson(JSON.stringify({ cases }));
    }),
  );
}

/** The level of the case with an index. Throws Refused for a level that the class does not have. */
export function chooseLevel(
  of: ServedClass,
  { level, accuracy }: { readonly level?: number | undefined; readonly accuracy?: number | undefined },
  { curriculum }: Drawing,
): (index: number) => number {
  if (level !== undefined && level >= of.levels)
    throw new Refused(
      "invalid-request",
      `level: ${of.slug} has the levels 0 to ${of.levels - 1}, not ${level}`,
    );
  if (level !== undefined) return () => level;
  if (accuracy === undefined) return (index) => curriculum.levelAt(of, index);
  const near = curriculum.levelNear(of, accuracy);
  return () => near;
}
