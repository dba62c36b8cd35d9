import { terminalSize } from "../output/terminal-size.ts";
import type { ProgressStyle } from "./create-progress-view.ts";

/** Runs with more descriptions are told in sums, unless every event is asked for. */
const MOST_FOR_EVENTS = 30;

/** Chooses how a run tells of its progress, by what was asked for and by where standard output goes. */
export function chooseProgressStyle(
  flags: { readonly json?: boolean; readonly verbose?: boolean; readonly live?: boolean },
  tasks: number,
): ProgressStyle {
  if (flags.json === true) return { kind: "json" };
  const withEvents = flags.verbose === true || tasks <= MOST_FOR_EVENTS;
  if (process.stdout.isTTY && flags.live !== false) return { kind: "live", withEvents, size: terminalSize };
  return { kind: withEvents ? "events" : "minutes" };
}
