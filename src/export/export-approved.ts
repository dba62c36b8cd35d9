import { createTwoFilesPatch } from "diff";
import { hashCode } from "../core/draft/hash.ts";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import { readIndexTemplate } from "../files/project.ts";
import { requireRun } from "../record/find-task.ts";
import type { StoreReader } from "../store/open-store.ts";
import { openWorkshop } from "../workshop/workshop.ts";
import { type Approvals, promote, readApprovals } from "./approved-drafts.ts";
import type { Delivery, HeldLibrary } from "./carry-out.ts";
import { type Candidate, type Change, planExport, shelvesAfter } from "./plan-export.ts";
import type { Library } from "./read-library.ts";
import type { Exported, ExportOutcome } from "./render-export.ts";
import { type Shelf, shelfFiles } from "./shelf.ts";
import { updateIndex } from "./update-index.ts";

/** The approvals of some runs, their classes measured anew, and the record that they come from. */
export type Approved = {
  readonly approvals: Approvals;
  readonly promoted: Promoted;
  readonly store: StoreReader;
  /** Whether what was exported takes the place of what was edited by hand. */
  readonly theirs: boolean;
};

/** What an export wrote, or would write. */
export type ExportEnd = {
  readonly exported: Exported;
  readonly outcome: ExportOutcome;
  /** Diffs of what was edited by hand. */
  readonly diffs: readonly string[];
  /** Whether an earlier export was cut short and is still to be finished. */
  readonly isCutShort: boolean;
};

/**
 * Reads the approvals that stand in a run, the latest or every one, and measures their classes anew. Throws a
 * CommandError when a reviewer decides meanwhile.
 */
export async function readApproved(
  store: StoreReader,
  wanted: { readonly run: number | "all" | undefined; readonly theirs: boolean },
): Promise<Approved> {
  const runs = chooseRuns(store, wanted.run);
  const approvals = readApprovals(store, runs);
  const promoted = await promoteAll(approvals, store);
  requireSame(approvals, readApprovals(store, runs));
  return { approvals, promoted, store, theirs: wanted.theirs };
}

/** Brings a library up to date with what was approved, everything or nothing; only looks where it is not held. */
export function exportApproved(library: Library, about: Approved, held: HeldLibrary | null): ExportEnd {
  const isCutShort = held === null && library.isInterrupted;
  const exported = planAll(library, about);
  const hasConflict = exported.changes.some(({ status }) => status === "conflict");
  const isDue = exported.index.status !== "unchanged" || exported.changes.some(isWritten);
  const isWriting = held !== null && !hasConflict && isDue;
  if (isWriting) held.deliver(deliveryOf(exported));
  return {
    exported,
    outcome: hasConflict ? "conflict" : isWriting ? "written" : isDue ? "due" : "up-to-date",
    diffs: exported.changes.flatMap(diffOf),
    isCutShort,
  };
}

function chooseRuns(store: StoreReader, wanted: number | "all" | undefined): readonly number[] {
  if (wanted !== "all") return [requireRun(store, wanted).id];
  const latest = requireRun(store, undefined).id;
  const ids = Array.from({ length: latest }, (_, index) => index + 1);
  return ids.filter((id) => store.findRun(id) !== undefined);
}

export type Promoted = { readonly candidates: readonly Candidate[]; readonly problems: readonly Change[] };

async function promoteAll({ standing }: Approvals, store: StoreReader): Promise<Promoted> {
  if (standing.length === 0) return { candidates: [], problems: [] };
  const workshop = openWorkshop();
  try {
    const candidates: Candidate[] = [];
    const problems: Change[] = [];
    for (const decision of standing) {
      const one = await promote(decision, { store, workshop });
      if (one.status === "promotable") candidates.push(one.candidate);
      else problems.push({ status: "conflict", folder: one.task, reason: one.reason, edited: null });
    }
    return { candidates, problems };
  } finally {
    workshop.close();
  }
}

/** Measuring takes a while: somebody may have taken an approval back meanwhile. */
function requireSame(before: Approvals, now: Approvals): void {
  const ids = ({ standing }: Approvals): string => standing.map(({ id }) => id).join();
  if (ids(before) !== ids(now))
    throw new CommandError(
      EXIT.conflict,
      "a reviewer has decided meanwhile; nothing was exported. Export again",
    );
}

function planAll(library: Library, about: Approved): Exported {
  const { candidates, problems } = about.promoted;
  const wishes = {
    theirs: about.theirs,
    isWithdrawn: ({ current }: Shelf) => {
      const approval = current?.card?.approval;
      return (
        approval !== undefined &&
        approval !== null &&
        about.approvals.takenBack.some(
          ({ seen, at, reviewer }) =>
            seen === approval.seen && at === approval.at && reviewer === approval.reviewer,
        )
      );
    },
    sourceOf: (hash: string) => findSource(about.store, hash),
  };
  const planned = [...problems, ...planExport(library, candidates, wishes)];
  const shelves = shelvesAfter(library, planned);
  const template = readIndexTemplate();
  if (shelves.length === 0 && library.index === null)
    return { changes: planned, index: { status: "unchanged" } };
  const kept = updateIndex(library.index ?? template, shelves);
  const made = kept.status === "unusable" && wishes.theirs ? updateIndex(template, shelves) : kept;
  if (made.status === "unusable") {
    const reason = `${made.reason}; --theirs puts a new index in its place`;
    const change: Change = { status: "conflict", folder: "index.ts", reason, edited: null };
    return { changes: [...planned, change], index: { status: "unchanged" } };
  }
  const status = library.index === null ? "new" : library.index === made.text ? "unchanged" : "changed";
  return { changes: planned, index: status === "unchanged" ? { status } : { status, text: made.text } };
}

function findSource(store: StoreReader, hash: string): string | undefined {
  for (const run of chooseRuns(store, "all")) {
    const found = store.rounds(run).find(({ source }) => source !== null && hashCode(source) === hash);
    if (found !== undefined) return found.source ?? undefined;
  }
  return undefined;
}

const isWritten = ({ status }: Change): boolean => status !== "unchanged" && status !== "conflict";

function deliveryOf({ changes, index }: Exported): Delivery {
  const folders = changes.flatMap((change) =>
    change.status === "conflict" || change.status === "unchanged"
      ? []
      : [{ folder: change.folder, files: shelfFiles(change.after) }],
  );
  return { folders, index: index.status === "unchanged" ? null : index.text };
}

function diffOf(change: Change): readonly string[] {
  if (change.status !== "conflict" || change.edited === null) return [];
  const { file, found, wanted } = change.edited;
  const name = `${change.folder}/${file}`;
  const patch = createTwoFilesPatch(`${name} (exported)`, `${name} (as it stands)`, wanted, found);
  return [patch.split("\n").slice(1).join("\n").trimEnd()];
}
