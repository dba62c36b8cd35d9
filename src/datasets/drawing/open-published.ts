import { cardSchema } from "../../core/draft/card.ts";
import type { Program } from "../../core/draft/compile-report.ts";
import type { DrawingSandbox } from "../../core/draft/execution.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import type { PublishedVersion } from "../../export/published-versions.ts";
import { describeExecution } from "../../unittests/cases/evidence.ts";
import { drawPublished } from "../../workshop/draw-published.ts";
import { JOB_LIMITS, type Workshop } from "../../workshop/workshop.ts";

/** A published version that runs. */
export type OpenedVersion = {
  readonly published: PublishedVersion;
  readonly program: Program;
  /** Where it is drawn from: a class that keeps nothing is evaluated once for all of its cases. */
  readonly drawing: DrawingSandbox;
  readonly levelCount: number;
  /** Whether its class has `workedSolution`. */
  readonly worksOut: boolean;
};

/** The name of a version in messages: `map-colouring@1`. */
export const versionName = ({ slug, version }: PublishedVersion): string => `${slug}@${version}`;

/** Compiles and loads a version. Throws a CommandError when it does neither, as after a change of the toolkit. */
export async function openPublished(published: PublishedVersion, workshop: Workshop): Promise<OpenedVersion> {
  const { compiler, sandbox } = workshop;
  const failed = (reason: string): CommandError =>
    new CommandError(
      EXIT.checkFailed,
      `${versionName(published)}: ${reason}; campforge verify-library says more`,
    );
  const report = await compiler.compile(published.source);
  if (report.status === "refused") throw failed(`does not compile: ${report.diagnostics[0]?.message ?? ""}`);
  const loaded = await sandbox.load(report.program, JOB_LIMITS);
  if (loaded.status !== "completed") throw failed(`does not load: ${describeExecution(loaded)}`);
  const card = cardSchema.safeParse(loaded.value.card);
  if (!card.success) throw failed(`its card is not as expected: ${card.error.issues[0]?.message ?? ""}`);
  return {
    published,
    program: report.program,
    drawing: await drawPublished(published.source, report.program, workshop),
    levelCount: card.data.levels.length,
    worksOut: loaded.value.worksOut,
  };
}
