import type { RunStatus } from "../../core/run/run-status.ts";
import { EXIT } from "../../core/run/exit-codes.ts";
import { resumeArguments } from "./resume-command.ts";
import { startInBackground } from "./start-in-background.ts";

/** How a wish to carry a run on ended. */
export type RunStart =
  | { readonly status: "started" }
  | { readonly status: "running-already"; readonly reason: string }
  | { readonly status: "failed"; readonly reason: string };

/** What a run is carried on with. */
export type RunAgain = { readonly db: string; readonly config: string | undefined };

/** Somebody waits before a page: after so long it is taken for started. */
const WAIT_MS = 15_000;

/**
 * Starts the command that carries a run on in the background, with what it says in a log beside the record.
 * Resolves once it is on its way, or has ended.
 */
export async function startRunAgain(
  run: number,
  again: RunAgain,
  readStatus: () => RunStatus | undefined,
): Promise<RunStart> {
  const log = `${again.db}.run.log`;
  const args = resumeArguments({ run, ...again });
  const start = await startInBackground(args, { log, waitMs: WAIT_MS, readStatus });
  if (start.status !== "ended" || start.exitCode === EXIT.done) return { status: "started" };
  if (start.exitCode === EXIT.recordHeld)
    return {
      status: "running-already",
      reason: "A run is under way with this record; it takes up what was sent back when it is started anew",
    };
  const said = start.said.split("\n").at(-1) ?? "";
  return { status: "failed", reason: `The run did not start: ${said === "" ? `see ${log}` : said}` };
}
