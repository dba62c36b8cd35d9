import { z } from "zod";
import { TRUTH_RULINGS } from "../judging/oracle-report.ts";
import type { Verdict } from "./decide-verdict.ts";

const level = z.int();
const ruling = z.enum(TRUTH_RULINGS);
const shortcut = { level, score: z.number(), trick: z.string() };
/** A verdict as JSON in the record. */
export const verdictSchema: z.ZodType<Verdict> = z.discriminatedUnion("status", [
  z.object({ status: z.literal("accepted"), level }),
  z.object({
    status: z.literal("flagged"),
    reasons: z.array(
      z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("warned check"), check: z.string(), detail: z.string() }),
        z.object({ kind: z.literal("waived check"), check: z.string(), reason: z.string() }),
        z.object({ kind: z.literal("truth unconfirmed"), detail: z.string() }),
        z.object({ kind: z.literal("truth disputed"), ruling }),
        z.object({ kind: z.literal("second verifier"), detail: z.string() }),
        z.object({ kind: z.literal("shortcut"), ...shortcut }),
        z.object({ kind: z.literal("critic"), faithful: z.number(), points: z.int() }),
        z.object({ kind: z.literal("not judged") }),
        z.object({ kind: z.enum(["undecided accuracy"]), level }),
        z.object({ kind: z.enum(["judge budget too small"]), level }),
        z.object({ kind: z.enum(["judge unusable"]), level }),
      ]),
    ),
  }),
  z.object({
    status: z.literal("rejected"),
    reason: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("truth disputed"), ruling }),
      z.object({ kind: z.literal("shortcut"), ...shortcut }),
      z.object({ kind: z.literal("no usable draft"), detail: z.string() }),
      z.object({ kind: z.literal("unit tests failed"), checks: z.array(z.string()) }),
      z.object({ kind: z.enum(["too simple"]), accuracy: z.number() }),
      z.object({ kind: z.enum(["too hard"]), accuracy: z.number() }),
      z.object({ kind: z.literal("levels too far apart") }),
      z.object({ kind: z.literal("broken"), detail: z.string() }),
    ]),
  }),
]);
