import type { Message } from "../core/calls/completion.ts";
import { fillSlots, type Prompts, type PromptSection } from "../core/calls/prompts.ts";
import type { TaskDescription } from "../core/task/task-description.ts";
import { formatCount } from "../core/text/format-number.ts";
import type { Taught } from "./answer-types.ts";
import { chooseExamples } from "./choose-examples.ts";
import { describeTask } from "./describe-task.ts";
import { fenceFor } from "./fence-off.ts";
import { TOLD_NUMBERS } from "./told-numbers.ts";

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
  const { referenceSolution } = task;
  const parts = [
    describeTask(task, prompts),
    ...(sharesReference && referenceSolution !== null
      ? [fillSlots(quoting.solution, referenceSolution)]
      : []),
  ];
  const description = parts.join("\n\n");
  const system = fillSlots(author.system, {
    toolkit,
    examples: showExamples(task, prompts),
    reply_tokens: formatCount(prompts.replyTokens.author),
    ...TOLD_NUMBERS,
  });
  return [
    { role: "system", text: system },
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

/** The bootcamps nearest to the description, and pieces of others for the forms of answers that they leave out. */
function showExamples(task: TaskDescription, { author, pieces, examples }: Prompts): string {
  const { list, parts, optimum, sentinel, choice, decimal } = pieces;
  const byType: Readonly<Record<Taught, PromptSection>> = {
    list,
    parts,
    optimum,
    sentinel,
    choice,
    decimal,
  };
  const chosen = chooseExamples(task, examples);
  const shown = chosen.examples.map(({ title, source }) =>
    fillSlots(author.libraryExample, { title, source: source.trimEnd() }),
  );
  const others = chosen.missing.map((type) => byType[type].text).join("\n\n");
  return [...shown, ...(others === "" ? [] : [fillSlots(author.pieces, { pieces: others })])].join("\n\n");
}
