import { z } from "zod";
import { checkSchema } from "../checks/check-schema.ts";
import { figuresSchema } from "../checks/figures.ts";
import type { UnitTestReport } from "../checks/unit-test-report.ts";
import type { Diagnostic } from "./compile-report.ts";
import { diagnosticSchema } from "./diagnostic-schema.ts";
import type { DraftAddress, TestedBootcamp } from "./draft.ts";

/** How far a draft came, as the record keeps it: what a round is without the program. */
export type RoundReport =
  | { readonly status: "unusable-reply"; readonly reason: string }
  | { readonly status: "not-compiled"; readonly diagnostics: readonly Diagnostic[] }
  | ({
      readonly status: "tested";
      readonly bootcamp: TestedBootcamp;
      /** Why its author left it as it is, though there were remarks to weigh. */
      readonly stands?: string;
    } & UnitTestReport);

/** A round as the record has it; a reply that held no class has no source. */
export type RecordedRound = DraftAddress & { readonly source: string | null } & RoundReport;

/** What the judge needs of a class, as JSON. */
export const testedBootcampSchema: z.ZodType<TestedBootcamp> = z.object({
  name: z.string(),
  slug: z.string(),
  levels: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
});

/** The report as JSON in the record, beside which the status is kept. */
export const roundReportSchema: z.ZodType<RoundReport> = z.discriminatedUnion("status", [
  z.object({ status: z.literal("unusable-reply"), reason: z.string() }),
  z.object({ status: z.literal("not-compiled"), diagnostics: z.array(diagnosticSchema) }),
  z.object({
    status: z.literal("tested"),
    bootcamp: testedBootcampSchema,
    checks: z.array(checkSchema),
    figures: figuresSchema.exactOptional(),
    stands: z.string().exactOptional(),
  }),
]);
