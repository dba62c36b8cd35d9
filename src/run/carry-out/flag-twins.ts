import type { FlagReason, Verdict } from "../../core/verdict/decide-verdict.ts";
import type { KnownBootcamp, NoveltySketches } from "../../core/draft/novelty.ts";
import type { TaskDescription } from "../../core/task/task-description.ts";
import { compareSketches, describeTwin } from "../../unittests/checks/check-new.ts";

/** A task that came to a verdict other than a rejection, with the sketches of the draft that it is about. */
export type Admissible = {
  readonly task: TaskDescription;
  readonly verdict: Exclude<Verdict, { status: "rejected" }>;
  readonly sketches: NoveltySketches;
};

/** A verdict that stands in place of the one before. */
export type Flagged = { readonly task: TaskDescription; readonly verdict: Verdict };

/**
 * Flags each draft of a run that is a near-duplicate of one that an earlier task brought forth, in the
 * order of the tasks. A pure function of the drafts, so that it does not matter which task ended first, nor
 * whether the run was resumed; a verdict that says it already is not listed again.
 */
export function flagTwins(admissible: readonly Admissible[]): readonly Flagged[] {
  const earlier: KnownBootcamp[] = [];
  return admissible.flatMap(({ task, verdict, sketches }): Flagged[] => {
    const [twin] = earlier
      .map((other) => compareSketches(sketches, other))
      .filter(({ isTwin }) => isTwin)
      .toSorted((a, b) => b.syntax + b.prompts - a.syntax - a.prompts);
    earlier.push({ name: task.id, ...sketches });
    if (twin === undefined) return [];
    const detail = `it is a near-duplicate of ${describeTwin(twin)}, of the same run`;
    const reason: FlagReason = { kind: "warned check", check: "new", detail };
    const reasons = verdict.status === "flagged" ? verdict.reasons : [];
    if (reasons.some((one) => one.kind === "warned check" && one.detail === detail)) return [];
    return [{ task, verdict: { status: "flagged", reasons: [...reasons, reason] } }];
  });
}
