import type { MapCell } from "../task/map-cell.ts";

/** A description as a proposer wrote it, in its parts. */
export type WrittenProposal = {
  readonly title: string;
  readonly cell: MapCell;
  readonly about: string;
  readonly rules: string;
  readonly answer: string;
  readonly difficulty: string;
  readonly checking: string;
  readonly example: { readonly case: string; readonly answer: string; readonly why: string };
};

/** The description as its task holds it. */
export function proposalText(proposal: WrittenProposal): string {
  const { example } = proposal;
  return `${blindText(proposal)}\n\n### Answer\n\n${example.answer}\n\n### Why\n\n${example.why}\n`;
}

/** The same without the answer to its example, for whoever is to solve that alone. */
export function blindText({ about, rules, answer, difficulty, checking, example }: WrittenProposal): string {
  const sections = [
    about,
    `## Rules\n\n${rules}`,
    `## Answer\n\n${answer}`,
    `## Difficulty\n\n${difficulty}`,
    `## Checking\n\n${checking}`,
    `## Example\n\n### Case\n\n${example.case}`,
  ];
  return sections.join("\n\n");
}
