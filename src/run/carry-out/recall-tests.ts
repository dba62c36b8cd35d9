import { z } from "zod";
import type { Drivers } from "../../core/run/synthesis.ts";
import { CHECK_NAMES } from "../../core/checks/unit-test-report.ts";
import type { Store } from "../../store/open-store.ts";
import { readStoredRound } from "../../record/read-round.ts";
import { softwareVersions } from "../plan/run-plan.ts";

/** What a result of the tests depends on beside the draft, as one text; prompts are of no account to it. */
const testingSchema = z
  .object({ campforge: z.string(), node: z.string(), v8: z.string() })
  .transform(({ campforge, node, v8 }) => `campforge ${campforge}, node ${node}, v8 ${v8}`);

/**
 * Looks up what the tests said of a draft in an earlier part of a run. Nothing is remembered of a run that was
 * begun by another version. What only a comparison with a reference solution found is left out: it is compared
 * again, with the replies that the record holds.
 */
export function openRecall(store: Store, run: number): NonNullable<Drivers["recall"]> {
  const begun = testingSchema.safeParse(JSON.parse(store.findRun(run)?.versions ?? "{}"));
  if (begun.data !== testingSchema.parse(softwareVersions())) return () => undefined;
  const isTest = new Set<string>(CHECK_NAMES);
  return (task, { line, round, source }) => {
    const stored = store
      .rounds(run, task)
      .find((one) => one.line === line && one.round === round && one.source === source);
    const read = stored === undefined ? undefined : readStoredRound(stored);
    if (read?.status !== "tested") return undefined;
    return {
      bootcamp: read.bootcamp,
      report: { checks: read.checks.filter(({ name }) => isTest.has(name)) },
    };
  };
}
