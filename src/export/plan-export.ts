import { type LibraryCard, numberCard, type UnnumberedCard } from "../core/library/library-card.ts";
import { classNameProblem, folderNameProblem } from "./check-names.ts";
import type { Library } from "./read-library.ts";
import { editedByHand, type FormerVersion, type Shelf, shelfFiles, shelfName } from "./shelf.ts";

/** An approved draft on its way into the library. */
export type Candidate = {
  /** `<domain>/<slug>`. */
  readonly folder: string;
  readonly source: string;
  readonly card: UnnumberedCard;
};

/** What an export does to one folder. */
export type Change =
  | {
      readonly status: "new" | "changed" | "superseded" | "removed" | "unchanged";
      readonly folder: string;
      readonly before: Shelf | null;
      readonly after: Shelf;
    }
  | {
      readonly status: "conflict";
      readonly folder: string;
      readonly reason: string;
      /** A file that was edited by hand: as it stands, and as the export would have it; null for other conflicts. */
      readonly edited: {
        readonly file: string;
        readonly found: string;
        readonly wanted: string;
      } | null;
    };

export type ExportWishes = {
  /** Overwrite what was edited by hand. */
  readonly theirs: boolean;
  /** Whether the approval on a card was taken back. */
  readonly isWithdrawn: (shelf: Shelf) => boolean;
  /** A source text that the record still has, by its hash. */
  readonly sourceOf: (codeHash: string) => string | undefined;
};

/** Decides what an export does, folder by folder, in order; touches nothing. */
export function planExport(
  library: Library,
  candidates: readonly Candidate[],
  wishes: ExportWishes,
): readonly Change[] {
  const problems = library.problems.map(({ folder, reason }) => conflict(folder, reason));
  const wanted = candidates.map((one) => placeCandidate(one, { library, candidates, wishes }));
  const folders = new Set(candidates.map(({ folder }) => folder));
  const others = library.shelves.filter(({ folder }) => !folders.has(folder));
  const removed = others.flatMap((shelf) =>
    shelf.current !== null && wishes.isWithdrawn(shelf) ? [withdraw(shelf, wishes)] : [],
  );
  const changes = [...problems, ...wanted, ...removed];
  return changes.toSorted((a, b) => (a.folder < b.folder ? -1 : a.folder > b.folder ? 1 : 0));
}

/** The shelves of a library once the changes are made, in order of their folders. */
export function shelvesAfter(library: Library, changes: readonly Change[]): readonly Shelf[] {
  const after = new Map(library.shelves.map((shelf) => [shelf.folder, shelf]));
  for (const change of changes) if (change.status !== "conflict") after.set(change.folder, change.after);
  return [...after.values()].toSorted((a, b) => (a.folder < b.folder ? -1 : 1));
}

type Surroundings = {
  readonly library: Library;
  readonly candidates: readonly Candidate[];
  readonly wishes: ExportWishes;
};

function placeCandidate(candidate: Candidate, around: Surroundings): Change {
  const { folder, source, card } = candidate;
  const problem = nameProblem(candidate, around);
  if (problem !== undefined) return conflict(folder, problem);
  const before = around.library.shelves.find((one) => one.folder === folder) ?? null;
  if (before === null)
    return {
      status: "new",
      folder,
      before,
      after: { folder, current: { source, card: numberCard(card, 1) }, former: [] },
    };
  return replace(before, candidate, around.wishes);
}

function nameProblem({ folder, card }: Candidate, { library, candidates }: Surroundings): string | undefined {
  const own =
    classNameProblem(card.name) ??
    folderNameProblem("domain", card.domain) ??
    folderNameProblem("slug", card.slug);
  if (own !== undefined) return own;
  const fold = (text: string): string => text.toLowerCase();
  const rival = candidates.find(
    (one) => one.card !== card && (fold(one.card.name) === fold(card.name) || one.card.slug === card.slug),
  );
  if (rival !== undefined)
    return `${card.origin?.task} and ${rival.card.origin?.task} are both approved, and have the same ${rival.card.slug === card.slug ? `slug ${card.slug}` : `class name ${card.name}`}`;
  const other = library.shelves.find(
    (shelf) =>
      shelf.folder !== folder &&
      (fold(shelfName(shelf)) === fold(card.name) || shelf.folder.endsWith(`/${card.slug}`)),
  );
  if (other === undefined) return undefined;
  return `the library has ${shelfName(other)} in ${other.folder} already: names and slugs are unique over the library`;
}

