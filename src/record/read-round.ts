import { z } from "zod";
import { ALL_CHECK_NAMES, type Check } from "../core/checks/unit-test-report.ts";
import type { Diagnostic } from "../core/draft/compile-report.ts";
import type { TestedBootcamp } from "../core/draft/draft.ts";
import { diagnosticSchema } from "../core/draft/diagnostic-schema.ts";
import type { StoredRound } from "../store/read-results.ts";

const counterexample = z.object({
  level: z.number().optional(),
  seed: z.number().optional(),
  index: z.number().optional(),
  instance: z.string().optional(),
  prompt: z.string().optional(),
  response: z.string().optional(),
  score: z.string().optional(),
  line: z.number().optional(),
});

const check = z.discriminatedUnion("status", [
  z.object({ name: z.enum(ALL_CHECK_NAMES), status: z.literal("passed"), detail: z.string() }),
  z.object({ name: z.enum(ALL_CHECK_NAMES), status: z.literal("skipped"), detail: z.string() }),
  z.object({
    name: z.enum(ALL_CHECK_NAMES),
    status: z.enum(["failed", "warned"]),
    detail: z.string(),
    counterexamples: z.array(counterexample),
  }),
  z.object({
    name: z.enum(ALL_CHECK_NAMES),
    status: z.literal("waived"),
    reason: z.string(),
    detail: z.string(),
    counterexamples: z.array(counterexample),
  }),
]);

const bootcamp = z.object({
  name: z.string(),
  slug: z.string(),
  levels: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
});

const reports = {
  "unusable-reply": z.object({ reason: z.string() }),
  "not-compiled": z.object({ diagnostics: z.array(diagnosticSchema) }),
  tested: z.object({ bootcamp, checks: z.array(check) }),
} as const;

/** A round as the record has it, its report read. */
export type ReadRound = { readonly line: number; readonly round: number; readonly source: string | null } & (
  | { readonly status: "unusable-reply"; readonly reason: string }
  | { readonly status: "not-compiled"; readonly diagnostics: readonly Diagnostic[] }
  | { readonly status: "tested"; readonly bootcamp: TestedBootcamp; readonly checks: readonly Check[] }
);

/** Reads a stored round. Throws when its report is not of a shape that Campforge writes. */
export function readStoredRound(stored: StoredRound): ReadRound {
  const place = { line: stored.line, round: stored.round, source: stored.source };
  const report: unknown = JSON.parse(stored.report);
  switch (stored.status) {
    case "unusable-reply":
      return { ...place, status: "unusable-reply", reason: reports["unusable-reply"].parse(report).reason };
    case "not-compiled":
      return {
        ...place,
        status: "not-compiled",
        diagnostics: reports["not-compiled"].parse(report).diagnostics,
      };
    case "tested": {
      const read = reports.tested.parse(report);
      return { ...place, status: "tested", bootcamp: read.bootcamp, checks: withoutAbsent(read.checks) };
    }
    default:
      throw new Error(`the record holds a round of unknown status ${stored.status}`);
  }
}

/** Optional fields that are absent stay absent: JSON knows no undefined. */
function withoutAbsent(checks: readonly z.infer<typeof check>[]): readonly Check[] {
  return checks.map((one): Check => {
    if (!("counterexamples" in one)) return one;
    const counterexamples = one.counterexamples.map((example) =>
      Object.fromEntries(Object.entries(example).filter(([, value]) => value !== undefined)),
    );
    return { ...one, counterexamples };
  });
}
