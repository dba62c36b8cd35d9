import { alignColumns } from "../src/core/text/align-columns.ts";

/** One figure of a benchmark; `met` says whether it reaches its aim, where it has one. */
export type Row = {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly aim: string;
  readonly met?: boolean;
};

/** Prints figures beside their aims. */
export function printTable(title: string, rows: readonly Row[]): void {
  const cells = rows.map(({ what, value, unit, aim, met }) => [
    what,
    `${format(value)} ${unit}`.trim(),
    aim,
    met === undefined ? "" : met ? "met" : "MISSED",
  ]);
  process.stdout.write(`\n${title}\n`);
  for (const line of alignColumns(cells)) process.stdout.write(`  ${line}\n`);
}

/** A figure that is to be no larger than `most`. */
export const atMost = (what: string, value: number, unit: string, most: number): Row => ({
  what,
  value,
  unit,
  aim: `at most ${most}`,
  met: value <= most,
});

/** A figure that is to be no smaller than `least`. */
export const atLeast = (what: string, value: number, unit: string, least: number): Row => ({
  what,
  value,
  unit,
  aim: `at least ${least}`,
  met: value >= least,
});

const format = (value: number): string =>
  Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);
