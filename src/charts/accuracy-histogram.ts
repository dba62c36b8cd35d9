import type { Band } from "../core/judging/band.ts";
import { formatCount } from "../core/text/format-number.ts";
import { type Html, html } from "./html.ts";
import {
  bandText,
  between,
  CHART_WIDTH,
  type ChartName,
  countTicks,
  frame,
  label,
  line,
  type PlotArea,
  rectangle,
} from "./plot-area.ts";

/** One judged bootcamp: the judge's accuracy in [0, 1] and what became of it. */
export type JudgedPoint = { readonly accuracy: number; readonly verdict: HistogramGroup };

/** From the axis upwards. */
export const HISTOGRAM_GROUPS = ["accepted", "flagged", "rejected"] as const;

export type HistogramGroup = (typeof HISTOGRAM_GROUPS)[number];

/** How many fell into one stretch of accuracy; the last stretch holds 1 itself. */
export type HistogramBin = {
  readonly from: number;
  readonly to: number;
  readonly counts: Readonly<Record<HistogramGroup, number>>;
};

const BINS = 20;

/** Counts points by twentieths of accuracy. */
export function binAccuracy(points: readonly JudgedPoint[]): readonly HistogramBin[] {
  // Rounded first: 0.15 * 20 must fall into the bin that begins at 0.15.
  const binOf = ({ accuracy }: JudgedPoint): number =>
    Math.min(BINS - 1, Math.max(0, Math.floor(Math.round(accuracy * BINS * 1e9) / 1e9)));
  return Array.from({ length: BINS }, (_, bin) => {
    const inside = points.filter((point) => binOf(point) === bin);
    const count = (group: HistogramGroup): number => inside.filter(({ verdict }) => verdict === group).length;
    return {
      from: bin / BINS,
      to: (bin + 1) / BINS,
      counts: { accepted: count("accepted"), flagged: count("flagged"), rejected: count("rejected") },
    };
  });
}

const HEIGHT = 230;
const AREA: PlotArea = { left: 40, right: CHART_WIDTH - 12, top: 42, bottom: HEIGHT - 40 };

/** How the judge's accuracy is spread over bootcamps, with the band behind. */
export function accuracyHistogram(
  points: readonly JudgedPoint[],
  about: { readonly id: string; readonly band: Band },
): Html {
  const bins = binAccuracy(points);
  const most = Math.max(...bins.map(total));
  const ticks = countTicks(most);
  const highest = ticks.at(-1) ?? 1;
  const x = (accuracy: number): number => between(AREA.left, AREA.right, accuracy);
  const y = (count: number): number => between(AREA.bottom, AREA.top, count / highest);
  const { band } = about;
  return frame(nameOf(points, about), HEIGHT, [
    rectangle("band", { ...AREA, left: x(band.low), right: x(band.high) }),
    ticks.slice(1).map((count) => line("grid", [AREA.left, y(count), AREA.right, y(count)])),
    ticks.map((count) => label(formatCount(count), { x: AREA.left - 6, y: y(count) + 4, anchor: "end" })),
    bins.map((bin) => drawBin(bin, x, y)),
    line("axis", [AREA.left, AREA.bottom, AREA.right, AREA.bottom]),
    [0, 0.25, 0.5, 0.75, 1].map((tick) =>
      label(String(tick), { x: x(tick), y: AREA.bottom + 16, anchor: "middle" }),
    ),
    label("judge accuracy", { x: x(0.5), y: HEIGHT - 6, anchor: "middle" }, "axis-name"),
    label("bootcamps", { x: 0, y: 12, anchor: "start" }, "axis-name"),
    [band.low, band.high].map((edge) => line("band-edge", [x(edge), AREA.top - 6, x(edge), AREA.bottom])),
    label(
      `band ${bandText(band)}`,
      { x: x((band.low + band.high) / 2), y: AREA.top - 10, anchor: "middle" },
      "band-edge",
    ),
    legend(),
  ]);
}

const total = ({ counts }: HistogramBin): number => counts.accepted + counts.flagged + counts.rejected;

function nameOf(
  points: readonly JudgedPoint[],
  { id, band }: { readonly id: string; readonly band: Band },
): ChartName {
  const inside = points.filter(({ accuracy }) => accuracy >= band.low && accuracy <= band.high).length;
  const below = points.filter(({ accuracy }) => accuracy < band.low).length;
  const above = points.length - inside - below;
  return {
    id,
    title: "Judge accuracy of the judged bootcamps",
    description: `${formatCount(points.length)} judged: ${formatCount(below)} below the band of ${bandText(band)}, ${formatCount(inside)} in it, ${formatCount(above)} above.`,
  };
}

/** The groups of one bin on top of each other, a hair's breadth from the next bin. */
function drawBin(bin: HistogramBin, x: (accuracy: number) => number, y: (count: number) => number): Html {
  let below = 0;
  const parts = HISTOGRAM_GROUPS.flatMap((group) => {
    const count = bin.counts[group];
    if (count === 0) return [];
    const area = { left: x(bin.from) + 1, right: x(bin.to) - 1, top: y(below + count), bottom: y(below) };
    below += count;
    const place = `${bin.from.toFixed(2)} to ${bin.to.toFixed(2)}`;
    return [rectangle(group, area, `${place}: ${formatCount(count)} ${group}`)];
  });
  return html`${parts}`;
}

function legend(): readonly Html[] {
  const step = 74;
  const begin = AREA.right - step * HISTOGRAM_GROUPS.length + 8;
  return HISTOGRAM_GROUPS.map((group, index) => {
    const left = begin + index * step;
    return html`${rectangle(group, { left, right: left + 9, top: 3, bottom: 12 })}${label(group, { x: left + 14, y: 12, anchor: "start" }, "legend")}`;
  });
}
