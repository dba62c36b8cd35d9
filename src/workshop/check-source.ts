import type { TestedBootcamp } from "../core/draft/draft.ts";
import type { Diagnostic, Program } from "../core/draft/compile-report.ts";
import { stillProgram } from "../core/draft/class-study.ts";
import { hashCode } from "../core/draft/hash.ts";
import type { Check } from "../core/checks/unit-test-report.ts";
import { evaluateOnce } from "../sandbox/evaluate-once.ts";
import { runUnitTests } from "../unittests/run-unit-tests.ts";
import type { openKnownBootcamps } from "./known-bootcamps.ts";
import { JOB_LIMITS, type Workshop } from "./workshop.ts";

/** What the gates that need no model say of a source: what the compiler refuses, or every check. */
export type CheckedSource =
  | { readonly status: "refused"; readonly diagnostics: readonly Diagnostic[] }
  | {
      readonly status: "tested";
      readonly checks: readonly Check[];
      readonly program: Program;
      readonly bootcamp: TestedBootcamp;
      /** Whether a model compares its answers. */
      readonly isModelVerified: boolean;
    };

/** Puts a source before every gate that needs no model; `known` is what it must not be a twin of. */
export async function checkSource(
  source: string,
  about: {
    readonly workshop: Workshop;
    readonly seed: number;
    readonly known: ReturnType<typeof openKnownBootcamps>;
  },
): Promise<CheckedSource> {
  const { workshop, seed } = about;
  const compiled = await workshop.compiler.compile(source);
  if (compiled.status === "refused") return compiled;
  const { program, sourceText, syntax, mutation } = compiled;
  const known = await about.known(hashCode(source));
  const { compiler, sandbox } = workshop;
  const still = stillProgram(await compiler.study(source), program);
  const evaluatingOnce = evaluateOnce(sandbox, { careful: program, still });
  const candidate = { program, sourceText, syntax, mutation, known, sandbox, evaluatingOnce, seed };
  const { report, bootcamp, isModelVerified } = await runUnitTests({ ...candidate, limits: JOB_LIMITS });
  return { status: "tested", checks: report.checks, program, bootcamp, isModelVerified };
}
