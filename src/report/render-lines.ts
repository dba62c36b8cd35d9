import { breakLine } from "../core/text/break-line.ts";
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
  /** The cells that a line may have. */
  readonly width: number;
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

/**
 * The report as plain text for a terminal. Its sentences and tables fit `width` cells where they can: from a table the
 * last columns are left out first, which those of a file are not.
 */
export function renderText(document: ReportDocument, width = Infinity): string {
  return renderLines(document, { ...PLAIN, width });
}

const MARKDOWN: LineStyle = {
  width: Infinity,
  heading: (text, depth) => [`${"#".repeat(depth)} ${text}`, ""],
  say: escapeMarkdown,
  code: inlineCode,
  fence: (lines) => ["```text", ...lines.map((line) => line.replaceAll("`", "'")), "```"],
  rule: (widths, columns) =>
    `| ${widths.map((width, index) => (columns[index]?.isNumber === true ? `${"-".repeat(width - 1)}:` : "-".repeat(width))).join(" | ")} |`,
  row: (cells) => `| ${cells.join(" | ")} |`,
};

const PLAIN: LineStyle = {
  width: Infinity,
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
    ...fit(style.say(lead), style),
    "",
    ...headlines.flatMap(({ name, value, note }) =>
      fit(`- ${style.say(name)}: ${style.say(value)} (${style.say(note)})`, style, 2),
    ),
    "",
    ...sections.flatMap((section) => [
      ...style.heading(style.say(section.title), 2),
      ...section.blocks.flatMap((block) => [...renderBlock(block, style), ""]),
    ]),
    ...footer.flatMap((line) => [...fit(style.say(line), style), ""]),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

const fit = (line: string, { width }: LineStyle, indent = 0): readonly string[] =>
  breakLine(line, width, indent);

function renderBlock(block: Block, style: LineStyle): readonly string[] {
  switch (block.kind) {
    case "paragraph":
      return fit(style.say(block.text), style);
    case "table":
      return [...fit(`${style.say(block.caption)}:`, style), "", ...renderTable(block, style)];
    case "chart":
      return [
        `${style.say(block.title)}:`,
        "",
        ...style.fence(drawChart(block.chart)),
        "",
        ...fit(style.say(block.note), style),
      ];
    case "map":
      return [
        ...renderTable(mapTable(block.map), style),
        "",
        ...thinLines(block.map).flatMap((line) => fit(style.say(line), style, 2)),
      ];
    case "queue":
      return block.entries.flatMap(({ task, why, advice, command }, index) => [
        ...fit(`${index + 1}. ${style.say(task)}: ${style.say(why)}`, style, 3),
        ...fit(`   To do: ${style.say(advice)}. ${style.code(command)}`, style, 3),
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

function renderTable(table: Table, style: LineStyle): readonly string[] {
  if (table.rows.length === 0) return ["none"];
  const { columns, rows } = keepWhatFits(table, style);
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

/** Columns that name a row, and the first figure, stay. */
const KEPT_COLUMNS = 2;
const COLUMN_GAP = 2;

/** A table without its last columns, as many as there is no room for. */
function keepWhatFits(table: Table, { say, width }: LineStyle): Table {
  const { columns, rows } = table;
  let room = width + COLUMN_GAP;
  const isKept = columns.map(({ name }, index) => {
    const cells = rows.map((row) => (row[index] === undefined ? "" : say(cellText(row[index]))));
    room -= Math.max(3, name.length, ...cells.map(({ length }) => length)) + COLUMN_GAP;
    return room >= 0 || index < KEPT_COLUMNS;
  });
  const keep = <Item>(items: readonly Item[]): readonly Item[] => items.filter((_, index) => isKept[index]);
  return { ...table, columns: keep(columns), rows: rows.map(keep) };
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
