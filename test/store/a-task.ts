import { taskId } from "../../src/core/task/ids.ts";
import type { TaskDescription } from "../../src/core/task/task-description.ts";

/** A description of which only the id matters. */
export function aTask(id = "a"): TaskDescription {
  return {
    id: taskId(id),
    title: "T",
    domain: "algorithms",
    description: "D",
    source: "",
    licence: "",
    examples: [],
    referenceSolution: null,
    waivers: [],
  };
}
