import type { Program } from "../../core/draft/compile-report.ts";
import { hashProgram } from "../../core/draft/hash.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { type OpenedVersion, openPublished, versionName } from "../../datasets/drawing/open-published.ts";
import type { PublishedVersion } from "../../export/published-versions.ts";
import { observeBehaviour } from "../../unittests/observe-behaviour.ts";
import { JOB_LIMITS, type Workshop } from "../../workshop/workshop.ts";

/** The programs of a benchmark, by bootcamp and version: `futoshiki@1`. */
export type Programs = ReadonlyMap<string, Program>;

/**
 * Compiles and loads a version whose behaviour is what its card says. It is observed anew where the program is another
 * one than that of the card, as with another toolkit. Throws a CommandError where it behaves otherwise.
 */
export async function openTask(published: PublishedVersion, workshop: Workshop): Promise<OpenedVersion> {
  const opened = await openPublished(published, workshop);
  const { program, behaviour: stated } = published.card.hashes;
  if (hashProgram(opened.program) === program) return opened;
  const about = { sandbox: workshop.sandbox, limits: JOB_LIMITS };
  const observed = await observeBehaviour(opened.program, opened.levelCount, about);
  if (observed.status === "observed" && observed.hash === stated) return opened;
  const found = observed.status === "observed" ? "does something else now" : observed.reason;
  throw new CommandError(
    EXIT.checkFailed,
    `${versionName(published)}: ${found}, by its card's behaviour hash; campforge verify-library says more`,
  );
}
