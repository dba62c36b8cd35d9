import { createCompiler } from "../../src/compile/create-compiler.ts";
import type { JobLimits } from "../../src/core/draft/execution.ts";
import type { KnownBootcamp } from "../../src/core/draft/novelty.ts";
import type { Check, CheckName, Counterexample } from "../../src/core/checks/unit-test-report.ts";
import { createSandbox } from "../../src/sandbox/create-sandbox.ts";
import { runUnitTests, type UnitTestOutcome } from "../../src/unittests/run-unit-tests.ts";

/** A compiler and a sandbox, to test drafts with; to be closed. */
export type Workshop = {
  /** The unit tests of a source that must compile. */
  readonly test: (source: string, options?: Partial<TestOptions>) => Promise<UnitTestOutcome>;
  /** The case that a counterexample names, drawn anew, as JSON text. */
  readonly replay: (source: string, shown: Counterexample) => Promise<string>;
  readonly close: () => void;
};

type TestOptions = {
  readonly limits: JobLimits;
  readonly seed: number;
  readonly known: readonly KnownBootcamp[];
};

const DEFAULTS: TestOptions = { limits: { timeoutMs: 20_000, memoryMiB: 64 }, seed: 7, known: [] };

/** Starts the compiler and a sandbox of one process. */
export function openWorkshop(): Workshop {
  const compiler = createCompiler();
  const sandbox = createSandbox({ size: 1 });
  const compile = async (source: string) => {
    const report = await compiler.compile(source);
    if (report.status === "compiled") return report;
    throw new Error(
      `the draft does not compile: ${report.diagnostics.map(({ message }) => message).join("; ")}`,
    );
  };
  return {
    test: async (source, options = {}) => {
      const { program, sourceText, syntax, mutation } = await compile(source);
      const compiled = { program, sourceText, syntax, mutation };
      return runUnitTests({ ...compiled, sandbox, ...DEFAULTS, ...options });
    },
    replay: async (source, { level = -1, seed = -1, index = -1 }) => {
      const { program } = await compile(source);
      const drawn = await sandbox.draw(program, { level, seed, start: index, count: 1 }, DEFAULTS.limits);
      if (drawn.status !== "completed") return drawn.status;
      return drawn.value
        .map((one) => (one.status === "drawn" ? JSON.stringify(one.instance) : one.status))
        .join();
    },
    close: () => {
      compiler.close();
      sandbox.close();
    },
  };
}

/** The names of the checks that ended in one of these ways. */
export function checksThat(
  outcome: UnitTestOutcome,
  ...statuses: readonly Check["status"][]
): readonly CheckName[] {
  return outcome.report.checks.filter(({ status }) => statuses.includes(status)).map(({ name }) => name);
}

/** The check of this name. */
export function checkNamed(outcome: UnitTestOutcome, name: CheckName): Check {
  const check = outcome.report.checks.find((one) => one.name === name);
  if (check === undefined) throw new Error(`no check is named ${name}`);
  return check;
}
