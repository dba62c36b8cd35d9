import type { Message } from "../core/completion.ts";
import { sha256 } from "../core/hash.ts";
import { fillSlots, type Prompts } from "../core/prompts.ts";
import type { TaskDescription } from "../core/task-description.ts";

/** The beginning of an author's conversation: the contract and toolkit, then the description as data. */
export function authorMessages(task: TaskDescription, prompts: Prompts): readonly Message[] {
  const examples = prompts.examples.map(
    ({ title, source }) => `## ${title}\n\n\`\`\`ts\n${source.trimEnd()}\n\`\`\``,
  );
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
        fence: fenceFor(task.description),
        description: describeTask(task),
      }),
    },
  ];
}

/**
 * A line that cannot stand in the description, because it holds the description's own hash; and the same
 * in every run, because a request must be.
 */
function fenceFor(description: string): string {
  return `=== description ${sha256(description).slice(0, 24)} ===`;
}

function describeTask(task: TaskDescription): string {
  const examples = task.examples.map(
    ({ input, output }, place) => `Example ${place + 1}\nInput:\n${input}\nOutput:\n${output}`,
  );
  return [task.description, ...examples].join("\n\n");
}
