import { hashCode } from "../core/draft/hash.ts";
import type { Verifying } from "../core/draft/model-verifier.ts";
import type { LibraryCard } from "../core/library/library-card.ts";
import { readIndexTemplate } from "../files/project.ts";
import { inspectBootcamp, type Inspection, waiversOf } from "../workshop/inspect-bootcamp.ts";
import { openKnownBootcamps } from "../workshop/known-bootcamps.ts";
import { overCores } from "../workshop/over-cores.ts";
import { openWorkshop } from "../workshop/workshop.ts";
import type { HeldLibrary } from "./carry-out.ts";
import { compareFormer, compareWithCard } from "./compare-card.ts";
import { renewCard } from "./renew-card.ts";
import { type Library, readLibrary } from "./read-library.ts";
import { type Shelf, shelfFiles } from "./shelf.ts";
import { updateIndex } from "./update-index.ts";

/** What was found about one folder, or about the index. */
export type LibraryFinding = {
  readonly folder: string;
  readonly status: "as its card says" | "differs" | "no card" | "withdrawn" | "unreadable";
  readonly details: readonly string[];
};

type Inspected = Extract<Inspection, { status: "inspected" }>;

type Inspect = (shelf: Shelf, lane: number) => Promise<Inspection>;

/**
 * Compares each bootcamp of a library with its card, and tells of each as it goes; where the library is held,
 * the cards and the index are written anew first. Returns whether all are
 * as their cards say, none without a card fails a check, and everything can be read.
 */
export async function compareLibrary(
  folder: string,
  about: {
    readonly held: HeldLibrary | null;
    readonly tell: (finding: LibraryFinding) => void;
    /** Who is calibrated anew on bootcamps whose answers a model compares; nobody where it is left out. */
    readonly verifying?: Verifying | undefined;
  },
): Promise<boolean> {
  const { held, verifying } = about;
  const library = readLibrary(folder);
  const workshop = openWorkshop();
  try {
    const sources = library.shelves.flatMap(({ folder: name, current }) =>
      current === null ? [] : [{ name, source: current.source }],
    );
    const known = openKnownBootcamps(workshop, sources);
    const inspect: Inspect = async ({ current }, lane) => {
      const { source = "", card = null } = current ?? {};
      return inspectBootcamp(source, {
        seed: card?.seeds[0] ?? 0,
        waivers: card === null ? [] : waiversOf(card),
        known: await known(hashCode(source)),
        workshop,
        lane,
        verifying,
      });
    };
    const renewed = new Map<string, Inspection>();
    const shelves = held === null ? library.shelves : await renew(library, { inspect, renewed }, held);
    // A card is compared with what it was just written from; whatever differs then is looked at again.
    const inspectOnce: Inspect = async (shelf, lane) => {
      const just = renewed.get(shelf.folder);
      renewed.delete(shelf.folder);
      return just ?? inspect(shelf, lane);
    };
    let isGood = true;
    const tell = (found: LibraryFinding): void => {
      isGood &&= found.status !== "differs" && found.status !== "unreadable";
      about.tell(found);
    };
    for (const { folder: name, reason } of library.problems)
      tell({ folder: name, status: "unreadable", details: [reason] });
    await examineAll(shelves, inspectOnce, tell);
    const index = held === null ? library.index : readLibrary(folder).index;
    for (const found of examineIndex(index, shelves)) tell(found);
    return isGood;
  } finally {
    workshop.close();
  }
}

/** Examines as many at a time as there are cores, and tells of them in their order, each as soon as it can. */
async function examineAll(
  shelves: readonly Shelf[],
  inspect: Inspect,
  tell: (found: LibraryFinding) => void,
): Promise<void> {
  const found: LibraryFinding[] = [];
  let next = 0;
  await overCores(shelves, async (shelf, { index, lane }) => {
    found[index] = await examine(shelf, (one) => inspect(one, lane));
    for (let ready = found[next]; ready !== undefined; ready = found[++next]) tell(ready);
  });
}

async function examine(
  shelf: Shelf,
  inspect: (shelf: Shelf) => Promise<Inspection>,
): Promise<LibraryFinding> {
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
  about: { readonly inspect: (shelf: Shelf) => Promise<Inspection>; readonly inspected: Inspected },
): Promise<readonly string[]> {
  const { inspect, inspected } = about;
  const first = compareWithCard(card, inspected, shelf.folder);
  if (first.length === 0) return first;
  const again = await inspect(shelf);
  if (again.status === "unusable") return [again.reason];
  const subject = (text: string): string => text.slice(0, text.indexOf(":"));
  const second = compareWithCard(card, again, shelf.folder);
  return second.filter((text) => first.some((one) => subject(one) === subject(text)));
}

function examineIndex(index: string | null, shelves: readonly Shelf[]): readonly LibraryFinding[] {
  const differs = (detail: string): readonly LibraryFinding[] => [
    { folder: "index.ts", status: "differs", details: [detail] },
  ];
  if (index === null) return shelves.length === 0 ? [] : differs("there is none");
  const made = updateIndex(index, shelves);
  if (made.status === "unusable") return differs(made.reason);
  return made.text === index ? [] : differs("it does not list what the folders hold");
}

/**
 * Writes the cards, as far as they can be without a model, and the index; returns what then stands there, and notes in
 * `renewed` what was found.
 */
async function renew(
  library: Library,
  { inspect, renewed }: { readonly inspect: Inspect; readonly renewed: Map<string, Inspection> },
  held: HeldLibrary,
): Promise<readonly Shelf[]> {
  if (library.problems.length > 0) return library.shelves;
  const shelves = await overCores(library.shelves, async (shelf, { lane }): Promise<Shelf> => {
    const { current } = shelf;
    const inspected = current === null ? undefined : await inspect(shelf, lane);
    if (inspected !== undefined) renewed.set(shelf.folder, inspected);
    const card = inspected?.status === "inspected" ? renewCard(shelf, inspected) : undefined;
    return current === null || card === undefined
      ? shelf
      : { ...shelf, current: { source: current.source, card } };
  });
  const changed = shelves.filter((shelf, number) => shelf.current !== library.shelves[number]?.current);
  const made = updateIndex(library.index ?? readIndexTemplate(), shelves);
  const index = made.status === "updated" && made.text !== library.index ? made.text : null;
  const folders = changed.map((shelf) => ({ folder: shelf.folder, files: shelfFiles(shelf) }));
  if (folders.length > 0 || index !== null) held.deliver({ folders, index });
  return shelves;
}
