import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";

/** What begins with a dot, packages, tests and declarations are not looked at. */
const mayBeBootcamp = (path: string): boolean =>
  path.endsWith(".ts") &&
  !/(?:\.d|\.test)\.ts$/.test(path) &&
  path.split(sep).every((part) => !part.startsWith(".") && part !== "node_modules");

const holdsBootcamp = (path: string): boolean =>
  /\bclass\s+\w+\s+extends\s+Bootcamp\b/.test(readFileSync(path, "utf8"));

/**
 * The bootcamp files that paths stand for: a file for itself, a folder for every bootcamp below it, sorted. Throws a
 * CommandError for a folder without any.
 */
export function findBootcampFiles(paths: readonly string[]): readonly string[] {
  const found = paths.flatMap((path): readonly string[] => {
    if (!existsSync(path) || !statSync(path).isDirectory()) return [path];
    const inside = readdirSync(path, { recursive: true, encoding: "utf8" })
      .filter(mayBeBootcamp)
      .map((file) => join(path, file))
      .filter(holdsBootcamp)
      .sort();
    if (inside.length === 0)
      throw new CommandError(
        EXIT.usage,
        `${path}: expected a class that extends Bootcamp in a .ts file below this folder, found no bootcamp files. Check the path.`,
      );
    return inside;
  });
  return [...new Set(found)];
}
