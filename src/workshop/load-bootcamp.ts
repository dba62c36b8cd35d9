import { basename } from "node:path";
import { type CheckedCard, cardSchema } from "../core/draft/card.ts";
import type { Program } from "../core/draft/compile-report.ts";
import { describeExecution } from "../unittests/cases/evidence.ts";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import { readBootcampFile } from "../files/read-source-file.ts";
import { diagnosticLines, JOB_LIMITS, type Workshop } from "./workshop.ts";

/** A bootcamp file that compiles and loads. */
export type LoadedBootcamp = {
  readonly program: Program;
  readonly card: CheckedCard;
  /** Whether a model compares its answers with the reference. */
  readonly isModelVerified: boolean;
};

/** Compiles and loads a file for use. Throws a CommandError that names the file and what is wrong in it. */
export async function loadBootcamp(file: string, workshop: Workshop): Promise<LoadedBootcamp> {
  const report = await workshop.compiler.compile(readBootcampFile(file));
  if (report.status === "refused") {
    const lines = diagnosticLines(report, basename(file)).slice(0, 6).join("\n           ");
    throw new CommandError(EXIT.checkFailed, `${file}: does not compile:\n           ${lines}`);
  }
  const loaded = await workshop.sandbox.load(report.program, JOB_LIMITS);
  if (loaded.status !== "completed") {
    throw new CommandError(EXIT.checkFailed, `${file}: does not load: ${describeExecution(loaded)}`);
  }
  const card = cardSchema.safeParse(loaded.value.card);
  if (!card.success) {
    const issue = card.error.issues[0];
    throw new CommandError(
      EXIT.checkFailed,
      `${file}: card.${issue?.path.join(".")}: ${issue?.message}. campforge check says more`,
    );
  }
  return { program: report.program, card: card.data, isModelVerified: loaded.value.equal !== null };
}
