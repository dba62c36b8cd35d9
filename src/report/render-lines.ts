import { countNoun } from "../core/text/count-noun.ts";
import { binAccuracy } from "../charts/accuracy-histogram.ts";
import { thinLines } from "../core/scaling/map-lines.ts";
import { formatAccuracy, formatCount, formatDifference, formatShare } from "../core/text/format-number.ts";
import { escapeMarkdown, inlineCode } from "../core/text/markdown.ts";
import { makeVisibleLine } from "../core/text/visible-text.ts";
import { mapTable } from "./report-map.ts";
import { REPORT_MARK } from "./run-report.ts";
import type { Block, Cell, Chart, ReportDocument, Table } from "./report-document.ts";

/** How the renderings that consist of lines differ. */
type LineStyle = {
  readonly heading: (text: string, depth: 1 | 2) => readonly string[];
  /** A text on one line as the format shows it. */
  readonly say: (text: string) => string;
  readonly code: (text: string) => string;
  readonly fence: (lines: readonly string[]) => readonly string[];
  readonly rule: (widths: readonly number[], columns: Table["columns"]) => string;
  readonly row: (cells: readonly string[]) => string;
};

/** The report as Markdown; its tables are aligned, so that it reads well unrendered too. */
export function renderMarkdown(document: ReportDocument): string {
  return `<!-- ${REPORT_MARK} -->\n\n${renderLines(document, MARKDOWN)}`;
}

/** The report as plain text for a terminal. */
export function renderText(document: ReportDocument): string {
  return renderLines(document, PLAIN);
}

const MARKDOWN: LineStyle = {
  heading: (text, depth) => [`${"#".repeat(depth)} ${text}`, ""],
  say: escapeMarkdown,
  code: inlineCode,
  fence: (lines) => ["```text", ...lines.map((line) => line.replaceAll("`", "'")), "```"],
  rule: (widths, columns) =>
    `| ${widths.map((width, index) => (columns[index]?.isNumber === true ? `${"-".repeat(width - 1)}:` : "-".repeat(width))).join(" | ")} |`,
  row: (cells) => `| ${cells.join(" | ")} |`,
};

const PLAIN: LineStyle = {
  heading: (text, depth) => [text, (depth === 1 ? "=" : "-").repeat(text.length), ""],
  say: makeVisibleLine,
  code: makeVisibleLine,
  fence: (lines) => lines,
  rule: (widths) => widths.map((width) => "-".repeat(width)).join("  "),
  row: (cells) => cells.join("  ").trimEnd(),
};

function renderLines({ title, lead, headlines, sections, footer }: ReportDocument, style: LineStyle): string {
  const lines = [
    ...style.heading(style.say(title), 1),
    style.say(lead),
    "",
    ...headlines.map(
      ({ name, value, note }) => `- ${style.say(name)}: ${style.say(value)} (${style.say(note)})`,
    ),
    "",
    ...sections.flatMap((section) => [
      ...style.heading(style.say(section.title), 2),
      ...section.blocks.flatMap((block) => [...renderBlock(block, style), ""]),
    ]),
    ...footer.flatMap((line) => [style.say(line), ""]),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function renderBlock(block: Block, style: LineStyle): readonly string[] {
  switch (block.kind) {
    case "paragraph":
      return [style.say(block.text)];
    case "table":
      return [`${style.say(block.caption)}:`, "", ...renderTable(block, style)];
    case "chart":
      return [
        `${style.say(block.title)}:`,
        "",
        ...style.fence(drawChart(block.chart)),
        "",
        style.say(block.note),
      ];
    case "map":
      return [...renderTable(mapTable(block.map), style), "", ...thinLines(block.map).map(style.say)];
    case "queue":
      return block.entries.flatMap(({ task, why, advice, command }, index) => [
        `${index + 1}. ${style.say(task)}: ${style.say(why)}`,
        `   To do: ${style.say(advice)}. ${style.code(command)}`,
      ]);
  }
}

function cellText(cell: Cell): string {
  if (cell.kind === "difference") return formatDifference(cell);
  if (cell.kind !== "accuracy") return cell.text;
  const { mean, low, high, samples } = cell.accuracy;
  const at = cell.judged === null ? "" : `, ${samples} at level ${cell.judged.level}`;
  return `${formatAccuracy(mean)} (${formatAccuracy(low)} to ${formatAccuracy(high)}${at})`;
}

function renderTable({ columns, rows }: Table, style: LineStyle): readonly string[] {
  if (rows.length === 0) return ["none"];
  const shown = [
    columns.map(({ name }) => style.say(name)),
    ...rows.map((row) => row.map((cell) => style.say(cellText(cell)))),
  ];
  const widths = columns.map((_, index) => Math.max(3, ...shown.map((cells) => cells[index]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    style.row(
      cells.map((cell, index) => {
        const width = widths[index] ?? 0;
        return columns[index]?.isNumber === true ? cell.padStart(width) : cell.padEnd(width);
      }),
    );
  const [heading = [], ...body] = shown;
  return [line(heading), style.rule(widths, columns), ...body.map(line)];
}

const BAR_WIDTH = 40;
const bar = (count: number, most: number): string =>
  "█".repeat(Math.ceil((BAR_WIDTH * count) / Math.max(1, most)));

/** A chart as lines of characters, each with its figure. */
function drawChart(chart: Chart): readonly string[] {
  switch (chart.kind) {
    case "funnel": {
      const whole = chart.stages[0]?.count ?? 0;
      const width = Math.max(...chart.stages.map(({ name }) => name.length));
      return chart.stages.map(({ name, count }) =>
        `${name.padEnd(width)}  ${formatCount(count).padStart(7)}  ${formatShare(count, whole).padStart(4)}  ${bar(count, whole)}`.trimEnd(),
      );
    }
    case "histogram": {
      const bins = binAccuracy(chart.points).map(({ from, to, counts }) => ({
        place: `${from.toFixed(2)} to ${to.toFixed(2)}`,
        inBand: to > chart.band.low && from < chart.band.high,
        count: counts.accepted + counts.flagged + counts.rejected,
      }));
      const most = Math.max(...bins.map(({ count }) => count));
      const lines = bins.map(({ place, inBand, count }) =>
        `${place} ${inBand ? "│" : " "} ${formatCount(count).padStart(5)} ${bar(count, Math.max(most, BAR_WIDTH))}`.trimEnd(),
      );
      return [...lines, "", "│ stands where the band reaches"];
    }
    case "levels":
      return Array.from({ length: chart.levelCount }, (_, level) => {
        const there = chart.points.filter((point) => point.level === level);
        if (chart.band === null)
          return `level ${level}: ${countNoun(there.length, "task", formatCount)}, accuracies ${there
            .map(({ accuracy }) => formatAccuracy(accuracy.mean))
            .toSorted()
            .join(" ")}`;
        const count = (...decisions: readonly string[]): string =>
          formatCount(there.filter(({ decision }) => decisions.includes(decision ?? "")).length);
        const others = there.filter(
          ({ decision }) => !["inside", "above", "below"].includes(decision ?? ""),
        ).length;
        return `level ${level}: ${formatCount(there.length)} judged, ${count("inside")} inside, ${count("above")} above, ${count("below")} below, ${formatCount(others)} undecided`;
      });
  }
}
