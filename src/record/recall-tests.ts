import type { Drivers } from "../core/run/synthesis.ts";
import { CHECK_NAMES, WORKED } from "../core/checks/unit-test-report.ts";
import type { StoreReader } from "../store/open-store.ts";
import type { Versions } from "../core/run/versions.ts";

/** What a result of the tests depends on beside the draft, as one text; prompts are of no account to it. */
const describeTesting = ({ software }: Versions): string =>
  ["campforge", "node", "v8"].map((name) => `${name} ${software[name] ?? "unknown"}`).join(", ");

/**
 * Looks up what the tests said of a draft in an earlier part of a run. Nothing is remembered of a run that was
 * begun by another version than `current`. What only a comparison with a reference solution found is left out: it is compared
 * again, with the replies that the record holds.
 */
export function openRecall(
  store: Pick<StoreReader, "findRun" | "rounds">,
  run: number,
  current: Versions,
): Drivers["recall"] {
  const begun = store.findRun(run)?.versions;
  if (begun === undefined || describeTesting(begun) !== describeTesting(current)) return () => undefined;
  const isTest = new Set<string>([...CHECK_NAMES, WORKED]);
  return (task, { line, round, source }) => {
    const read = store
      .rounds(run, task)
      .find((one) => one.line === line && one.round === round && one.source === source);
    if (read?.status !== "tested") return undefined;
    return {
      bootcamp: read.bootcamp,
      report: {
        ...(read.figures === undefined ? {} : { figures: read.figures }),
        checks: read.checks.filter(({ name }) => isTest.has(name)),
      },
    };
  };
}
