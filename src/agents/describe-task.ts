import { fillSlots, type Prompts } from "../core/calls/prompts.ts";
import type { TaskDescription } from "../core/task/task-description.ts";

/** A description with the examples that stand beside its text. */
export function describeTask(task: TaskDescription, { quoting }: Prompts): string {
  const examples = task.examples.map(({ input, output }, index) =>
    fillSlots(quoting.example, { number: index + 1, input, output }),
  );
  return [task.description, ...examples].join("\n\n");
}
