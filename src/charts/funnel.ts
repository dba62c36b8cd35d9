import { formatCount, formatShare } from "../core/text/format-number.ts";
import { type Html, html } from "./html.ts";
import { between, CHART_WIDTH, frame, label, rectangle } from "./plot-area.ts";

/** One stage and how many reached it. */
export type FunnelStage = { readonly name: string; readonly count: number };

const ROW = 30;
const BAR = 18;
const LEFT = 76;
const RIGHT = CHART_WIDTH - 88;

/** Stages from above to below, each as long as what reached it; the first is the whole. */
export function funnelChart(
  stages: readonly FunnelStage[],
  about: { readonly id: string; readonly title: string },
): Html {
  const whole = stages[0]?.count ?? 0;
  const description = stages.map(({ name, count }) => `${name} ${formatCount(count)}`).join(", ");
  return frame({ ...about, description: `${description}.` }, ROW * stages.length + 2, [
    stages.map(({ name, count }, index) => {
      const top = index * ROW + 6;
      const middle = top + BAR / 2 + 4.5;
      const right = between(LEFT, RIGHT, whole === 0 ? 0 : count / whole);
      const kind = index === stages.length - 1 ? "accepted" : "stage";
      return html`${label(name, { x: LEFT - 10, y: middle, anchor: "end" }, "legend")}${rectangle("track", { left: LEFT, right: RIGHT, top, bottom: top + BAR })}${rectangle(kind, { left: LEFT, right, top, bottom: top + BAR })}${label(formatCount(count), { x: RIGHT + 44, y: middle, anchor: "end" }, "value")}${label(formatShare(count, whole), { x: CHART_WIDTH, y: middle, anchor: "end" }, "tick")}`;
    }),
  ]);
}
