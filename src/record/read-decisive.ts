import { z } from "zod";
import { storedRoleSchema } from "../core/calls/model-config.ts";
import type { StoreReader } from "../store/open-store.ts";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import { requireTask } from "./find-task.ts";
import { readGateReports } from "./read-gate-reports.ts";
import { readStoredRound } from "./read-round.ts";
import { readJudgeReport, readVerdict } from "./summarize-run.ts";

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
  return {
    task: task.id,
    run,
    line: read.line,
    round: read.round,
    source: read.source,
    bootcamp: bootcampSchema.parse(JSON.parse(stored.report)).bootcamp,
    checks: read.checks,
    ...readGateReports(store.findings(run, task.id), read),
    judged: typeof row?.judged === "string" ? readJudgeReport(row.judged) : null,
    verdict: typeof row?.verdict === "string" ? readVerdict(row.verdict) : null,
    options: planSchema.parse(JSON.parse(found.options)),
    ...versionsSchema.parse(JSON.parse(found.versions)),
  };
}