function replace(before: Shelf, candidate: Candidate, wishes: ExportWishes): Change {
  const { folder, source, card } = candidate;
  const { current } = before;
  if (current !== null && current.card === null) {
    const after = { ...before, current: { source, card: numberCard(card, nextVersion(before)) } };
    if (wishes.theirs) return { status: "changed", folder, before, after };
    return handEdited(folder, "bootcamp.ts", { before, after, what: "stands there without a card" });
  }
  const standing = current?.card ?? before.former.at(-1)?.card;
  if (!isSameBootcamp(standing, card))
    return conflict(
      folder,
      `the library has ${standing?.name} there already, ${standing?.origin === null ? "written by hand" : `from the task ${standing?.origin.task}`}`,
    );
  if (isRewritten(before, card.hashes.code)) return { status: "unchanged", folder, before, after: before };
  const again = before.former.find((one) => one.card.hashes.code === card.hashes.code);
  const isSame = current?.card?.hashes.code === card.hashes.code;
  const version = isSame ? current.card.version : (again?.card.version ?? nextVersion(before));
  const settled = isSame ? "kept" : settle(before, wishes);
  if (settled === "lost") return lostOriginal(folder);
  const kept = (settled === "kept" ? before.former : settled).filter((one) => one.card.version !== version);
  const reviewed = isSame ? current.card.reviewed : undefined;
  const drawnUp = reviewed === undefined ? card : { ...card, reviewed };
  const after: Shelf = { folder, current: { source, card: numberCard(drawnUp, version) }, former: kept };
  const edited = current === null ? undefined : editOf(before);
  if (edited !== undefined && !wishes.theirs)
    return handEdited(folder, edited, { before, after, what: `${edited} was edited by hand` });
  if (sameFiles(before, after)) return { status: "unchanged", folder, before, after };
  return { status: isSame ? "changed" : current === null ? "new" : "superseded", folder, before, after };
}

/** One that stands there without a task is the same when its class is, to the letter. */
function isSameBootcamp(standing: LibraryCard | undefined, card: UnnumberedCard): boolean {
  if (standing?.name !== card.name) return false;
  if (standing.origin === null && standing.hashes.code === card.hashes.code) return true;
  return standing.origin?.task === card.origin?.task;
}

function withdraw(before: Shelf, wishes: ExportWishes): Change {
  const { folder } = before;
  const former = settle(before, wishes);
  if (former === "lost") return lostOriginal(folder);
  const after: Shelf = { folder, current: null, former };
  const edited = editOf(before);
  if (edited === undefined || wishes.theirs) return { status: "removed", folder, before, after };
  return handEdited(folder, edited, { before, after, what: `${edited} was edited by hand` });
}

/** The former versions with the current one among them, as it was exported. */
function settle(shelf: Shelf, { sourceOf }: ExportWishes): readonly FormerVersion[] | "lost" {
  const { current, former } = shelf;
  if (current === null || current.card === null) return former;
  const { card } = current;
  const edited = editedByHand({ source: current.source, card });
  const source = edited === "bootcamp.ts" ? sourceOf(card.hashes.code) : current.source;
  if (source === undefined || editedByHand({ source, card }) !== undefined) return "lost";
  return [...former, { source, card }].toSorted((a, b) => a.card.version - b.card.version);
}

/** Whether the current class was written anew from one of this code, and is what its card says. */
function isRewritten(shelf: Shelf, code: string): boolean {
  if (editOf(shelf) !== undefined) return false;
  let of = shelf.current?.card?.rewritten?.of;
  for (const { card } of shelf.former.toReversed()) {
    if (card.version !== of) continue;
    if (card.hashes.code === code) return true;
    of = card.rewritten?.of;
  }
  return false;
}

/** The version that a bootcamp gets whose class is a new one. */
export const nextVersion = ({ current, former }: Shelf): number =>
  Math.max(0, current?.card?.version ?? 0, ...former.map(({ card }) => card.version)) + 1;

function editOf({ current }: Shelf): "bootcamp.ts" | "card.json" | undefined {
  if (current === null || current.card === null) return undefined;
  return editedByHand({ source: current.source, card: current.card });
}

function sameFiles(before: Shelf, after: Shelf): boolean {
  const [one, other] = [shelfFiles(before), shelfFiles(after)];
  return one.size === other.size && [...one].every(([file, text]) => other.get(file) === text);
}

function handEdited(
  folder: string,
  file: string,
  { before, after, what }: { readonly before: Shelf; readonly after: Shelf; readonly what: string },
): Change {
  const found = shelfFiles(before).get(file) ?? "";
  const wanted = shelfFiles(after).get(file) ?? "";
  return {
    status: "conflict",
    folder,
    reason: `${what}; --theirs puts the exported one in its place`,
    edited: { file, found, wanted },
  };
}

const lostOriginal = (folder: string): Change =>
  conflict(
    folder,
    "its current version was edited by hand, and the record does not hold it as it was: restore it from version control first",
  );

const conflict = (folder: string, reason: string): Change => ({
  status: "conflict",
  folder,
  reason,
  edited: null,
});
