import { describeIssue } from "./describe-issue.ts";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { parse as parseYaml } from "yaml";
import { taskId, isTaskId, type TaskId } from "../core/task/ids.ts";
import {
  makeTaskDescription,
  MAX_DESCRIPTION_BYTES,
  type TaskDescription,
  taskFields,
} from "../core/task/task-description.ts";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";

/** The descriptions that could be read, and what is wrong with the others. */
export type ReadDescriptions = {
  readonly tasks: readonly TaskDescription[];
  readonly problems: readonly string[];
};

/** Files beyond this are not read at all; a JSONL file holds many descriptions. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;

type Found =
  | { readonly where: string; readonly fallbackId: TaskId; readonly fields: unknown }
  | { readonly where: string; readonly problem: string };

/**
 * Reads descriptions from Markdown with front matter, JSONL, or folders of either. A bad one is a problem
 * with its file and line and does not stop the others. Throws a CommandError for a path that is not there.
 */
export function readDescriptions(paths: readonly string[]): ReadDescriptions {
  const tasks: TaskDescription[] = [];
  const problems: string[] = [];
  const seen = new Map<string, string>();
  for (const found of paths.flatMap(listFiles).flatMap(readFile)) {
    if ("problem" in found) {
      problems.push(`${found.where}: ${found.problem}`);
      continue;
    }
    const fields = taskFields.safeParse(found.fields);
    if (!fields.success) {
      const issue = fields.error.issues[0];
      problems.push(`${found.where}: ${describeIssue(issue)}`);
      continue;
    }
    const task = makeTaskDescription(fields.data, found.fallbackId);
    const before = seen.get(task.id);
    if (before !== undefined) {
      problems.push(
        `${found.where}: the id ${task.id} is already used by ${before}; give one of them another id`,
      );
      continue;
    }
    seen.set(task.id, found.where);
    tasks.push(task);
  }
  return { tasks, problems };
}

function listFiles(path: string): readonly string[] {
  if (!existsSync(path)) {
    throw new CommandError(
      EXIT.usage,
      `${path}: no such file or folder; expected descriptions as .md or .jsonl`,
    );
  }
  if (!statSync(path).isDirectory()) return [path];
  const files = readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter(
      (name) => [".md", ".jsonl"].includes(extname(name)) && basename(name).toLowerCase() !== "readme.md",
    )
    .sort()
    .map((name) => join(path, name));
  if (files.length === 0)
    throw new CommandError(EXIT.usage, `${path}: no descriptions in it; expected .md or .jsonl files`);
  return files;
}

function readFile(file: string): readonly Found[] {
  const kind = extname(file);
  if (kind !== ".md" && kind !== ".jsonl") {
    return [{ where: file, problem: "expected a description as .md or .jsonl" }];
  }
  if (statSync(file).size > MAX_FILE_BYTES) return [{ where: file, problem: "larger than 64 MiB" }];
  const text = readFileSync(file, "utf8");
  return kind === ".md" ? [readMarkdown(file, text)] : readLines(file, text);
}

function readMarkdown(file: string, text: string): Found {
  if (Buffer.byteLength(text) > 2 * MAX_DESCRIPTION_BYTES)
    return { where: file, problem: "larger than the limit of a description (64 KiB)" };
  const match = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(text);
  if (match === null) {
    return {
      where: `${file}:1`,
      problem: "expected front matter: a line ---, then title and domain, then a line ---",
    };
  }
  const [, header = "", body = ""] = match;
  let fields: unknown;
  try {
    fields = parseYaml(header, { maxAliasCount: 0 });
  } catch (error) {
    return {
      where: `${file}:2`,
      problem: `front matter: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)}`,
    };
  }
  if (typeof fields !== "object" || fields === null)
    return { where: `${file}:2`, problem: "front matter: expected fields such as title: …" };
  return {
    where: file,
    fallbackId: idFromName(basename(file, ".md")),
    fields: { ...fields, description: body },
  };
}

function readLines(file: string, text: string): readonly Found[] {
  return text.split("\n").flatMap((line, index): readonly Found[] => {
    if (line.trim() === "") return [];
    const where = `${file}:${index + 1}`;
    try {
      const fields: unknown = JSON.parse(line);
      return [{ where, fallbackId: idFromName(`${basename(file, ".jsonl")}-${index + 1}`), fields }];
    } catch (error) {
      return [
        { where, problem: `is not valid JSON: ${error instanceof Error ? error.message : String(error)}` },
      ];
    }
  });
}

function idFromName(name: string): TaskId {
  const id = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 80)
    .replace(/-+$/, "");
  return taskId(isTaskId(id) ? id : "task");
}
