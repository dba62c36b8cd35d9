import type { Program } from "../core/draft/compile-report.ts";
import type { DrawingSandbox, DrawOutcome, Execution, JobLimits } from "../core/draft/execution.ts";
import type { ClosableSandbox } from "./create-sandbox.ts";
import type { Scored } from "./score-responses.ts";

/**
 * Draws and words cases of one program by its script `still`, which is evaluated once for all of them: a class that keeps
 * nothing makes the same cases as one that is evaluated anew, and many a one in a fifth of the time. Where anything
 * fails, and whatever keeps something after all, it is done carefully: a write to what is frozen throws, and what a
 * failure means, the careful way says. What takes too long takes no less time there, and is not done again. Every other
 * program is drawn from carefully.
 */
export function drawOnce(
  { still: quick, ...sandbox }: DrawingSandbox & Pick<ClosableSandbox, "still">,
  { careful, still }: Scored,
): DrawingSandbox {
  if (still === null) return sandbox;
  // Of an isolate of its own: two evaluations of a class in one, such as that which scores, slow each other down.
  const drawn = { ...still, code: `${still.code}\n// draws` };
  let isStill = true;
  const either =
    <About, Value>(
      quickly: Operation<About, Value>,
      carefully: Operation<About, Value>,
      isSound: (value: Value) => boolean,
    ): Operation<About, Value> =>
    async (program, about, limits) => {
      if (program !== careful || !isStill) return carefully(program, about, limits);
      const execution = await quickly(drawn, about, limits);
      if (execution.status === "timed-out") return execution;
      // What has once kept something does so for good.
      isStill &&= execution.status !== "threw";
      const isDone = execution.status === "completed" && isSound(execution.value);
      return isDone ? execution : carefully(program, about, limits);
    };
  return {
    draw: either(quick.draw, sandbox.draw, areDrawn),
    redraw: either(quick.redraw, sandbox.redraw, areDrawn),
    word: either(quick.word, sandbox.word, areWorded),
    refer: either(quick.refer, sandbox.refer, areWorded),
    work: either(quick.work, sandbox.work, areWorded),
  };
}

type Operation<About, Value> = (
  program: Program,
  about: About,
  limits: JobLimits,
) => Promise<Execution<Value>>;

const areDrawn = (outcomes: readonly DrawOutcome[]): boolean =>
  outcomes.every(({ status }) => status === "drawn");
const areWorded = (words: readonly (string | null)[]): boolean => words.every((one) => one !== null);
