import type { Json, Score } from "../bootcamp/index.ts";
import type { Program } from "../core/draft/compile-report.ts";
import type { Attempt, Sandbox } from "../core/draft/execution.ts";
import { settleAlone } from "../core/draft/model-verifier.ts";
import { withoutVerifier } from "../core/run/verify-through.ts";
import { sha256 } from "../core/draft/hash.ts";
import type { ClosableSandbox } from "./create-sandbox.ts";
import { drawOnce } from "./draw-once.ts";
import { MOST_ANSWER, type ScoredBatch } from "./score-responses.ts";

/**
 * The same sandbox, which evaluates one program once for all that it does with cases and responses, by its script
 * `still`, as the reward server does: a class that keeps nothing does the same as one that is evaluated anew for
 * each, in half of the time or less. No model is asked by it (`verifyAlone`). What does not end by
 * scores, and whatever keeps something after all, goes the careful way.
 */
export function evaluateOnce(
  sandbox: ClosableSandbox,
  { careful, still }: { readonly careful: Program; readonly still: Program | null },
): Sandbox {
  if (still === null) return withoutVerifier(sandbox);
  const nameCase = nameCases();
  let isStill = true;
  const verify: Sandbox["verify"] = async (program, attempts, limits) => {
    if (program === careful && isStill) {
      const named = attempts.map((attempt) => ({ ...nameCase(attempt), response: attempt.response }));
      const batch = await sandbox.scoring({ careful, still }, named, limits);
      // What has once kept something does so for good, whatever a batch that began before finds.
      isStill &&= batch.notStill === null;
      const scores = scoresOf(batch);
      if (scores !== undefined) return { status: "completed", value: scores, cpuMs: batch.cpuMs };
    }
    return sandbox.verifyAlone(program, attempts, limits);
  };
  return {
    ...sandbox,
    ...drawOnce(sandbox, { careful, still }),
    verify,
    verifyAlone: verify,
    extract: async (program, responses, limits) => {
      const quick =
        program === careful && isStill ? await sandbox.still.extract(still, responses, limits) : undefined;
      return quick?.status === "completed" ? quick : sandbox.extract(program, responses, limits);
    },
    wrap: async (program, answers, limits) => {
      const quick =
        program === careful && isStill ? await sandbox.still.wrap(still, answers, limits) : undefined;
      return quick?.status === "completed" ? quick : sandbox.wrap(program, answers, limits);
    },
  };
}

/** A score for each attempt with all of its answer; undefined where one came to something else. */
function scoresOf({ outcomes, notStill }: ScoredBatch): readonly Score[] | undefined {
  if (notStill !== null) return undefined;
  const scores = outcomes.flatMap((outcome): Score[] => {
    switch (outcome.status) {
      case "scored":
        return outcome.answer.length < MOST_ANSWER ? [outcome] : [];
      case "asks":
        // What a model is to be asked about is never cut.
        return [settleAlone(outcome)];
      case "unparsable":
      case "error":
        return [outcome];
      case "timeout":
      case "out-of-memory":
      case "faulted":
        return [];
    }
  });
  return scores.length === outcomes.length ? scores : undefined;
}

type NamedCase = { readonly caseName: string; readonly caseText: string };

/** A case is written as JSON once, and goes by its hash: an isolate keeps it for whoever asks later. */
function nameCases(): (attempt: Attempt) => NamedCase {
  const names = new Map<Json, NamedCase>();
  return ({ instance }) => {
    const known = names.get(instance);
    if (known !== undefined) return known;
    const caseText = JSON.stringify(instance);
    const named = { caseName: sha256(caseText), caseText };
    names.set(instance, named);
    return named;
  };
}
