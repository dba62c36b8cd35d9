import { alignColumns } from "../../core/text/align-columns.ts";
import type { CurriculumState } from "./curriculum.ts";

/** Heights of a plot of one line. */
const BARS = "▁▂▃▄▅▆▇█";

/** How many columns a plot takes. */
const COLUMNS = 40;

/** The difficulty of every bootcamp as a table, with a plot of how its level went up and down. */
export function renderCurriculum({ tracks }: CurriculumState): string {
  const rows = Object.entries(tracks).map(([name, { position, seen, levels, history }]) => {
    const latest = history.at(-1);
    return [
      name,
      `${position.toFixed(2)} of ${levels.length - 1}`,
      latest === undefined ? "" : `${Math.round(latest.accuracy * 100)}%`,
      String(seen),
      plot(
        history.map((one) => one.position),
        levels.length - 1,
      ),
    ];
  });
  if (rows.length === 0) return "no scores yet: campforge serve counts those of cases that /v1/cases drew\n";
  const table = [["bootcamp", "level", "accuracy", "scores", "level over time"], ...rows];
  return `${alignColumns(table).join("\n")}\n`;
}

/** Values from 0 to `most` as bars, the latest ones at the end. */
function plot(values: readonly number[], most: number): string {
  const step = Math.max(1, values.length / COLUMNS);
  const count = Math.min(values.length, COLUMNS);
  return Array.from({ length: count }, (_, column) => {
    const value = values[Math.floor((column + 1) * step) - 1] ?? values.at(-1) ?? 0;
    return BARS[Math.min(BARS.length - 1, Math.round((value / Math.max(1, most)) * (BARS.length - 1)))] ?? "";
  }).join("");
}
