import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import { hashJson } from "../core/draft/hash.ts";
import { readDescriptions } from "../files/read-descriptions.ts";
import { readFileText } from "../files/read-text.ts";

/** A text that a proposal may take its idea from. */
export type IdeaText = {
  readonly name: string;
  readonly text: string;
  /** As the text or its reader states it. */
  readonly licence: string;
  readonly hash: string;
};

const KINDS = [".md", ".txt", ".jsonl"];
const MOST_MIB = 16;

/** A text shorter than this has no idea to take. */
const LEAST = 80;

/**
 * Reads texts: descriptions with front matter or as JSON lines, which bring their licence, and any other Markdown or
 * plain text, whose licence is a line such as `Licence: CC BY 4.0`, else what `licence` says. Throws a CommandError that
 * names the file for what cannot be read, and where a folder holds none.
 */
export function readTexts(paths: readonly string[], licence: string): readonly IdeaText[] {
  const texts = paths.flatMap(filesOf).flatMap((file) => readTextFile(file, licence));
  const seen = new Set<string>();
  return texts.filter(({ hash }) => !seen.has(hash) && seen.add(hash));
}

function filesOf(path: string): readonly string[] {
  if (!existsSync(path)) throw new CommandError(EXIT.usage, `--from ${path}: no such file or folder`);
  if (!statSync(path).isDirectory()) return [path];
  const files = readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => KINDS.includes(extname(name)) && !basename(name).startsWith("."))
    .toSorted()
    .map((name) => join(path, name));
  if (files.length > 0) return files;
  throw new CommandError(EXIT.usage, `--from ${path}: holds no text; expected ${KINDS.join(", ")} files`);
}

function readTextFile(file: string, licence: string): readonly IdeaText[] {
  if (!KINDS.includes(extname(file)))
    throw new CommandError(EXIT.usage, `--from ${file}: expected a text as ${KINDS.join(", ")}`);
  const described = extname(file) === ".txt" ? undefined : readDescriptions([file]);
  if (described !== undefined && described.tasks.length > 0)
    return described.tasks.map((task) =>
      ideaText(
        task.id,
        `${task.title}\n\n${task.description}`,
        task.licence === "unknown" ? licence : task.licence,
      ),
    );
  if (extname(file) === ".jsonl")
    throw new CommandError(
      EXIT.usage,
      `--from ${file}: ${described?.problems[0] ?? "holds no description"}. campforge import brings other collections into this form`,
    );
  const read = readFileText(file, MOST_MIB);
  if (read.status === "refused") throw new CommandError(EXIT.usage, `--from ${file}: ${read.problem}`);
  if (read.text.trim().length < LEAST)
    throw new CommandError(
      EXIT.usage,
      `--from ${file}: has fewer than ${LEAST} characters, too few for an idea`,
    );
  const stated = /^\W*(?:SPDX-License-Identifier|licen[cs]e)\W*:\W*(.{2,120})$/im.exec(read.text)?.[1];
  return [ideaText(basename(file, extname(file)), read.text.trim(), stated?.trim() ?? licence)];
}

const ideaText = (name: string, text: string, licence: string): IdeaText => ({
  name,
  text,
  licence,
  hash: hashJson(text),
});
