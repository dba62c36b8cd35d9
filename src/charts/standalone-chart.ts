import { CHART_CSS } from "./chart-css.ts";

/** A chart as a file of its own, which brings its look along: for pages that take pictures and no markup. */
export function standaloneChart(chart: string): string {
  const head = chart.indexOf(">") + 1;
  return `${chart.slice(0, head)}<style>${CHART_CSS}</style>${chart.slice(head)}\n`;
}
