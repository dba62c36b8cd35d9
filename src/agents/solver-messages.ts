import type { Message } from "../core/completion.ts";
import { fillSlots, type Prompts } from "../core/prompts.ts";
import type { TaskDescription } from "../core/task-description.ts";
import { fenceFor } from "./fence-off.ts";

/**
 * What the author of a blind solver gets: rendered prompts and the toolkit, never the class. A reference
 * solution of the description goes to this author and not to the other, so that the two stay independent.
 */
export function solverMessages(
  shown: readonly string[],
  task: TaskDescription,
  prompts: Prompts,
): readonly Message[] {
  const text = shown.map((prompt, place) => `--- prompt ${place + 1} ---\n${prompt}`).join("\n\n");
  return [
    { role: "system", text: fillSlots(prompts.solver.system, { toolkit: prompts.toolkit }) },
    {
      role: "user",
      text: fillSlots(prompts.solver.user, {
        fence: fenceFor("data", text),
        prompts: text,
        solution: describeSolution(task),
      }),
    },
  ];
}

function describeSolution({ referenceSolution }: TaskDescription): string {
  if (referenceSolution === null) return "";
  const { language, code } = referenceSolution;
  const fence = fenceFor("data", code);
  return `\nThe task comes with a solution in ${language}; translate what of it serves you:\n${fence}\n${code}\n${fence}\n`;
}
