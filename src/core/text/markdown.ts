import { makeVisible, makeVisibleLine } from "./visible-text.ts";

/** A text on one line as Markdown shows it as it stands: whatever quotes a model, its markup is not ours. */
export function escapeMarkdown(text: string): string {
  // `&` would begin an entity, a bare address a link.
  return makeVisibleLine(text).replace(/[\\`*_~[\]<>|&#]/g, (mark) => `\\${mark}`);
}

/** A text on one line as code within a line. */
export function inlineCode(text: string): string {
  const shown = makeVisibleLine(text);
  const ticks = "`".repeat(1 + longestRun(shown));
  return `${ticks}${ticks.length > 1 ? " " : ""}${shown}${ticks.length > 1 ? " " : ""}${ticks}`;
}

/** A text as a block of code that nothing within it ends. */
export function codeBlock(text: string): string {
  const shown = makeVisible(text).trimEnd();
  const ticks = "`".repeat(Math.max(3, 1 + longestRun(shown)));
  return `${ticks}text\n${shown}\n${ticks}`;
}

const longestRun = (text: string): number =>
  [...text.matchAll(/`+/g)].reduce((longest, [run]) => Math.max(longest, run.length), 0);
