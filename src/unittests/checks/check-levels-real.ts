import { canonicalText } from "../../bootcamp/index.ts";
import type { LevelParameters } from "../../core/draft/card.ts";
import type { DrawnCase, DrawOutcome } from "../../core/draft/execution.ts";
import type { Check } from "../../core/checks/unit-test-report.ts";
import { profileCase } from "../cases/profile-case.ts";
import { differ, meanOf, MEASURES } from "../cases/compare-samples.ts";
import { type Evidence, failed, passed, warned } from "../cases/evidence.ts";

const name = "levels are real";

/**
 * How many cases are drawn with one parameter changed, beside as many of the level's own: one first, which mostly
 * differs, and all of them last, since a chance of some per cent more shows in few of them. A drawing that takes this
 * much longer than any did before counts as a change.
 */
const TRIALS = [
  { count: 1, cpuMs: 300 },
  { count: 12, cpuMs: 1_000 },
  { count: 100, cpuMs: 4_000 },
] as const;

/** CPU time after which no further parameter is tried: far above what a level takes that can be drawn at all. */
const MOST_CPU_MS = 4_000;

/**
 * Adjacent levels draw different cases, in rising order as far as can be told, something grows from the easiest
 * to the hardest, and each parameter alone, the rest and the chance kept, changes what a solver meets.
 */
export async function checkLevelsReal(evidence: Evidence): Promise<Check> {
  const { levels } = evidence;
  const same = levels.findIndex((cases, index) => index > 0 && areAlike(levels[index - 1] ?? [], cases));
  const said = levels.flat().some(({ hardness }) => hardness !== undefined)
    ? "; nor does `hardness` differ"
    : "; where they differ in difficulty alone, a method `hardness` can show it";
  if (same > 0)
    return failed(
      name,
      `levels ${same - 1} and ${same} draw the same kind of cases: in ${evidence.levels[same]?.length ?? 0} of each, neither ${MEASURES.map(([what]) => what).join(", ")} nor any number of the case, nor the length of any list or text in it, is spread otherwise than chance explains${said}`,
    );
  const idle = await findIdle(evidence);
  if (idle.length > 0) return failed(name, idle.map(describeIdle).join("; "));
  const order = findDisorder(evidence);
  if (order.status !== "rising")
    return order.status === "falling" ? failed(name, order.what) : warned(name, order.what);
  const first = levels[0] ?? [];
  const last = levels.at(-1) ?? [];
  const growing = [["hardness", hardnessOf] as const, ...MEASURES].filter(
    ([, measure]) =>
      meanOf(last.map(measure)) > meanOf(first.map(measure)) && differ(first.map(measure), last.map(measure)),
  );
  if (growing.length === 0)
    return warned(name, "nothing measured grows from the easiest to the hardest level");
  return passed(name, `growing with the level: ${growing.map(([what]) => what).join(", ")}`);
}

/**
 * Whether neither the measures nor any number or length within the cases tells two levels apart, nor the class's own
 * hardness: that depends on the case alone, so that where it differs, the cases do.
 */
function areAlike(easier: readonly DrawnCase[], harder: readonly DrawnCase[]): boolean {
  const measures = [hardnessOf, ...MEASURES.map(([, measure]) => measure)];
  if (measures.some((measure) => differ(easier.map(measure), harder.map(measure)))) return false;
  const profiles = [easier, harder].map((cases) => cases.map(({ instance }) => profileCase(instance)));
  const paths = new Set(profiles.flat().flatMap((profile) => [...profile.keys()]));
  return ![...paths].some((path) => {
    const [one = [], other = []] = profiles.map((all) => all.map((profile) => profile.get(path) ?? 0));
    return differ(one, other, paths.size);
  });
}

type Order =
  { readonly status: "rising" } | { readonly status: "falling" | "doubtful"; readonly what: string };

