import type { Json } from "../../bootcamp/index.ts";
import type { Program } from "../../core/draft/compile-report.ts";
import type { CaseAddress, DrawingSandbox } from "../../core/draft/execution.ts";
import { sha256 } from "../../core/draft/hash.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { caseId } from "../../core/training/ground-truth.ts";
import { type Split, splitOf } from "../../core/training/splits.ts";
import { describeExecution } from "../../unittests/cases/evidence.ts";
import { JOB_LIMITS } from "../../workshop/workshop.ts";

/** A case that was kept, with its id and its split. */
export type KeptCase = {
  readonly split: number;
  readonly id: string;
  readonly instance: Json;
  readonly prompt: string;
};

/** What is drawn from: a level of a bootcamp, and what of it is wanted. */
export type LevelRequest = {
  readonly name: string;
  readonly program: Program;
  readonly drawing: DrawingSandbox;
  readonly level: number;
  readonly seed: number;
  /** For each split, how many cases. */
  readonly wanted: readonly number[];
  readonly splits: readonly Split[];
  /** Ids of cases and hashes of prompts that this bootcamp has already given; grows. */
  readonly seen: Set<string>;
  /** Whether a level that has fewer different cases gives those, instead of being refused. */
  readonly takesFewer?: boolean;
};

/** The most cases in one crossing. */
const CROSSING = 100;

/** So many draws in a row without a case that is new and wanted mean that there are no more. */
const PATIENCE = 500;

/** A split of this share is missed by as many draws in a row with a probability of e^-20. */
const patienceFor = (share: number): number => Math.max(PATIENCE, Math.ceil(20 / share));

/**
 * Draws cases by index from 0 on until each split has what it wants. Each case belongs to one split by its id;
 * whatever comes twice, or has the prompt of another, is left out. Throws a CommandError when the level has no
 * more cases and those that there are shall not do, or the class fails.
 */
export async function drawLevel(request: LevelRequest): Promise<readonly KeptCase[]> {
  const { program, drawing, splits, wanted } = request;
  const left = [...wanted];
  const kept: KeptCase[] = [];
  let start = 0;
  let sinceLast = 0;
  while (left.some((count) => count > 0)) {
    const count = drawsFor(left, splits);
    const fresh = chooseFresh(await drawBare(request, { start, count }), { request, left });
    start += count;
    // Only what is kept is worded: most classes word a case in no time, and solve it in a long one.
    const worded = await drawing.word(
      program,
      fresh.map(({ instance }) => instance),
      JOB_LIMITS,
    );
    if (worded.status !== "completed") throw failed(request, describeExecution(worded));
    const before = kept.length;
    for (const [index, one] of fresh.entries()) {
      const prompt = worded.value[index];
      if (prompt === undefined || prompt === null) throw failed(request, "promptFunc failed");
      const isNew = !request.seen.has(sha256(prompt)) && (left[one.split] ?? 0) > 0;
      if (!isNew) continue;
      request.seen.add(sha256(prompt));
      left[one.split] = (left[one.split] ?? 0) - 1;
      kept.push({ ...one, prompt });
    }
    sinceLast = kept.length > before ? 0 : sinceLast + count;
    const open = splits.flatMap(({ share }, split) => ((left[split] ?? 0) > 0 ? [share] : []));
    if (sinceLast < patienceFor(Math.min(...open))) continue;
    if (request.takesFewer === true) return kept;
    throw exhausted(request, kept.length, start);
  }
  return kept;
}

/** So many draws are expected to give what is left, with some to spare: to draw a case may take a class long. */
function drawsFor(left: readonly number[], splits: readonly Split[]): number {
  const wanted = left.reduce((sum, count) => sum + Math.max(0, count), 0);
  const share = splits.reduce((sum, one, split) => sum + ((left[split] ?? 0) > 0 ? one.share : 0), 0);
  return Math.min(CROSSING, 2 + Math.ceil((1.1 * wanted) / share));
}

/** Cases without their prompts and references. */
async function drawBare(
  request: LevelRequest,
  { start, count }: { readonly start: number; readonly count: number },
): Promise<readonly Json[]> {
  const { program, drawing, level, seed } = request;
  const cases = Array.from({ length: count }, (_, item): CaseAddress => ({
    seed,
    index: start + item,
    extent: "case",
  }));
  const drawn = await drawing.redraw(program, { level, cases }, JOB_LIMITS);
  if (drawn.status !== "completed") throw failed(request, describeExecution(drawn));
  return drawn.value.map((outcome) => {
    if (outcome.status === "threw")
      throw failed(request, `case ${outcome.index}: ${outcome.method} failed: ${outcome.message}`);
    if (outcome.lost !== null) throw failed(request, `case ${outcome.index}: JSON loses ${outcome.lost}`);
    return outcome.instance;
  });
}

/** Those that are new and of a split that wants more, up to as many as it wants. */
function chooseFresh(
  instances: readonly Json[],
  { request, left }: { readonly request: LevelRequest; readonly left: readonly number[] },
): readonly Omit<KeptCase, "prompt">[] {
  const room = [...left];
  return instances.flatMap((instance) => {
    const id = caseId(instance);
    const split = splitOf(id, request.splits);
    if ((room[split] ?? 0) === 0 || request.seen.has(id)) return [];
    request.seen.add(id);
    room[split] = (room[split] ?? 0) - 1;
    return [{ split, id, instance }];
  });
}

const failed = ({ name, level }: LevelRequest, reason: string): CommandError =>
  new CommandError(EXIT.checkFailed, `${name}, level ${level}: ${reason}. Nothing was written`);

function exhausted(request: LevelRequest, found: number, draws: number): CommandError {
  const { name, level, wanted } = request;
  const total = wanted.reduce((sum, count) => sum + count, 0);
  return new CommandError(
    EXIT.usage,
    `${name}, level ${level}: ${total} different cases are wanted, and ${draws} draws found ${found} for their splits. Nothing was written; ask for fewer with --cases, or leave the level out with --levels or a mixture`,
  );
}
