import type { Score } from "../bootcamp/index.ts";
import type { Program } from "../core/compile-report.ts";
import type { Attempt } from "../core/execution.ts";
import type { Check } from "../core/unit-test-report.ts";
import { guardScript, type VerifierMutant, type VerifierMutation } from "../core/verifier-mutant.ts";
import { collectBattery } from "./collect-battery.ts";
import { describeExecution, type Evidence, failed, passed, warned } from "./evidence.ts";

const name = "verifier is tested";

/** The share of mutants that the attempts must tell from the verifier: the admission page's. */
const KILLED_SHARE = 0.8;

/** Most mutants fall at the first few attempts; only those that do not see the others. */
const FIRST = 40;

/** The attempts of these checks tell the verifier from versions of it with a small mistake. */
export async function checkVerifierTested(evidence: Evidence, mutation: VerifierMutation): Promise<Check> {
  const { guards, mutants } = mutation;
  if (mutants.length === 0) return passed(name, "nothing in the verifier that a mistake could be put into");
  const battery = await collectBattery(evidence);
  if (typeof battery === "string") return failed(name, battery);
  const { program, sandbox, limits } = evidence;
  const guarded = { ...program, code: guardScript(program.code, guards) };
  const execution = await sandbox.verify(guarded, battery, limits);
  if (execution.status !== "completed") return failed(name, describeExecution(execution));
  // What takes the verifier itself too many steps tells nothing about its mutants.
  const trials = battery.flatMap((attempt, place): Trial[] => {
    const score = execution.value[place];
    return score === undefined || score.status === "error" ? [] : [{ attempt, score }];
  });

  const survivors: VerifierMutant[] = [];
  for (const mutant of mutants) {
    const mutated = { ...program, code: guardScript(program.code, guards, mutant) };
    if (await survives(mutated, evidence, trials)) survivors.push(mutant);
  }
  const killed = mutants.length - survivors.length;
  const detail = `${killed} of ${mutants.length} small mistakes in the verifier are noticed by ${trials.length} attempts`;
  if (killed >= KILLED_SHARE * mutants.length) return passed(name, `${detail}${listed(survivors)}`);
  return warned(
    name,
    `${detail}${listed(survivors)}; at least ${KILLED_SHARE * 100}% should be. Those that are not: rules that never matter, or rules that no wrong answer breaks alone`,
    survivors.map((mutant) => ({ line: mutant.line, response: describeMutant(mutant) })),
  );
}

const listed = (survivors: readonly VerifierMutant[]): string =>
  survivors.length === 0
    ? ""
    : `; not noticed: ${survivors.map(({ line, what }) => `line ${line}, ${what}`).join("; ")}`;

const describeMutant = ({ what, lineText }: VerifierMutant): string => `${what}, in: ${lineText}`;

/** CPU time of a crossing with a mutant. */
const MUTANT_TIMEOUT_MS = 1_000;

type Trial = { readonly attempt: Attempt; readonly score: Score };

async function survives(
  mutated: Program,
  { sandbox, limits }: Evidence,
  trials: readonly Trial[],
): Promise<boolean> {
  for (const part of [trials.slice(0, 1), trials.slice(1, FIRST), trials.slice(FIRST)]) {
    if (part.length === 0) continue;
    // Steps are counted, but not what built-ins do in each.
    const execution = await sandbox.verify(
      mutated,
      part.map(({ attempt }) => attempt),
      { ...limits, timeoutMs: MUTANT_TIMEOUT_MS },
    );
    if (execution.status !== "completed") return false;
    if (execution.value.some((score, place) => !isSame(score, part[place]?.score))) return false;
  }
  return true;
}

function isSame(one: Score, other: Score | undefined): boolean {
  if (one.status !== other?.status) return false;
  return one.status !== "scored" || other.status !== "scored" || one.score === other.score;
}
