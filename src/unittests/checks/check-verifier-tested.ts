import { MISTAKES_DETECTED } from "../../core/checks/thresholds.ts";
import type { Check, Counterexample } from "../../core/checks/unit-test-report.ts";
import type { MutantKind, VerifierMutant } from "../../core/checks/verifier-mutant.ts";
import { collectBattery } from "../answers/collect-battery.ts";
import { describeExecution, type Evidence, failed, passed, warned } from "../cases/evidence.ts";

const name = "verifier is tested";

/** Steps of the verifier itself on the attempts, by which slow ones are tried less: some 20 ms of CPU. */
const MOST_STEPS = 500_000;

/** CPU time for all mutants together; steps are counted, but not what built-ins do in each. */
const TIMEOUT_MS = 2_000;

/**
 * A condition that decided on so many attempts, and whose absence changed the score of none, is implied by
 * another one: to drop it is no mistake. One that decided on fewer is hardly tried.
 */
const SHOWN_IMPLIED = 3;

/** The attempts of these checks tell the verifier from versions of it with a small mistake. */
export async function checkVerifierTested(evidence: Evidence): Promise<Check> {
  const { mutation, program, sandbox, limits } = evidence;
  if (mutation === null || mutation.mutants.length === 0) {
    evidence.measure({ kind: "mutants", tried: 0, told: 0 });
    return passed(name, "the verifier has nothing to mutate");
  }
  const { code, mutants } = mutation;
  const attempts = await collectBattery(evidence);
  if (typeof attempts === "string") return failed(name, attempts);
  const execution = await sandbox.mutate(
    { ...program, code },
    { attempts, mutants: [...mutants.keys()], steps: MOST_STEPS },
    { ...limits, timeoutMs: Math.min(TIMEOUT_MS, limits.timeoutMs) },
  );
  if (execution.status !== "completed")
    return warned(
      name,
      `running the verifier with small mistakes put into it, for each of which the module is loaded anew: ${describeExecution(execution)}`,
    );

  const { tried, outcomes } = execution.value;
  const survivors: VerifierMutant[] = [];
  const unreached: VerifierMutant[] = [];
  const implied: VerifierMutant[] = [];
  for (const [index, mutant] of mutants.entries()) {
    const outcome = outcomes[index];
    if (outcome?.status !== "survived") continue;
    const { reachedBy, decidedOn } = outcome;
    if (reachedBy === 0) unreached.push(mutant);
    else if (decidedOn >= SHOWN_IMPLIED) implied.push(mutant);
    else survivors.push(mutant);
  }
  const reached = mutants.length - unreached.length - implied.length;
  const killed = reached - survivors.length;
  evidence.measure({ kind: "mutants", tried: reached, told: killed });
  // A path to a full score that no answer takes, correct or wrong, is taken by whoever knows it.
  const hidden = unreached.filter(({ pays }) => pays);
  if (hidden.length > 0)
    return warned(
      name,
      `a full score is given in code that none of ${tried} attempts reached, correct or wrong${listed("see", hidden)}`,
      hidden.map(shown),
    );
  const detail = `${killed} of ${reached} small mistakes in the verifier are detected by ${tried} attempts${listed("not detected", survivors)}${listed("never reached", unreached)}${listed("implied by other rules, and not counted", implied)}`;
  if (killed >= MISTAKES_DETECTED * reached) return passed(name, detail);
  return warned(
    name,
    `${detail}; at least ${MISTAKES_DETECTED * 100}% should be, so the attempts are too weak to test these rules, or no answer ever breaks them`,
    survivors.map(shown),
  );
}

const listed = (what: string, mutants: readonly VerifierMutant[]): string =>
  mutants.length === 0
    ? ""
    : `; ${what}: ${mutants.map((mutant) => `line ${mutant.line}, ${mutant.what}`).join("; ")}`;

/** Why it matters that a mistake of the kind goes unnoticed. */
const WHY: Readonly<Record<MutantKind, string>> = {
  comparison: "no attempt lies on this limit, so that either side of it may be wrong",
  conjunct:
    "no attempt breaks this condition and no other; it may be implied by another one or by the parser",
  return: "no attempt takes this path to another score",
  "off by one": "no attempt lies between the two numbers",
  negation: "no attempt tells this condition from its opposite",
  arithmetic: "no attempt tells the two results apart",
  loop: "no attempt fails in this loop alone; what it checks may be checked elsewhere",
};

const shown = ({ kind, line, what, before, after }: VerifierMutant): Counterexample => ({
  line,
  mutant: { what, why: WHY[kind], before, after },
});
