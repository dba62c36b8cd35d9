import {
  ANSWER_TYPES,
  type AnswerType,
  DOMAINS,
  HARD_BECAUSE,
  type HardBecause,
  type Hardness,
  type MapCell,
} from "../task/map-cell.ts";

/** Where a bootcamp belongs; `null` where nobody has said what makes it hard. */
export type Placement = {
  readonly domain: string;
  readonly answer: AnswerType;
  readonly hardBecause: HardBecause | null;
  readonly hardness: Hardness;
};

/** A bootcamp with its placement on the map. */
export type PlacedBootcamp = Placement & {
  readonly slug: string;
  readonly title: string;
  /** What it asks, in a paragraph. */
  readonly about: string;
  readonly where:
    | { readonly kind: "library"; readonly folder: string }
    | { readonly kind: "record"; readonly run: number; readonly task: string };
};

/** One square of the picture: a domain and an answer type, with what stands in it. */
export type MapSquare = {
  readonly domain: string;
  readonly answer: AnswerType;
  readonly bootcamps: readonly PlacedBootcamp[];
};

/** Every bootcamp of a library and of a record by where it belongs. */
export type LibraryMap = {
  readonly domains: readonly string[];
  readonly bootcamps: readonly PlacedBootcamp[];
  /** Row by row: a domain each, over all answer types. */
  readonly rows: readonly { readonly domain: string; readonly squares: readonly MapSquare[] }[];
};

/** Puts bootcamps on the map. The eight domains have a row even where they hold nothing. */
export function drawUpMap(bootcamps: readonly PlacedBootcamp[]): LibraryMap {
  const others = [...new Set(bootcamps.map(({ domain }) => domain))].filter(
    (domain) => !DOMAINS.some((one) => one === domain),
  );
  const domains = [...DOMAINS, ...others.toSorted()];
  const rows = domains.map((domain) => ({
    domain,
    squares: ANSWER_TYPES.map((answer) => ({
      domain,
      answer,
      bootcamps: bootcamps.filter((one) => one.domain === domain && one.answer === answer),
    })),
  }));
  return { domains, bootcamps, rows };
}

/** Fewer than so many bootcamps in a square make it thin: one of them alone teaches its own form. */
export const THIN = 2;

/** Every cell that can be wished for, over some domains. */
export function cellsOf(domains: readonly string[]): readonly MapCell[] {
  return domains.flatMap((domain) =>
    ANSWER_TYPES.flatMap((answer) => HARD_BECAUSE.map((hardBecause) => ({ domain, answer, hardBecause }))),
  );
}

/** Whether a bootcamp stands in a cell. */
export const standsIn = (one: Placement, cell: MapCell): boolean =>
  one.domain === cell.domain && one.answer === cell.answer && one.hardBecause === cell.hardBecause;
