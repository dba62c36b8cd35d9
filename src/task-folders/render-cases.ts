import { codeBlock, escapeMarkdown, inlineCode } from "../core/text/markdown.ts";
import type { TaskDescription } from "../core/task/task-description.ts";
import type { ExampleCase, ExampleLevel, Examples } from "./draw-examples.ts";

/** Cases of a task's class as Markdown: at each level some prompts, each with the response that scores 1. */
export function renderCases({ title }: TaskDescription, seed: number, examples: Examples): string {
  const heading = `# Cases of ${escapeMarkdown(title)}`;
  if (examples.status === "none") return `${heading}\n\nNone: ${escapeMarkdown(examples.reason)}.\n`;
  const lead =
    "The first cases of each level, the easiest level first, as a model is asked them, each with the class's own response.";
  return `${[heading, "", `${lead} Seed ${seed}.`, "", ...examples.levels.flatMap(renderLevel)].join("\n").trimEnd()}\n`;
}

function renderLevel({ level, parameters, cases, problem }: ExampleLevel): readonly string[] {
  const stated = Object.entries(parameters).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
  return [
    `## Level ${level}`,
    "",
    ...(stated.length === 0 ? [] : [inlineCode(stated.join(", ")), ""]),
    ...(problem === null ? [] : [`No cases: ${escapeMarkdown(problem)}.`, ""]),
    ...cases.flatMap(renderCase),
  ];
}

function renderCase(one: ExampleCase): readonly string[] {
  const heading = `### Case ${one.index}`;
  if (one.status === "missing") return [heading, "", escapeMarkdown(one.reason), ""];
  return [
    heading,
    "",
    "Prompt:",
    "",
    codeBlock(one.prompt),
    "",
    "Response:",
    "",
    codeBlock(one.reference),
    "",
  ];
}
