import { z } from "zod";
import { sha256 } from "../../core/draft/hash.ts";
import { describeIssue } from "../../files/describe-issue.ts";
import type { Rewards } from "../http/open-rewards.ts";
import { findClass } from "../holdings/served-class.ts";
import { Refused } from "../scoring/refusal.ts";
import { floatText } from "../../core/text/float-text.ts";
import { drawRows } from "./draw-rows.ts";
import { chooseLevel, type Drawing } from "./route-cases.ts";

/** What a reset may say; OpenEnv lets environments have fields of their own. */
export const resetSchema = z.looseObject({
  seed: z.int().min(0).nullish(),
  episode_id: z.string().max(255).nullish(),
  bootcamp: z.string().optional(),
  version: z.int().min(1).optional(),
  level: z.int().min(0).optional(),
  index: z.int().min(0).optional(),
  /** A certain case, as a row of a data set names it; instead of the fields above. */
  ground_truth: z.string().optional(),
});

/** An action: the response, and without a session the ground truth that the reset gave. */
export const actionSchema = z.strictObject({
  response: z.string(),
  ground_truth: z.string().optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
});

/** An observation as JSON, with reward and done beside it as OpenEnv's clients read them. */
export type Step = { readonly text: string };

/** One environment: an episode is one case and one response to it. */
export type OpenenvSession = {
  readonly reset: (given: unknown) => Promise<Step>;
  readonly step: (given: unknown) => Promise<Step>;
  readonly state: () => object;
};

/** Opens an environment that stands before its first reset. */
export function openSession(rewards: Rewards, drawing: Drawing): OpenenvSession {
  let row: Known | undefined;
  let episodeId: string | null = null;
  let steps = 0;
  return {
    reset: async (given) => {
      const wish = parse(resetSchema, given ?? {});
      if (wish.ground_truth !== undefined) {
        row = await rowOf(wish.ground_truth, { rewards, drawing });
        episodeId = wish.episode_id ?? sha256(wish.ground_truth).slice(0, 16);
        steps = 0;
        return { text: stepText(row, { status: "open" }, null) };
      }
      const holdings = rewards.holdings();
      const index = wish.index ?? drawing.nextEpisode();
      const slugs = [...holdings.bootcamps.keys()];
      const slug = wish.bootcamp ?? slugs[index % slugs.length] ?? "";
      const found = findClass(holdings, { slug, version: wish.version ?? null });
      if (found.status !== "found") throw new Refused(found.status, found.message);
      const { of } = found;
      const level = chooseLevel(of, { level: wish.level }, drawing);
      const wanted = { seed: wish.seed ?? 0, start: index, count: 1, level };
      const [drawn] = await drawRows(of, wanted, drawing);
      if (drawn === undefined) throw new Refused("fault", "no case was drawn");
      row = { ...drawn, ...drawn.extra_info };
      episodeId = wish.episode_id ?? `${drawn.extra_info.case_id.slice(0, 16)}-${index}`;
      steps = 0;
      return { text: stepText(row, { status: "open" }, null) };
    },
    step: async (given) => {
      const action = parse(actionSchema, given);
      const groundTruth = action.ground_truth ?? row?.ground_truth;
      if (groundTruth === undefined)
        throw new Refused(
          "invalid-request",
          "ground_truth is missing: reset first, or send what a reset gave",
        );
      const [verdict] = await rewards.score([{ groundTruth, response: action.response }]);
      if (verdict === undefined) throw new Refused("fault", "the response was not scored");
      if (verdict.status === "error") throw new Refused(verdict.refusal.code, verdict.refusal.message);
      steps++;
      const { score, ...told } = verdict;
      return { text: stepText(row ?? { ground_truth: groundTruth }, told, score) };
    },
    state: () => ({ episode_id: episodeId, step_count: steps, bootcamp: row?.bootcamp ?? null }),
  };
}

/** What is known of an episode's case. */
type Known = {
  readonly ground_truth: string;
  readonly prompt?: string;
  readonly bootcamp?: string;
  readonly version?: number;
  readonly level?: number;
};

/** The case that a ground truth names, in its class's words. */
async function rowOf(
  groundTruth: string,
  { rewards, drawing }: { readonly rewards: Rewards; readonly drawing: Drawing },
): Promise<Known> {
  const target = rewards.target(groundTruth);
  const prompt = await drawing.word(target);
  if (prompt === null) throw new Refused("invalid-case", `${target.of.slug} cannot word this case`);
  return { ground_truth: groundTruth, prompt, bootcamp: target.of.slug, version: target.of.version };
}

/** The parts of an observation that are known; reward is null before a response. */
function stepText(known: Known, told: object, reward: number | null): string {
  const { prompt = null, ground_truth, bootcamp = null, version = null, level = null } = known;
  const observation = JSON.stringify({ prompt, bootcamp, version, level, ground_truth, ...told });
  return `{"observation":${observation},"reward":${reward === null ? "null" : floatText(reward)},"done":${reward !== null}}`;
}

function parse<Value>(schema: z.ZodType<Value>, given: unknown): Value {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new Refused("invalid-request", describeIssue(parsed.error.issues[0], ["response", "ground_truth"]));
}
