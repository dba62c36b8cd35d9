import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import { readText } from "../files/read-text.ts";
import { writeAtomically } from "../files/write-atomically.ts";
import { openWorkshop } from "../workshop/workshop.ts";
import { type Benchmark, frozenText } from "./benchmark/benchmark.ts";
import type { EvalFlags } from "./eval-flags.ts";
import { openCases } from "./open-cases.ts";

/** A benchmark that is on the disk, and whether it was there before. */
export type Frozen = { readonly benchmark: Benchmark; readonly isChanged: boolean };

/**
 * Draws the cases that the flags name and writes them into a file, as a whole or not at all. Throws a CommandError where
 * the file holds something else, unless it may be overwritten, and for what cannot be had.
 */
export async function freezeCases(
  file: string,
  flags: EvalFlags,
  notice: (text: string) => void,
): Promise<Frozen> {
  const before = readBefore(file);
  const workshop = openWorkshop();
  try {
    const { benchmark } = await openCases(flags, workshop, notice);
    const text = frozenText(benchmark);
    if (before === text) return { benchmark, isChanged: false };
    if (before !== undefined && flags.force !== true)
      throw new CommandError(
        EXIT.usage,
        `${file}: already exists and holds something else. Name another file with --freeze, or replace it with --force`,
      );
    write(file, text);
    return { benchmark, isChanged: true };
  } finally {
    workshop.close();
  }
}

/** What the file holds; undefined where it is not there, and could be. */
function readBefore(file: string): string | undefined {
  const read = readText(file);
  if (read.status === "read") return read.text;
  const isNew = !existsSync(file) && existsSync(dirname(file));
  if (isNew) return undefined;
  const problem = existsSync(file) ? read.problem : `there is no folder ${dirname(file)}`;
  throw new CommandError(EXIT.usage, `${file}: ${problem}. Name another file with --freeze`);
}

function write(file: string, text: string): void {
  try {
    writeAtomically(file, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `${file}: cannot be written: ${reason}. Name another file with --freeze`;
    throw new CommandError(EXIT.usage, message, { cause: error });
  }
}
