import { readFileSync, statSync } from "node:fs";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";

/** The text of a file that the user named. Throws a CommandError that says what is wrong with it. */
export function readUserFile(path: string, kind: string): string {
  let text: string;
  try {
    if (statSync(path).isDirectory()) {
      throw new CommandError(EXIT.usage, `${path}: is a folder; expected ${kind}`);
    }
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(EXIT.usage, `${path}: ${reasonOf(error)}; expected ${kind}. Check the path.`, {
      cause: error,
    });
  }
  if (text.trim() === "") throw new CommandError(EXIT.usage, `${path}: is empty; expected ${kind}`);
  return text;
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT") return "no such file";
  if (code === "EACCES") return "permission denied";
  return error instanceof Error ? error.message : String(error);
}

/** The text of a bootcamp file. */
export function readBootcampFile(path: string): string {
  if (!path.endsWith(".ts"))
    throw new CommandError(EXIT.usage, `${path}: expected a bootcamp file, whose name ends in .ts`);
  return readUserFile(path, "a bootcamp file (.ts)");
}
