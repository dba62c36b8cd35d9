import type { DraftAddress } from "../core/draft/draft.ts";
import type { Drivers, Tested } from "../core/run/synthesis.ts";
import type { TaskId } from "../core/task/ids.ts";
import { CHECK_NAMES, WORKED } from "../core/checks/unit-test-report.ts";
import type { StoreReader } from "../store/open-store.ts";
import type { Versions } from "../core/run/versions.ts";

/** What a result of the tests depends on beside the draft, as one text; prompts are of no account to it. */
const describeTesting = ({ software }: Versions): string =>
  ["campforge", "node", "v8"].map((name) => `${name} ${software[name] ?? "unknown"}`).join(", ");

/** A draft that was tested in an earlier part of a run, and what the tests said of it. */
export type RecalledDraft = DraftAddress & { readonly source: string; readonly tested: Tested };

/**
 * Reads the drafts of a task that were tested in an earlier part of a run, all of them at once. Nothing is remembered of a
 * run that was begun by another version than `current`. What only a comparison with a reference solution found is left
 * out: it is compared again, with the replies that the record holds.
 */
export function openRecalledDrafts(
  store: Pick<StoreReader, "findRun" | "rounds">,
  run: number,
  current: Versions,
): (task: TaskId) => readonly RecalledDraft[] {
  const begun = store.findRun(run)?.versions;
  if (begun === undefined || describeTesting(begun) !== describeTesting(current)) return () => [];
  const isTest = new Set<string>([...CHECK_NAMES, WORKED]);
  return (task) =>
    store.rounds(run, task).flatMap((read): RecalledDraft[] => {
      if (read.status !== "tested" || read.source === null) return [];
      const { line, round, source, bootcamp, figures, checks } = read;
      const report = {
        ...(figures === undefined ? {} : { figures }),
        checks: checks.filter(({ name }) => isTest.has(name)),
      };
      return [{ line, round, source, tested: { bootcamp, report } }];
    });
}

/** Looks up what the tests said of a draft in an earlier part of a run, as `openRecalledDrafts` does. */
export function openRecall(
  store: Pick<StoreReader, "findRun" | "rounds">,
  run: number,
  current: Versions,
): Drivers["recall"] {
  const recalledDrafts = openRecalledDrafts(store, run, current);
  return (task, { line, round, source }) =>
    recalledDrafts(task).find((one) => one.line === line && one.round === round && one.source === source)
      ?.tested;
}
