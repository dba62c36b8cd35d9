import { existsSync } from "node:fs";
import { readText } from "./read-text.ts";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";

/** The text of a file that the user named. Throws a CommandError that says what is wrong with it. */
export function readUserFile(path: string, kind: string): string {
  if (!existsSync(path))
    throw new CommandError(EXIT.usage, `${path}: no such file; expected ${kind}. Check the path.`);
  const read = readText(path);
  if (read.status === "refused")
    throw new CommandError(EXIT.usage, `${path}: ${read.problem}; expected ${kind}. Check the path.`);
  if (read.text.trim() === "") throw new CommandError(EXIT.usage, `${path}: is empty; expected ${kind}`);
  return read.text;
}

/** The text of a bootcamp file. */
export function readBootcampFile(path: string): string {
  if (!path.endsWith(".ts"))
    throw new CommandError(EXIT.usage, `${path}: expected a bootcamp file, whose name ends in .ts`);
  return readUserFile(path, "a bootcamp file (.ts)");
}
