import { existsSync } from "node:fs";
import { readMap } from "../../atlas/read-map.ts";
import { findLibrary, readCatalogue } from "../../catalogue/read-catalogue.ts";
import { EXIT } from "../../core/run/exit-codes.ts";
import type { LibraryMap, PlacedBootcamp } from "../../core/scaling/library-map.ts";
import { mapLines } from "../../core/scaling/map-lines.ts";
import { cellName } from "../../core/task/map-cell.ts";
import { readRecord } from "../../record/open-record.ts";
import { renderNext } from "../../record/render-next.ts";
import { print, printJson } from "../output/print.ts";

export type MapFlags = {
  readonly db: string;
  readonly library?: string;
  readonly domains?: readonly string[];
  readonly list?: boolean;
  readonly json?: boolean;
};

/** Shows where the bootcamps of a library and of a record stand, and where there are few. */
export function showMap(flags: MapFlags): number {
  const library = findLibrary(flags.library);
  const listed = readCatalogue(library);
  const record = existsSync(flags.db) ? readRecord(flags.db) : undefined;
  try {
    const map = chooseDomains(readMap(listed, record), flags.domains);
    if (flags.json === true) {
      printJson({ library, record: record === undefined ? null : flags.db, bootcamps: map.bootcamps }, 2);
      return EXIT.done;
    }
    const inRecord = map.bootcamps.filter(({ where }) => where.kind === "record").length;
    const lines = [
      ...mapLines(map),
      `From ${library}${record === undefined ? "" : ` and ${inRecord} from ${flags.db}`}.`,
    ];
    if (flags.list === true) lines.push("", ...map.bootcamps.map(listOne));
    print(`${lines.join("\n")}\n`);
    print(renderNext([["campforge propose --count 8", "has a model propose tasks for thin cells"]]));
    return EXIT.done;
  } finally {
    record?.close();
  }
}

function chooseDomains(map: LibraryMap, domains: readonly string[] | undefined): LibraryMap {
  if (domains === undefined) return map;
  const isWanted = ({ domain }: { readonly domain: string }): boolean => domains.includes(domain);
  return {
    domains: map.domains.filter((domain) => domains.includes(domain)),
    bootcamps: map.bootcamps.filter(isWanted),
    rows: map.rows.filter(isWanted),
  };
}

function listOne({ slug, hardness, hardBecause, where, ...one }: PlacedBootcamp): string {
  const cell =
    hardBecause === null ? `${one.domain} / ${one.answer} / not stated` : cellName({ ...one, hardBecause });
  return `${cell} (${hardness}): ${where.kind === "library" ? slug : `${where.run}/${where.task}`}`;
}
