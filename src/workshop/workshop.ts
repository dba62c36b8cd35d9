import { availableParallelism } from "node:os";
import { createCompiler, type Compiler } from "../compile/create-compiler.ts";
import type { Compile, CompileReport, Program } from "../core/draft/compile-report.ts";
import { DRAWING } from "../core/checks/thresholds.ts";
import type { JobLimits } from "../core/draft/execution.ts";
import { type ClosableSandbox, createSandbox } from "../sandbox/create-sandbox.ts";

/** The compiler and the sandbox that a command works with. */
export type Workshop = {
  readonly compiler: Compiler;
  readonly sandbox: ClosableSandbox;
  readonly close: () => void;
};

/**
 * So many times as much CPU time a job really has before it is ended. What a core gives depends on its neighbours: the
 * same 35 ms a case became 119 beside three other runs on two cores, and no class is to be refused for that.
 */
const BUSY_MACHINE = 3;

/** Limits of one batch in the sandbox: a good class draws a hundred cases in well under a second. */
export const JOB_LIMITS: JobLimits = {
  timeoutMs: BUSY_MACHINE * DRAWING.cpuMs,
  memoryMiB: DRAWING.memoryMiB,
};

let warm: Workshop | undefined;

/**
 * From here on whoever in this process opens a workshop gets the same one, which stays open until the process
 * ends: for a process that carries out many commands, which would spend most of their time on starting it.
 */
export function keepWorkshopWarm(): void {
  warm ??= { ...openWorkshop(), close: () => {} };
}

/**
 * Opens both, the sandbox with as many processes as there are cores unless told otherwise; they start their processes
 * when first used. Whoever opens them closes them.
 */
export function openWorkshop(processes = availableParallelism()): Workshop {
  if (warm !== undefined) return warm;
  const compiler = createCompiler();
  const sandbox = createSandbox({ size: processes });
  return {
    compiler,
    sandbox,
    close: () => {
      compiler.close();
      sandbox.close();
    },
  };
}

/** The program of a source that is known to compile. Throws, with `what` it is, when it does not. */
export async function compiledProgram(compile: Compile, source: string, what: string): Promise<Program> {
  const report = await compile(source);
  if (report.status === "compiled") return report.program;
  const [first] = report.diagnostics;
  throw new Error(`${what} does not compile: line ${first?.line}: ${first?.message}`);
}

/** Diagnostics as lines of text, each with its place and the line it is about. */
export function diagnosticLines(
  report: CompileReport & { status: "refused" },
  file: string,
): readonly string[] {
  return report.diagnostics.flatMap(({ category, code, message, line, column, lineText }) => [
    `${file}:${line}:${column} ${category} error ${code}: ${message}`,
    ...(lineText === "" ? [] : [`    ${lineText}`]),
  ]);
}
