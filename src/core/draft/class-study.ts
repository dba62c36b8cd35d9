import { z } from "zod";
import { caseShapeSchema } from "./case-shape.ts";
import type { Program } from "./compile-report.ts";
import { diagnosticSchema } from "./diagnostic-schema.ts";

/**
 * What the compiler can tell of a class beyond whether it compiles. A class that is `still` keeps nothing between
 * two verifications, so that it is evaluated once for many; `code` is its script for that.
 */
export const classStudySchema = z.discriminatedUnion("status", [
  z.object({
    status: z.literal("studied"),
    path: z.discriminatedUnion("status", [
      z.object({ status: z.literal("still"), code: z.string() }),
      z.object({ status: z.literal("careful"), reason: z.string() }),
    ]),
    caseShape: caseShapeSchema,
  }),
  z.object({ status: z.literal("refused"), diagnostics: z.array(diagnosticSchema).readonly() }),
]);

/** Which way the verifications of a class go, and why, as its card and the reward server tell it. */
export const verificationPathSchema = z.strictObject({
  /** `fast`: evaluated once for many responses; `careful`: anew for each of them. */
  status: z.enum(["fast", "careful"]),
  reason: z.string(),
});

/** See `verificationPathSchema`. */
export type VerificationPath = Readonly<z.infer<typeof verificationPathSchema>>;

const KEEPS_NOTHING =
  "it keeps nothing between two calls: nothing of its module is written to, and all of it is frozen";

/** What a study says of the path; null where the class does not compile. */
export function pathOf(study: ClassStudy): VerificationPath | null {
  if (study.status === "refused") return null;
  const { path } = study;
  return path.status === "still" ? { status: "fast", reason: KEEPS_NOTHING } : path;
}

export type ClassStudy = z.infer<typeof classStudySchema>;

/** Studies a class; see `ClassStudy`. */
export type Study = (source: string) => Promise<ClassStudy>;

/** The script of a class that keeps nothing, which is evaluated once for many; null for any other. */
export function stillProgram(study: ClassStudy, { toolkit }: Program): Program | null {
  return study.status === "studied" && study.path.status === "still"
    ? { toolkit, code: study.path.code }
    : null;
}
