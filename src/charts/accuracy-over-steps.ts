import type { Band } from "../core/judging/band.ts";
import { type Html, html } from "./html.ts";
import { bandText, between, CHART_WIDTH, coordinate, frame, label, line, rectangle } from "./plot-area.ts";
import type { PlotArea } from "./plot-area.ts";

const HEIGHT = 210;
const AREA: PlotArea = { left: 40, right: CHART_WIDTH - 12, top: 26, bottom: HEIGHT - 40 };

/** Points of a path at most; more than the chart has pixels would only make it large. */
const MOST_POINTS = 130;

/**
 * How accuracies went over the steps of a training: a path for each bootcamp, the median of all of them, and the band
 * behind. Steps before `from` are those in which the controller still looks for its level.
 */
export function accuracyOverSteps(
  paths: readonly (readonly number[])[],
  about: {
    readonly id: string;
    readonly title: string;
    readonly description: string;
    readonly band: Band;
    readonly from: number;
  },
): Html {
  const { id, title, description, band, from } = about;
  const steps = Math.max(1, ...paths.map(({ length }) => length));
  const stride = Math.ceil(steps / MOST_POINTS);
  const shown = Array.from({ length: Math.ceil(steps / stride) }, (_, index) => index * stride);
  const x = (step: number): number => between(AREA.left, AREA.right, step / steps);
  const y = (accuracy: number): number => between(AREA.bottom, AREA.top, accuracy);
  const path = (kind: string, valueAt: (step: number) => number): Html => {
    const points = shown.map((step) => `${coordinate(x(step))},${coordinate(y(valueAt(step)))}`).join(" ");
    return html`<polyline class="chart-${kind}" fill="none" points="${points}"/>`;
  };
  const middle = (step: number): number => median(paths.map((one) => one[step] ?? 0));
  return frame({ id, title, description }, HEIGHT, [
    rectangle("band", { ...AREA, top: y(band.high), bottom: y(band.low) }),
    [0, 0.25, 0.5, 0.75, 1].map((tick) => [
      tick === 0 ? null : line("grid", [AREA.left, y(tick), AREA.right, y(tick)]),
      label(String(tick), { x: AREA.left - 6, y: y(tick) + 4, anchor: "end" }),
    ]),
    [band.low, band.high].map((edge) => line("band-edge", [AREA.left, y(edge), AREA.right, y(edge)])),
    line("band-edge", [x(from), AREA.top, x(from), AREA.bottom]),
    paths.map((one) => path("path", (step) => one[step] ?? 0)),
    path("path-middle", middle),
    [0, from, ...[1, 2, 3].map((part) => Math.round((steps * part) / 3))].map((tick) =>
      label(String(tick), { x: x(tick), y: AREA.bottom + 16, anchor: "middle" }),
    ),
    line("axis", [AREA.left, AREA.bottom, AREA.right, AREA.bottom]),
    label("step", { x: (AREA.left + AREA.right) / 2, y: HEIGHT - 6, anchor: "middle" }, "axis-name"),
    label("accuracy of the policy", { x: 0, y: 12, anchor: "start" }, "axis-name"),
    label(`band ${bandText(band)}`, { x: AREA.right, y: 12, anchor: "end" }, "band-edge"),
  ]);
}

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0;
