import { existsSync } from "node:fs";
import { join } from "node:path";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import type { LibraryCard } from "../core/library/library-card.ts";
import { overCores } from "../workshop/over-cores.ts";
import { readPublished } from "../export/published-versions.ts";
import { nearestName } from "../core/text/nearest-name.ts";
import { PROJECT } from "../files/project.ts";
import type { Workshop } from "../workshop/workshop.ts";
import { openPortrayer, type Portrait, type Subject } from "./portray-bootcamp.ts";

/** The current version of a bootcamp, as its library holds it. */
export type Listed = {
  /** `domain/slug`. */
  readonly folder: string;
  readonly source: string;
  readonly card: LibraryCard;
};

/** A bootcamp with what its class says and shows of itself. */
export type Portrayed = Listed & { readonly portrait: Portrait };

/** The library that a person means who names none: the one beside them, else the one that ships with Campforge. */
export function findLibrary(named: string | undefined): string {
  return named ?? (existsSync("library") ? "library" : join(PROJECT, "library"));
}

/** The current bootcamps of a library by folder. Throws a CommandError for what trainers would not be given either. */
export function readCatalogue(library: string): readonly Listed[] {
  return readPublished(library)
    .filter(({ isCurrent }) => isCurrent)
    .map(({ domain, slug, source, card }) => ({ folder: `${domain}/${slug}`, source, card }));
}

/** Adds to each bootcamp its portrait; see `Portrayer`. `onDrawing` hears how many no earlier process has drawn. */
export function portrayAll(
  listed: readonly Listed[],
  workshop: Workshop,
  onDrawing: (count: number) => void,
): Promise<readonly Portrayed[]> {
  const { portray, isKept } = openPortrayer(workshop);
  const subjectOf = ({ folder, source }: Listed): Subject => ({ name: folder, source });
  const fresh = listed.filter((one) => !isKept(subjectOf(one))).length;
  if (fresh > 0) onDrawing(fresh);
  return overCores(listed, async (one) => ({ ...one, portrait: await portray(subjectOf(one)) }));
}

/** The bootcamp of this class name, slug, folder or title. Throws a CommandError that suggests the nearest. */
export function findListed(listed: readonly Listed[], name: string): Listed {
  const wanted = name.toLowerCase();
  const namesOf = ({ folder, card }: Listed): readonly string[] =>
    [card.slug, card.name, folder, card.title].map((one) => one.toLowerCase());
  const found = listed.find((one) => namesOf(one).includes(wanted));
  if (found !== undefined) return found;
  const near = nearestName(wanted, listed.flatMap(namesOf));
  const meant = listed.find((one) => near !== undefined && namesOf(one).includes(near));
  const hint = meant === undefined ? ";" : `; did you mean ${meant.card.slug}?`;
  throw new CommandError(
    EXIT.usage,
    `${name}: the library has no such bootcamp${hint} campforge library lists all of them`,
  );
}
