import { chooseLevels, type LevelChoice } from "../../core/training/choose-levels.ts";
import { EVEN_MIXTURE } from "../../core/training/mixture.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { chooseVersions } from "../../datasets/drawing/choose-versions.ts";
import { drawLevel } from "../../datasets/drawing/draw-level.ts";
import { type OpenedVersion, versionName } from "../../datasets/drawing/open-published.ts";
import { overCores } from "../../workshop/over-cores.ts";
import type { PublishedVersion } from "../../export/published-versions.ts";
import type { Workshop } from "../../workshop/workshop.ts";
import { type Benchmark, type BenchmarkCase, benchmarkCaseId, makeBenchmark } from "./benchmark.ts";
import { openTask, type Programs } from "./open-task.ts";

/** What a benchmark is drawn from. */
export type BenchmarkRequest = {
  /** Null for all of the library. */
  readonly domains: readonly string[] | null;
  readonly bootcamps: readonly string[] | null;
  readonly levels: LevelChoice;
  /** How many cases of each level of each task. */
  readonly cases: number;
  readonly seed: number;
};

/** A benchmark with what scores its cases. */
export type OpenedBenchmark = { readonly benchmark: Benchmark; readonly programs: Programs };

type Drawn = { readonly opened: OpenedVersion; readonly cases: readonly BenchmarkCase[] };

/**
 * Draws the same number of cases of each level of the current versions of a library. Which they are depends on the
 * class, the level and the seed alone: those of fewer cases, levels or tasks are among those of more. A level that has
 * fewer different cases gives all it has. Throws a CommandError for what cannot be had.
 */
export async function drawBenchmark(
  library: readonly PublishedVersion[],
  request: BenchmarkRequest,
  workshop: Workshop,
): Promise<OpenedBenchmark> {
  const drawn = await overCores(chooseTasks(library, request), async (published): Promise<Drawn> => {
    const opened = await openTask(published, workshop);
    const levels = levelsOf(opened, request.levels);
    const cases: BenchmarkCase[] = [];
    for (const level of levels) cases.push(...(await drawCases(opened, level, request)));
    return { opened, cases };
  });
  const some = drawn.filter(({ cases }) => cases.length > 0);
  if (some.length === 0)
    throw refused("--levels: none of the chosen tasks has one of these levels; leave it out for all of them");
  const tasks = some.map(({ opened: { published }, cases }) => ({
    bootcamp: published.slug,
    version: published.version,
    domain: published.domain,
    title: published.card.title,
    levels: [...new Set(cases.map(({ level }) => level))],
    behaviour: published.card.hashes.behaviour,
  }));
  const benchmark = makeBenchmark({
    seed: request.seed,
    tasks,
    cases: some.flatMap(({ cases }) => cases),
  });
  const programs = new Map(
    some.map(({ opened: { published, program } }) => [versionName(published), program]),
  );
  return { benchmark, programs };
}

/** The current versions that are wanted, by domain and name. Throws a CommandError for a name that is not there. */
export function chooseTasks(
  library: readonly PublishedVersion[],
  { domains, bootcamps }: BenchmarkRequest,
): readonly PublishedVersion[] {
  const known = new Set(library.map(({ domain }) => domain));
  const strange = domains?.find((domain) => !known.has(domain));
  if (strange !== undefined)
    throw refused(`--domains ${strange}: the library has no such domain; it has ${[...known].join(", ")}`);
  const chosen = chooseVersions(library, { mixture: EVEN_MIXTURE, bootcamps }).filter(
    ({ domain }) => domains?.includes(domain) !== false,
  );
  if (chosen.length === 0)
    throw refused("--bootcamps and --domains: no bootcamp is named by both; leave one of them out");
  const place = ({ domain, slug }: PublishedVersion): string => `${domain}/${slug}`;
  return chosen.toSorted((one, other) => (place(one) < place(other) ? -1 : 1));
}

function levelsOf({ published, levelCount }: OpenedVersion, choice: LevelChoice): readonly number[] {
  return chooseLevels(choice, { count: levelCount, inBand: published.card.judge?.inBand ?? null });
}

async function drawCases(
  { published, program, drawing }: OpenedVersion,
  level: number,
  request: BenchmarkRequest,
): Promise<readonly BenchmarkCase[]> {
  const { slug, version, domain } = published;
  const kept = await drawLevel({
    name: versionName(published),
    program,
    drawing,
    level,
    seed: request.seed,
    wanted: [request.cases],
    splits: [{ name: "benchmark", share: 1 }],
    // Of this level alone: what other levels have drawn changes nothing.
    seen: new Set(),
    takesFewer: true,
  });
  return kept.map(({ id, instance, prompt }) => {
    const named = { bootcamp: slug, version, domain, level, case_id: id };
    return { id: benchmarkCaseId(named), ...named, prompt, case: instance };
  });
}

const refused = (message: string): CommandError => new CommandError(EXIT.usage, message);
