import { existsSync } from "node:fs";
import { hashCode } from "../../core/hash.ts";
import type { LibraryCard } from "../../core/library-card.ts";
import type { HeldLibrary } from "../../export/carry-out.ts";
import { type Library, readLibrary } from "../../export/read-library.ts";
import { type Shelf, shelfFiles } from "../../export/shelf.ts";
import { updateIndex } from "../../export/update-index.ts";
import { compareFormer, compareWithCard } from "../library/compare-card.ts";
import { CommandError, EXIT } from "../output/exit-codes.ts";
import { holdingLibrary } from "../library/holding-library.ts";
import { handWrittenCard } from "../library/hand-written-card.ts";
import { inspectBootcamp, type Inspection, waiversOf } from "../library/inspect-bootcamp.ts";
import { openKnownBootcamps } from "../library/known-library.ts";
import { readIndexTemplate } from "../input/project.ts";
import { paint } from "../output/paint.ts";
import { print, printJson, printNotice } from "../output/print.ts";
import { withWorkshop } from "../workshop/workshop.ts";

export type VerifyLibraryOptions = { readonly renew?: boolean; readonly json?: boolean };

/** What was found about one folder, or about the index. */
type Found = {
  readonly folder: string;
  readonly status: "as its card says" | "differs" | "no card" | "withdrawn" | "unreadable";
  readonly details: readonly string[];
};

type Inspected = Extract<Inspection, { status: "inspected" }>;

type Inspect = (shelf: Shelf) => Promise<Inspection>;

/**
 * Compares each bootcamp of a library with its card. Returns 0 when all are as their cards say, 8 when
 * anything differs, a gate fails on one without a card, or something cannot be read.
 */
export async function verifyLibrary(folder: string, options: VerifyLibraryOptions): Promise<number> {
  if (!existsSync(folder))
    throw new CommandError(EXIT.usage, `${folder}: there is no such folder; name the library`);
  if (options.renew !== true) return verify(folder, options, null);
  return holdingLibrary(folder, (held) => verify(folder, options, held));
}

async function verify(
  folder: string,
  options: VerifyLibraryOptions,
  held: HeldLibrary | null,
): Promise<number> {
  const library = readLibrary(folder);
  const isCutShort = held === null && library.isInterrupted;
  if (isCutShort) printNotice(`${folder}: an export was cut short; campforge export library finishes it`);
  return withWorkshop(async (workshop) => {
    const sources = library.shelves.flatMap(({ folder: name, current }) =>
      current === null ? [] : [{ name, source: current.source }],
    );
    const known = openKnownBootcamps(workshop, sources);
    const inspect: Inspect = async ({ current }) => {
      const { source = "", card = null } = current ?? {};
      return inspectBootcamp(source, {
        seed: card?.seeds[0] ?? 0,
        waivers: card === null ? [] : waiversOf(card),
        known: await known(hashCode(source)),
        workshop,
      });
    };
    const shelves = held === null ? library.shelves : await renew(library, inspect, held);
    let isGood = !isCutShort;
    const tell = (found: Found): void => {
      isGood &&= found.status !== "differs" && found.status !== "unreadable";
      say(found, options);
    };
    for (const { folder: name, reason } of library.problems)
      tell({ folder: name, status: "unreadable", details: [reason] });
    for (const shelf of shelves) tell(await examine(shelf, inspect));
    const index = held === null ? library.index : readLibrary(folder).index;
    for (const found of examineIndex(index, shelves)) tell(found);
    return isGood ? EXIT.done : EXIT.checkFailed;
  });
}

async function examine(shelf: Shelf, inspect: Inspect): Promise<Found> {
  const { folder, current } = shelf;
  const before = compareFormer(shelf);
  if (current === null)
    return { folder, status: before.length > 0 ? "differs" : "withdrawn", details: before };
  const inspected = await inspect(shelf);
  if (inspected.status === "unusable")
    return { folder, status: "differs", details: [inspected.reason, ...before] };
  if (current.card !== null) {
    const details = [...(await differences(shelf, current.card, { inspect, inspected })), ...before];
    if (details.length > 0) return { folder, status: "differs", details };
    const gates = `version ${current.card.version}: 4 hashes, ${inspected.checks.length} gates`;
    return { folder, status: "as its card says", details: [gates] };
  }
  const failed = inspected.checks.filter(({ status }) => status === "failed" || status === "skipped");
  if (failed.length > 0)
    return { folder, status: "differs", details: failed.map(({ name, detail }) => `${name}: ${detail}`) };
  const details = [
    `written by hand, nothing to compare with; ${inspected.checks.length} gates without a failure. --renew writes its card`,
  ];
  return { folder, status: "no card", details };
}

/** A gate that measures time can end otherwise on a busy machine: a difference counts when it is there twice. */
async function differences(
  shelf: Shelf,
  card: LibraryCard,
  { inspect, inspected }: { readonly inspect: Inspect; readonly inspected: Inspected },
): Promise<readonly string[]> {
  const first = compareWithCard(card, inspected, shelf.folder);
  if (first.length === 0) return first;
  const again = await inspect(shelf);
  if (again.status === "unusable") return [again.reason];
  const subject = (text: string): string => text.slice(0, text.indexOf(":"));
  const second = compareWithCard(card, again, shelf.folder);
  return second.filter((text) => first.some((one) => subject(one) === subject(text)));
}

function examineIndex(index: string | null, shelves: readonly Shelf[]): readonly Found[] {
  const differs = (detail: string): readonly Found[] => [
    { folder: "index.ts", status: "differs", details: [detail] },
  ];
  if (index === null) return shelves.length === 0 ? [] : differs("there is none");
  const made = updateIndex(index, shelves);
  if (made.status === "unusable") return differs(made.reason);
  return made.text === index ? [] : differs("it does not list what the folders hold");
}

/** Writes the cards of bootcamps that were written by hand, and the index; returns what then stands there. */
async function renew(library: Library, inspect: Inspect, held: HeldLibrary): Promise<readonly Shelf[]> {
  if (library.problems.length > 0) return library.shelves;
  const shelves: Shelf[] = [];
  for (const shelf of library.shelves) {
    const { current } = shelf;
    const isByHand = current !== null && (current.card === null || current.card.origin === null);
    const inspected = isByHand ? await inspect(shelf) : undefined;
    if (!isByHand || inspected?.status !== "inspected") shelves.push(shelf);
    else {
      const card = handWrittenCard(shelf, inspected);
      shelves.push({ ...shelf, current: { source: current.source, card } });
    }
  }
  const changed = shelves.filter((shelf, place) => shelf.current !== library.shelves[place]?.current);
  const made = updateIndex(library.index ?? readIndexTemplate(), shelves);
  const index = made.status === "updated" && made.text !== library.index ? made.text : null;
  const folders = changed.map((shelf) => ({ folder: shelf.folder, files: shelfFiles(shelf) }));
  if (folders.length > 0 || index !== null) held.deliver({ folders, index });
  return shelves;
}

const COLOURS = {
  "as its card says": "green",
  differs: "red",
  "no card": "yellow",
  withdrawn: "dim",
  unreadable: "red",
} as const;

function say(found: Found, { json }: VerifyLibraryOptions): void {
  if (json === true) {
    printJson(found);
    return;
  }
  const status = paint(COLOURS[found.status], found.status.padEnd(16));
  const [first = "", ...more] = found.details;
  const lines = [`${status}  ${found.folder}  ${first}`.trimEnd(), ...more.map((text) => `    ${text}`)];
  print(`${lines.join("\n")}\n`);
}
