import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { type Grouped, groupLevels, mapGrouped } from "./group-levels.ts";
import { countedScore } from "./outcome.ts";
import {
  combinePaired,
  type PairedFigures,
  pairedFigures,
  pairLevel,
  type ScorePair,
} from "./paired-figures.ts";
import { casesByLevel, type Results } from "./results.ts";

/** Two evaluations beside each other. */
export type Comparison = {
  readonly kind: "campforge comparison";
  readonly first: Compared;
  readonly second: Compared;
  /** Cases that count for both. */
  readonly cases: number;
  readonly figures: Grouped<PairedFigures>;
};

type Compared = Pick<Results, "label" | "candidate" | "samples"> & {
  readonly benchmark: string;
  readonly cases: number;
};

/** A file of results, with what it holds. */
export type NamedResults = { readonly file: string; readonly results: Results };

/**
 * Compares two evaluations case by case. Throws a CommandError where a class does something else in one of them, or
 * where they have no case in common.
 */
export function compareResults(first: NamedResults, second: NamedResults): Comparison {
  requireSameClasses(first, second);
  const others = new Map(second.results.cases.map((one) => [one.id, countedScores(one.outcomes)]));
  const parts = casesByLevel(first.results).flatMap((part) => {
    const pairs = part.figures.flatMap(({ id, outcomes }): readonly ScorePair[] => {
      const pair = { first: countedScores(outcomes), second: others.get(id) ?? [] };
      return pair.first.length === 0 || pair.second.length === 0 ? [] : [pair];
    });
    return pairs.length === 0 ? [] : [{ ...part, figures: pairLevel(pairs) }];
  });
  if (parts.length === 0)
    throw new CommandError(
      EXIT.usage,
      `${first.file} and ${second.file}: have no case in common that was scored in both. Evaluate both on one benchmark: the same --library, --seed and --cases, or one --frozen file`,
    );
  const figures = mapGrouped(groupLevels(parts, combinePaired), pairedFigures);
  return {
    kind: "campforge comparison",
    first: describe(first.results),
    second: describe(second.results),
    cases: figures.all.difference.cases,
    figures,
  };
}

const describe = ({ label, candidate, samples, benchmark, cases }: Results): Compared => ({
  label,
  candidate,
  samples,
  benchmark: benchmark.hash,
  cases: cases.length,
});

function requireSameClasses(first: NamedResults, second: NamedResults): void {
  for (const { bootcamp, version, behaviour } of first.results.benchmark.tasks) {
    const other = second.results.benchmark.tasks.find(
      (one) => one.bootcamp === bootcamp && one.version === version,
    );
    if (other === undefined || other.behaviour === behaviour) continue;
    throw new CommandError(
      EXIT.usage,
      `${second.file}: ${bootcamp}@${version} does something else there than in ${first.file}, by its behaviour hash: their scores cannot be compared. Evaluate both with one library`,
    );
  }
}

/** The scores of a case's samples that count. */
const countedScores = (outcomes: Results["cases"][number]["outcomes"]): readonly number[] =>
  outcomes.flatMap((outcome) => countedScore(outcome) ?? []);
