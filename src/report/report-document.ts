import type { JudgedPoint } from "../charts/accuracy-histogram.ts";
import type { LevelPoint } from "../charts/accuracy-by-level.ts";
import type { FunnelStage } from "../charts/funnel.ts";
import type { LibraryMap } from "../core/scaling/library-map.ts";
import type { Accuracy, Band } from "../core/judging/band.ts";

/** What stands in a table: words, a number as it is shown, an accuracy, a difference of two, a verdict, nothing. */
export type Cell =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "number"; readonly text: string }
  | {
      readonly kind: "accuracy";
      readonly accuracy: Accuracy;
      /** Which level speaks for it, and the band that it should be in; null where that is no matter. */
      readonly judged: { readonly level: number; readonly band: Band } | null;
    }
  | { readonly kind: "difference"; readonly mean: number; readonly low: number; readonly high: number }
  | { readonly kind: "verdict"; readonly text: string };

/** The first cell of a row names it. The last row may be a sum. */
export type Table = {
  readonly kind: "table";
  readonly caption: string;
  readonly columns: readonly { readonly name: string; readonly isNumber: boolean }[];
  readonly rows: readonly (readonly Cell[])[];
  readonly hasSum: boolean;
};

/** A chart as data, for whoever draws it. */
export type Chart =
  | { readonly kind: "funnel"; readonly stages: readonly FunnelStage[] }
  | { readonly kind: "histogram"; readonly points: readonly JudgedPoint[]; readonly band: Band }
  | {
      readonly kind: "levels";
      readonly points: readonly LevelPoint[];
      /** Null where no accuracy is better than another. */
      readonly band: Band | null;
      readonly levelCount: number;
    };

/** A task that waits for a person. */
export type QueueEntry = {
  readonly task: string;
  readonly title: string;
  readonly domain: string;
  readonly why: string;
  readonly advice: string;
  readonly command: string;
  readonly accuracy: Extract<Cell, { kind: "accuracy" }> | null;
};

export type Block =
  | { readonly kind: "paragraph"; readonly text: string }
  | Table
  | { readonly kind: "chart"; readonly title: string; readonly note: string; readonly chart: Chart }
  | { readonly kind: "queue"; readonly entries: readonly QueueEntry[] }
  | { readonly kind: "map"; readonly map: LibraryMap };

export type Section = { readonly id: string; readonly title: string; readonly blocks: readonly Block[] };

/** A number that is looked at before all others. */
export type Headline = { readonly name: string; readonly value: string; readonly note: string };

/** A report ready to be rendered; whatever stands in it is text, never markup. */
export type ReportDocument = {
  readonly title: string;
  readonly lead: string;
  readonly headlines: readonly Headline[];
  readonly sections: readonly Section[];
  readonly footer: readonly string[];
};
