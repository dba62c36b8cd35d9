import type { Program } from "../core/draft/compile-report.ts";
import { stillProgram } from "../core/draft/class-study.ts";
import type { DrawingSandbox } from "../core/draft/execution.ts";
import { drawOnce } from "../sandbox/draw-once.ts";
import type { Workshop } from "./workshop.ts";

/** Where cases of a class that was compiled are drawn from: one that keeps nothing is evaluated once for all of them. */
export async function drawPublished(
  source: string,
  program: Program,
  { compiler, sandbox }: Workshop,
): Promise<DrawingSandbox> {
  return drawOnce(sandbox, { careful: program, still: stillProgram(await compiler.study(source), program) });
}
