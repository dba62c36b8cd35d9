import type { CompileReport } from "../../core/draft/compile-report.ts";
import type { Draft, DraftAddress, Round } from "../../core/draft/draft.ts";
import { hashCode } from "../../core/draft/hash.ts";
import type { Tested } from "../../core/run/synthesis.ts";
import { runUnitTests } from "../../unittests/run-unit-tests.ts";
import { applyWaivers } from "../../core/checks/waivers.ts";
import type { Work } from "./work.ts";

/** Compiles a source and, when it compiles, runs the unit tests: one round of a line. */
export async function reviewDraft(source: string, address: DraftAddress, about: Work): Promise<Round> {
  const { task, drivers } = about;
  const draft: Draft = { ...address, source, codeHash: hashCode(source) };
  const compiled = await drivers.compile(source);
  if (compiled.status === "refused") return { status: "not-compiled", draft, report: compiled };
  const tested = drivers.recall(task.id, draft) ?? (await testDraft(draft, compiled, about));
  return { status: "tested", draft, program: compiled.program, ...tested };
}

async function testDraft(
  draft: Draft,
  { program, sourceText, syntax, mutation }: CompileReport & { readonly status: "compiled" },
  { task, drivers, options }: Work,
): Promise<Tested> {
  const { report, bootcamp } = await runUnitTests({
    program,
    sourceText,
    syntax,
    mutation,
    known: await drivers.known(draft.codeHash),
    sandbox: drivers.sandbox,
    limits: options.limits,
    seed: options.seed,
  });
  return { report: applyWaivers(report, task.waivers), bootcamp };
}
