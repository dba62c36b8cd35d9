import type { LevelParameters } from "../core/draft/card.ts";
import { describeExecution } from "../unittests/cases/evidence.ts";
import { JOB_LIMITS, type Workshop } from "../workshop/workshop.ts";
import type { DecidedTask } from "./read-decided-task.ts";

/** A case in words, or why there is none. */
export type ExampleCase =
  | { readonly status: "drawn"; readonly index: number; readonly prompt: string; readonly reference: string }
  | { readonly status: "missing"; readonly index: number; readonly reason: string };

/** The first cases of one level. */
export type ExampleLevel = {
  readonly level: number;
  readonly parameters: LevelParameters;
  readonly cases: readonly ExampleCase[];
  /** Why there are none; null where there are. */
  readonly problem: string | null;
};

/** Cases at every level, or why the class gives none. */
export type Examples =
  | { readonly status: "drawn"; readonly levels: readonly ExampleLevel[] }
  | { readonly status: "none"; readonly reason: string };

const CASES_PER_LEVEL = 3;

/** Draws the first cases of each level of the class that was decided on, with the seed of its run. */
export async function drawExamples(
  { decisive, plan }: DecidedTask,
  { compiler, sandbox }: Pick<Workshop, "compiler" | "sandbox">,
): Promise<Examples> {
  if (decisive === undefined || decisive.status === "unusable-reply" || decisive.source === null)
    return { status: "none", reason: "no reply of the author held a class" };
  if (decisive.status === "not-compiled") return { status: "none", reason: "the class does not compile" };
  const report = await compiler.compile(decisive.source);
  if (report.status === "refused") {
    const [first] = report.diagnostics;
    return {
      status: "none",
      reason: `the class does not compile with this Campforge: ${first?.message ?? ""}`,
    };
  }
  const levels: ExampleLevel[] = [];
  for (const [level, parameters] of decisive.bootcamp.levels.entries()) {
    const range = { level, seed: plan.seed, start: 0, count: CASES_PER_LEVEL };
    const drawn = await sandbox.draw(report.program, range, JOB_LIMITS);
    levels.push(
      drawn.status === "completed"
        ? {
            level,
            parameters,
            problem: null,
            cases: drawn.value.map((outcome): ExampleCase => {
              const { index } = outcome;
              if (outcome.status === "threw")
                return { status: "missing", index, reason: `${outcome.method} failed: ${outcome.message}` };
              return { status: "drawn", index, prompt: outcome.prompt, reference: outcome.reference };
            }),
          }
        : { level, parameters, cases: [], problem: describeExecution(drawn) },
    );
  }
  return { status: "drawn", levels };
}
