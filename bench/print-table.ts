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
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  process.stdout.write(`\n${title}\n`);
  for (const row of cells) {
    process.stdout.write(
      `  ${row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd()}\n`,
    );
  }
}

const format = (value: number): string =>
  Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);
