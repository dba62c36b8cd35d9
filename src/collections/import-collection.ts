import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import { proposalId } from "../core/scaling/proposal-file.ts";
import { isNearDuplicate, likeness, sketchText, type TextSketch } from "../core/scaling/text-sketch.ts";
import { taskFields } from "../core/task/task-description.ts";
import { describeIssue } from "../files/describe-issue.ts";
import { writeAtomically } from "../files/write-atomically.ts";
import { findTruncation, type Lacking } from "./find-truncation.ts";
import type { RawProblem } from "./raw-problem.ts";
import type { CollectionKind } from "../core/task/collection-kind.ts";
import { readCollection } from "./read-collection.ts";
import { restoreStatement, type RestoredStatement } from "./restore-statement.ts";

/** What is imported, and what stands for what a problem does not state. */
export type ImportRequest = {
  readonly path: string;
  readonly kind: CollectionKind;
  /** The folder of the descriptions. */
  readonly to: string;
  readonly domain: string;
  readonly source: string | undefined;
  readonly licence: string | undefined;
  /** Whether truncated statements are written, too. */
  readonly keepsTruncated: boolean;
  /** Whether nothing is written. */
  readonly isDryRun: boolean;
};

/** What became of one problem. */
export type Imported = {
  readonly where: string;
  readonly id: string;
  readonly title: string;
  readonly status: "imported" | "unchanged" | "truncated" | "duplicate" | "refused";
  /** What it lacks, whom it repeats, or why it cannot be used. */
  readonly detail: string;
  readonly restored: Pick<RestoredStatement, "superscripts" | "joinedLines">;
  readonly lacking: Lacking;
  readonly hasSolution: boolean;
};

type Sketched = { readonly id: string; readonly sketch: TextSketch };

/**
 * Brings a collection of problems in as descriptions, each in a file of its own: fields mapped, statements restored,
 * truncated ones flagged and left out unless they are wanted, near-duplicates told, solutions for the oracle alone.
 * Every problem is accounted for. Throws a CommandError, and writes nothing, where a file was edited since.
 */
export function importCollection(request: ImportRequest): readonly Imported[] {
  const taken = new Set<string>();
  const sketched: Sketched[] = [];
  const files = new Map<string, string>();
  const all = readCollection(request.path, request.kind).map((read): Imported => {
    if (read.status === "refused") return refused(read.where, read.reason);
    const { problem } = read;
    const title = problem.title ?? problem.name ?? "problem";
    const id = proposalId(problem.name ?? title, (one) => taken.has(one));
    taken.add(id);
    const { text, ...restored } = restoreStatement(problem.statement);
    const lacking = request.kind === "codecontests" ? findTruncation(text) : [];
    const one = {
      where: problem.where,
      id,
      title,
      restored,
      lacking,
      hasSolution: problem.solution !== undefined,
    };
    const sketch = sketchText(text);
    const twin = sketched.find((other) => isNearDuplicate(likeness(sketch, other.sketch)));
    if (twin !== undefined) return { ...one, status: "duplicate", detail: `asks the same as ${twin.id}` };
    sketched.push({ id, sketch });
    const made = makeFile({ ...problem, title, statement: text }, request, lacking);
    if (made.status === "refused") return { ...one, status: "refused", detail: made.reason };
    const detail = lacking.length === 0 ? "" : `lacks ${lacking.join(", ")}`;
    if (lacking.length > 0 && !request.keepsTruncated) return { ...one, status: "truncated", detail };
    const file = join(request.to, `${id}.md`);
    files.set(file, made.text);
    const isThere = existsSync(file) && readFileSync(file, "utf8") === made.text;
    return { ...one, status: isThere ? "unchanged" : "imported", detail };
  });
  refuseConflicts(files);
  if (!request.isDryRun) for (const [file, text] of files) write(request.to, file, text);
  return all;
}

const refused = (where: string, detail: string): Imported => ({
  where,
  id: "",
  title: "",
  status: "refused",
  detail,
  restored: { superscripts: [], joinedLines: 0 },
  lacking: [],
  hasSolution: false,
});

function makeFile(
  problem: RawProblem,
  { domain, source, licence }: ImportRequest,
  lacking: Lacking,
):
  | { readonly status: "made"; readonly text: string }
  | { readonly status: "refused"; readonly reason: string } {
  const { statement, solution } = problem;
  const fields = {
    title: problem.title,
    domain: problem.domain ?? domain,
    source: problem.source ?? source ?? "not stated",
    licence: problem.licence ?? licence ?? "not stated",
    ...(lacking.length === 0 ? {} : { lacking: lacking.join(", ") }),
    ...(solution === undefined ? {} : { reference_solution: solution }),
  };
  const checked = taskFields.safeParse({ ...fields, description: statement });
  if (!checked.success) return { status: "refused", reason: describeIssue(checked.error.issues[0]) };
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return { status: "made", text: ["---", ...head, "---", "", statement, ""].join("\n") };
}

/** What was edited by hand is not overwritten. */
function refuseConflicts(files: ReadonlyMap<string, string>): void {
  const edited = [...files].filter(([file, text]) => existsSync(file) && readFileSync(file, "utf8") !== text);
  const [first] = edited;
  if (first === undefined) return;
  const more = edited.length === 1 ? "" : ` and ${edited.length - 1} more`;
  throw new CommandError(
    EXIT.conflict,
    `${first[0]}${more}: is there and not as it would be written; nothing was written. Name another folder with --to, or move it away`,
  );
}

function write(folder: string, file: string, text: string): void {
  mkdirSync(folder, { recursive: true });
  if (!existsSync(file)) writeAtomically(file, text);
}
