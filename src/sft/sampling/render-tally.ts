import { alignColumns } from "../../core/text/align-columns.ts";
import { formatCount, formatShare } from "../../core/text/format-number.ts";
import { type LevelTally, sumTallies, type Tally } from "./tally.ts";

const HEAD = ["bootcamp", "level", "cases", "solved", "samples", "kept", "dropped"];

/** The report as lines for a terminal: a row for each level, and the sum. */
export function tallyLines(levels: readonly LevelTally[]): readonly string[] {
  return alignColumns([HEAD, ...rowsOf(levels)]);
}

/** The same as a Markdown table. */
export function tallyTable(levels: readonly LevelTally[]): string {
  return [HEAD, HEAD.map(() => "---"), ...rowsOf(levels)]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

/** The same for programs, with what the replies took. */
export function tallyFields(levels: readonly LevelTally[]): object {
  return { ...sumTallies(levels), levels };
}

function rowsOf(levels: readonly LevelTally[]): readonly (readonly string[])[] {
  const rows = levels.map((one) => [`${one.bootcamp}@${one.version}`, String(one.level), ...cellsOf(one)]);
  return levels.length > 1 ? [...rows, ["all", "", ...cellsOf(sumTallies(levels))]] : rows;
}

function cellsOf({ cases, solved, samples, kept, dropped }: Tally): readonly string[] {
  const share = `${formatCount(kept)} (${formatShare(kept, samples)})`;
  return [formatCount(cases), formatCount(solved), formatCount(samples), share, droppedText(dropped)];
}

/** Why samples were dropped: `wrong 12, truncated 3`; empty where none was. */
export function droppedText(dropped: Tally["dropped"]): string {
  return Object.entries(dropped)
    .map(([reason, count]) => `${reason} ${formatCount(count)}`)
    .join(", ");
}
