import { formatDifference } from "../core/text/format-number.ts";
import { type Html, html } from "./html.ts";
import { between, coordinate, line, type PlotArea } from "./plot-area.ts";

const WIDTH = 120;
const HEIGHT = 16;
const AREA: PlotArea = { left: 4, right: WIDTH - 4, top: 2, bottom: HEIGHT - 2 };

/**
 * One difference of accuracies with its interval on a line from -1 to 1, nought in the middle: as small as a word, for
 * tables. It stands out where the interval does not reach nought.
 */
export function differenceStrip(difference: {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}): Html {
  const { mean, low, high } = difference;
  const x = (value: number): number => between(AREA.left, AREA.right, (value + 1) / 2);
  const middle = HEIGHT / 2;
  const kind = low > 0 || high < 0 ? "inside" : "outside";
  const marks = [
    line("axis", [AREA.left, middle, AREA.right, middle]),
    line("band-edge", [x(0), AREA.top, x(0), AREA.bottom]),
    line("interval", [x(low), middle, x(high), middle]),
    html`<circle cx="${coordinate(x(mean))}" cy="${middle}" r="3.5"/>`,
  ];
  return html`<svg class="chart chart-strip chart-point chart-${kind}" xmlns="http://www.w3.org/2000/svg"
 width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${formatDifference(difference)}">${marks}</svg>`;
}
