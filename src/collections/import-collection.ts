import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import { proposalId } from "../core/scaling/proposal-file.ts";
import { isNearDuplicate, likeness, sketchText, type TextSketch } from "../core/scaling/text-sketch.ts";
import { withFrontMatter } from "../core/task/front-matter.ts";
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
  // What a truncated statement asks, its whole copy further on may ask, too: only what is written stands for others.
  const kept: Sketched[] = [];
  const files: DescriptionFile[] = [];
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
    const twin = kept.find((other) => isNearDuplicate(likeness(sketch, other.sketch)));
    if (twin !== undefined) return { ...one, status: "duplicate", detail: `asks the same as ${twin.id}` };
    const made = makeFile({ ...problem, title, statement: text }, request, lacking);
    if (made.status === "refused") return { ...one, status: "refused", detail: made.reason };
    const detail = lacking.length === 0 ? "" : `lacks ${lacking.join(", ")}`;
    if (lacking.length > 0 && !request.keepsTruncated) return { ...one, status: "truncated", detail };
    kept.push({ id, sketch });
    const path = join(request.to, `${id}.md`);
    const there = existsSync(path) ? readFileSync(path, "utf8") : undefined;
    files.push({ path, text: made.text, there });
    return { ...one, status: there === made.text ? "unchanged" : "imported", detail };
  });
  refuseConflicts(files);
  if (!request.isDryRun) for (const file of files) write(request.to, file);
  return all;
}

/** A description as it is to be written, and what stands at its path; undefined where nothing does. */
type DescriptionFile = {
  readonly path: string;
  readonly text: string;
  readonly there: string | undefined;
};

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
    ...stated("source", problem.source ?? source),
    ...stated("licence", problem.licence ?? licence),
    ...(lacking.length === 0 ? {} : { lacking: lacking.join(", ") }),
    ...(solution === undefined ? {} : { reference_solution: solution }),
  };
  const checked = taskFields.safeParse({ ...fields, description: statement });
  if (!checked.success) return { status: "refused", reason: describeIssue(checked.error.issues[0]) };
  return { status: "made", text: withFrontMatter(fields, `${statement}\n`) };
}

/** A field that nobody states is left out, so that whoever reads the description may still state it. */
const stated = (
  name: "source" | "licence",
  value: string | undefined,
): { readonly [field: string]: string } => (value === undefined ? {} : { [name]: value });

/** What was edited by hand is not overwritten. */
function refuseConflicts(files: readonly DescriptionFile[]): void {
  const edited = files.filter(({ text, there }) => there !== undefined && there !== text);
  const [first] = edited;
  if (first === undefined) return;
  const more = edited.length === 1 ? "" : ` and ${edited.length - 1} more`;
  throw new CommandError(
    EXIT.conflict,
    `${first.path}${more}: is there and not as it would be written; nothing was written. Name another folder with --to, or move it away`,
  );
}

function write(folder: string, { path, text, there }: DescriptionFile): void {
  mkdirSync(folder, { recursive: true });
  if (there === undefined) writeAtomically(path, text);
}
