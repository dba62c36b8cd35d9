import { type Certificate, makeCertificate } from "../core/verdict/certificate.ts";
import { pathOf, type VerificationPath } from "../core/draft/class-study.ts";
import { hashCode, hashProgram } from "../core/draft/hash.ts";
import { modelName } from "../core/calls/model-config.ts";
import { CASES_PER_LEVEL } from "../unittests/cases/evidence.ts";
import { type Behaviour, observeBehaviour } from "../unittests/observe-behaviour.ts";
import type { RecordedDraft } from "../record/read-decisive.ts";
import { JOB_LIMITS, type Workshop } from "../workshop/workshop.ts";

/** What a source is once compiled, and what it does; nulls where it does not run, and then the problem. */
export type Measured = {
  readonly program: string | null;
  readonly hash: string | null;
  readonly problem: string | null;
  readonly path: VerificationPath | null;
};

/** Compiles a class and runs it on the fixed cases of a behaviour hash. */
export async function measure(
  source: string,
  levelCount: number,
  { compiler, sandbox }: Workshop,
): Promise<Measured> {
  const report = await compiler.compile(source);
  if (report.status === "refused")
    return {
      program: null,
      hash: null,
      problem: `does not compile: ${report.diagnostics[0]?.message}`,
      path: null,
    };
  const path = pathOf(await compiler.study(source));
  const program = hashProgram(report.program);
  const about = { sandbox, limits: JOB_LIMITS };
  const observed: Behaviour = await observeBehaviour(report.program, levelCount, about);
  return observed.status === "observed"
    ? { program, hash: observed.hash, problem: null, path }
    : { program, hash: null, problem: observed.reason, path };
}

/** The certificate of a draft: what the record holds of it, and what was measured just now. */
export function certify(recorded: RecordedDraft, measured: Measured): Certificate {
  const { source, bootcamp, plan, isByHand, ...rest } = recorded;
  const author = isByHand ? "none: written by hand" : modelName(plan.author);
  return makeCertificate({
    ...rest,
    name: bootcamp.name,
    slug: bootcamp.slug,
    cases: bootcamp.levels.length * CASES_PER_LEVEL,
    seed: plan.seed,
    models: { author, judge: modelName(plan.judge) },
    hashes: { code: hashCode(source), program: measured.program, behaviour: measured.hash },
    behaviourProblem: measured.problem,
    path: measured.path,
  });
}
