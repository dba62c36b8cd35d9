import { createInProcessCompiler } from "../../src/compile/compile-source.ts";
import { stillProgram } from "../../src/core/draft/class-study.ts";
import type { Program } from "../../src/core/draft/compile-report.ts";

const compiler = createInProcessCompiler();

/** Both programs of a class whose text looks as if it kept nothing. Throws for any other. */
export function stillPrograms(source: string): { readonly careful: Program; readonly still: Program } {
  const report = compiler.compile(source);
  if (report.status === "refused") throw new Error(JSON.stringify(report.diagnostics));
  const study = compiler.study(source);
  const still = stillProgram(study, report.program);
  if (still === null) throw new Error(JSON.stringify(study));
  return { careful: report.program, still };
}
