import type { Draft, DraftAddress, Round } from "../core/draft.ts";
import { hashCode } from "../core/hash.ts";
import type { Drivers, SynthesisOptions } from "../core/synthesis.ts";
import { runUnitTests } from "../unittests/run-unit-tests.ts";
import type { TaskDescription } from "../core/task-description.ts";
import { applyWaivers } from "../core/waivers.ts";

type Reviewing = {
  readonly task: TaskDescription;
  readonly drivers: Drivers;
  readonly options: SynthesisOptions;
};

/** Compiles a source and, when it compiles, runs the unit tests: one round of a line. */
export async function reviewDraft(
  source: string,
  address: DraftAddress,
  { task, drivers, options }: Reviewing,
): Promise<Round> {
  const draft: Draft = { ...address, source, codeHash: hashCode(source) };
  const report = await drivers.compile(source);
  if (report.status === "refused") return { status: "not-compiled", draft, report };
  const { program, sourceText, syntax, mutation } = report;
  const { sandbox } = drivers;
  const tests = await runUnitTests({
    program,
    sourceText,
    syntax,
    mutation,
    known: await drivers.known(draft.codeHash),
    sandbox,
    limits: options.limits,
    seed: options.seed,
  });
  return {
    status: "tested",
    draft,
    program,
    bootcamp: tests.bootcamp,
    report: applyWaivers(tests.report, task.waivers),
  };
}
