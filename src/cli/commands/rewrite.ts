import { existsSync } from "node:fs";
import { countNoun } from "../../core/text/count-noun.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { compareBehaviours } from "../../export/compare-behaviours.ts";
import { readLibrary } from "../../export/read-library.ts";
import { rewriteBootcamp } from "../../export/rewrite-bootcamp.ts";
import { editedByHand, type FormerVersion, type Shelf, shelfFiles } from "../../export/shelf.ts";
import { takeLibrary } from "../../export/take-library.ts";
import { updateIndex } from "../../export/update-index.ts";
import { readIndexTemplate } from "../../files/project.ts";
import { readBootcampFile } from "../../files/read-source-file.ts";
import { hashCode } from "../../core/draft/hash.ts";
import { inspectBootcamp, type Inspection, waiversOf } from "../../workshop/inspect-bootcamp.ts";
import { openKnownBootcamps } from "../../workshop/known-bootcamps.ts";
import {
  compiledProgram,
  diagnosticLines,
  JOB_LIMITS,
  openWorkshop,
  type Workshop,
} from "../../workshop/workshop.ts";
import { reviewerName } from "../input/choose-reviewer.ts";
import { print, printJson } from "../output/print.ts";

/** How the command line asks for a class to be put in the place of one that does the same. */
export type RewriteOptions = {
  readonly library: string;
  readonly cases: number;
  readonly reviewer?: string;
  readonly note?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
};

type Inspected = Extract<Inspection, { status: "inspected" }>;

/**
 * Puts a class in the place of the one of its slug, as its next version, where it does the same and no check finds more.
 * Returns 0 when it does, 8 when it does not, and then writes nothing.
 */
export async function rewrite(file: string, options: RewriteOptions): Promise<number> {
  const { library, cases, note = null, dryRun = false } = options;
  const source = readBootcampFile(file);
  if (!existsSync(library))
    throw new CommandError(EXIT.usage, `${library}: no such folder; name the library with --library`);
  const reviewer = dryRun ? "" : await reviewerName(options.reviewer);
  const held = dryRun ? null : takeLibrary(library);
  const workshop = openWorkshop();
  try {
    const { shelves, index } = readLibrary(library);
    const { shelf, standing, inspected } = await findPlace(file, source, { library, shelves, workshop });
    const programOf = (text: string): ReturnType<typeof compiledProgram> =>
      compiledProgram(workshop.compiler.compile, text, shelf.folder);
    const pair = { before: await programOf(standing.source), after: await programOf(source) };
    const levels = inspected.card.levels.length;
    const likeness = await compareBehaviours(pair, { levels, perLevel: cases }, workshop.sandbox);
    if (likeness.status === "differs") return refuse(shelf, [likeness.reason], options);
    const { cases: drawn, responses } = likeness;
    const at = new Date().toISOString();
    const grounds = { cases: drawn, responses, reviewer, note, at };
    const made = rewriteBootcamp(shelf, standing, { source, inspected, grounds });
    if (made.status === "refused") return refuse(shelf, made.reasons, options);
    const { after } = made;
    const others = shelves.map((one) => (one === shelf ? after : one));
    const updated = updateIndex(index ?? readIndexTemplate(), others);
    const text = updated.status === "updated" && updated.text !== index ? updated.text : null;
    held?.deliver({ folders: [{ folder: after.folder, files: shelfFiles(after) }], index: text });
    const version = after.current?.card?.version;
    const compared = `${countNoun(drawn, "case")} and ${countNoun(responses, "response")} alike`;
    if (options.json === true)
      printJson({ folder: shelf.folder, status: "same", cases: drawn, responses, written: !dryRun, version });
    else
      print(
        `${shelf.folder}: does the same: ${compared}; ${dryRun ? "it would be" : "it is"} version ${version}\n`,
      );
    return EXIT.done;
  } finally {
    workshop.close();
    held?.release();
  }
}

type Place = { readonly shelf: Shelf; readonly standing: FormerVersion; readonly inspected: Inspected };

async function findPlace(
  file: string,
  source: string,
  about: { readonly library: string; readonly shelves: readonly Shelf[]; readonly workshop: Workshop },
): Promise<Place> {
  const { library, shelves, workshop } = about;
  const sources = shelves.flatMap(({ folder, current }) =>
    current === null ? [] : [{ name: folder, source: current.source }],
  );
  const known = openKnownBootcamps(workshop, sources);
  const slug = await slugOf(file, source, workshop);
  const shelf = shelves.find(({ folder }) => folder.endsWith(`/${slug}`));
  const { current = null } = shelf ?? {};
  if (shelf === undefined || current === null || current.card === null)
    throw new CommandError(
      EXIT.usage,
      `${file}: ${library} has no bootcamp ${slug} with a card; expected one of the same slug to compare with: campforge library list --library ${library} names them`,
    );
  const standing = { source: current.source, card: current.card };
  const edited = editedByHand(standing);
  if (edited !== undefined)
    throw new CommandError(
      EXIT.conflict,
      `${library}/${shelf.folder}/${edited}: was edited by hand, so that nothing vouches for it; restore it from version control, and give the class in a file of its own`,
    );
  if (current.source === source)
    throw new CommandError(EXIT.usage, `${file}: is ${library}/${shelf.folder}/bootcamp.ts to the letter`);
  const inspected = await inspectBootcamp(source, {
    seed: standing.card.seeds[0] ?? 0,
    waivers: waiversOf(standing.card),
    known: await known(hashCode(standing.source)),
    workshop,
  });
  if (inspected.status === "inspected") return { shelf, standing, inspected };
  throw new CommandError(EXIT.checkFailed, `${file}: ${inspected.reason}; campforge check says more`);
}

/** The slug on the card of a class. Throws a CommandError where it does not compile or has none. */
async function slugOf(file: string, source: string, { compiler, sandbox }: Workshop): Promise<string> {
  const report = await compiler.compile(source);
  if (report.status === "refused")
    throw new CommandError(
      EXIT.checkFailed,
      [`${file}: does not compile`, ...diagnosticLines(report, file)].join("\n"),
    );
  const loaded = await sandbox.load(report.program, JOB_LIMITS);
  const card = loaded.status === "completed" ? loaded.value.card : null;
  const slug = typeof card === "object" && card !== null && "slug" in card ? card["slug"] : undefined;
  if (typeof slug === "string") return slug;
  throw new CommandError(EXIT.checkFailed, `${file}: has no card with a slug; campforge check says more`);
}

function refuse({ folder }: Shelf, reasons: readonly string[], { json }: RewriteOptions): number {
  if (json === true) printJson({ folder, status: "differs", reasons, written: false });
  else print(`${folder}: is not the same\n${reasons.map((reason) => `    ${reason}\n`).join("")}`);
  return EXIT.checkFailed;
}
