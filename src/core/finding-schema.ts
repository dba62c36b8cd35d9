import { z } from "zod";
import type { CriticReport } from "./critic-report.ts";
import type { OracleReport } from "./oracle-report.ts";

const tally = { cases: z.int(), answered: z.int(), agreed: z.int() };

/** The second oracle's report as JSON in the record. */
export const oracleReportSchema: z.ZodType<OracleReport> = z.discriminatedUnion("status", [
  z.object({ status: z.literal("not-asked") }),
  z.object({ status: z.literal("confirmed"), ...tally }),
  z.object({ status: z.literal("unconfirmed"), reason: z.string(), ...tally }),
  z.object({
    status: z.literal("disputed"),
    ruling: z.enum(["wrong truth", "ambiguous prompt", "alternative refused"]),
    disputed: z.object({
      level: z.int(),
      index: z.int(),
      prompt: z.string(),
      reference: z.string(),
      solverAnswer: z.string(),
      why: z.string(),
    }),
    ...tally,
  }),
]);

/** The critic's report as JSON in the record. */
export const criticReportSchema: z.ZodType<CriticReport> = z.discriminatedUnion("status", [
  z.object({ status: z.literal("not-asked") }),
  z.object({ status: z.literal("void"), reason: z.string() }),
  z.object({
    status: z.literal("reviewed"),
    faithful: z.number(),
    points: z.array(
      z.object({
        kind: z.enum(["missing rule", "wrong rule", "ambiguity", "gives it away"]),
        point: z.string(),
        quote: z.string(),
      }),
    ),
  }),
]);
