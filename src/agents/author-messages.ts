import type { Message } from "../core/calls/completion.ts";
import { fillSlots, type Prompts } from "../core/calls/prompts.ts";
import type { TaskDescription } from "../core/task/task-description.ts";
import { describeTask } from "./describe-task.ts";
import { fenceFor } from "./fence-off.ts";

/**
 * The beginning of an author's conversation: the contract and toolkit, then the description as data. The
 * description's solution is in it only where it is shared: else its agreement with the class says more.
 */
export function authorMessages(
  task: TaskDescription,
  prompts: Prompts,
  sharesReference = false,
): readonly Message[] {
  const { author, quoting, toolkit } = prompts;
  const examples = prompts.examples.map(({ title, source }) =>
    fillSlots(author.libraryExample, { title, source: source.trimEnd() }),
  );
  const { referenceSolution } = task;
  const parts = [
    describeTask(task, prompts),
    ...(sharesReference && referenceSolution !== null
      ? [fillSlots(quoting.solution, referenceSolution)]
      : []),
  ];
  const description = parts.join("\n\n");
  return [
    { role: "system", text: fillSlots(author.system, { toolkit, examples: examples.join("\n\n") }) },
    {
      role: "user",
      text: fillSlots(author.user, {
        title: task.title,
        domain: task.domain,
        fence: fenceFor("description", description),
        description,
      }),
    },
  ];
}
