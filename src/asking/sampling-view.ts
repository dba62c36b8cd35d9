import type { Amount } from "../core/calls/ledger.ts";
import type { Budget } from "../core/calls/spending.ts";
import { countNoun } from "../core/text/count-noun.ts";
import { formatDuration } from "../core/text/format-duration.ts";
import { formatCount, formatMoney, formatRounded, formatShare } from "../core/text/format-number.ts";

/** What became of the samples so far: how many there are, the rest as a line and as fields for programs. */
export type SoFar = { readonly samples: number; readonly line: string; readonly fields: object };

/** How far a sampling is. */
export type SamplingProgress = {
  readonly soFar: SoFar;
  /** All samples that are wanted. */
  readonly of: number;
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
  readonly begin: (about: { readonly run: number; readonly model: string; readonly samples: number }) => void;
  /** Once a second. */
  readonly tell: (progress: SamplingProgress) => void;
  readonly end: () => void;
};

/** Progress in a few lines. */
export function progressLines(progress: SamplingProgress): readonly string[] {
  const { soFar, of, inFlight, waiting, waitingForBudget, callsPerMinute, paused } = progress;
  const { samples, line } = soFar;
  const short = waitingForBudget === 0 ? "" : ` (${waitingForBudget} for the budget)`;
  const left = callsPerMinute > 0 ? ((of - samples) / callsPerMinute) * 60_000 : null;
  return [
    `${formatCount(samples)} of ${formatCount(of)} samples (${formatShare(samples, of)}); ${inFlight} in flight, ${waiting} waiting${short}; ${countNoun(Math.round(callsPerMinute), "call", formatRounded)} a minute${left === null ? "" : `; about ${formatDuration(left)} left`}`,
    line,
    spentLine(progress),
    ...paused,
  ];
}

/** The same in one line. */
export function progressLine(progress: SamplingProgress): string {
  const { soFar, of, paused } = progress;
  const head = `${formatCount(soFar.samples)} of ${formatCount(of)} samples`;
  return [head, soFar.line, spentLine(progress), ...paused].join("; ");
}

/** The same for programs. */
export function progressFields({ soFar, of, ...rest }: SamplingProgress): object {
  return { type: "progress", samples: soFar.samples, of, ...soFar.fields, ...rest };
}

function spentLine({ spent, allowed }: SamplingProgress): string {
  const of = (most: string | null): string => (most === null ? "" : ` of ${most}`);
  const tokens = `${formatRounded(spent.tokens)}${of(allowed.tokens === null ? null : formatRounded(allowed.tokens))} tokens`;
  if (spent.cost === null || (spent.cost === 0 && allowed.money === null)) return `spent ${tokens}`;
  return `spent ${tokens}, cost ${formatMoney(spent.cost)}${of(allowed.money === null ? null : formatMoney(allowed.money))}`;
}
