import type { DrawingSandbox, Execution, JobLimits } from "../../core/draft/execution.ts";
import type { ClosableSandbox } from "../../sandbox/create-sandbox.ts";
import { drawOnce } from "../../sandbox/draw-once.ts";
import { JOB_LIMITS } from "../../workshop/workshop.ts";
import type { Curriculum } from "../difficulty/curriculum.ts";
import type { Metrics } from "../http/metrics.ts";
import type { ServedClass } from "../holdings/served-class.ts";
import type { HomeOf } from "../scoring/assign-homes.ts";
import { Refused } from "../scoring/refusal.ts";
import type { Drawing } from "./route-cases.ts";

/** How often a process may end under one draw before that is said of it. */
const MOST_DEATHS = 3;

/** Cases of the library's classes, drawn and worded in the sandbox. */
export function openDrawing(
  sandbox: ClosableSandbox,
  {
    homeOf,
    ...parts
  }: { readonly homeOf: HomeOf; readonly curriculum: Curriculum; readonly metrics: Metrics },
): Drawing {
  const limitsOf = (of: ServedClass): JobLimits => ({ ...JOB_LIMITS, once: true, lane: homeOf(of) });
  const drawings = new WeakMap<ServedClass, DrawingSandbox>();
  const drawingOf = (of: ServedClass): DrawingSandbox => {
    const drawing = drawings.get(of) ?? drawOnce(sandbox, of.programs);
    drawings.set(of, drawing);
    return drawing;
  };
  let episodes = 0;
  return {
    ...parts,
    draw: (of, { level, seed, indices }) =>
      survive(() =>
        drawingOf(of).redraw(
          of.programs.careful,
          { level, cases: indices.map((index) => ({ seed, index, extent: "prompted" })) },
          limitsOf(of),
        ),
      ),
    word: async ({ of, caseText }) => {
      const worded = await survive(() =>
        drawingOf(of).word(of.programs.careful, [JSON.parse(caseText)], limitsOf(of)),
      );
      return worded.status === "completed" ? (worded.value[0] ?? null) : null;
    },
    nextEpisode: () => episodes++,
  };
}

/** A process that ends is no word on the class: the same is asked of another. Throws Refused where all of them end. */
async function survive<Value>(act: () => Promise<Execution<Value>>): Promise<Execution<Value>> {
  for (let deaths = 0; deaths < MOST_DEATHS; deaths++) {
    const execution = await act();
    if (execution.status !== "crashed") return execution;
  }
  throw new Refused("fault", "a process of the server ended under the draw");
}
