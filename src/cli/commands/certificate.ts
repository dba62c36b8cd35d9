import { z } from "zod";
import { makeCertificate } from "../../core/certificate.ts";
import { criticReportSchema, oracleReportSchema } from "../../core/finding-schema.ts";
import { hashCode, hashProgram } from "../../core/hash.ts";
import { endpointsOf, storedRoleSchema } from "../../models/model-config.ts";
import type { StoreReader } from "../../store/open-store.ts";
import { CASES_PER_LEVEL } from "../../unittests/evidence.ts";
import { type Behaviour, observeBehaviour } from "../../unittests/observe-behaviour.ts";
import { CommandError, EXIT } from "../exit-codes.ts";
import { requireTask } from "../find-task.ts";
import { readRecord } from "../open-record.ts";
import { readStoredRound } from "../read-round.ts";
import { readJudgeReport, readVerdict } from "../summarize-run.ts";
import { JOB_LIMITS, withWorkshop } from "../workshop.ts";
import { printJson } from "../print.ts";

/** Prints the certificate of the draft that a task's verdict is about, as JSON. Runs its code once more. */
export async function certificate(id: string, options: { readonly db: string }): Promise<number> {
  const store = readRecord(options.db);
  try {
    const recorded = readDecisive(store, id);
    const measured = await measure(recorded.source, recorded.bootcamp.levels.length);
    const { source, bootcamp, options: plan, ...rest } = recorded;
    const made = makeCertificate({
      ...rest,
      name: bootcamp.name,
      slug: bootcamp.slug,
      cases: bootcamp.levels.length * CASES_PER_LEVEL,
      seed: plan.seed,
      models: { author: modelName(plan.author), judge: modelName(plan.judge) },
      hashes: { code: hashCode(source), program: measured.program, behaviour: measured.hash },
      behaviourProblem: measured.problem,
    });
    printJson(made, 2);
    return EXIT.done;
  } finally {
    store.close();
  }
}

const planSchema = z.object({ seed: z.int(), author: storedRoleSchema, judge: storedRoleSchema });
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

type Recorded = ReturnType<typeof readDecisive>;

// The shape is read off what is put together here.
// oxlint-disable-next-line typescript/explicit-function-return-type
function readDecisive(store: StoreReader, id: string) {
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

const modelName = (role: z.infer<typeof storedRoleSchema>): string =>
  role.kind === "recorded" ? `recorded:${role.path}` : `${endpointsOf(role).join(",")}/${role.model}`;

type Measured = {
  readonly program: string | null;
  readonly hash: string | null;
  readonly problem: string | null;
};

async function measure(source: Recorded["source"], levelCount: number): Promise<Measured> {
  return withWorkshop(async ({ compiler, sandbox }) => {
    const report = await compiler.compile(source);
    if (report.status === "refused")
      return { program: null, hash: null, problem: `does not compile: ${report.diagnostics[0]?.message}` };
    const program = hashProgram(report.program);
    const observed: Behaviour = await observeBehaviour(report.program, levelCount, {
      sandbox,
      limits: JOB_LIMITS,
    });
    return observed.status === "observed"
      ? { program, hash: observed.hash, problem: null }
      : { program, hash: null, problem: observed.reason };
  });
}
