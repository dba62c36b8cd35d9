import { createCompiler } from "../../src/compile/create-compiler.ts";
import type { JobLimits } from "../../src/core/draft/execution.ts";
import type { KnownBootcamp } from "../../src/core/draft/novelty.ts";
import { CHECK_NAMES } from "../../src/core/checks/unit-test-report.ts";
import { createSandbox } from "../../src/sandbox/create-sandbox.ts";
import { runUnitTests } from "../../src/unittests/run-unit-tests.ts";
import type { Finding } from "./confusion.ts";
import { COMPILES, SECOND_ORACLE, type Stage } from "./planted-defects.ts";

/** As the command line sets them. */
const LIMITS: JobLimits = { timeoutMs: 5_000, memoryMiB: 64 };
const SEED = 1;

/** What the gates say of a source, and the CPU time in the sandbox by check, in milliseconds. */
export type Admission = {
  readonly findings: readonly Finding[];
  readonly cpuMsByCheck: Readonly<Record<string, number>>;
  readonly cpuMs: number;
  /** CPU time of this process beside it, in milliseconds, the one that a lane next to it uses included. */
  readonly ownCpuMs: number;
};

/** The gates that need no model, and every check that is measured. */
export const GATES: { readonly stages: readonly Stage[]; readonly checks: readonly string[] } = {
  stages: ["compiler", "unit tests", "novelty"],
  checks: [COMPILES, ...CHECK_NAMES, SECOND_ORACLE],
};

/** One lane of admission: a compiler and a sandbox of one process, to be closed. */
export type Lane = {
  /** `known` is what the source must not be a twin of. */
  readonly admit: (source: string, known: readonly KnownBootcamp[]) => Promise<Admission>;
  readonly close: () => void;
};

/** Starts a lane. A draft at a time goes through it, so that what the sandbox uses is that draft's. */
export function openLane(): Lane {
  let used = 0;
  const compiler = createCompiler();
  const sandbox = createSandbox({
    size: 1,
    onTry: ({ execution }) => {
      // A job that does not end has used all that it may.
      if (execution.status === "completed") used += execution.cpuMs;
      else if (execution.status === "timed-out") used += execution.limitMs;
    },
  });
  return {
    admit: async (source, known) => {
      const compiled = await compiler.compile(source);
      if (compiled.status === "refused") {
        const detail = compiled.diagnostics.map(({ code, message }) => `${code}: ${message}`).join("; ");
        return {
          findings: [{ check: COMPILES, status: "failed", detail }],
          cpuMsByCheck: {},
          cpuMs: 0,
          ownCpuMs: 0,
        };
      }
      used = 0;
      const before = process.cpuUsage();
      let counted = 0;
      const cpuMsByCheck: Record<string, number> = {};
      const { program, sourceText, syntax, mutation } = compiled;
      const { report } = await runUnitTests({
        program,
        sourceText,
        syntax,
        mutation,
        known,
        sandbox,
        limits: LIMITS,
        seed: SEED,
        onCheck: ({ name }) => {
          cpuMsByCheck[name] = used - counted;
          counted = used;
        },
      });
      const findings = report.checks.flatMap(({ name, status, detail }): readonly Finding[] =>
        status === "failed" || status === "warned" ? [{ check: name, status, detail }] : [],
      );
      const own = process.cpuUsage(before);
      return { findings, cpuMsByCheck, cpuMs: used, ownCpuMs: (own.user + own.system) / 1_000 };
    },
    close: () => {
      compiler.close();
      sandbox.close();
    },
  };
}
