import { z } from "zod";
import type { Diagnostic } from "./compile-report.ts";

/** A diagnostic as JSON: between the compiler's process and ours, and in the record. */
export const diagnosticSchema: z.ZodType<Diagnostic> = z.object({
  category: z.enum(["type", "contract", "policy"]),
  code: z.string(),
  message: z.string(),
  line: z.number(),
  column: z.number(),
  lineText: z.string(),
});
