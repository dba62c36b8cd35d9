import { z } from "zod";
import { type Certificate, makeCertificate } from "../../core/certificate.ts";
import { criticReportSchema, oracleReportSchema } from "../../core/finding-schema.ts";
import { hashCode, hashProgram } from "../../core/hash.ts";
import { endpointsOf, storedRoleSchema } from "../../models/model-config.ts";
import type { StoreReader } from "../../store/open-store.ts";
import { CASES_PER_LEVEL } from "../../unittests/evidence.ts";
import { type Behaviour, observeBehaviour } from "../../unittests/observe-behaviour.ts";
import { CommandError, EXIT } from "../output/exit-codes.ts";
import { requireTask } from "../record/find-task.ts";
import { readStoredRound } from "../record/read-round.ts";
import { readJudgeReport, readVerdict } from "../record/summarize-run.ts";
import { JOB_LIMITS, type Workshop } from "../workshop/workshop.ts";

const planSchema = z.object({
  seed: z.int(),
  author: storedRoleSchema,
  judge: storedRoleSchema,
  solver: storedRoleSchema.optional(),
  critic: storedRoleSchema.optional(),
});
const bootcampSchema = z.object({
  bootcamp: z.object({ name: z.string(), slug: z.string(), levels: z.array(z.unknown()) }),
});
/** Versions stand beside each other; those of the prompts, where they were kept, under a key of their own. */
const versionsSchema = z
  .looseObject({ prompts: z.record(z.string(), z.string()).default({}) })
  .transform(({ prompts, ...others }) => ({
    prompts,
    versions: z
      .record(z.string(), z.string())
      .parse(Object.fromEntries(Object.entries(others).filter(([, value]) => typeof value === "string"))),
  }));

/** The draft that a task's verdict is about, with everything that the record holds of it. */
export type RecordedDraft = ReturnType<typeof readDecisive>;

/** Reads the draft that a task's verdict is about. Throws a CommandError where none was tested. */
// The shape is read off what is put together here.
// oxlint-disable-next-line typescript/explicit-function-return-type
export function readDecisive(store: StoreReader, id: string) {
  const { run, task } = requireTask(store, id);
  const row = store.results(run, task.id)[0];
  const stored = store
    .rounds(run, task.id)
    .find((one) => one.line === row?.decisiveLine && one.round === row.decisiveRound);
  const read = stored === undefined ? undefined : readStoredRound(stored);
  const found = store.findRun(run);
  if (stored === undefined || found === undefined || read?.status !== "tested" || read.source === null) {
    throw new CommandError(
      EXIT.usage,
      `${id}: has no draft that was tested, so there is nothing to certify. campforge show ${id} says how far it came`,
    );
  }
  const reportOf = (gate: "oracle" | "critic"): unknown => {
    const kept = store
      .findings(run, task.id)
      .find((one) => one.gate === gate && one.line === read.line && one.round === read.round);
    return kept === undefined ? { status: "not-asked" } : JSON.parse(kept.report);
  };
  return {
    task: task.id,
    run,
    line: read.line,
    round: read.round,
    source: read.source,
    bootcamp: bootcampSchema.parse(JSON.parse(stored.report)).bootcamp,
    checks: read.checks,
    oracle: oracleReportSchema.parse(reportOf("oracle")),
    critic: criticReportSchema.parse(reportOf("critic")),
    judged: typeof row?.judged === "string" ? readJudgeReport(row.judged) : null,
    verdict: typeof row?.verdict === "string" ? readVerdict(row.verdict) : null,
    options: planSchema.parse(JSON.parse(found.options)),
    ...versionsSchema.parse(JSON.parse(found.versions)),
  };
}

/** A model as certificates name it. */
export const modelName = (role: z.infer<typeof storedRoleSchema>): string =>
  role.kind === "recorded" ? `recorded:${role.path}` : `${endpointsOf(role).join(",")}/${role.model}`;

/** What a source is once compiled, and what it does; nulls where it does not run, and then the problem. */
export type Measured = {
  readonly program: string | null;
  readonly hash: string | null;
  readonly problem: string | null;
};

/** Compiles a class and runs it on the fixed cases of a behaviour hash. */
export async function measure(
  source: string,
  levelCount: number,
  { compiler, sandbox }: Workshop,
): Promise<Measured> {
  const report = await compiler.compile(source);
  if (report.status === "refused")
    return { program: null, hash: null, problem: `does not compile: ${report.diagnostics[0]?.message}` };
  const program = hashProgram(report.program);
  const about = { sandbox, limits: JOB_LIMITS };
  const observed: Behaviour = await observeBehaviour(report.program, levelCount, about);
  return observed.status === "observed"
    ? { program, hash: observed.hash, problem: null }
    : { program, hash: null, problem: observed.reason };
}

/** The certificate of a draft: what the record holds of it, and what was measured just now. */
export function certify(recorded: RecordedDraft, measured: Measured): Certificate {
  const { source, bootcamp, options: plan, ...rest } = recorded;
  return makeCertificate({
    ...rest,
    name: bootcamp.name,
    slug: bootcamp.slug,
    cases: bootcamp.levels.length * CASES_PER_LEVEL,
    seed: plan.seed,
    models: { author: modelName(plan.author), judge: modelName(plan.judge) },
    hashes: { code: hashCode(source), program: measured.program, behaviour: measured.hash },
    behaviourProblem: measured.problem,
  });
}
