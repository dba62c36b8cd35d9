import { z } from "zod";
import type { Json } from "../../bootcamp/index.ts";
import { hashJson } from "../draft/hash.ts";
import { parseJson } from "../text/parse-json.ts";

/** A kebab-case name, as the folder of a bootcamp has it; unique over a library. */
const slug = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "expected the slug of a bootcamp, in kebab-case")
  .max(80);

/** What was parsed as JSON is JSON: to walk it would let a deep or wide case stop this process. */
const json = z.custom<Json>((value) => value !== undefined, "expected a case, as JSON");

/** Everything that it takes to score a response: which bootcamp, which version of it, and the case. */
export const groundTruthSchema = z.strictObject({ bootcamp: slug, version: z.int().min(1), case: json });

/** See `groundTruthSchema`. A row of a data set holds it as the text that `writeGroundTruth` writes. */
export type GroundTruth = z.infer<typeof groundTruthSchema>;

/** The fields of a ground truth, for messages that suggest one. */
export const GROUND_TRUTH_FIELDS = ["bootcamp", "version", "case"] as const;

/** `extra_info` of every row: the same fields and types whatever the bootcamp, as parquet needs them. */
export const extraInfoSchema = z.strictObject({
  /** The row's number within its file, from 0. */
  index: z.int().min(0),
  split: z.string(),
  bootcamp: slug,
  version: z.int().min(1),
  domain: z.string(),
  level: z.int().min(0),
  seed: z.int(),
  case_id: z.string().regex(/^[0-9a-f]{64}$/),
});

/** See `extraInfoSchema`. */
export type ExtraInfo = z.infer<typeof extraInfoSchema>;

/** A ground truth as one line of JSON, its fields in order. */
export function writeGroundTruth(truth: GroundTruth): string {
  return JSON.stringify({ bootcamp: truth.bootcamp, version: truth.version, case: truth.case });
}

/** A ground truth from its text, or what is wrong with the text. */
export function readGroundTruth(
  text: string,
):
  | { readonly status: "read"; readonly truth: GroundTruth }
  | { readonly status: "refused"; readonly issue: z.core.$ZodIssue | undefined } {
  const read = groundTruthSchema.safeParse(parseJson(text));
  return read.success
    ? { status: "read", truth: read.data }
    : { status: "refused", issue: read.error.issues[0] };
}

/** `data_source` of a bootcamp's rows. */
export function dataSource(bootcamp: string): string {
  return `campforge/${bootcamp}`;
}

/** The SHA-256 that names a case, whatever the order of its keys: two rows with one id have the same case. */
export function caseId(instance: Json): string {
  return hashJson(instance);
}
