import type { RunStatus } from "../../core/run/run-status.ts";
import { EXIT } from "../../core/run/exit-codes.ts";
import { resumeArguments } from "./resume-command.ts";
import { type CommandEnd, startInBackground } from "./start-in-background.ts";

/** How a wish to carry a run on ended; once started, `end` comes when the command has ended. */
export type RunStart =
  | { readonly status: "started"; readonly end: Promise<RunEnd> }
  | { readonly status: "running-already"; readonly reason: string }
  | { readonly status: "failed"; readonly reason: string };

/** How the command that carries a run on ended: what it said last, and what somebody can do about it. */
export type RunEnd =
  | { readonly status: "carried-out" }
  | { readonly status: "failed"; readonly said: string; readonly advice: string };

/** What a run is carried on with. */
export type RunAgain = { readonly db: string; readonly config: string | undefined };

/** What a message of the command begins with. */
const OURS = /^campforge: /;

const ADVICE: ReadonlyMap<number | null, string> = new Map([
  [EXIT.configuration, "Correct the configuration, then run the round again."],
  [EXIT.endpoint, "See what is missing with npx campforge doctor, then run the round again."],
  [EXIT.stopped, "Its budget or time is used up: run the command in a terminal with a higher one."],
]);

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
  const readEnd = (end: CommandEnd): RunEnd => describeEnd(end, log);
  if (start.status !== "ended") return { status: "started", end: start.end.then(readEnd) };
  if (start.exitCode === EXIT.recordHeld)
    return {
      status: "running-already",
      reason: "Another run is using this record. Run the round again once that has ended",
    };
  const end = readEnd(start);
  if (end.status === "carried-out") return { status: "started", end: Promise.resolve(end) };
  return { status: "failed", reason: `The run did not start: ${end.said} ${end.advice}` };
}

function describeEnd({ exitCode, said }: CommandEnd, log: string): RunEnd {
  if (exitCode === EXIT.done) return { status: "carried-out" };
  const lines = said.split("\n").map((line) => line.trim());
  const last = lines.findLast((line) => OURS.test(line)) ?? lines.at(-1) ?? "";
  const code = exitCode === null ? "it was ended from outside" : `exit code ${exitCode}`;
  return {
    status: "failed",
    said: last === "" ? `Nothing was said (${code}).` : `${last.replace(OURS, "")} (${code})`,
    advice: `${ADVICE.get(exitCode) ?? "Read what it said, and run the round again."} All that it said: ${log}`,
  };
}
