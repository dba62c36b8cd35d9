import { DEFAULT_RECORD } from "../core/run/default-record.ts";
import { quoteForShell } from "../core/text/quote-for-shell.ts";

/** A command to type, and what it does. */
export type NextStep = readonly [command: string, what: string];

/** The option that names a record, with a space before it; nothing for the usual one. */
export const dbFlag = (db: string): string => (db === DEFAULT_RECORD ? "" : ` --db ${quoteForShell(db)}`);

/** What to type next, a command a line; commands that do not name it are given their `npx`. */
export function renderNext(steps: readonly NextStep[]): string {
  const commands = steps.map(([command]) => (command.startsWith("npx ") ? command : `npx ${command}`));
  const width = Math.max(0, ...commands.map(({ length }) => length));
  return steps
    .map(
      ([, what], index) =>
        `${index === 0 ? "Next:" : "     "}  ${(commands[index] ?? "").padEnd(width)}    ${what}\n`,
    )
    .join("");
}
