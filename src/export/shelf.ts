import { hashCode } from "../core/draft/hash.ts";
import { cardText, hashCard, type LibraryCard } from "../core/library/library-card.ts";

/** A class of the library with its card; null for one that somebody put there without. */
export type Standing = { readonly source: string; readonly card: LibraryCard | null };

/** A version that is no longer the current one. */
export type FormerVersion = { readonly source: string; readonly card: LibraryCard };

/** One folder of the library: `<domain>/<slug>`. */
export type Shelf = {
  readonly folder: string;
  /** Null when the bootcamp was withdrawn. */
  readonly current: Standing | null;
  /** By version, the oldest first. */
  readonly former: readonly FormerVersion[];
};

/** The files of a folder by their path in it. */
export type Files = ReadonlyMap<string, string>;

/** What a folder holds, as files. */
export function shelfFiles({ current, former }: Shelf): Files {
  const files = new Map<string, string>();
  const put = (place: string, { source, card }: Standing): void => {
    files.set(`${place}bootcamp.ts`, source);
    if (card !== null) files.set(`${place}card.json`, cardText(card));
  };
  if (current !== null) put("", current);
  for (const one of former) put(`versions/${one.card.version}/`, one);
  return files;
}

/** The name of a shelf's class; where there is no card, as its source says. */
export function shelfName({ current, former }: Shelf): string {
  const card = current?.card ?? (current === null ? former.at(-1)?.card : undefined);
  if (card !== undefined) return card.name;
  return /^export default class\s+([A-Za-z0-9_$]+)/m.exec(current?.source ?? "")?.[1] ?? "";
}

/** What somebody changed by hand since the card was written: the class, the card, or neither. */
export function editedByHand({ source, card }: FormerVersion): "bootcamp.ts" | "card.json" | undefined {
  if (hashCode(source) !== card.hashes.code) return "bootcamp.ts";
  return hashCard(card) === card.hashes.card ? undefined : "card.json";
}
