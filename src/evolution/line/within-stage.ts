import type { Drivers, Stage } from "../../core/run/synthesis.ts";

/** Does the work of a stage, under the eyes of who watches stages where there is somebody. */
export function withinStage<Value>(
  drivers: Drivers,
  stage: Stage,
  work: () => Promise<Value>,
): Promise<Value> {
  return drivers.within === undefined ? work() : drivers.within(stage, work);
}
