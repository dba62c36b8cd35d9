import type { Message } from "../core/calls/completion.ts";
import { fillSlots, type Prompts } from "../core/calls/prompts.ts";
import type { Example } from "../core/task/read-examples.ts";
import type { TaskDescription } from "../core/task/task-description.ts";
import { describeTask } from "./author-messages.ts";
import { fenceFor } from "./fence-off.ts";
import { listPrompts } from "./solver-messages.ts";

/** What a translator is to lead to: a solution that runs as it is, one to be translated, or none. */
export type Solution =
  | { readonly status: "runs"; readonly language: string; readonly code: string }
  | { readonly status: "to translate"; readonly language: string; readonly code: string }
  | { readonly status: "none" };

/** What the oracle's author gets to lead from prompts to a description's solution: both, and no class. */
export function translatorMessages(
  about: {
    readonly shown: readonly string[];
    readonly task: TaskDescription;
    readonly solution: Solution;
    readonly examples: readonly Example[];
  },
  prompts: Prompts,
): readonly Message[] {
  const text = listPrompts(about.shown);
  const description = describeTask(about.task);
  return [
    { role: "system", text: fillSlots(prompts.translator.system, { toolkit: prompts.toolkit }) },
    {
      role: "user",
      text: fillSlots(prompts.translator.user, {
        fence: fenceFor("data", text, description),
        description,
        solution: `${describeSolution(about.solution)} ${describeExamples(about.examples)}`,
        prompts: text,
      }),
    },
  ];
}

function describeSolution(solution: Solution): string {
  if (solution.status === "none")
    return "It brings no solution: write `answer` yourself, from the description alone.";
  const { language, code } = solution;
  const fence = fenceFor("data", code);
  const what =
    solution.status === "runs"
      ? `Its solution runs as it is: leave \`answer\` out. It is said to be in ${language}:`
      : `Its solution, for \`answer\` to follow step by step. It is said to be in ${language}; its text tells:`;
  return `${what}\n${fence}\n${code}\n${fence}\n`;
}

function describeExamples(examples: readonly Example[]): string {
  return examples.length === 0
    ? "It has no examples with input and output."
    : `Its ${examples.length} examples are the test of it.`;
}
