import { z } from "zod";
import { isTaskId, type TaskId } from "./ids.ts";
import { makeVisibleLine } from "../text/visible-text.ts";
import { readWaiver, type Waiver } from "../checks/waivers.ts";
import { type MapCell, readCellName } from "./map-cell.ts";
import { PROPOSAL_SOURCES, type ProposalOrigin } from "./proposal-origin.ts";

/** The longest description that is accepted, in UTF-8 bytes (docs/descriptions.md). */
export const MAX_DESCRIPTION_BYTES = 64 * 1024;

const examplePair = z.object({ input: z.string(), output: z.string() });
const referenceSolution = z.object({ language: z.string().min(1).max(40), code: z.string().min(1) });

/** The fields of a description as a file brings them: front matter of Markdown, or a line of JSONL. */
export const taskFields = z.object({
  id: z.string().refine(isTaskId, "expected lower-case letters, digits and hyphens, at most 80").optional(),
  title: z
    .string()
    .trim()
    .min(1)
    .max(200)
    // The title stands outside the fence of the description, so it must not begin a line of its own.
    .refine((text) => makeVisibleLine(text) === text, "expected one line without unseen characters")
    .optional(),
  domain: z
    .string()
    .trim()
    .regex(/^[A-Za-z][A-Za-z0-9 -]{0,39}$/, "expected a domain such as logical-reasoning")
    .transform((domain) => domain.toLowerCase().replaceAll(" ", "-")),
  description: z
    .string()
    .refine((text) => text.trim().length >= 40, "expected a description of at least 40 characters")
    .refine((text) => Buffer.byteLength(text) <= MAX_DESCRIPTION_BYTES, "expected at most 64 KiB"),
  source: z.string().max(500).optional(),
  licence: z.string().max(500).optional(),
  license: z.string().max(500).optional(),
  examples: z.array(examplePair).max(50).optional(),
  reference_solution: referenceSolution.optional(),
  oracle: z.enum(["solver", "checker"]).optional(),
  waive: z.record(z.string(), z.string()).transform(readWaivers).optional(),
  bootcamp: z
    .string()
    .trim()
    .min(1)
    .regex(/\.ts$/, "expected the path of a bootcamp file, whose name ends in .ts")
    .optional(),
  cell: z.string().transform(readCell).optional(),
  "proposed-by": z.string().trim().min(1).max(200).optional(),
  "proposed-from": z.enum(PROPOSAL_SOURCES).optional(),
  parents: z.array(z.string().max(120)).max(8).optional(),
});

function readCell(text: string, context: z.core.$RefinementCtx): MapCell {
  const cell = readCellName(text);
  if (cell !== undefined) return cell;
  context.addIssue({
    code: "custom",
    message:
      "expected DOMAIN / ANSWER TYPE / WHAT MAKES IT HARD, such as algorithms / list / search (docs/scaling.md)",
  });
  return z.NEVER;
}

function readWaivers(stated: Readonly<Record<string, string>>, context: z.core.$RefinementCtx): Waiver[] {
  return Object.entries(stated).flatMap(([check, reason]) => {
    const read = readWaiver(check, reason);
    if (read.status === "waiver") return [read.waiver];
    context.addIssue({ code: "custom", message: read.problem });
    return [];
  });
}

/** What a lab hands in: one family of tasks in words. Data, never instructions. */
export type TaskDescription = {
  readonly id: TaskId;
  readonly title: string;
  readonly domain: string;
  readonly description: string;
  readonly source: string;
  readonly licence: string;
  readonly examples: readonly { readonly input: string; readonly output: string }[];
  readonly referenceSolution: { readonly language: string; readonly code: string } | null;
  /** `checker` where the tasks are hard to solve and easy to check: then no blind solver is tried first. */
  readonly oracle?: "solver" | "checker";
  /** Checks whose objections do not count for its bootcamp; each flags it. */
  readonly waivers: readonly Waiver[];
  /** Its class, where somebody wrote it by hand already: then no author is asked for one. */
  readonly written?: WrittenClass;
  /** Where it belongs on the map of a library, as far as it says. */
  readonly cell?: MapCell;
  /** Who proposed it, where a model did. */
  readonly proposal?: ProposalOrigin;
};

/** A class that was written by hand: the file as the description names it, and its text. */
export type WrittenClass = { readonly file: string; readonly code: string };

/** What stands around the fields of a description. */
export type TaskSurroundings = {
  /** Serves where the fields bring no id. */
  readonly fallbackId: TaskId;
  /** The text of the class that the fields name. */
  readonly written: string | null;
};

/** Makes a description of parsed fields. */
export function makeTaskDescription(
  fields: z.infer<typeof taskFields>,
  { fallbackId, written }: TaskSurroundings,
): TaskDescription {
  const id = fields.id ?? fallbackId;
  const { bootcamp, cell, "proposed-by": by, "proposed-from": from = "cell", parents = [] } = fields;
  return {
    id,
    title: fields.title ?? id,
    domain: fields.domain,
    description: fields.description.trim(),
    source: fields.source ?? "unknown",
    licence: fields.licence ?? fields.license ?? "unknown",
    examples: fields.examples ?? [],
    referenceSolution: fields.reference_solution ?? null,
    ...(fields.oracle === undefined ? {} : { oracle: fields.oracle }),
    waivers: fields.waive ?? [],
    ...(bootcamp === undefined || written === null ? {} : { written: { file: bootcamp, code: written } }),
    // Whoever edits the domain has moved the description, and its cell with it.
    ...(cell === undefined ? {} : { cell: { ...cell, domain: fields.domain } }),
    ...(by === undefined ? {} : { proposal: { by, from, parents } }),
  };
}
