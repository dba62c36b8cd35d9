import { z } from "zod";
import { PLAIN_REWARD, type RewardShaping, rewardShapingSchema } from "./reward-shaping.ts";
import { spreadEvenly } from "./spread-evenly.ts";

const weight = z.number().min(0).max(1e6);
const levelWeights = z.record(z.string().regex(/^\d{1,2}$/, "expected the number of a level"), weight);

/** Every field may be left out: what is nearer to a bootcamp goes before what is farther. */
const shareSchema = z.strictObject({
  /** How many cases in relation to others. */
  weight: weight.optional(),
  /** Weights of its levels; a level that is not named gets none. */
  levels: levelWeights.optional(),
  reward: rewardShapingSchema.partial().optional(),
});

const domainSchema = shareSchema.extend({
  /** Exactly so many cases, instead of a weight. */
  cases: z.int().min(0).max(10_000_000).optional(),
});

const bootcampSchema = domainSchema.extend({
  /** A version of it; the current one where none is named. */
  version: z.int().min(1).optional(),
});

/** A mixture as its file holds it. */
export const mixtureSchema = z.strictObject({
  /** The version of this layout. */
  mixture: z.literal(1),
  /** For every bootcamp. A weight of 0 here leaves out whatever is not named below. */
  default: shareSchema.default({}),
  domains: z.record(z.string(), domainSchema).default({}),
  /** By slug. */
  bootcamps: z.record(z.string(), bootcampSchema).default({}),
});

/** See `mixtureSchema`. */
export type Mixture = z.infer<typeof mixtureSchema>;

/** Every bootcamp and level alike. */
export const EVEN_MIXTURE: Mixture = { mixture: 1, default: {}, domains: {}, bootcamps: {} };

/** Whether a mixture states an exact number of anything. */
export function hasExactCounts({ domains, bootcamps }: Mixture): boolean {
  return [...Object.values(domains), ...Object.values(bootcamps)].some(({ cases }) => cases !== undefined);
}

/** Every field of a mixture, for messages that suggest one. */
export const MIXTURE_FIELDS = [
  ...Object.keys(mixtureSchema.shape),
  ...Object.keys(bootcampSchema.shape),
  ...Object.keys(rewardShapingSchema.shape),
];

/** A bootcamp that may be drawn from, at the levels that are wanted. */
export type MixedTask = {
  readonly slug: string;
  readonly domain: string;
  readonly levels: readonly number[];
};

/** How many cases of which level. */
export type LevelCount = { readonly level: number; readonly count: number };

/** What each bootcamp gets, in the order of the tasks; or why the mixture cannot be had. */
export type MixtureCounts =
  | { readonly status: "counted"; readonly counts: readonly (readonly LevelCount[])[] }
  | { readonly status: "impossible"; readonly reason: string };

/** How cases are rewarded: of the bootcamp, else of its domain, else of all; field by field. */
export function rewardOf(mixture: Mixture, { slug, domain }: Omit<MixedTask, "levels">): RewardShaping {
  const stated = [
    own(mixture.bootcamps, slug)?.reward,
    own(mixture.domains, domain)?.reward,
    mixture.default.reward,
    PLAIN_REWARD,
  ];
  const first = <Key extends keyof RewardShaping>(key: Key): RewardShaping[Key] =>
    stated.find((one) => one?.[key] !== undefined)?.[key] ?? PLAIN_REWARD[key];
  return {
    scale: first("scale"),
    formatScore: first("formatScore"),
    passThreshold: first("passThreshold"),
  };
}

/**
 * Counts the cases of each bootcamp and level. Exact numbers are taken first, a domain's for those of its
 * bootcamps that have none; the rest of `total` goes by weight. Without a total, every bootcamp needs an exact
 * number.
 */
export function countCases(
  mixture: Mixture,
  tasks: readonly MixedTask[],
  total: number | null,
): MixtureCounts {
  const weights = tasks.map((task) => weightOf(mixture, task));
  const exact = exactCounts(mixture, tasks, weights);
  const fixed = exact.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  const free = weights.map((one, index) => (exact[index] === undefined ? one : 0));
  const left = (total ?? fixed) - fixed;
  const weighed = tasks.find((_, index) => (free[index] ?? 0) > 0);
  if (total === null && weighed !== undefined)
    return impossible(
      `${weighed.slug} has a weight and others an exact number: say with --cases how many there are in all, or give it the weight 0`,
    );
  if (left < 0)
    return impossible(`the mixture asks for exactly ${fixed} cases, more than the ${total} of --cases`);
  if (left > 0 && weighed === undefined)
    return impossible(
      fixed > 0
        ? `the mixture asks for exactly ${fixed} cases, less than the ${total} of --cases; leave --cases out`
        : "every bootcamp of the mixture has the weight 0",
    );
  const shared = spreadEvenly(left, free);
  const counts: (readonly LevelCount[])[] = [];
  for (const [index, task] of tasks.entries()) {
    const count = exact[index] ?? shared[index] ?? 0;
    const byLevel = levelWeightsOf(mixture, task);
    if (count > 0 && byLevel.every((one) => one === 0))
      return impossible(
        `${task.slug}: none of the levels ${task.levels.join(", ")} has a weight in the mixture`,
      );
    const spread = spreadEvenly(count, byLevel);
    counts.push(task.levels.map((level, place) => ({ level, count: spread[place] ?? 0 })));
  }
  return { status: "counted", counts };
}

function exactCounts(
  mixture: Mixture,
  tasks: readonly MixedTask[],
  weights: readonly number[],
): readonly (number | undefined)[] {
  const exact = tasks.map(({ slug }) => own(mixture.bootcamps, slug)?.cases);
  for (const [domain, { cases }] of Object.entries(mixture.domains)) {
    if (cases === undefined) continue;
    const others = tasks.map((task, index) => task.domain === domain && exact[index] === undefined);
    const spread = spreadEvenly(
      cases,
      weights.map((one, index) => (others[index] === true ? one : 0)),
    );
    for (const [index, isOther] of others.entries()) if (isOther) exact[index] = spread[index];
  }
  return exact;
}

function weightOf(mixture: Mixture, { slug, domain }: MixedTask): number {
  return (
    own(mixture.bootcamps, slug)?.weight ??
    own(mixture.domains, domain)?.weight ??
    mixture.default.weight ??
    1
  );
}

function levelWeightsOf(mixture: Mixture, { slug, domain, levels }: MixedTask): readonly number[] {
  const weights =
    own(mixture.bootcamps, slug)?.levels ?? own(mixture.domains, domain)?.levels ?? mixture.default.levels;
  return levels.map((level) => (weights === undefined ? 1 : (weights[String(level)] ?? 0)));
}

/** Names are the user's: one such as `constructor` is no property of an object. */
function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

const impossible = (reason: string): MixtureCounts => ({ status: "impossible", reason });
