import { z } from "zod";
import { type Benchmark, benchmarkTaskSchema } from "../benchmark/benchmark.ts";
import { combineFigures, type Figures, levelFigures } from "./level-figures.ts";
import { type Grouped, groupLevels, type LevelPart } from "./group-levels.ts";
import { type CaseOutcomes, outcomeSchema } from "./outcome.ts";

/** Tells a file of results from others. */
export const RESULTS_MARK = "campforge evaluation";

const resultCaseSchema = z.object({
  id: z.string(),
  bootcamp: z.string(),
  version: z.int().min(1),
  level: z.int().min(0),
  outcomes: z.array(outcomeSchema),
});

/** What an evaluation came to, case by case; all figures follow from it. */
export const resultsSchema = z.object({
  kind: z.literal(RESULTS_MARK),
  /** The version of this layout. */
  layout: z.literal(1),
  /** What tables call the candidate. */
  label: z.string(),
  /** How it was asked; null where its replies were produced elsewhere. */
  candidate: z
    .object({
      model: z.string(),
      endpoint: z.string(),
      maxTokens: z.int().nullable(),
      temperature: z.number().nullable(),
    })
    .nullable(),
  /** How often each case was asked. */
  samples: z.int().min(1),
  benchmark: z.object({
    hash: z.string(),
    seed: z.int(),
    tasks: z.array(benchmarkTaskSchema),
  }),
  /** Versions of what asked and scored. */
  software: z.record(z.string(), z.string()),
  /** What it took, all earlier beginnings included; null where nobody was asked. */
  spent: z.object({ requests: z.int(), tokens: z.number(), cost: z.number().nullable() }).nullable(),
  cases: z.array(resultCaseSchema),
});

export type Results = Readonly<z.infer<typeof resultsSchema>>;

/** What is known of an evaluation besides what its cases came to. */
export type ResultsParts = Pick<Results, "label" | "candidate" | "samples" | "software" | "spent">;

/** The results of a benchmark; cases that were not come to have no outcomes. */
export function makeResults(
  { hash, seed, tasks, cases }: Benchmark,
  outcomesOf: (id: string) => CaseOutcomes,
  parts: ResultsParts,
): Results {
  return {
    kind: RESULTS_MARK,
    layout: 1,
    ...parts,
    benchmark: { hash, seed, tasks: [...tasks] },
    cases: cases.map(({ id, bootcamp, version, level }) => ({
      id,
      bootcamp,
      version,
      level,
      outcomes: [...outcomesOf(id)],
    })),
  };
}

/** The cases of each level of each task, in the order of the benchmark. */
export function casesByLevel({ benchmark, cases }: Results): readonly LevelPart<Results["cases"]>[] {
  return benchmark.tasks.flatMap(({ domain, bootcamp, version, levels }) => {
    const own = cases.filter((one) => one.bootcamp === bootcamp && one.version === version);
    return levels.map((level) => ({
      domain,
      bootcamp,
      version,
      level,
      figures: own.filter((one) => one.level === level),
    }));
  });
}

/** All figures of an evaluation. */
export function figuresOf(results: Results): Grouped<Figures> {
  const parts = casesByLevel(results).map((part) => ({
    ...part,
    figures: levelFigures(
      part.figures.map(({ outcomes }) => outcomes),
      results.samples,
    ),
  }));
  return groupLevels(parts, combineFigures);
}

/** Results as a file holds them: the figures by the way, the cases last, one a line. */
export function resultsText(results: Results): string {
  const { cases, ...about } = results;
  const head = JSON.stringify({ ...about, figures: figuresOf(results) }, null, 2);
  const lines = cases.map((one) => `    ${JSON.stringify(one)}`);
  return `${head.slice(0, -2)},\n  "cases": [\n${lines.join(",\n")}\n  ]\n}\n`;
}
