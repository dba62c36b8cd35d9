import { canonicalText } from "../../bootcamp/index.ts";
import type { LevelParameters } from "../../core/draft/card.ts";
import type { DrawnCase, DrawOutcome } from "../../core/draft/execution.ts";
import type { Check } from "../../core/checks/unit-test-report.ts";
import { differ, meanOf, MEASURES } from "../cases/compare-samples.ts";
import { type Evidence, failed, passed, warned } from "../cases/evidence.ts";

const name = "levels are real";

/**
 * How many cases are drawn with one parameter changed, beside as many of the level's own: one first, which mostly
 * differs. A drawing that takes this much longer than any did before counts as a change.
 */
const TRIALS = [
  { count: 1, cpuMs: 300 },
  { count: 12, cpuMs: 1_000 },
] as const;

/** CPU time after which no further parameter is tried: far above what a level takes that can be drawn at all. */
const MOST_CPU_MS = 4_000;

/**
 * Adjacent levels draw different cases, something grows from the easiest to the hardest, and each parameter
 * alone, the rest and the chance kept, changes what a solver meets.
 */
export async function checkLevelsReal(evidence: Evidence): Promise<Check> {
  const { levels } = evidence;
  for (const [index, harder] of levels.slice(1).entries()) {
    const easier = levels[index] ?? [];
    const differs = MEASURES.some(([, measure]) => differ(easier.map(measure), harder.map(measure)));
    if (!differs) {
      return failed(
        name,
        `levels ${index} and ${index + 1} draw the same kind of cases: none of ${MEASURES.map(([what]) => what).join(", ")} differs, so their parameters have hardly any effect`,
      );
    }
  }
  const idle = await findIdle(evidence);
  if (idle.length > 0)
    return failed(
      name,
      `${idle.join(", ")} ${idle.length === 1 ? "does" : "do"} nothing: with the value of another level and the rest as it is, the same cases are drawn`,
    );
  const first = levels[0] ?? [];
  const last = levels.at(-1) ?? [];
  const growing = MEASURES.filter(
    ([, measure]) =>
      meanOf(last.map(measure)) > meanOf(first.map(measure)) && differ(first.map(measure), last.map(measure)),
  );
  if (growing.length === 0)
    return warned(name, "nothing measured grows from the easiest to the hardest level");
  return passed(name, `growing with the level: ${growing.map(([what]) => what).join(", ")}`);
}

/** The parameters that change nothing when they alone take the value of another level. */
async function findIdle(evidence: Evidence): Promise<readonly string[]> {
  const { parameters, levels } = evidence.card;
  const idle: string[] = [];
  let cpuMs = 0;
  for (const parameter of Object.keys(parameters)) {
    const trials = trialsOf(parameter, levels);
    let isIdle = trials.length > 0;
    for (const { level, changed } of trials) {
      if (!isIdle || cpuMs > MOST_CPU_MS) break;
      const tried = await drawsAlike(evidence, level, changed);
      cpuMs += tried.cpuMs;
      isIdle = tried.alike;
    }
    if (isIdle && cpuMs <= MOST_CPU_MS) idle.push(parameter);
  }
  return idle;
}

type Trial = { readonly level: number; readonly changed: LevelParameters };

/** At the hardest level and the easiest, the parameter as it is at the other end; nothing where it is the same. */
function trialsOf(parameter: string, levels: readonly LevelParameters[]): readonly Trial[] {
  const last = levels.length - 1;
  return [last, 0].flatMap((level): Trial[] => {
    const own = levels[level];
    const other = levels.findLast((one, index) => index !== level && one[parameter] !== own?.[parameter]);
    const value = other?.[parameter];
    if (own === undefined || value === undefined) return [];
    return [{ level, changed: { ...own, [parameter]: value } }];
  });
}

/** Whether the same cases come out; parameters that do not go together say nothing, and so count as a change. */
async function drawsAlike(
  { program, sandbox, limits, seed, levels }: Evidence,
  level: number,
  parameters: LevelParameters,
): Promise<{ readonly alike: boolean; readonly cpuMs: number }> {
  const own = levels[level] ?? [];
  let cpuMs = 0;
  for (const { count, cpuMs: mostMs } of TRIALS) {
    const range = { level, seed, start: 0, count, parameters };
    const timeoutMs = Math.min(mostMs, limits.timeoutMs);
    const drawn = await sandbox.draw(program, range, { ...limits, timeoutMs, once: true });
    if (drawn.status !== "completed") return { alike: false, cpuMs: cpuMs + timeoutMs };
    cpuMs += drawn.cpuMs;
    if (!drawn.value.every((one, index) => isSameCase(one, own[index]))) return { alike: false, cpuMs };
  }
  return { alike: true, cpuMs };
}

const isSameCase = (one: DrawOutcome, before: DrawnCase | undefined): boolean =>
  one.status === "drawn" &&
  before !== undefined &&
  one.prompt === before.prompt &&
  canonicalText(one.instance) === canonicalText(before.instance);
