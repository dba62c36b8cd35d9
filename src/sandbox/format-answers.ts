import { z } from "zod";
import type { Sandbox } from "../core/draft/execution.ts";
import type { JobRunner } from "./run-job.ts";

/** What a class does with the format of its answers. */
export type Formatting = Pick<Sandbox, "extract" | "wrap">;

/**
 * Reads and wraps answers: with the format of a class of its own for each text, or, by the `still` script of a class that
 * keeps nothing, of one for all of them. That the class keeps something after all is a job that threw.
 */
export function createFormatting(run: JobRunner["run"]): (way: "careful" | "still") => Formatting {
  return (way) => {
    const still = way === "still";
    return {
      extract: (program, responses, limits) =>
        run(
          program,
          { operation: "extract", payload: JSON.stringify({ responses, still }), limits },
          z.array(z.object({ text: z.string(), canonical: z.string() }).nullable()),
        ),
      wrap: (program, answers, limits) =>
        run(
          program,
          { operation: "wrap", payload: JSON.stringify({ answers, still }), limits },
          z.array(z.string()),
        ),
    };
  };
}
