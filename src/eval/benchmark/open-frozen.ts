import type { Program } from "../../core/draft/compile-report.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { overCores } from "../../workshop/over-cores.ts";
import type { PublishedVersion } from "../../export/published-versions.ts";
import { describeExecution } from "../../unittests/cases/evidence.ts";
import { JOB_LIMITS, type Workshop } from "../../workshop/workshop.ts";
import type { BenchmarkTask } from "./benchmark.ts";
import type { OpenedBenchmark } from "./draw-benchmark.ts";
import { openTask } from "./open-task.ts";
import { type FrozenBenchmark, readFrozen } from "./read-frozen.ts";

/** Cases whose prompts are compared in one crossing. */
const CROSSING = 100;

/**
 * Reads a frozen benchmark and opens its classes from a library. Throws a CommandError that names the line: for a file
 * that was edited, a class that is not there or does something else, and a prompt that the class would word otherwise.
 */
export async function openFrozen(
  file: string,
  library: { readonly folder: string; readonly published: readonly PublishedVersion[] },
  workshop: Workshop,
): Promise<OpenedBenchmark> {
  const frozen = readFrozen(file);
  const { tasks } = frozen.benchmark;
  const chosen = tasks.map((task) => findClass(task, file, library));
  const programs = await overCores(chosen, async ({ task, published }) => {
    const { program } = await openTask(published, workshop);
    await requirePrompts(task, program, { frozen, file, workshop });
    return [nameOf(task), program] as const;
  });
  return { benchmark: frozen.benchmark, programs: new Map(programs) };
}

function findClass(
  task: BenchmarkTask,
  file: string,
  { folder, published }: { readonly folder: string; readonly published: readonly PublishedVersion[] },
): { readonly task: BenchmarkTask; readonly published: PublishedVersion } {
  const found = published.find(({ slug, version }) => slug === task.bootcamp && version === task.version);
  if (found === undefined)
    throw refused(`${file}:1: ${folder} has no ${nameOf(task)}; name the library that has it with --library`);
  const { behaviour } = found.card.hashes;
  if (behaviour !== task.behaviour)
    throw refused(
      `${file}:1: ${nameOf(task)} was changed: its behaviour hash is ${short(task.behaviour)} in the benchmark and ${short(behaviour)} in ${folder}, and answers might be scored otherwise; name the library that it was frozen from with --library`,
    );
  return { task, published: found };
}

/** What everybody was asked is what the class words, so that its answer is what the class looks for. */
async function requirePrompts(
  task: BenchmarkTask,
  program: Program,
  about: { readonly frozen: FrozenBenchmark; readonly file: string; readonly workshop: Workshop },
): Promise<void> {
  const { frozen, file, workshop } = about;
  const own = frozen.benchmark.cases.filter(
    ({ bootcamp, version }) => bootcamp === task.bootcamp && version === task.version,
  );
  for (let start = 0; start < own.length; start += CROSSING) {
    const some = own.slice(start, start + CROSSING);
    const instances = some.map((one) => one.case);
    const worded = await workshop.sandbox.word(program, instances, JOB_LIMITS);
    if (worded.status !== "completed")
      throw refused(`${file}: ${nameOf(task)}: wording its cases: ${describeExecution(worded)}`);
    for (const [index, one] of some.entries())
      if (worded.value[index] !== one.prompt)
        throw refused(
          `${file}:${frozen.lineOf(one)}: the prompt of ${one.id} is not the one that the class words for its case; take the file as it was frozen`,
        );
  }
}

const nameOf = ({ bootcamp, version }: BenchmarkTask): string => `${bootcamp}@${version}`;
const short = (hash: string): string => hash.slice(0, 12);
const refused = (message: string): CommandError => new CommandError(EXIT.checkFailed, message);
