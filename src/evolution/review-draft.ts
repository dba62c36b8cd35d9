import type { Draft, DraftAddress, Round } from "../core/draft.ts";
import { hashCode } from "../core/hash.ts";
import type { Drivers, SynthesisOptions } from "../core/synthesis.ts";
import { runUnitTests } from "../unittests/run-unit-tests.ts";

/** Compiles a source and, when it compiles, runs the unit tests: one round of a line. */
export async function reviewDraft(
  source: string,
  address: DraftAddress,
  { drivers, options }: { readonly drivers: Drivers; readonly options: SynthesisOptions },
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
  return { status: "tested", draft, program, bootcamp: tests.bootcamp, report: tests.report };
}
