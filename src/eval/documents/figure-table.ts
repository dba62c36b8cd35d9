import type { Accuracy } from "../../core/judging/band.ts";
import { formatAccuracy, formatCount } from "../../core/text/format-number.ts";
import type { Cell, Table } from "../../report/report-document.ts";
import type { Figures } from "../results/level-figures.ts";
import type { UNSCORED } from "../results/outcome.ts";

type Unscored = (typeof UNSCORED)[number];

/** Which columns a table of figures has besides those that every one has. */
export type FigureColumns = {
  readonly ks: readonly number[];
  /** Kinds of samples without a score that there are somewhere, besides those that are always named. */
  readonly others: readonly Unscored[];
};

/** A row of a table of figures: what names it, and its figures. */
export type FigureRow = { readonly names: readonly string[]; readonly figures: Figures };

/** Kinds of samples without a score, as columns name them. */
export const UNSCORED_WORDS: Readonly<Record<Unscored, string>> = {
  truncated: "cut off",
  unparsable: "unreadable",
  invalid: "invalid",
  empty: "empty",
  refused: "refused",
  "verifier-error": "verifier at fault",
  unanswered: "unanswered",
};

/** The columns that figures call for. */
export function columnsFor({ passAt, unscored }: Figures): FigureColumns {
  const more: readonly Unscored[] = ["invalid", "empty", "refused", "verifier-error", "unanswered"];
  return { ks: passAt.map(({ k }) => k), others: more.filter((kind) => unscored[kind] !== undefined) };
}

/** A table of figures; `names` are the heads of the columns that name a row. */
export function figureTable(
  about: { readonly caption: string; readonly names: readonly string[]; readonly columns: FigureColumns },
  rows: readonly FigureRow[],
): Table {
  const { caption, names, columns } = about;
  const kinds: readonly Unscored[] = ["truncated", "unparsable", ...columns.others];
  const numbers = [
    ...columns.ks.map((k) => `pass@${k}`),
    "cases",
    "samples",
    ...kinds.map((kind) => UNSCORED_WORDS[kind]),
  ];
  return {
    kind: "table",
    caption,
    columns: [
      ...[...names, "accuracy"].map((name) => ({ name, isNumber: false })),
      ...numbers.map((name) => ({ name, isNumber: true })),
    ],
    rows: rows.map(({ names: own, figures }) => [
      ...own.map((text): Cell => ({ kind: "text", text })),
      accuracyCell(figures.accuracy),
      ...columns.ks.map((k) => number(passText(figures, k))),
      number(formatCount(figures.accuracy.samples)),
      number(formatCount(figures.samples)),
      ...kinds.map((kind) => number(formatCount(figures.unscored[kind] ?? 0))),
    ]),
    hasSum: false,
  };
}

/** An accuracy, or a dash where no case counts. */
const accuracyCell = (accuracy: Accuracy): Cell =>
  accuracy.samples === 0 ? { kind: "text", text: "–" } : { kind: "accuracy", accuracy, judged: null };

const number = (text: string): Cell => ({ kind: "number", text });

function passText({ passAt }: Figures, k: number): string {
  const found = passAt.find((one) => one.k === k);
  return found === undefined || found.accuracy.samples === 0 ? "–" : formatAccuracy(found.accuracy.mean);
}
