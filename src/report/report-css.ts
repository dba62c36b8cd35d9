/** The look of the report's page, after that of its charts, whose colours it shares. Holds no angle bracket, as markup would. */
export const REPORT_CSS = `
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 1080px; padding: 40px 24px 64px; line-height: 1.5;
  font-family: system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif; font-size: 15px;
  font-variant-numeric: tabular-nums; }
h1 { margin: 0; font-size: 26px; font-weight: 650; letter-spacing: -0.01em; line-height: 1.2; }
h2 { margin: 0 0 12px; font-size: 18px; font-weight: 650; }
h3 { margin: 0; font-size: 15px; font-weight: 650; overflow-wrap: anywhere; }
p { margin: 0 0 10px; max-width: 76ch; overflow-wrap: anywhere; }
header p, .about, figcaption, footer { color: var(--muted); }
header p { margin: 6px 0 0; }
section { margin-top: 44px; }
.headlines { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 20px 28px; margin: 28px 0 0;
  padding: 20px 0; border-top: 1px solid var(--faint); border-bottom: 1px solid var(--faint); }
.headlines dt { color: var(--muted); font-size: 13px; }
.headlines dd { margin: 0; }
.headlines strong { display: block; font-size: 30px; font-weight: 600; letter-spacing: -0.02em; line-height: 1.25; }
.headlines div:first-child strong { color: var(--accent); }
.headlines span { color: var(--muted); font-size: 13px; }
.charts { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 12px 40px; align-items: start; }
.charts .scroll { margin: 0; }
.charts h2 { grid-column: 1 / -1; margin: 0; }
figure { margin: 0; }
figcaption, .charts caption { color: var(--ink); }
figcaption { color: var(--muted); margin-bottom: 14px; font-size: 13px; min-height: 40px; }
figcaption strong { display: block; color: var(--ink); font-size: 14px; font-weight: 600; }
.queue { list-style: none; margin: 16px 0 0; padding: 0; display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 440px), 1fr)); gap: 0 40px; }
.queue li { position: relative; padding: 14px 0 6px 40px; border-top: 1px solid var(--faint); }
.queue .place { position: absolute; left: 0; top: 14px; min-width: 26px; color: var(--accent);
  font-weight: 600; }
.queue p { margin: 0 0 6px; }
.queue .about, .accuracy .about { font-size: 13px; }
summary { color: var(--accent); cursor: pointer; padding: 12px 0; border-top: 1px solid var(--faint); }
code { font-family: ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace; font-size: 12.5px;
  background: var(--track); border-radius: 4px; padding: 2px 6px; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; margin-bottom: 14px; }
.scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
caption { text-align: left; color: var(--muted); font-size: 13px; padding: 0 0 6px; }
th, td { padding: 6px 18px 6px 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--faint); }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--muted); font-size: 13px; font-weight: 500; vertical-align: bottom; border-bottom-color: var(--rest); }
tbody th { font-weight: 500; }
tfoot th, tfoot td { font-weight: 650; border-bottom: 0; }
.number { text-align: right; white-space: nowrap; }
.zero { color: var(--rest); }
thead .number { white-space: normal; }
.accuracy { white-space: nowrap; }
.accuracy strong { font-weight: 600; }
td.words { max-width: 420px; overflow-wrap: anywhere; min-width: 80px; }
.verdict::before { content: ''; display: inline-block; width: 8px; height: 8px; border-radius: 50%; margin-right: 7px;
  border: 1.5px solid var(--rest); }
.verdict.accepted::before { background: var(--accent); border-color: var(--accent); }
.verdict.flagged::before { background: linear-gradient(90deg, var(--accent) 50%, transparent 50%); border-color: var(--accent); }
.verdict.rejected::before { background: var(--rest); }
.verdict { white-space: nowrap; }
footer { margin-top: 48px; padding-top: 16px; border-top: 1px solid var(--faint); font-size: 13px; }
@media (max-width: 720px) {
  body { padding: 24px 16px 48px; }
  .charts { grid-template-columns: minmax(0, 1fr); gap: 24px; }
  .headlines { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 16px; }
  .headlines strong { font-size: 24px; }
  figcaption { min-height: 0; }
}
@media print {
  :root { --ink: #000000; --muted: #444444; --faint: #cccccc; --track: #eeeeee; --paper: #ffffff; --accent: #0b6e69;
    --accent-soft: #7db8b4; --rest: #999999; --band: #e4f1ef; --band-edge: #3d8d88; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  table { font-size: 8.5pt; }
  .scroll { overflow: visible; }
  figure, .queue li, tr { break-inside: avoid; }
  thead { display: table-header-group; }
  .verdict::before { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
