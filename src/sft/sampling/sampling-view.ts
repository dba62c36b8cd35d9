import type { Amount } from "../../core/calls/ledger.ts";
import type { Budget } from "../../core/calls/spending.ts";
import { formatDuration } from "../../core/text/format-duration.ts";
import { formatCount, formatMoney, formatRounded, formatShare } from "../../core/text/format-number.ts";
import { droppedText } from "./render-tally.ts";
import type { Tally } from "./tally.ts";

/** How far a sampling is. */
export type SamplingProgress = {
  readonly samples: number;
  /** All that are wanted. */
  readonly of: number;
  readonly kept: number;
  readonly dropped: Tally["dropped"];
  readonly inFlight: number;
  readonly waiting: number;
  /** Of those waiting, how many wait for the budget. */
  readonly waitingForBudget: number;
  /** From endpoints alone, over the last minutes. */
  readonly callsPerMinute: number;
  readonly spent: Amount;
  readonly allowed: Budget;
  /** Endpoints that nothing is sent to at the moment, and what they said. */
  readonly paused: readonly string[];
};

/** Tells a person, or a program, how far a sampling is. */
export type SamplingView = {
  readonly begin: (about: {
    readonly run: number;
    readonly teacher: string;
    readonly samples: number;
  }) => void;
  /** Once a second. */
  readonly tell: (progress: SamplingProgress) => void;
  readonly end: () => void;
};

/** Progress in a few lines. */
export function progressLines(progress: SamplingProgress): readonly string[] {
  const { samples, of, inFlight, waiting, waitingForBudget, callsPerMinute, paused } = progress;
  const short = waitingForBudget === 0 ? "" : ` (${waitingForBudget} for the budget)`;
  const left = callsPerMinute > 0 ? ((of - samples) / callsPerMinute) * 60_000 : null;
  return [
    `${formatCount(samples)} of ${formatCount(of)} samples (${formatShare(samples, of)}); ${inFlight} in flight, ${waiting} waiting${short}; ${formatRounded(callsPerMinute)} calls a minute${left === null ? "" : `; about ${formatDuration(left)} left`}`,
    keptLine(progress),
    spentLine(progress),
    ...paused,
  ];
}

/** The same in one line. */
export function progressLine(progress: SamplingProgress): string {
  const { samples, of, paused } = progress;
  const head = `${formatCount(samples)} of ${formatCount(of)} samples`;
  return [head, keptLine(progress), spentLine(progress), ...paused].join("; ");
}

function keptLine({ kept, samples, dropped }: SamplingProgress): string {
  const why = droppedText(dropped);
  return `kept ${formatCount(kept)} (${formatShare(kept, samples)})${why === "" ? "" : `, dropped: ${why}`}`;
}

function spentLine({ spent, allowed }: SamplingProgress): string {
  const of = (most: string | null): string => (most === null ? "" : ` of ${most}`);
  const tokens = `${formatRounded(spent.tokens)}${of(allowed.tokens === null ? null : formatRounded(allowed.tokens))} tokens`;
  if (spent.cost === null || (spent.cost === 0 && allowed.money === null)) return `spent ${tokens}`;
  return `spent ${tokens}, cost ${formatMoney(spent.cost)}${of(allowed.money === null ? null : formatMoney(allowed.money))}`;
}
