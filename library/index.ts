/**
 * The bootcamps of a library: what is known of each, and the classes themselves. The imports of cards and the list
 * `bootcamps` are kept by `campforge export library`; the rest is the same in every library.
 */
import type { BootcampClass } from "campforge/bootcamp";
import futoshikiCard from "./graphical-puzzles/futoshiki/card.json" with { type: "json" };
import mapColouringCard from "./logical-reasoning/map-colouring/card.json" with { type: "json" };
import calorimetryCard from "./natural-science/calorimetry/card.json" with { type: "json" };

/** The judge's accuracy on one level: the mean over samples, with its interval at 95%. */
export type LevelAccuracy = {
  readonly level: number;
  readonly decision: string;
  readonly attempts: number;
  readonly accuracy: {
    readonly mean: number;
    readonly low: number;
    readonly high: number;
    readonly samples: number;
  };
};

/** What is known of one version of a bootcamp; docs/library.md of Campforge explains every field. */
export type LibraryCard = {
  readonly card: number;
  readonly name: string;
  readonly slug: string;
  readonly domain: string;
  readonly title: string;
  readonly version: number;
  /** SHA-256 in hexadecimal. */
  readonly hashes: {
    readonly code: string;
    readonly program: string;
    readonly behaviour: string;
    readonly card: string;
  };
  /** Null for a bootcamp that was written by hand. */
  readonly origin: {
    readonly task: string;
    readonly run: number;
    readonly line: number;
    readonly round: number;
    readonly source: string;
    readonly licence: string;
    readonly description: string;
    readonly reference: { readonly language: string; readonly code: string } | null;
  } | null;
  readonly models: Readonly<Record<string, string>>;
  readonly prompts: Readonly<Record<string, string>>;
  readonly software: Readonly<Record<string, string>>;
  readonly seeds: readonly number[];
  readonly gates: readonly {
    readonly gate: string;
    readonly check: string;
    readonly result: string;
    readonly detail: string;
    readonly n: number;
    readonly seeds: readonly number[];
  }[];
  /** Null where no judge was asked. */
  readonly judge: { readonly levels: readonly LevelAccuracy[]; readonly inBand: readonly number[] } | null;
  readonly verdict: string | null;
  readonly flags: readonly string[];
  readonly waivers: readonly { readonly check: string; readonly reason: string }[];
  /** Which way its verifications go in the reward server, `fast` or `careful`, and why. */
  readonly path?: { readonly status: string; readonly reason: string };
  /** What was checked by reading and by an independent solver. */
  readonly reviewed?: {
    readonly behaviour: string;
    readonly prompts: number;
    readonly levels: readonly number[];
    readonly solvedByHand: number;
    readonly solver: { readonly what: string; readonly cases: number; readonly agreed: number };
  };
  /** Null for a bootcamp that was written by hand. */
  readonly approval: {
    readonly reviewer: string;
    readonly note: string | null;
    readonly at: string;
    readonly seen: string;
  } | null;
};

/** One bootcamp with all of its versions. */
export type LibraryEntry = {
  /** The name of the class. */
  readonly name: string;
  /** What is known of the current version, or of the last one where none is current; null without a card. */
  readonly card: LibraryCard | null;
  /** The version that `load` gives; null when the bootcamp was withdrawn. */
  readonly current: number | null;
  readonly versions: Readonly<Record<number, () => Promise<{ readonly default: BootcampClass }>>>;
};

/** Every bootcamp, in order of its folder. */
export const bootcamps: readonly LibraryEntry[] = [
  {
    name: "Futoshiki",
    card: futoshikiCard,
    current: 1,
    versions: {
      1: () => import("./graphical-puzzles/futoshiki/bootcamp.ts"),
    },
  },
  {
    name: "MapColouring",
    card: mapColouringCard,
    current: 1,
    versions: {
      1: () => import("./logical-reasoning/map-colouring/bootcamp.ts"),
    },
  },
  {
    name: "Calorimetry",
    card: calorimetryCard,
    current: 1,
    versions: {
      1: () => import("./natural-science/calorimetry/bootcamp.ts"),
    },
  },
];

/** The cards of all bootcamps that have a current version. */
export const cards: readonly LibraryCard[] = bootcamps.flatMap(({ card, current }) =>
  card === null || current === null ? [] : [card],
);

/**
 * The class of a bootcamp by its name: its current version, or the one that is asked for. Rejects with a
 * RangeError when the library has no such bootcamp or version.
 */
export async function load(
  name: string,
  options: { readonly version?: number } = {},
): Promise<BootcampClass> {
  const entry = bootcamps.find((one) => one.name === name);
  if (entry === undefined) throw new RangeError(`the library has no bootcamp ${name}`);
  const version = options.version ?? entry.current;
  const known = Object.keys(entry.versions).join(", ");
  if (version === null)
    throw new RangeError(`${name} was withdrawn; these versions can still be asked for: ${known}`);
  const importVersion = entry.versions[version];
  if (importVersion === undefined)
    throw new RangeError(`${name} has no version ${version}; it has these: ${known}`);
  return (await importVersion()).default;
}
