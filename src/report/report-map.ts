import { drawUpMap, type LibraryMap } from "../core/scaling/library-map.ts";
import { ANSWER_TYPES } from "../core/task/map-cell.ts";
import type { Section, Table } from "./report-document.ts";
import type { RunReport } from "./run-report.ts";

/** The bootcamps of a map as a report holds them. */
export const reportMap = ({ bootcamps }: LibraryMap): NonNullable<RunReport["map"]> =>
  bootcamps.map(({ slug, title, domain, answer, hardBecause, hardness, where }) => ({
    slug,
    title,
    domain,
    answer,
    hardBecause,
    hardness,
    where,
  }));

/** The map of library and record, as it stands when the report is written; no section where there is none. */
export function mapSection({ map }: RunReport): readonly Section[] {
  if (map === undefined) return [];
  const drawn = drawUpMap(map.map((one) => ({ ...one, about: "" })));
  const text =
    "What the library and this record hold, drafts included that wait for a reviewer. campforge propose prefers squares that are empty or hold few.";
  return [
    {
      id: "map",
      title: "Map",
      blocks: [
        { kind: "paragraph", text },
        { kind: "map", map: drawn },
      ],
    },
  ];
}

/** The map as a table, where no picture can be drawn. */
export function mapTable({ rows }: LibraryMap): Table {
  return {
    kind: "table",
    caption: "Bootcamps by domain and answer type",
    columns: ["domain", ...ANSWER_TYPES].map((name, index) => ({ name, isNumber: index > 0 })),
    rows: rows.map(({ domain, squares }) => [
      { kind: "text", text: domain },
      ...squares.map(({ bootcamps }) => ({ kind: "number" as const, text: String(bootcamps.length) })),
    ]),
    hasSum: false,
  };
}
