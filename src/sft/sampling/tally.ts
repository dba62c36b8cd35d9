import type { Dataset, DatasetRow } from "../../datasets/layout/dataset.ts";
import type { Sample } from "./sample-case.ts";
import { DROP_REASONS, type DropReason } from "./sort-replies.ts";

/** What became of the samples of some cases. */
export type Tally = {
  readonly cases: number;
  /** Cases of which some solution was kept. */
  readonly solved: number;
  readonly samples: number;
  readonly kept: number;
  /** Why the others were dropped; reasons that nobody met with are left out. */
  readonly dropped: Readonly<Partial<Record<DropReason, number>>>;
  /** What the replies took, as their endpoint has counted; a reply that was cut off and asked again counts once. */
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** In the currency of the prices; null where the endpoint has none. */
  readonly cost: number | null;
};

/** The tally of one level of a bootcamp. */
export type LevelTally = Tally & {
  readonly bootcamp: string;
  readonly version: number;
  readonly level: number;
};

/**
 * Counts the samples of each bootcamp's levels, in the order of the data set, whatever the order in which they came.
 * Levels of which nothing was sampled are left out.
 */
export function tallyLevels(
  { tasks, splits }: Dataset,
  samples: ReadonlyMap<DatasetRow, readonly Sample[]>,
): readonly LevelTally[] {
  const rows = splits.flatMap((split) => split.rows);
  return tasks.flatMap(({ published: { slug, version }, levels }) =>
    levels.flatMap((level): readonly LevelTally[] => {
      const own = rows.filter(({ extra }) => extra.bootcamp === slug && extra.level === level);
      const sampled = own.flatMap((row) => [samples.get(row) ?? []].filter(({ length }) => length > 0));
      return sampled.length === 0 ? [] : [{ bootcamp: slug, version, level, ...tally(sampled) }];
    }),
  );
}

/** Counts the samples of cases. */
export function tally(cases: readonly (readonly Sample[])[]): Tally {
  const samples = cases.flat();
  const isKept = ({ sorted }: Sample): boolean => sorted.status === "kept";
  const dropped = countDropped(
    (reason) => samples.filter(({ sorted }) => "reason" in sorted && sorted.reason === reason).length,
  );
  const sum = (of: (sample: Sample) => number): number => samples.reduce((so, one) => so + of(one), 0);
  const isPriced = samples.some(({ usage }) => usage.cost !== null);
  return {
    cases: cases.length,
    solved: cases.filter((one) => one.some(isKept)).length,
    samples: samples.length,
    kept: samples.filter(isKept).length,
    dropped,
    promptTokens: sum(({ usage }) => usage.promptTokens),
    completionTokens: sum(({ usage }) => usage.completionTokens),
    // Sums of decimal fractions drift; a billionth is what the accounts keep.
    cost: isPriced ? Number(sum(({ usage }) => usage.cost ?? 0).toFixed(9)) : null,
  };
}

/** The tally of several together. */
export function sumTallies(tallies: readonly Tally[]): Tally {
  const sum = (of: (one: Tally) => number): number => tallies.reduce((so, one) => so + of(one), 0);
  const dropped = countDropped((reason) => sum((one) => one.dropped[reason] ?? 0));
  return {
    cases: sum(({ cases }) => cases),
    solved: sum(({ solved }) => solved),
    samples: sum(({ samples }) => samples),
    kept: sum(({ kept }) => kept),
    dropped,
    promptTokens: sum(({ promptTokens }) => promptTokens),
    completionTokens: sum(({ completionTokens }) => completionTokens),
    cost: tallies.some(({ cost }) => cost !== null) ? Number(sum(({ cost }) => cost ?? 0).toFixed(9)) : null,
  };
}

/** How many were dropped for each reason, in the order of the reasons; those that nobody met with are left out. */
function countDropped(countOf: (reason: DropReason) => number): Tally["dropped"] {
  const dropped: Partial<Record<DropReason, number>> = {};
  for (const reason of DROP_REASONS) {
    const count = countOf(reason);
    if (count > 0) dropped[reason] = count;
  }
  return dropped;
}
