import { existsSync } from "node:fs";
import { readMap } from "../../atlas/read-map.ts";
import { requireDomains } from "../../atlas/require-known.ts";
import { findLibrary, type Listed, readCatalogue } from "../../catalogue/read-catalogue.ts";
import { adequacyOf, type Share } from "../../core/library/adequacy.ts";
import { EXIT } from "../../core/run/exit-codes.ts";
import type { LibraryMap, PlacedBootcamp } from "../../core/scaling/library-map.ts";
import { mapLines } from "../../core/scaling/map-lines.ts";
import { alignColumns } from "../../core/text/align-columns.ts";
import { countNoun } from "../../core/text/count-noun.ts";
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
      const adequacy = listed.map(({ card }) => ({ slug: card.slug, ...adequacyOf(card) }));
      printJson(
        { library, record: record === undefined ? null : flags.db, bootcamps: map.bootcamps, adequacy },
        2,
      );
      return EXIT.done;
    }
    const inRecord = map.bootcamps.filter(({ where }) => where.kind === "record").length;
    const lines = [
      ...mapLines(map),
      `From ${library}${record === undefined ? "" : ` and ${inRecord} from ${flags.db}`}.`,
    ];
    if (flags.list === true) lines.push("", ...map.bootcamps.map(listOne));
    lines.push("", ...adequacyLines(listed, map, flags.list === true));
    print(`${lines.join("\n")}\n`);
    print(renderNext([["campforge propose --count 8", "has a model propose tasks for thin cells"]]));
    return EXIT.done;
  } finally {
    record?.close();
  }
}

function chooseDomains(map: LibraryMap, domains: readonly string[] | undefined): LibraryMap {
  if (domains === undefined) return map;
  requireDomains(domains, map);
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

/** What the library's verifiers were shown to tell: of all, and of each where every bootcamp is listed. */
function adequacyLines(listed: readonly Listed[], map: LibraryMap, isEach: boolean): readonly string[] {
  const shown = listed
    .filter(({ card }) => map.domains.includes(card.domain))
    .map(({ card }) => ({ slug: card.slug, ...adequacyOf(card) }));
  const mean = (of: (one: (typeof shown)[number]) => Share | null): string => {
    const known = shown.flatMap((one) => of(one) ?? []);
    const least = Math.min(...known.map(shareOf));
    const sum = known.reduce((all, one) => all + shareOf(one), 0);
    return known.length === 0
      ? "not measured"
      : `${(sum / known.length).toFixed(4)} on average of ${countNoun(known.length, "bootcamp")}, ${least.toFixed(4)} at least`;
  };
  const cell = (share: Share | null): string => (share === null ? "not measured" : shareOf(share).toFixed(4));
  return [
    `detection rate of the library's verifiers: ${mean(({ detection }) => detection)}`,
    `verifier accuracy: ${mean(({ accuracy }) => accuracy)}`,
    ...(isEach
      ? [
          "",
          ...alignColumns([
            ["bootcamp", "detection rate", "verifier accuracy"],
            ...shown.map(({ slug, detection, accuracy }) => [slug, cell(detection), cell(accuracy)]),
          ]),
        ]
      : []),
  ];
}

const shareOf = ({ count, of }: Share): number => count / of;
