import { accuracyByLevel } from "../charts/accuracy-by-level.ts";
import { accuracyHistogram } from "../charts/accuracy-histogram.ts";
import { CHART_CSS } from "../charts/chart-css.ts";
import { MAP_CSS } from "../charts/map-css.ts";
import { differenceStrip } from "../charts/difference-strip.ts";
import { funnelChart } from "../charts/funnel.ts";
import { Html, html } from "../charts/html.ts";
import { intervalStrip } from "../charts/interval-strip.ts";
import { mapPicture } from "../charts/map-picture.ts";
import { formatAccuracy, formatCount, formatDifference } from "../core/text/format-number.ts";
import { REPORT_CSS } from "./report-css.ts";
import type { Block, Cell, QueueEntry, ReportDocument, Section, Table } from "./report-document.ts";
import { REPORT_MARK } from "./run-report.ts";

/** The report as one page that needs nothing else: no script, no request, its charts inside. */
export function renderHtml(document: ReportDocument): string {
  const { title, lead, headlines, sections, footer } = document;
  const page = html`<!doctype html>
<!-- ${REPORT_MARK} -->
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
${STYLE}
</head>
<body>
<header>
<h1>${title}</h1>
<p>${lead}</p>
<dl class="headlines">
${headlines.map(({ name, value, note }) => html`<div><dt>${name}</dt><dd><strong>${value}</strong> <span>${note}</span></dd></div>\n`)}</dl>
</header>
<main>
${sections.map(renderSection)}</main>
<footer>
${footer.map((line) => html`<p>${line}</p>\n`)}</footer>
</body>
</html>
`;
  return page.toString();
}

/** Ours alone, so it stands as it is: in a style element nothing may be escaped. */
const STYLE = Html.join([`<style>${CHART_CSS}${MAP_CSS}${REPORT_CSS}</style>`], []);

function renderSection({ id, title, blocks }: Section): Html {
  const charts = blocks.filter((block) => block.kind === "chart").length;
  return html`<section aria-labelledby="${id}" class="${charts > 0 ? "charts" : "plain"}">
<h2 id="${id}">${title}</h2>
${blocks.map((block, index) => renderBlock(block, `${id}-${index}`))}</section>
`;
}

function renderBlock(block: Block, id: string): Html {
  switch (block.kind) {
    case "paragraph":
      return html`<p>${block.text}</p>\n`;
    case "table":
      return renderTable(block, id);
    case "chart":
      return html`<figure>
<figcaption><strong>${block.title}</strong> ${block.note}</figcaption>
${drawChart(block, id)}
</figure>
`;
    case "queue":
      return renderQueue(block.entries);
    case "map":
      return mapPicture(block.map, { id, addressOf: () => null });
  }
}

/** Of a longer queue the rest is folded, so that it does not hide what follows. */
const UNFOLDED = 6;

function renderQueue(entries: readonly QueueEntry[]): Html {
  const [first, rest] = [entries.slice(0, UNFOLDED), entries.slice(UNFOLDED)];
  const list = (some: readonly QueueEntry[], start: number): Html =>
    html`<ol class="queue" start="${start}">\n${some.map((entry, index) => renderEntry(entry, start + index))}</ol>\n`;
  if (rest.length === 0) return list(first, 1);
  const words = `${formatCount(rest.length)} more`;
  return html`${list(first, 1)}<details><summary>${words}</summary>\n${list(rest, UNFOLDED + 1)}</details>\n`;
}

function drawChart({ title, chart }: Extract<Block, { kind: "chart" }>, id: string): Html {
  switch (chart.kind) {
    case "funnel":
      return funnelChart(chart.stages, { id, title });
    case "histogram":
      return accuracyHistogram(chart.points, { id, band: chart.band });
    case "levels":
      return accuracyByLevel(chart.points, { id, title, band: chart.band, levelCount: chart.levelCount });
  }
}

function renderEntry(
  { task, title, domain, why, advice, command, accuracy }: QueueEntry,
  index: number,
): Html {
  return html`<li><span class="place" aria-hidden="true">${index}</span>
<h3>${title}</h3>
<p class="about">${task} · ${domain}</p>
<p>${why}</p>
${accuracy === null ? null : html`<p class="measured">${renderCell(accuracy)}</p>\n`}<p class="about">To do: ${advice}.</p>
<p><code>${command}</code></p>
</li>
`;
}

function renderTable({ caption, columns, rows, hasSum }: Table, id: string): Html {
  if (rows.length === 0) return html`<p class="about">${caption}: none.</p>\n`;
  const kindOf = (index: number): string => (columns[index]?.isNumber === true ? "number" : "words");
  const line = (row: readonly Cell[]): Html => {
    const [first, ...others] = row;
    if (first === undefined) return html``;
    const cells = others.map(
      (cell, index) => html`<td class="${kindOf(index + 1)}">${renderCell(cell)}</td>`,
    );
    return html`<tr><th scope="row">${renderCell(first)}</th>${cells}</tr>\n`;
  };
  const body = hasSum ? rows.slice(0, -1) : rows;
  const sum = hasSum ? rows.slice(-1) : [];
  return html`<div class="scroll" role="region" aria-labelledby="${id}-caption" tabindex="0">
<table>
<caption id="${id}-caption">${caption}</caption>
<thead><tr>${columns.map(({ name }, position) => html`<th scope="col" class="${kindOf(position)}">${name}</th>`)}</tr></thead>
<tbody>
${body.map(line)}</tbody>
${sum.length === 0 ? null : html`<tfoot>${sum.map(line)}</tfoot>\n`}</table>
</div>
`;
}

function renderCell(cell: Cell): Html {
  switch (cell.kind) {
    case "text":
      return html`${cell.text}`;
    case "number":
      return cell.text === "0" ? html`<span class="zero">0</span>` : html`${cell.text}`;
    case "verdict":
      return html`<span class="verdict ${VERDICT_CLASS.get(cell.text) ?? "open"}">${cell.text}</span>`;
    case "accuracy": {
      const { mean, low, high, samples } = cell.accuracy;
      const at = cell.judged === null ? "" : `, ${samples} at level ${cell.judged.level}`;
      return html`<span class="accuracy">${intervalStrip(cell.accuracy, cell.judged?.band ?? null)} <strong>${formatAccuracy(mean)}</strong> <span class="about">${formatAccuracy(low)} to ${formatAccuracy(high)}${at}</span></span>`;
    }
    case "difference":
      return html`<span class="accuracy">${differenceStrip(cell)} ${formatDifference(cell)}</span>`;
  }
}

const VERDICT_CLASS: ReadonlyMap<string, string> = new Map(
  ["accepted", "flagged", "rejected"].map((verdict) => [verdict, verdict]),
);
