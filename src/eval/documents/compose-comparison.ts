import { countNoun } from "../../core/text/count-noun.ts";
import { formatAccuracy, formatCount, formatDifference } from "../../core/text/format-number.ts";
import type { Cell, Headline, ReportDocument, Table } from "../../report/report-document.ts";
import type { Comparison } from "../results/compare-results.ts";
import type { PairedFigures } from "../results/paired-figures.ts";

type Row = { readonly names: readonly string[]; readonly figures: PairedFigures };

/** What is said of two evaluations of the same cases, the same in every format. */
export function composeComparison(comparison: Comparison): ReportDocument {
  const { first, second, figures } = comparison;
  const table = (caption: string, names: readonly string[], rows: readonly Row[]): Table =>
    pairedTable({ caption, names }, rows);
  return {
    title: `Campforge comparison: ${second.label} against ${first.label}`,
    lead: `A is ${first.label}, B is ${second.label}. ${sharedCases(comparison)}`,
    headlines: [
      differenceHeadline(comparison),
      { name: "A", ...accuracyOf(figures.all.first) },
      { name: "B", ...accuracyOf(figures.all.second) },
    ],
    sections: [
      {
        id: "domains",
        title: "By domain",
        blocks: [
          table(
            "Means over the tasks of each domain",
            ["domain", "tasks"],
            figures.domains.map((one) => ({ names: [one.domain, String(one.tasks)], figures: one.figures })),
          ),
        ],
      },
      {
        id: "levels",
        title: "By level",
        blocks: [
          table(
            "Means over the tasks that have the level; 0 is the easiest",
            ["level", "tasks"],
            figures.levels.map((one) => ({
              names: [String(one.level), String(one.tasks)],
              figures: one.figures,
            })),
          ),
        ],
      },
      {
        id: "tasks",
        title: "By task",
        blocks: [
          table(
            "Means over the levels of each task",
            ["task", "domain"],
            figures.tasks.map((one) => ({
              names: [`${one.bootcamp}@${one.version}`, one.domain],
              figures: one.figures,
            })),
          ),
        ],
      },
    ],
    footer: [
      "Intervals are at 95%, and those of differences are paired: both answered the same cases. Where one does not reach 0, the difference is more than the draw of cases and samples explains.",
      "Of twenty rows in which nothing differs, one is expected to look as if something did: the first figure above is the one to go by.",
      first.benchmark === second.benchmark
        ? `Benchmark ${first.benchmark}.`
        : `Benchmark of A: ${first.benchmark}. Benchmark of B: ${second.benchmark}.`,
    ],
  };
}

function sharedCases({ first, second, cases }: Comparison): string {
  const isWhole = first.cases === cases && second.cases === cases;
  return isWhole
    ? `Both answered the same ${countNoun(cases, "case", formatCount)}.`
    : `Compared on the ${formatCount(cases)} cases that count for both, of ${formatCount(first.cases)} and ${formatCount(second.cases)}.`;
}

function differenceHeadline({ figures }: Comparison): Headline {
  const { difference } = figures.all;
  const verdict = difference.low > 0 ? "B is better" : difference.high < 0 ? "A is better" : "undecided";
  const [value = "", ...interval] = formatDifference(difference).split(" ");
  const range = interval.join(" ").replace(/[()]/g, "");
  return { name: "B minus A", value, note: `${range}: ${verdict}` };
}

function accuracyOf({ mean, low, high }: PairedFigures["first"]): Pick<Headline, "value" | "note"> {
  return { value: formatAccuracy(mean), note: `${formatAccuracy(low)} to ${formatAccuracy(high)}` };
}

/** In words: the row's picture is that of the difference. */
function intervalCell({ mean, low, high }: PairedFigures["first"]): Cell {
  const range = `${formatAccuracy(low)} to ${formatAccuracy(high)}`;
  return { kind: "text", text: `${formatAccuracy(mean)} (${range})` };
}

function pairedTable(
  about: { readonly caption: string; readonly names: readonly string[] },
  rows: readonly Row[],
): Table {
  const words = [...about.names, "A", "B", "B minus A"];
  const numbers = ["cases", "B better", "A better"];
  const number = (value: number): Cell => ({ kind: "number", text: formatCount(value) });
  return {
    kind: "table",
    caption: about.caption,
    columns: [
      ...words.map((name) => ({ name, isNumber: false })),
      ...numbers.map((name) => ({ name, isNumber: true })),
    ],
    rows: rows.map(({ names, figures: { first, second, difference } }) => [
      ...names.map((text): Cell => ({ kind: "text", text })),
      intervalCell(first),
      intervalCell(second),
      { kind: "difference", mean: difference.mean, low: difference.low, high: difference.high },
      number(difference.cases),
      number(difference.better),
      number(difference.worse),
    ]),
    hasSum: false,
  };
}
