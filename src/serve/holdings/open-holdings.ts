import { cardSchema } from "../../core/draft/card.ts";
import { pathOf, stillProgram } from "../../core/draft/class-study.ts";
import { findMisfit } from "../../core/draft/case-shape.ts";
import type { CompileReport } from "../../core/draft/compile-report.ts";
import type { ModelVerifier } from "../../core/draft/model-verifier.ts";
import type { LibraryCard } from "../../core/library/library-card.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import type { Library } from "../../export/read-library.ts";
import { readLibrary } from "../../export/read-library.ts";
import { editedByHand } from "../../export/shelf.ts";
import { JOB_LIMITS, type Workshop } from "../../workshop/workshop.ts";
import type { Holdings, ServedBootcamp, ServedClass } from "./served-class.ts";

/** Which versions of a bootcamp are served. */
export type VersionsServed = "all" | "current";

export type HoldingsOptions = {
  readonly workshop: Workshop;
  readonly versions: VersionsServed;
  /** Who compares answers of classes that are verified by a model; null where nobody is configured. */
  readonly verifier: ModelVerifier | null;
  /** What was served so far: a class that has not changed is not opened again. */
  readonly before: Holdings | null;
};

type Edition = { readonly folder: string; readonly source: string; readonly card: LibraryCard };

/** Cases drawn from each level to see whether a class's own type describes them. */
const CASES_LOOKED_AT = 4;

/**
 * Reads, compiles and loads a library. What cannot be served is a problem; a class that is not the one its card was
 * drawn up for is never served. Throws a CommandError for a folder that holds no library at all.
 */
export async function openHoldings(
  folder: string,
  { workshop, versions, verifier, before }: HoldingsOptions,
): Promise<Holdings> {
  const library = readLibrary(folder);
  if (library.shelves.length === 0 && library.problems.length === 0)
    throw new CommandError(
      EXIT.usage,
      `${folder}: is no library: no <domain>/<slug>/bootcamp.ts in it. Name the folder that campforge export library wrote`,
    );
  const problems: { folder: string; reason: string }[] = [...library.problems];
  const bootcamps = new Map<string, ServedBootcamp>();
  for (const { slug, current, editions } of editionsOf(library, versions, problems)) {
    const served = new Map<number, ServedClass>();
    for (const edition of editions) {
      const known = findKnown(edition, before);
      const opened: Opened =
        known === undefined
          ? await openClass(edition, { workshop, verifier })
          : { status: "opened", of: known };
      if (opened.status === "problem") problems.push({ folder: edition.folder, reason: opened.reason });
      else served.set(edition.card.version, opened.of);
    }
    if (served.size > 0) bootcamps.set(slug, { slug, current, versions: served });
  }
  return { bootcamps, problems };
}

function editionsOf(
  library: Library,
  versions: VersionsServed,
  problems: { folder: string; reason: string }[],
): readonly {
  readonly slug: string;
  readonly current: number | null;
  readonly editions: readonly Edition[];
}[] {
  return library.shelves.map(({ folder, current, former }) => {
    const editions: Edition[] = [];
    const add = (
      where: string,
      { source, card }: { readonly source: string; readonly card: LibraryCard | null },
    ): void => {
      const edited = card === null ? undefined : editedByHand({ source, card });
      if (card === null)
        problems.push({ folder: where, reason: "has no card.json: verify-library --renew writes one" });
      else if (edited !== undefined)
        problems.push({
          folder: where,
          reason: `${edited} is not what its card was drawn up for: its hash differs`,
        });
      else editions.push({ folder: where, source, card });
    };
    if (current !== null) add(folder, current);
    if (versions === "all" || current === null)
      for (const one of former) add(`${folder}/versions/${one.card.version}`, one);
    const slug = folder.slice(folder.indexOf("/") + 1);
    return { slug, current: current?.card?.version ?? null, editions };
  });
}

function findKnown({ folder, card }: Edition, before: Holdings | null): ServedClass | undefined {
  const known = before?.bootcamps.get(folder.split("/")[1] ?? "")?.versions.get(card.version);
  return known?.cardHash === card.hashes.card ? known : undefined;
}

type Opened =
  | { readonly status: "opened"; readonly of: ServedClass }
  | { readonly status: "problem"; readonly reason: string };

/** Why nobody may be asked about the answers of a class that has them compared by a model; undefined where somebody may. */
function whyUncalibrated({ modelVerified }: LibraryCard, verifier: ModelVerifier | null): string | undefined {
  if (modelVerified === undefined)
    return "a model compares its answers, and its card does not say so: verify-library --renew --calibrate, or an export of an approved one, writes it";
  if (verifier === null)
    return "a model compares its answers, and the configuration names no verifier (docs/serve.md)";
  const { model, prompt } = modelVerified;
  if (model === verifier.model && prompt === verifier.prompt) return undefined;
  return `its verifier was calibrated as ${model} with prompt ${prompt}, and ${verifier.model} with prompt ${verifier.prompt} is configured, of which nothing is known here: campforge verify-library --renew --calibrate measures it`;
}

/** Compiles a class, loads it, and looks at some of its cases. */
async function openClass(
  { folder, source, card }: Edition,
  { workshop: { compiler, sandbox }, verifier }: Pick<HoldingsOptions, "workshop" | "verifier">,
): Promise<Opened> {
  const report: CompileReport = await compiler.compile(source);
  if (report.status === "refused")
    return { status: "problem", reason: `does not compile: ${report.diagnostics[0]?.message}` };
  const { program } = report;
  const loaded = await sandbox.load(program, JOB_LIMITS);
  if (loaded.status !== "completed") return { status: "problem", reason: `does not load: ${loaded.status}` };
  const isModelVerified = loaded.value.equal !== null;
  const uncalibrated = isModelVerified ? whyUncalibrated(card, verifier) : undefined;
  if (uncalibrated !== undefined) return { status: "problem", reason: uncalibrated };
  const own = cardSchema.safeParse(loaded.value.card);
  if (!own.success)
    return { status: "problem", reason: `card.${own.error.issues[0]?.path.join(".")} is wrong` };
  const study = await compiler.study(source);
  const path = pathOf(study);
  if (study.status === "refused" || path === null) return { status: "problem", reason: "does not compile" };
  const draws = await Promise.all(
    own.data.levels.map((_, level) =>
      sandbox.draw(program, { level, seed: 0, start: 0, count: CASES_LOOKED_AT }, JOB_LIMITS),
    ),
  );
  const cases = draws.flatMap((draw) => (draw.status === "completed" ? draw.value : []));
  const isDescribed = cases.every(
    (one) => one.status !== "drawn" || findMisfit(one.instance, study.caseShape) === undefined,
  );
  return {
    status: "opened",
    of: {
      slug: folder.split("/")[1] ?? card.slug,
      version: card.version,
      cardHash: card.hashes.card,
      domain: card.domain,
      title: card.title,
      description: own.data.description,
      levels: own.data.levels.length,
      programs: { careful: program, still: stillProgram(study, program) },
      isModelVerified,
      path,
      caseShape: isDescribed ? study.caseShape : null,
    },
  };
}
