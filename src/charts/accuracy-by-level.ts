import { countNoun } from "../core/text/count-noun.ts";
import type { Accuracy, Band } from "../core/judging/band.ts";
import { formatAccuracy, formatCount } from "../core/text/format-number.ts";
import { type Html, html } from "./html.ts";
import { bandText, between, CHART_WIDTH, coordinate, frame, label, line, rectangle } from "./plot-area.ts";
import type { PlotArea } from "./plot-area.ts";

/** A model's accuracy on one level of a bootcamp, with its interval at 95%. */
export type LevelPoint = {
  /** Counts from 0, the easiest. */
  readonly level: number;
  readonly accuracy: Accuracy;
  /** How the level stands: inside, above, below, undecided and so on; without a band it is not said. */
  readonly decision: string | null;
  /** What is pointed at: a bootcamp's name. */
  readonly name: string;
};

const HEIGHT = 230;
const AREA: PlotArea = { left: 40, right: CHART_WIDTH - 12, top: 26, bottom: HEIGHT - 40 };

/**
 * A column for each level, in it a point with its interval for each bootcamp that a model tried there, from the
 * hardest for it to the easiest; the judge's band lies behind, if there is one. Serves one bootcamp as well as many.
 */
export function accuracyByLevel(
  points: readonly LevelPoint[],
  about: {
    readonly id: string;
    readonly title: string;
    readonly band: Band | null;
    readonly levelCount: number;
  },
): Html {
  const { id, title, band, levelCount } = about;
  const y = (accuracy: number): number => between(AREA.bottom, AREA.top, accuracy);
  const columns = Array.from({ length: Math.max(1, levelCount) }, (_, level) => ({
    level,
    points: points
      .filter((point) => point.level === level)
      .toSorted((one, other) => one.accuracy.mean - other.accuracy.mean),
  }));
  const width = (AREA.right - AREA.left) / columns.length;
  const edges = band === null ? [] : [band.low, band.high];
  return frame({ id, title, description: describe(points, band) }, HEIGHT, [
    band === null ? null : rectangle("band", { ...AREA, top: y(band.high), bottom: y(band.low) }),
    [0, 0.25, 0.5, 0.75, 1].map((tick) => [
      tick === 0 ? null : line("grid", [AREA.left, y(tick), AREA.right, y(tick)]),
      label(String(tick), { x: AREA.left - 6, y: y(tick) + 4, anchor: "end" }),
    ]),
    edges.map((edge) => line("band-edge", [AREA.left, y(edge), AREA.right, y(edge)])),
    columns.map((column) => {
      const left = AREA.left + column.level * width;
      return [
        drawColumn(column.points, { left: left + width * 0.08, width: width * 0.84 }, y),
        label(String(column.level), { x: left + width / 2, y: AREA.bottom + 16, anchor: "middle" }),
      ];
    }),
    line("axis", [AREA.left, AREA.bottom, AREA.right, AREA.bottom]),
    label("level", { x: (AREA.left + AREA.right) / 2, y: HEIGHT - 6, anchor: "middle" }, "axis-name"),
    label(band === null ? "accuracy" : "judge accuracy", { x: 0, y: 12, anchor: "start" }, "axis-name"),
    band === null
      ? null
      : label(`band ${bandText(band)}`, { x: AREA.right, y: 12, anchor: "end" }, "band-edge"),
  ]);
}

const MOST_NAMED = 12;

function describe(points: readonly LevelPoint[], band: Band | null): string {
  const inside = points.filter(({ decision }) => decision === "inside").length;
  const counts =
    band === null
      ? `${countNoun(points.length, "level", formatCount)} of bootcamps.`
      : `${countNoun(points.length, "level", formatCount)} judged, ${formatCount(inside)} of them inside the band of ${bandText(band)}.`;
  return points.length > MOST_NAMED
    ? counts
    : [counts, ...points.map((point) => `${pointText(point)}.`)].join(" ");
}

function pointText({ name, level, accuracy, decision }: LevelPoint): string {
  const { mean, low, high, samples } = accuracy;
  return `${name}, level ${level}: ${formatAccuracy(mean)} (${formatAccuracy(low)} to ${formatAccuracy(high)}, ${decision === null ? `${countNoun(samples, "case")})` : `${countNoun(samples, "attempt")}), ${decision}`}`;
}

/** Points side by side; from a few dozen on they are thinner, so that neighbours stay apart. */
function drawColumn(
  points: readonly LevelPoint[],
  column: { readonly left: number; readonly width: number },
  y: (accuracy: number) => number,
): readonly Html[] {
  const step = column.width / Math.max(1, points.length);
  const radius = Math.min(3.5, Math.max(1.1, step / 2.4));
  return points.map((point, index) => {
    const x = column.left + (index + 0.5) * step;
    const { mean, low, high } = point.accuracy;
    const kind = point.decision === "inside" || point.decision === null ? "inside" : "outside";
    const size = step < 2 ? "crowd" : step < 6 ? "many" : "few";
    const circle = html`<circle cx="${coordinate(x)}" cy="${coordinate(y(mean))}" r="${coordinate(radius)}"/>`;
    const whiskers = line("interval", [x, y(low), x, y(high)]);
    return html`<g class="chart-point chart-${kind} chart-${size}"><title>${pointText(point)}</title>${whiskers}${circle}</g>`;
  });
}
