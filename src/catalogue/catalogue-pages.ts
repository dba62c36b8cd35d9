import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import { writeAtomically } from "../files/write-atomically.ts";
import type { Portrayed } from "./read-catalogue.ts";
import { renderBootcampPage } from "./render-bootcamp-page.ts";
import { renderDomainPage, renderIndexPage } from "./render-overviews.ts";

/** The first line of every page: what has it may be replaced and removed. */
const MARK =
  "<!-- Written by campforge library docs from classes and cards: change those, and run it again. -->";

/** The pages of a library by their path, and the folder that they belong into. */
export type CataloguePages = { readonly to: string; readonly pages: ReadonlyMap<string, string> };

/** What writing pages does, or would do; each is the path of a page within the folder. */
export type PageChanges = {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  /** Pages of bootcamps and domains that are gone. */
  readonly removed: readonly string[];
};

/** Every page of a library, to be written into a folder: the same library always gives the same bytes. */
export function renderPages(library: string, to: string, all: readonly Portrayed[]): CataloguePages {
  const above = relative(join(resolve(to), "domain"), resolve(library))
    .split("\\")
    .join("/");
  const domains = [...Map.groupBy(all, ({ card }) => card.domain)];
  const pages = new Map([
    ["README.md", renderIndexPage(all)],
    ...domains.map(([domain, some]) => [`${domain}.md`, renderDomainPage(domain, some)] as const),
    ...all.map((one) => [`${one.folder}.md`, renderBootcampPage(one, above)] as const),
  ]);
  return { to, pages: new Map([...pages].map(([path, text]) => [path, `${MARK}\n\n${text}`])) };
}

/** What is to be done to a folder. Throws a CommandError where a page is in somebody's way. */
export function planPages({ to, pages }: CataloguePages): PageChanges {
  const found = lstatSync(to, { throwIfNoEntry: false });
  if (found !== undefined && !found.isDirectory())
    throw new CommandError(EXIT.usage, `${to}: is not a folder; name one with --to`);
  const own = found === undefined ? [] : ownPages(to);
  const stands = (path: string): string | undefined =>
    existsSync(join(to, path)) ? readFileSync(join(to, path), "utf8") : undefined;
  const changed = [...pages].filter(([path, text]) => stands(path) !== text).map(([path]) => path);
  const strange = changed.find((path) => existsSync(join(to, path)) && !own.includes(path));
  if (strange !== undefined)
    throw new CommandError(
      EXIT.conflict,
      `${join(to, strange)}: was not written by campforge library docs; nothing was written. Name another folder with --to, or move it away`,
    );
  return {
    written: changed,
    unchanged: [...pages.keys()].filter((path) => !changed.includes(path)),
    removed: own.filter((path) => !pages.has(path)),
  };
}

/** Does what was planned, each page as a whole; whatever else lies in the folder stays. */
export function writePages({ to, pages }: CataloguePages, { written, removed }: PageChanges): void {
  for (const path of written) {
    mkdirSync(dirname(join(to, path)), { recursive: true });
    writeAtomically(join(to, path), pages.get(path) ?? "");
  }
  for (const path of removed) rmSync(join(to, path));
  for (const folder of new Set(removed.map((path) => dirname(join(to, path)))))
    if (readdirSync(folder).length === 0) rmdirSync(folder);
}

/** The pages in a folder that an earlier call wrote. */
function ownPages(to: string): readonly string[] {
  return readdirSync(to, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".md"))
    .map((entry) => relative(to, join(entry.parentPath, entry.name)))
    .filter((path) => readFileSync(join(to, path), "utf8").startsWith(MARK))
    .sort();
}
