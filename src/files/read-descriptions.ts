import { describeIssue } from "./describe-issue.ts";
import { existsSync, lstatSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, extname, isAbsolute, join } from "node:path";
import { parse as parseYaml } from "yaml";
import { taskId, isTaskId, type TaskId } from "../core/task/ids.ts";
import {
  makeTaskDescription,
  MAX_DESCRIPTION_BYTES,
  type TaskDescription,
  taskFields,
} from "../core/task/task-description.ts";
import { describeReadError, readFileText } from "./read-text.ts";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";

/** Faults of one description that are told at once. */
const MOST_FAULTS = 5;

/** The descriptions that could be read, and what is wrong with the others. */
export type ReadDescriptions = {
  readonly tasks: readonly TaskDescription[];
  readonly problems: readonly string[];
};

/** Files beyond this are not read at all; a JSONL file holds many descriptions. */
const MAX_FILE_MIB = 64;

type Found =
  | {
      readonly where: string;
      /** The folder of the file: a class that a description brings is named from there. */
      readonly folder: string;
      readonly fallbackId: TaskId;
      readonly fields: unknown;
    }
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
      const faults = fields.error.issues.slice(0, MOST_FAULTS).map((issue) => describeIssue(issue));
      problems.push(`${found.where}: ${faults.join("; ")}`);
      continue;
    }
    const read = readWritten(fields.data.bootcamp, found.folder);
    if (read.status === "refused") {
      problems.push(`${found.where}: bootcamp: ${read.problem}`);
      continue;
    }
    const task = makeTaskDescription(fields.data, { fallbackId: found.fallbackId, written: read.text });
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

/** The class that a description brings, by its path from the description's own folder. */
function readWritten(
  path: string | undefined,
  folder: string,
):
  | { readonly status: "read"; readonly text: string | null }
  | { readonly status: "refused"; readonly problem: string } {
  if (path === undefined) return { status: "read", text: null };
  const file = isAbsolute(path) ? path : join(folder, path);
  if (!existsSync(file))
    return {
      status: "refused",
      problem: `${file}: no such file; name the class from the description's own folder`,
    };
  const read = readFileText(file, MAX_FILE_MIB);
  return read.status === "read" ? read : { status: "refused", problem: `${file}: ${read.problem}` };
}

/** What a path leads to: files to read, or what is skipped instead. */
type Listed = { readonly file: string } | { readonly where: string; readonly problem: string };

function listFiles(path: string): readonly Listed[] {
  if (!existsSync(path)) {
    throw new CommandError(
      EXIT.usage,
      `${path}: no such file or folder; expected descriptions as .md or .jsonl`,
    );
  }
  if (!statSync(path).isDirectory()) return [{ file: path }];
  const pathOf = (one: Listed): string => ("file" in one ? one.file : one.where);
  const listed = listFolder(path).toSorted((one, other) => (pathOf(one) < pathOf(other) ? -1 : 1));
  if (!listed.some((one) => "file" in one))
    throw new CommandError(
      EXIT.usage,
      `${path}: no descriptions in it; expected .md or .jsonl files${listed.map((one) => ("problem" in one ? `\n           ${one.where}: ${one.problem}` : "")).join("")}`,
    );
  return listed;
}

/** The descriptions in a folder and those within it, by name. */
function listFolder(folder: string): readonly Listed[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder).sort();
  } catch (error) {
    return [{ where: folder, problem: describeReadError(error) }];
  }
  return names.flatMap((name): readonly Listed[] => {
    const path = join(folder, name);
    const isDescription = [".md", ".jsonl"].includes(extname(name)) && name.toLowerCase() !== "readme.md";
    // A link to a folder is not followed: it may lead back here.
    const isFolder = lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
    if (isHidden(name))
      return isDescription
        ? [{ where: path, problem: "is an editor's or a system's own file, by its name" }]
        : [];
    if (isFolder && !isDescription) return listFolder(path);
    if (!isDescription) return [];
    return isFolder
      ? [{ where: path, problem: "is a folder, no file" }, ...listFolder(path)]
      : [{ file: path }];
  });
}

/** Names of what editors and systems put beside a file: locks, backups, resource forks. */
const isHidden = (name: string): boolean => /^[.~#]/.test(name);

function readFile(listed: Listed): readonly Found[] {
  if ("problem" in listed) return [listed];
  const { file } = listed;
  const kind = extname(file);
  if (kind !== ".md" && kind !== ".jsonl") {
    return [{ where: file, problem: "expected a description as .md or .jsonl" }];
  }
  const read = readFileText(file, MAX_FILE_MIB);
  if (read.status === "refused") return [{ where: file, problem: read.problem }];
  return kind === ".md" ? [readMarkdown(file, read.text)] : readLines(file, read.text);
}

function readMarkdown(file: string, text: string): Found {
  if (Buffer.byteLength(text) > 2 * MAX_DESCRIPTION_BYTES)
    return { where: file, problem: "larger than the limit of a description (64 KiB)" };
  const match = /^---[^\S\n]*\n([\s\S]*?)\n---[^\S\n]*(?:\n([\s\S]*))?$/.exec(text);
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
    folder: dirname(file),
    fallbackId: idFromName(basename(file, ".md")),
    fields: { ...fields, description: body },
  };
}

function readLines(file: string, text: string): readonly Found[] {
  if (text.trim() === "")
    return [{ where: file, problem: "is empty; expected a description a line, as JSON" }];
  return text.split("\n").flatMap((line, index): readonly Found[] => {
    if (line.trim() === "") return [];
    const where = `${file}:${index + 1}`;
    try {
      const fields: unknown = JSON.parse(line);
      const fallbackId = idFromName(`${basename(file, ".jsonl")}-${index + 1}`);
      return [{ where, folder: dirname(file), fallbackId, fields }];
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
