import { type Command, CommanderError } from "commander";
import { StoreFault, type StoreProblem } from "../../core/run/store-fault.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { mindOutputLoss, printNotice } from "../output/print.ts";

/** Parses and runs a command line; returns the exit code. Errors are one line each, unless a trace is asked for. */
export async function runProgram(program: Command, argv: readonly string[]): Promise<number> {
  mindOutputLoss();
  try {
    await program.parseAsync([...argv]);
    return Number(process.exitCode ?? EXIT.done);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    printNotice(describe(error));
    if (argv.includes("--trace") && error instanceof Error) printNotice(error.stack ?? "");
    return exitCodeOf(error);
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (isModelFault(error) || error instanceof StoreFault || error instanceof CommandError)
    return error.message;
  return `internal error: ${error.message} (run again with --trace for a stack trace)`;
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommandError) return error.exitCode;
  if (error instanceof StoreFault) return EXIT_OF_PROBLEM[error.problem] ?? EXIT.endpoint;
  if (error instanceof Error && isModelFault(error)) return EXIT_OF_FAULT[error.kind] ?? EXIT.endpoint;
  return EXIT.fault;
}

const EXIT_OF_PROBLEM: Readonly<Partial<Record<StoreProblem, number>>> = {
  "held by another process": EXIT.recordHeld,
  "no record": EXIT.usage,
};

const EXIT_OF_FAULT: Readonly<Record<string, number>> = {
  configuration: EXIT.configuration,
  budget: EXIT.stopped,
};

function isModelFault(error: Error): error is Error & { readonly kind: string } {
  return error.name === "ModelFault" && "kind" in error;
}
