import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { writeAtomically } from "../files/write-atomically.ts";
import { syncFolder, writeDurably } from "../files/write-durably.ts";
import type { Files } from "./shelf.ts";

/** Holds what an export is about to put in place, inside the library, so that renaming stays on one disk. */
export const STAGING = ".campforge-export";

const JOURNAL = "journal.json";
const OWNER = "owner";
/** Files that an export writes and removes; any others in a folder stay as they are. */
const OURS = ["bootcamp.ts", "card.json", "versions"];

/** Names that an export gives to folders: nothing else is renamed, whatever a journal says. */
const FOLDER = /^[a-z0-9]+(?:-[a-z0-9]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/;

const journalSchema = z.object({ folders: z.array(z.string().regex(FOLDER)), index: z.boolean() });
type Journal = z.infer<typeof journalSchema>;

/** What is to be put in place: whole folders, and then the index. */
export type Delivery = {
  readonly folders: readonly { readonly folder: string; readonly files: Files }[];
  /** Null where it stays as it is. */
  readonly index: string | null;
};

/** A library that no other export writes into until it is released. */
export type HeldLibrary = {
  /**
   * Puts folders and the index in place. Everything is first written beside the library's folders and brought
   * to disk, then a journal, then each folder is renamed into place, the index last. Killed before the journal
   * is there, nothing has changed; killed after it, `finishInterrupted` does what is left.
   */
  readonly deliver: (delivery: Delivery) => void;
  readonly release: () => void;
};

/** The library cannot be written into: another process does, or a symbolic link leads out of it. */
export class LibraryFault extends Error {
  readonly problem: "held by another process" | "symbolic link";

  constructor(problem: LibraryFault["problem"], message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = "LibraryFault";
    this.problem = problem;
  }
}

/**
 * Takes a library for writing, and makes it where it is not there; ends first what a killed export left. Throws a
 * LibraryFault when it cannot be had.
 */
export function holdLibrary(to: string): HeldLibrary {
  const wasThere = existsSync(to);
  finishInterrupted(to);
  const staging = takeStaging(to);
  return {
    deliver: (delivery) => putInPlace(to, staging, prepare(to, staging, delivery)),
    release: () => {
      discard(to, staging);
      if (!wasThere && readdirSync(to).length === 0) rmdirSync(to);
    },
  };
}

/**
 * Ends what a killed export left: carries it to its end where its journal is there, else removes what it had
 * prepared. Throws a LibraryFault when the process that prepares it is alive.
 */
export function finishInterrupted(to: string): void {
  if (!existsSync(to)) return;
  for (const name of readdirSync(to).filter((one) => one.startsWith(STAGING))) {
    const staging = join(to, name);
    requireNoLink(staging);
    if (isOwned(staging)) throw underWay(to);
    const journal = name === STAGING ? readJournal(staging) : undefined;
    if (journal !== undefined) putInPlace(to, staging, journal);
    discard(to, staging);
  }
}

function prepare(to: string, staging: string, { folders, index }: Delivery): Journal {
  for (const [position, { folder, files }] of folders.entries()) {
    stageFolder(join(to, folder), join(staging, String(position)), files);
  }
  if (index !== null) writeDurably(join(staging, "index.ts"), index);
  const journal = journalSchema.parse({
    folders: folders.map(({ folder }) => folder),
    index: index !== null,
  });
  writeAtomically(join(staging, JOURNAL), JSON.stringify(journal));
  return journal;
}

/** Made under another name first: whoever sees the folder sees whose it is. */
function takeStaging(to: string): string {
  mkdirSync(to, { recursive: true });
  const made = join(to, `${STAGING}-${process.pid}`);
  mkdirSync(made);
  writeDurably(join(made, OWNER), String(process.pid));
  try {
    renameSync(made, join(to, STAGING));
  } catch (error) {
    rmSync(made, { recursive: true, force: true });
    throw underWay(to, error);
  }
  return join(to, STAGING);
}

/** Takes the folder out of the way under a name that nobody mistakes for work left to do, and removes it. */
function discard(to: string, staging: string): void {
  const gone = join(to, `${STAGING}-${process.pid}`);
  if (staging !== gone && existsSync(staging)) renameSync(staging, gone);
  rmSync(gone, { recursive: true, force: true });
  syncFolder(to);
}

const underWay = (to: string, cause?: unknown): LibraryFault =>
  new LibraryFault(
    "held by another process",
    `${to}: another export is writing into it; wait for it to end`,
    { cause },
  );

function isOwned(staging: string): boolean {
  const named = new RegExp(`${STAGING}-([0-9]+)$`).exec(staging)?.[1];
  const pid = Number(named ?? readIfThere(join(staging, OWNER)) ?? Number.NaN);
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user is alive too.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function stageFolder(target: string, staged: string, files: Files): void {
  mkdirSync(staged);
  if (existsSync(target)) {
    cpSync(target, staged, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => dirname(path) !== target || !OURS.includes(path.slice(target.length + 1)),
    });
  }
  for (const [file, text] of files) {
    mkdirSync(dirname(join(staged, file)), { recursive: true });
    writeDurably(join(staged, file), text);
  }
  for (const entry of readdirSync(staged, { recursive: true, withFileTypes: true }))
    if (entry.isDirectory()) syncFolder(join(entry.parentPath, entry.name));
  syncFolder(staged);
}

/** Does what is left of a journal; each step is done once, however often it is begun. */
function putInPlace(to: string, staging: string, journal: Journal): void {
  for (const [position, folder] of journal.folders.entries()) {
    const staged = join(staging, String(position));
    if (!existsSync(staged)) continue;
    const target = join(to, folder);
    requireNoLink(dirname(target));
    mkdirSync(dirname(target), { recursive: true });
    if (existsSync(target)) renameSync(target, join(staging, `${position}.former`));
    renameSync(staged, target);
    syncFolder(dirname(target));
  }
  const index = join(staging, "index.ts");
  if (journal.index && existsSync(index)) renameSync(index, join(to, "index.ts"));
  syncFolder(to);
}

/** What is renamed stays in the library. */
function requireNoLink(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true)
    throw new LibraryFault(
      "symbolic link",
      `${path}: is a symbolic link, which an export does not follow; remove it`,
    );
}

function readJournal(staging: string): Journal | undefined {
  const text = readIfThere(join(staging, JOURNAL));
  return text === undefined ? undefined : journalSchema.parse(JSON.parse(text));
}

function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
