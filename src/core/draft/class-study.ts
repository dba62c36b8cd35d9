import { z } from "zod";
import { caseShapeSchema } from "./case-shape.ts";
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

export type ClassStudy = z.infer<typeof classStudySchema>;

/** Studies a class; see `ClassStudy`. */
export type Study = (source: string) => Promise<ClassStudy>;
