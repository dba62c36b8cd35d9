import type { Message } from "../core/calls/completion.ts";
import { fillSlots, type Prompts } from "../core/calls/prompts.ts";
import type { Example } from "../core/task/read-examples.ts";
import type { TaskDescription } from "../core/task/task-description.ts";
import { cutToolkit, SOLVERS_HELPERS } from "./cut-toolkit.ts";
import { TOLD_FLAGS } from "./told-numbers.ts";
import { describeTask } from "./describe-task.ts";
import { fenceFor } from "./fence-off.ts";
import { listPrompts } from "./list-prompts.ts";

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
  const text = listPrompts(about.shown, prompts);
  const description = describeTask(about.task, prompts);
  const solution = [
    describeSolution(about.solution, prompts),
    describeExamples(about.examples, prompts),
  ].join("\n\n");
  const { translator, toolkit } = prompts;
  return [
    {
      role: "system",
      text: fillSlots(translator.system, {
        toolkit: cutToolkit(toolkit, SOLVERS_HELPERS),
        compiler_flags: TOLD_FLAGS,
      }),
    },
    {
      role: "user",
      text: fillSlots(translator.user, {
        fence: fenceFor("data", text, description),
        description,
        solution,
        prompts: text,
      }),
    },
  ];
}

function describeSolution(solution: Solution, { translator }: Prompts): string {
  if (solution.status === "none") return translator.noSolution.text;
  const { language, code, status } = solution;
  const section = status === "runs" ? translator.runnableSolution : translator.solutionToTranslate;
  return fillSlots(section, { language, fence: fenceFor("data", code), code });
}

function describeExamples(examples: readonly Example[], { translator }: Prompts): string {
  return examples.length === 0
    ? translator.noExamples.text
    : fillSlots(translator.examples, { count: examples.length });
}
