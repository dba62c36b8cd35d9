import type { DrawnCase, DrawOutcome, Execution, Sandbox } from "../core/draft/execution.ts";
import { DRAWING } from "../core/checks/thresholds.ts";
import type { Check, Counterexample } from "../core/checks/unit-test-report.ts";
import { CASES_PER_LEVEL, describeExecution, failed, passed, type Testing } from "./cases/evidence.ts";
import { describeTimes, isEndless, timeCases } from "./cases/time-case.ts";

type DrawnLevels = { readonly check: Check; readonly levels: readonly (readonly DrawnCase[])[] };

/**
 * Draws the cases of every level, or says why a level has none: what threw, or how long each level takes. They are drawn
 * as everybody draws from a class afterwards: by one evaluation where it keeps nothing.
 */
export async function drawLevels(
  { evaluatingOnce, ...testing }: Testing & { readonly evaluatingOnce?: Sandbox },
  levelCount: number,
): Promise<DrawnLevels> {
  const { program, limits, seed } = testing;
  const sandbox = evaluatingOnce ?? testing.sandbox;
  const levels: (readonly DrawnCase[])[] = [];
  const msEach: number[] = [];
  for (let level = 0; level < levelCount; level++) {
    const range = { level, seed, start: 0, count: CASES_PER_LEVEL };
    const execution = await sandbox.draw(program, range, limits);
    const fault = await describeDrawFault(execution, { level, levelCount, msEach }, testing);
    if (fault !== undefined) {
      return { check: failed("generation never throws", fault.detail, fault.counterexamples), levels };
    }
    levels.push(drawnCases(execution));
    if (execution.status === "completed") msEach.push(execution.cpuMs / CASES_PER_LEVEL);
  }
  return {
    check: passed(
      "generation never throws",
      `${levelCount * CASES_PER_LEVEL} cases over ${levelCount} levels`,
    ),
    levels,
  };
}

function drawnCases(execution: Execution<readonly DrawOutcome[]>): readonly DrawnCase[] {
  if (execution.status !== "completed") return [];
  return execution.value.flatMap((outcome) => (outcome.status === "drawn" ? [outcome] : []));
}

/** A level that is drawn, and how long a case took at each easier one, in CPU milliseconds. */
type Drawing = {
  readonly level: number;
  readonly levelCount: number;
  readonly msEach: readonly number[];
};

type DrawFault = { readonly detail: string; readonly counterexamples: readonly Counterexample[] };

async function describeDrawFault(
  execution: Execution<readonly DrawOutcome[]>,
  drawing: Drawing,
  testing: Testing,
): Promise<DrawFault | undefined> {
  const { level } = drawing;
  const { seed } = testing;
  if (execution.status === "timed-out" && execution.item !== null)
    return describeSlowDraw({ limitMs: execution.limitMs, index: execution.item, drawing }, testing);
  if (execution.status !== "completed") {
    return {
      detail: `drawing ${CASES_PER_LEVEL} cases of level ${level}: ${describeExecution(execution)}`,
      counterexamples: [{ level, seed }],
    };
  }
  const thrown = execution.value.flatMap((outcome) => (outcome.status === "threw" ? [outcome] : []));
  const [first] = thrown;
  if (first === undefined) return undefined;
  return {
    detail: `${first.method} failed in ${thrown.length} of ${CASES_PER_LEVEL} cases of level ${level}: ${first.message}`,
    counterexamples: thrown.map(({ index, method, message }) => ({
      level,
      seed,
      index,
      found: `${method}: ${message}`,
    })),
  };
}

/**
 * Which case of a level a batch came to, which method takes how long there, how long those before it took, and how the
 * other levels stand, so that an author knows what else is near the limit.
 */
async function describeSlowDraw(
  {
    limitMs,
    index,
    drawing,
  }: { readonly limitMs: number; readonly index: number; readonly drawing: Drawing },
  testing: Testing,
): Promise<DrawFault> {
  const { level } = drawing;
  // Where the first case of a batch does not end, several together would not either.
  const timed = await timeCases(testing, { level, from: index, alone: index === 0 });
  const itself = timed === undefined ? "" : `; ${describeTimes(timed, limitMs)}`;
  const easier = drawing.msEach.map((ms, at) => `; level ${at} takes ${Math.round(ms)} ms a case`).join("");
  // Where one case does not end, those of harder levels take as long, and say nothing more.
  const isStuck = timed !== undefined && isEndless(timed);
  const harder = isStuck ? "" : await describeHarder(drawing, testing, limitMs);
  const took =
    limitMs > DRAWING.cpuMs
      ? `should take ${DRAWING.cpuMs} ms of CPU time at most; even ${limitMs} ms, granted because the machine may be busy, were not enough`
      : `takes more than ${limitMs} ms of CPU time`;
  const allowed = Math.min(limitMs, DRAWING.cpuMs) / CASES_PER_LEVEL;
  // A case that does not end uses up the time itself, which then says nothing of those before it.
  const pace = isStuck
    ? ""
    : `, at about ${Math.round(limitMs / index)} ms each where ${allowed} are allowed`;
  const reached = index === 0 ? "not even the first case was finished" : `only ${index} were finished${pace}`;
  return {
    detail: `drawing ${CASES_PER_LEVEL} cases of level ${level} ${took}: ${reached}${itself}${easier}${harder}`,
    counterexamples: [{ level, seed: testing.seed, index }],
  };
}

/** What a case takes at the levels that were not drawn, on average of the first few. */
async function describeHarder(
  { level, levelCount }: Drawing,
  testing: Testing,
  limitMs: number,
): Promise<string> {
  const harder: string[] = [];
  for (let at = level + 1; at < levelCount; at++) {
    const timed = await timeCases(testing, { level: at, from: 0 });
    if (timed !== undefined) harder.push(`level ${at}: ${describeTimes(timed, limitMs)}`);
  }
  return harder.map((one) => `; ${one}`).join("");
}
