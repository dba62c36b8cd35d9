import { ANSWER_TYPES, HARD_BECAUSE, HARDNESS } from "../task/map-cell.ts";
import { alignColumns } from "../text/align-columns.ts";
import { countNoun } from "../text/count-noun.ts";
import { type LibraryMap, THIN } from "./library-map.ts";

const MOST_NAMED = 12;

/** A map as lines of text: domains by answer types, what makes cases hard by how hard they are, and what is thin. */
export function mapLines(map: LibraryMap): readonly string[] {
  const { rows, bootcamps } = map;
  const squares = alignColumns(
    [
      ["domain", ...ANSWER_TYPES],
      ...rows.map(({ domain, squares: some }) => [domain, ...some.map((one) => mark(one.bootcamps.length))]),
    ],
    ANSWER_TYPES.map((_, index) => index + 1),
  );
  const causes = [...HARD_BECAUSE, null] as const;
  const hardness = alignColumns(
    [
      ["hard because of", ...HARDNESS, "all"],
      ...causes.flatMap((cause) => {
        const some = bootcamps.filter(({ hardBecause }) => hardBecause === cause);
        if (cause === null && some.length === 0) return [];
        const counts = HARDNESS.map((one) => some.filter(({ hardness: found }) => found === one).length);
        return [[cause ?? "not stated", ...counts.map(mark), mark(some.length)]];
      }),
    ],
    [1, 2, 3, 4, 5],
  );
  return [...squares, "", ...hardness, "", ...thinLines(map)];
}

const mark = (count: number): string => (count === 0 ? "·" : String(count));

/** What a map lacks, in words. */
export function thinLines({ rows, bootcamps }: LibraryMap): readonly string[] {
  const squares = rows.flatMap((row) => row.squares);
  const empty = squares.filter((one) => one.bootcamps.length === 0);
  const thin = squares.filter((one) => one.bootcamps.length > 0 && one.bootcamps.length < THIN);
  const causes = HARD_BECAUSE.filter((cause) => !bootcamps.some(({ hardBecause }) => hardBecause === cause));
  const named = thin.slice(0, MOST_NAMED).map(({ domain, answer }) => `${domain} / ${answer}`);
  const more = thin.length > named.length ? ` and ${thin.length - named.length} more` : "";
  return [
    `${countNoun(bootcamps.length, "bootcamp")}. Of ${squares.length} squares ${empty.length} are empty (·) and ${thin.length} hold fewer than ${THIN}${named.length === 0 ? "" : `: ${named.join(", ")}${more}`}.`,
    ...(causes.length === 0 ? [] : [`Nothing at all is hard because of ${causes.join(", ")}.`]),
  ];
}
