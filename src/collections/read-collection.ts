import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { z } from "zod";
import type { CollectionKind } from "../core/task/collection-kind.ts";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import { parseJson } from "../core/text/parse-json.ts";
import { describeIssue } from "../files/describe-issue.ts";
import { readFileText } from "../files/read-text.ts";
import type { RawProblem } from "./raw-problem.ts";
import { splitMarkdown } from "./split-markdown.ts";

/** A problem, or what is wrong with a line. */
export type ReadProblem =
  | { readonly status: "read"; readonly problem: RawProblem }
  | { readonly status: "refused"; readonly where: string; readonly reason: string };

const MOST_MIB = 512;

/** Reads every problem of a file, or of a folder of Markdown. Throws a CommandError for a file that cannot be read. */
export function readCollection(path: string, kind: CollectionKind): readonly ReadProblem[] {
  if (!existsSync(path)) throw new CommandError(EXIT.usage, `${path}: no such file or folder`);
  const isFolder = statSync(path).isDirectory();
  if (isFolder && kind !== "markdown")
    throw new CommandError(EXIT.usage, `${path}: is a folder; campforge import ${kind} reads a file`);
  const files = isFolder
    ? readdirSync(path, { recursive: true, encoding: "utf8" })
        .filter((name) => extname(name) === ".md")
        .toSorted()
        .map((name) => join(path, name))
    : [path];
  const problems = files.flatMap((file) => readFile(file, kind));
  if (problems.length === 0) throw new CommandError(EXIT.usage, `${path}: holds no problem`);
  return problems;
}

function readFile(file: string, kind: CollectionKind): readonly ReadProblem[] {
  const read = readFileText(file, MOST_MIB);
  if (read.status === "refused") throw new CommandError(EXIT.usage, `${file}: ${read.problem}`);
  if (kind === "markdown")
    return splitMarkdown(read.text, basename(file, ".md")).map(({ line, ...problem }) => ({
      status: "read",
      problem: { ...problem, where: `${file}:${line}` },
    }));
  return read.text.split("\n").flatMap((line, index): readonly ReadProblem[] => {
    if (line.trim() === "") return [];
    const where = `${file}:${index + 1}`;
    const value = parseJson(line);
    if (value === undefined) return [{ status: "refused", where, reason: "is not valid JSON" }];
    const row = rowSchema.safeParse(value);
    return row.success
      ? [readRow(row.data, where)]
      : [{ status: "refused", where, reason: describeIssue(row.error.issues[0]) }];
  });
}

const text = z.string().trim().min(1).optional().catch(undefined);

/** The fields that collections have, by the names that they give them. CodeContests numbers its languages. */
const rowSchema = z.object({
  id: text,
  name: text,
  slug: text,
  title: text,
  domain: text,
  category: text,
  description: text,
  statement: text,
  problem: text,
  question: text,
  text,
  prompt: text,
  source: text,
  url: text,
  licence: text,
  license: text,
  reference_solution: z.object({ language: z.string(), code: z.string() }).optional().catch(undefined),
  solution: z
    .union([z.string(), z.object({ language: z.string(), code: z.string() })])
    .optional()
    .catch(undefined),
  solutions: z
    .object({ language: z.array(z.union([z.number(), z.string()])), solution: z.array(z.string()) })
    .optional()
    .catch(undefined),
});

type Row = z.infer<typeof rowSchema>;

function readRow(row: Row, where: string): ReadProblem {
  const statement = row.description ?? row.statement ?? row.problem ?? row.question ?? row.text ?? row.prompt;
  if (statement === undefined)
    return {
      status: "refused",
      where,
      reason: "has no statement; expected it as description, statement, problem, question, text or prompt",
    };
  const name = row.id ?? row.slug ?? row.name;
  const problem = {
    where,
    name,
    title: row.title ?? row.name,
    domain: row.domain ?? row.category,
    statement,
    solution: solutionOf(row),
    source: row.source ?? row.url,
    licence: row.licence ?? row.license,
  };
  return { status: "read", problem };
}

/** CodeContests' numbers (google-deepmind/code_contests, contest_problem.proto). */
const LANGUAGES: Readonly<Record<string, string>> = {
  "1": "python2",
  "2": "cpp",
  "3": "python3",
  "4": "java",
};

/** One solution, in Python where there is one: such are run, and others have to be translated. */
function solutionOf({ reference_solution, solution, solutions }: Row): RawProblem["solution"] {
  if (reference_solution !== undefined) return reference_solution;
  if (typeof solution === "object") return solution;
  if (solution !== undefined) return { language: "unknown", code: solution };
  const all = (solutions?.language ?? []).flatMap((language, index) => {
    const code = solutions?.solution[index];
    return code === undefined ? [] : [{ language: LANGUAGES[String(language)] ?? String(language), code }];
  });
  return all.find(({ language }) => language.startsWith("python")) ?? all[0];
}