/** Neighbouring levels in the wrong order, by what the class says of its cases, else by parameters and sizes alike. */
function findDisorder({ card, levels }: Evidence): Order {
  for (const [index, harder] of levels.slice(1).entries()) {
    const easier = levels[index] ?? [];
    const names = `levels ${index} and ${index + 1}`;
    const [one, other] = [easier.map(hardnessOf), harder.map(hardnessOf)];
    if (meanOf(other) < meanOf(one) && differ(one, other))
      return {
        status: "falling",
        what: `${names} are in the wrong order: the class's own hardness falls from ${meanOf(one).toFixed(2)} to ${meanOf(other).toFixed(2)} on average (level by level ${levels.map((cases) => meanOf(cases.map(hardnessOf)).toFixed(2)).join(", ")})`,
      };
    const changes = MEASURES.filter(([, measure]) => differ(easier.map(measure), harder.map(measure)));
    const falls = changes.filter(([, measure]) => meanOf(harder.map(measure)) < meanOf(easier.map(measure)));
    const turned = turnedParameters(card.levels, index);
    // Less of everything that changes at all; a class that says how hard its cases are has been believed above.
    if (
      meanOf(other) === meanOf(one) &&
      turned.length > 0 &&
      falls.length > 0 &&
      falls.length === changes.length
    )
      return {
        status: "doubtful",
        what: `${names} may be in the wrong order: between them ${turned.join(", ")} ${turned.length === 1 ? "goes" : "go"} back against the way from the easiest to the hardest level, no other parameter changes, and ${falls.map(([what]) => what).join(", ")} falls`,
      };
  }
  return { status: "rising" };
}

const hardnessOf = ({ hardness }: DrawnCase): number => hardness ?? 0;

/** The parameters that change from a level to the next, where every one of them goes against its own trend. */
function turnedParameters(levels: readonly LevelParameters[], index: number): readonly string[] {
  const change = (
    one: LevelParameters | undefined,
    other: LevelParameters | undefined,
    key: string,
  ): number => {
    const [from, to] = [one?.[key], other?.[key]];
    return typeof from === "number" && typeof to === "number" ? Math.sign(to - from) : from === to ? 0 : NaN;
  };
  const keys = Object.keys(levels[index] ?? {});
  const changed = keys.filter((key) => change(levels[index], levels[index + 1], key) !== 0);
  const isTurned = (key: string): boolean => {
    const trend = change(levels[0], levels.at(-1), key);
    return trend !== 0 && change(levels[index], levels[index + 1], key) === -trend;
  };
  return changed.every(isTurned) ? changed : [];
}

/** The parameters that change nothing when they alone take the value of another level. */
async function findIdle(evidence: Evidence): Promise<readonly Idle[]> {
  const { parameters, levels } = evidence.card;
  const idle: Idle[] = [];
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
    if (trials.length > 0 && cpuMs <= MOST_CPU_MS)
      evidence.measure({ kind: "parameter", parameter, changes: !isIdle });
    if (isIdle && cpuMs <= MOST_CPU_MS) idle.push({ parameter, trials });
  }
  return idle;
}

/** A level with one parameter as it is at another level. */
type Trial = {
  readonly level: number;
  readonly other: number;
  readonly own: LevelParameters;
  readonly changed: LevelParameters;
};

type Idle = { readonly parameter: string; readonly trials: readonly Trial[] };

function describeIdle({ parameter, trials }: Idle): string {
  const tried = trials.map(
    ({ level, other, own, changed }) =>
      `at level ${level} with ${changed[parameter]}, as at level ${other}, in place of ${own[parameter]}`,
  );
  return `${parameter} does nothing: the same cases are drawn ${tried.join(" and ")}, the other parameters kept`;
}

/**
 * At the hardest level and the easiest, the parameter as it is at the hardest of the other levels where it differs;
 * nothing where it is the same at all.
 */
function trialsOf(parameter: string, levels: readonly LevelParameters[]): readonly Trial[] {
  const last = levels.length - 1;
  return [last, 0].flatMap((level): Trial[] => {
    const own = levels[level];
    const other = levels.findLastIndex((one) => one[parameter] !== own?.[parameter]);
    const value = levels[other]?.[parameter];
    if (own === undefined || value === undefined) return [];
    return [{ level, other, own, changed: { ...own, [parameter]: value } }];
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
    const range = { level, seed, start: 0, count: Math.min(count, own.length), parameters };
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
