import type { Message } from "../core/calls/completion.ts";
import { fillSlots, type Prompts } from "../core/calls/prompts.ts";
import type { TaskDescription } from "../core/task/task-description.ts";
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
  const examples = prompts.examples.map(
    ({ title, source }) => `## ${title}\n\n\`\`\`ts\n${source.trimEnd()}\n\`\`\``,
  );
  const description = sharesReference ? `${describeTask(task)}${describeSolution(task)}` : describeTask(task);
  return [
    {
      role: "system",
      text: fillSlots(prompts.author.system, { toolkit: prompts.toolkit, examples: examples.join("\n\n") }),
    },
    {
      role: "user",
      text: fillSlots(prompts.author.user, {
        title: task.title,
        domain: task.domain,
        fence: fenceFor("description", description),
        description,
      }),
    },
  ];
}

function describeSolution({ referenceSolution }: TaskDescription): string {
  if (referenceSolution === null) return "";
  return `\n\nA solution in ${referenceSolution.language}:\n${referenceSolution.code}`;
}

/** A description with the examples that stand beside its text. */
export function describeTask(task: TaskDescription): string {
  const examples = task.examples.map(
    ({ input, output }, index) => `Example ${index + 1}\nInput:\n${input}\nOutput:\n${output}`,
  );
  return [task.description, ...examples].join("\n\n");
}
