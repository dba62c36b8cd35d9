import { z } from "zod";
import type { Json } from "../bootcamp/index.ts";
import type { Program } from "../core/draft/compile-report.ts";
import type { DrawingSandbox, Execution, JobLimits } from "../core/draft/execution.ts";
import { drawSchema } from "./read-outcome.ts";
import type { JobRunner } from "./run-job.ts";

/**
 * Draws and words cases: with a class of its own for each job or text, or, by the `still` script of a class that keeps
 * nothing, with one for all of them. V8 lets every evaluation of a class share what it has learnt of its code, and by the
 * second one that is less: what builds objects of classes of its own is then up to ten times slower. That the class keeps
 * something after all is a job that threw.
 */
export function createDrawing(run: JobRunner["run"]): (way: "careful" | "still") => DrawingSandbox {
  return (way) => {
    const still = way === "still";
    const word = (
      program: Program,
      about: { readonly instances: readonly Json[]; readonly method: string },
      limits: JobLimits,
    ): Promise<Execution<readonly (string | null)[]>> => {
      const { instances, method } = about;
      const cases = instances.map((one) => JSON.stringify(one));
      return run(
        program,
        { operation: "word", payload: JSON.stringify({ cases, method, still }), limits },
        z.array(z.string().nullable()).length(instances.length),
      );
    };
    return {
      draw: (program, range, limits) =>
        run(
          program,
          { operation: "draw", payload: JSON.stringify({ ...range, still }), limits },
          z.array(drawSchema).length(range.count),
        ),
      redraw: (program, redraw, limits) =>
        run(
          program,
          { operation: "redraw", payload: JSON.stringify({ ...redraw, still }), limits },
          z.array(drawSchema).length(redraw.cases.length),
        ),
      word: (program, instances, limits) => word(program, { instances, method: "promptFunc" }, limits),
      refer: (program, instances, limits) => word(program, { instances, method: "referenceAnswer" }, limits),
      work: (program, instances, limits) => word(program, { instances, method: "workedSolution" }, limits),
    };
  };
}
