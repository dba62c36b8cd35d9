import { z } from "zod";
import type { DraftAddress } from "../draft/draft.ts";
import type { AdversaryReport } from "./adversary-report.ts";
import { CRITIC_POINT_KINDS, type CriticReport } from "./critic-report.ts";
import { secondVerifierSchema, UNVERIFIED } from "./second-verifier.ts";
import { BLIND_PROGRAMS, type OracleReport, TRUTH_RULINGS } from "./oracle-report.ts";

/** Records from before there were other programs hold a solver's reports. */
const tally = {
  by: z.enum(BLIND_PROGRAMS).default("solver"),
  cases: z.int(),
  answered: z.int(),
  agreed: z.int(),
  verifier: secondVerifierSchema.default(UNVERIFIED),
};

/** The second oracle's report as JSON in the record. */
export const oracleReportSchema: z.ZodType<OracleReport> = z.discriminatedUnion("status", [
  z.object({ status: z.literal("not-asked") }),
  z.object({ status: z.literal("confirmed"), ...tally }),
  z.object({ status: z.literal("unconfirmed"), reason: z.string(), ...tally }),
  z.object({
    status: z.literal("disputed"),
    ruling: z.enum(TRUTH_RULINGS),
    disputed: z.object({
      level: z.int(),
      index: z.int(),
      prompt: z.string(),
      reference: z.string(),
      solverAnswer: z.string(),
      classScore: z.enum(["right", "wrong"]).default("wrong"),
      open: z.string().optional(),
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
        kind: z.enum(CRITIC_POINT_KINDS),
        point: z.string(),
        quote: z.string(),
      }),
    ),
  }),
]);

/** What the second oracle, the critic or the adversary reported on one draft. */
export type Finding = DraftAddress &
  (
    | { readonly gate: "oracle"; readonly report: OracleReport }
    | { readonly gate: "critic"; readonly report: CriticReport }
    | { readonly gate: "adversary"; readonly report: AdversaryReport }
  );
