import { formatAccuracy } from "../core/text/format-number.ts";
import type { Band } from "../core/judging/band.ts";
import { type Html, html, type HtmlValue } from "./html.ts";

/** Every chart is drawn this wide, in its own units; the page scales it to where it stands. */
export const CHART_WIDTH = 400;

/** Where the marks of a chart stand, between its axes; y grows downwards. */
export type PlotArea = {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
};

/** A coordinate with at most two decimals, so that the same data gives the same bytes. */
export function coordinate(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** The place of a share in [0, 1] between two coordinates. */
export function between(from: number, to: number, share: number): number {
  return from + (to - from) * Math.min(1, Math.max(0, share));
}

/** What a chart is called and what it says in words, for who does not see it. */
export type ChartName = {
  /** Unique within the page: letters, digits and hyphens. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
};

/** An SVG with its name; `height` is in the units of `CHART_WIDTH`. */
export function frame({ id, title, description }: ChartName, height: number, content: HtmlValue): Html {
  const box = `0 0 ${CHART_WIDTH} ${coordinate(height)}`;
  return html`<svg class="chart" xmlns="http://www.w3.org/2000/svg" viewBox="${box}" role="img"
 aria-labelledby="${id}-title ${id}-desc"><title id="${id}-title">${title}</title><desc id="${id}-desc">${description}</desc>${content}</svg>`;
}

/** A text in a chart. */
export function label(
  text: string,
  at: { readonly x: number; readonly y: number; readonly anchor: "start" | "middle" | "end" },
  kind: "tick" | "axis-name" | "value" | "band-edge" | "legend" = "tick",
): Html {
  const [x, y] = [coordinate(at.x), coordinate(at.y)];
  return html`<text class="chart-${kind}" x="${x}" y="${y}" text-anchor="${at.anchor}">${text}</text>`;
}

/** A straight line in a chart. */
export function line(
  kind: "axis" | "grid" | "band-edge" | "interval",
  ends: readonly [number, number, number, number],
): Html {
  const [x1, y1, x2, y2] = ends.map(coordinate);
  return html`<line class="chart-${kind}-line" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"/>`;
}

/** A filled rectangle in a chart; with words it shows them when pointed at. */
export function rectangle(kind: string, { left, right, top, bottom }: PlotArea, words?: string): Html {
  const [x, y, width, height] = [left, top, right - left, bottom - top].map(coordinate);
  const place = html`x="${x}" y="${y}" width="${width}" height="${height}"`;
  return words === undefined
    ? html`<rect class="chart-${kind}" ${place}/>`
    : html`<rect class="chart-${kind}" ${place}><title>${words}</title></rect>`;
}

/** The band in words. */
export const bandText = ({ low, high }: Band): string => `${formatAccuracy(low)} to ${formatAccuracy(high)}`;

/** At most five round steps from 0 to at least `most`, for an axis of counts. */
export function countTicks(most: number): readonly number[] {
  const rough = Math.max(1, most) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, power * ([1, 2, 5, 10].find((factor) => power * factor >= rough) ?? 10));
  return Array.from({ length: Math.ceil(Math.max(1, most) / step) + 1 }, (_, index) => index * step);
}
