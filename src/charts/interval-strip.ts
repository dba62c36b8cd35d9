import type { Accuracy, Band } from "../core/judging/band.ts";
import { formatAccuracy } from "../core/text/format-number.ts";
import { type Html, html } from "./html.ts";
import { bandText, between, coordinate, line, type PlotArea, rectangle } from "./plot-area.ts";

const WIDTH = 120;
const HEIGHT = 16;
const AREA: PlotArea = { left: 4, right: WIDTH - 4, top: 2, bottom: HEIGHT - 2 };

/** One accuracy with its interval on a line from 0 to 1, any band behind: as small as a word, for tables. */
export function intervalStrip(accuracy: Accuracy, band: Band | null): Html {
  const { mean, low, high } = accuracy;
  const x = (value: number): number => between(AREA.left, AREA.right, value);
  const middle = HEIGHT / 2;
  const behind = band === null ? "" : `; band ${bandText(band)}`;
  const words = `${formatAccuracy(mean)}, ${formatAccuracy(low)} to ${formatAccuracy(high)}${behind}`;
  const kind = band === null || (mean >= band.low && mean <= band.high) ? "inside" : "outside";
  const marks = [
    band === null ? null : rectangle("band", { ...AREA, left: x(band.low), right: x(band.high) }),
    line("axis", [AREA.left, middle, AREA.right, middle]),
    line("interval", [x(low), middle, x(high), middle]),
    html`<circle cx="${coordinate(x(mean))}" cy="${middle}" r="3.5"/>`,
  ];
  return html`<svg class="chart chart-strip chart-point chart-${kind}" xmlns="http://www.w3.org/2000/svg"
 width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${words}">${marks}</svg>`;
}
