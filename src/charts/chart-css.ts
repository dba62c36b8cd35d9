/**
 * The look of every chart, for the page's one style element or style sheet. Charts bring classes and
 * presentation attributes only, so that a content security policy without `unsafe-inline` lets them be. The
 * colours are custom properties of `:root`; a page may set them anew after this.
 */
export const CHART_CSS = `
:root {
  --ink: #1c2430; --muted: #5d6878; --faint: #d9dee6; --track: #eef1f5; --paper: #ffffff;
  --accent: #0b6e69; --accent-soft: #7db8b4; --rest: #a9b2bf; --band: #e4f1ef; --band-edge: #3d8d88;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e4e8ee; --muted: #98a3b3; --faint: #333c49; --track: #242c37; --paper: #151a21;
    --accent: #4fc1b8; --accent-soft: #2b7a74; --rest: #5b6675; --band: #17302f; --band-edge: #4c9d97;
  }
}
.chart { display: block; width: 100%; height: auto; overflow: visible; color: var(--ink);
  font: 12px/1 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif;
  font-variant-numeric: tabular-nums; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.chart text { fill: currentColor; }
.chart .chart-tick, .chart .chart-axis-name { fill: var(--muted); font-size: 11px; }
.chart .chart-band-edge { fill: var(--band-edge); font-size: 11px; }
.chart .chart-legend { font-size: 12px; }
.chart .chart-value { font-size: 12px; font-weight: 600; }
.chart-axis-line { stroke: var(--muted); stroke-width: 1; }
.chart-grid-line { stroke: var(--faint); stroke-width: 1; }
.chart-band { fill: var(--band); }
.chart-band-edge-line { stroke: var(--band-edge); stroke-width: 1; stroke-dasharray: 3 3; }
.chart-track { fill: var(--track); }
.chart-stage { fill: var(--rest); }
.chart-accepted { fill: var(--accent); }
.chart-flagged { fill: var(--accent-soft); }
.chart-rejected { fill: var(--rest); }
.chart-interval-line { stroke: currentColor; stroke-width: 1.5; }
.chart-many .chart-interval-line { stroke-width: 0.75; stroke-opacity: 0.55; }
.chart-crowd .chart-interval-line { stroke-width: 0.75; stroke-opacity: 0.25; }
.chart-point { color: var(--muted); }
.chart-point.chart-inside { color: var(--accent); }
.chart-point circle { fill: currentColor; }
.chart-path { stroke: var(--rest); stroke-width: 0.6; stroke-opacity: 0.7; }
.chart-path-middle { stroke: var(--accent); stroke-width: 1.75; }
.chart-strip { display: inline-block; width: 120px; height: 16px; vertical-align: middle; }
`;
