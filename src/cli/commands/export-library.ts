import { lstatSync } from "node:fs";
import { createTwoFilesPatch } from "diff";
import { hashCode } from "../../core/hash.ts";
import type { Delivery, HeldLibrary } from "../../export/carry-out.ts";
import { type Candidate, type Change, planExport, shelvesAfter } from "../../export/plan-export.ts";
import { type Library, readLibrary } from "../../export/read-library.ts";
import { type Shelf, shelfFiles } from "../../export/shelf.ts";
import { updateIndex } from "../../export/update-index.ts";
import type { StoreReader } from "../../store/open-store.ts";
import { type Approvals, promote, readApprovals } from "../library/approved-drafts.ts";
import { CommandError, EXIT } from "../output/exit-codes.ts";
import { requireRun } from "../record/find-task.ts";
import { holdingLibrary } from "../library/holding-library.ts";
import { readRecord } from "../record/open-record.ts";
import { readIndexTemplate } from "../input/project.ts";
import { printNotice } from "../output/print.ts";
import { type Exported, sayExported } from "../library/render-export.ts";
import { withWorkshop } from "../workshop/workshop.ts";

export type ExportLibraryOptions = {
  readonly db: string;
  readonly run?: number | "all";
  readonly to: string;
  readonly dryRun?: boolean;
  readonly check?: boolean;
  readonly theirs?: boolean;
  readonly json?: boolean;
};

/**
 * Promotes the approved bootcamps of a run, or of all runs, into a library. Writes everything or nothing.
 * Returns 0, 7 when something stands in the way, and with `check` 8 when there would be something to write.
 */
export async function exportLibrary(options: ExportLibraryOptions): Promise<number> {
  const { to } = options;
  const isLooking = options.dryRun === true || options.check === true;
  checkTarget(to);
  const store = readRecord(options.db);
  try {
    const runs = chooseRuns(store, options.run);
    const approvals = readApprovals(store, runs);
    const promoted = await promoteAll(approvals, store);
    requireSame(approvals, readApprovals(store, runs));
    const about = { approvals, promoted, store, options };
    if (isLooking) return conclude(readLibrary(to), about, null);
    return await holdingLibrary(to, (held) => conclude(readLibrary(to), about, held));
  } finally {
    store.close();
  }
}

type Circumstances = {
  readonly approvals: Approvals;
  readonly promoted: Promoted;
  readonly store: StoreReader;
  readonly options: ExportLibraryOptions;
};

/** Plans, writes where the library is held for that, and says what was done. */
function conclude(library: Library, about: Circumstances, held: HeldLibrary | null): number {
  const { to, json, check } = about.options;
  const isCutShort = held === null && library.isInterrupted;
  if (isCutShort) printNotice(`${to}: an export was cut short; campforge export library finishes it`);
  const exported = plan(library, about);
  const hasConflict = exported.changes.some(({ status }) => status === "conflict");
  const isDue = exported.index.status !== "unchanged" || exported.changes.some(isWritten);
  const isWriting = held !== null && !hasConflict && isDue;
  if (isWriting) held.deliver(deliveryOf(exported));
  sayExported(exported, {
    to,
    json: json === true,
    outcome: hasConflict ? "conflict" : isWriting ? "written" : isDue ? "due" : "up-to-date",
    diffs: exported.changes.flatMap(diffOf),
  });
  if (hasConflict) return EXIT.conflict;
  return check === true && (isDue || isCutShort) ? EXIT.checkFailed : EXIT.done;
}

function checkTarget(to: string): void {
  const found = lstatSync(to, { throwIfNoEntry: false });
  if (found?.isSymbolicLink() === true)
    throw new CommandError(EXIT.conflict, `${to}: is a symbolic link, which an export does not follow`);
  if (found !== undefined && !found.isDirectory())
    throw new CommandError(EXIT.usage, `${to}: is no folder; name one with --to`);
}

function chooseRuns(store: StoreReader, wanted: number | "all" | undefined): readonly number[] {
  if (wanted !== "all") return [requireRun(store, wanted).id];
  const latest = requireRun(store, undefined).id;
  const ids = Array.from({ length: latest }, (_, place) => place + 1);
  return ids.filter((id) => store.findRun(id) !== undefined);
}

type Promoted = { readonly candidates: readonly Candidate[]; readonly problems: readonly Change[] };

async function promoteAll({ standing }: Approvals, store: StoreReader): Promise<Promoted> {
  if (standing.length === 0) return { candidates: [], problems: [] };
  return withWorkshop(async (workshop) => {
    const candidates: Candidate[] = [];
    const problems: Change[] = [];
    for (const decision of standing) {
      const one = await promote(decision, { store, workshop });
      if (one.status === "promotable") candidates.push(one.candidate);
      else problems.push({ status: "conflict", folder: one.task, reason: one.reason, edited: null });
    }
    return { candidates, problems };
  });
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

function plan(library: Library, about: Circumstances): Exported {
  const { candidates, problems } = about.promoted;
  const wishes = {
    theirs: about.options.theirs === true,
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
