import { describeIssue } from "../files/describe-issue.ts";
import { existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type LibraryCard, libraryCardSchema } from "../core/library/library-card.ts";
import { STAGING } from "./carry-out.ts";
import { type FormerVersion, type Shelf, shelfName } from "./shelf.ts";

/** A library as it stands. */
export type Library = {
  readonly shelves: readonly Shelf[];
  /** The text of its index; null where it has none. */
  readonly index: string | null;
  /** Folders that cannot be read as a bootcamp's, each with the reason. */
  readonly problems: readonly { readonly folder: string; readonly reason: string }[];
  /** Whether an export was cut short, or is under way. */
  readonly isInterrupted: boolean;
};

/** Something in a folder is not as an export leaves it. */
class Unreadable extends Error {}

/** Reads every bootcamp of a library; follows no symbolic link. A folder that is not there is an empty library. */
export function readLibrary(to: string): Library {
  const shelves: Shelf[] = [];
  const problems: { folder: string; reason: string }[] = [];
  const attempt = <Value>(folder: string, read: () => Value): Value | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      problems.push({ folder, reason: error.message });
      return undefined;
    }
  };
  for (const domain of foldersIn(to)) {
    const slugs = attempt(domain, () => (isFolder(join(to, domain)) ? foldersIn(join(to, domain)) : []));
    for (const slug of slugs ?? []) {
      const folder = `${domain}/${slug}`;
      const shelf = attempt(folder, () => readShelf(to, folder));
      if (shelf !== undefined) shelves.push(shelf);
    }
  }
  const index = attempt("index.ts", () => readText(join(to, "index.ts"))) ?? null;
  const isInterrupted = existsSync(join(to, STAGING));
  return { shelves, index, problems, isInterrupted };
}

/** Everything in a folder but files: folders, and links that might stand for one. */
function foldersIn(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !entry.isFile() && !entry.name.startsWith(".") && entry.name !== "node_modules")
    .map(({ name }) => name)
    .sort();
}

function readShelf(to: string, folder: string): Shelf | undefined {
  const path = join(to, folder);
  if (!isFolder(path)) return undefined;
  const source = readText(join(path, "bootcamp.ts"));
  const card = readCard(join(path, "card.json"));
  const former = readFormer(join(path, "versions"));
  if (source === null && card !== null) throw new Unreadable("has a card.json and no bootcamp.ts");
  if (source === null && former.length === 0) return undefined;
  const shelf = { folder, current: source === null ? null : { source, card }, former };
  if (shelfName(shelf) === "") throw new Unreadable("its bootcamp.ts exports no class by default");
  return shelf;
}

function readFormer(path: string): readonly FormerVersion[] {
  if (!isFolder(path)) return [];
  return foldersIn(path)
    .filter((name) => /^[1-9][0-9]*$/.test(name) && isFolder(join(path, name)))
    .map((name): FormerVersion => {
      const source = readText(join(path, name, "bootcamp.ts"));
      const card = readCard(join(path, name, "card.json"));
      if (source === null || card === null)
        throw new Unreadable(`versions/${name} lacks its bootcamp.ts or card.json`);
      if (card.version !== Number(name))
        throw new Unreadable(`versions/${name}/card.json is of version ${card.version}`);
      return { source, card };
    })
    .sort((a, b) => a.card.version - b.card.version);
}

function isFolder(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found?.isSymbolicLink() === true) throw new Unreadable(`${path} is a symbolic link`);
  return found?.isDirectory() === true;
}

function readText(path: string): string | null {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return null;
  if (!found.isFile()) throw new Unreadable(`${path} is not a regular file`);
  return readFileSync(path, "utf8");
}

function readCard(path: string): LibraryCard | null {
  const text = readText(path);
  if (text === null) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Unreadable(`${path} is not valid JSON`);
  }
  const card = libraryCardSchema.safeParse(value);
  if (card.success) return card.data;
  const issue = card.error.issues[0];
  throw new Unreadable(`${path}: ${describeIssue(issue)}`);
}
