import { hashJson } from "../../core/draft/hash.ts";
import type { CaseAddress, DrawnCase } from "../../core/draft/execution.ts";
import type { Check, Counterexample } from "../../core/checks/unit-test-report.ts";
import { REPEATS, REPEATS_OF_MANY } from "../../core/checks/thresholds.ts";
import { OTHERS } from "../cases/draw-again.ts";
import {
  counterexample,
  describeExecution,
  type Evidence,
  failed,
  passed,
  scoreValue,
  warned,
} from "../cases/evidence.ts";
import type { Json } from "../../bootcamp/index.ts";
import { scalarsOf } from "../cases/case-fields.ts";
import { namesIn, renameCase, withoutNames } from "../cases/case-names.ts";
import { canonicalForm, ROUNDS } from "../cases/canonical-form.ts";
import { reverseEachList } from "../cases/reorder-case.ts";
import { findFewTables } from "../cases/few-tables.ts";
import { verifyAll } from "../cases/verify-all.ts";

/** A level on which cases repeat at all is drawn from that often (D7 of docs/defects.md), in parts, up to this CPU time. */
const PART = 250;
const MOST_CPU_MS = 600;

/** Distinct seeds and indices give distinct cases, at every level. */
export async function checkSeedMatters(evidence: Evidence): Promise<Check> {
  const { seed, levels } = evidence;
  let worst = { share: 0, detail: "" };
  let repeated = "";
  for (const [level, cases] of levels.entries()) {
    const seen = new Set(cases.map(({ instance }) => hashJson(instance)));
    const share = 1 - seen.size / cases.length;
    const detail = `only ${seen.size} of ${cases.length} cases of level ${level} are distinct`;
    if (share > REPEATS.failed) return failed("seed matters", detail, firstRepeated(cases, level, seed));
    if (share > 0 && repeated === "") repeated = detail;
    if (share > worst.share && level > 0) worst = { share, detail };

    const again = evidence.again[level];
    if (again === undefined) continue;
    if (again.status !== "completed")
      return failed("seed matters", `with another seed: ${describeExecution(again)}`);
    const others = again.value.others.flatMap((drawn) => (drawn.status === "drawn" ? [drawn] : []));
    const known = others.filter(({ instance }) => seen.has(hashJson(instance)));
    if (known.length > 2 * REPEATS.failed * OTHERS) {
      return failed(
        "seed matters",
        `${known.length} of ${OTHERS} cases of seed ${seed + 1} also occur with seed ${seed}, at level ${level}`,
        known.map((drawn) => counterexample({ ...drawn, level }, seed + 1)),
      );
    }
    for (const { instance } of others) seen.add(hashJson(instance));
    if (seen.size < cases.length + others.length) {
      const many = await countDistinct(evidence, level);
      if (typeof many === "string") return failed("seed matters", many);
      const repeats = 1 - many.distinct / many.drawn;
      const found = `only ${many.distinct} of ${many.drawn} cases of level ${level} are distinct`;
      if (repeats > REPEATS_OF_MANY.failed)
        return failed("seed matters", found, firstRepeated(cases, level, seed));
      // The easiest level is small by nature in many tasks; a thousand cases are enough to begin with.
      if (repeats > REPEATS.failed && repeats > worst.share && level > 0)
        worst = { share: repeats, detail: found };
    }
  }
  if (worst.share > REPEATS.warned) return warned("seed matters", worst.detail);
  const alike = await findAlike(evidence);
  if (alike !== undefined) return alike;
  return passed(
    "seed matters",
    (worst.detail || repeated) === "" ? "all cases distinct" : worst.detail || repeated,
  );
}

/** Above this share of a level's cases that are others with other names, the names are all that is drawn. */
const FAILED_RENAMED = 0.5;

/** Cases whose names are moved on, to see whether they are names. */
const RENAMED = 8;

/** Cases that differ in nothing but their names, and tables of which there are a handful. */
async function findAlike(evidence: Evidence): Promise<Check | undefined> {
  const { levels, seed } = evidence;
  for (const [level, cases] of levels.entries()) {
    const seen = new Set(cases.map(({ instance }) => hashJson(withoutNames(instance))));
    const share = 1 - seen.size / Math.max(1, cases.length);
    const most = level === 0 ? FAILED_RENAMED : REPEATS.failed;
    if (share > most && (await areNames(evidence, level))) {
      const detail = `only ${seen.size} of ${cases.length} cases of level ${level} are distinct when names are left out`;
      const shown = cases.slice(0, 2).map((drawn) => counterexample({ ...drawn, level }, seed));
      return share > FAILED_RENAMED
        ? failed("seed matters", detail, shown)
        : warned("seed matters", detail, shown);
    }
    const isomorphic = await findIsomorphic(evidence, level);
    if (isomorphic !== undefined) return isomorphic;
    const [few] = findFewTables(cases.map(({ instance }) => instance));
    // The easiest level has few forms by nature in many tasks.
    if (few !== undefined && level > 0)
      return warned(
        "seed matters",
        `the field ${few.field} of the case, names in it not counted, has only ${few.forms} forms in ${cases.length} cases of level ${level}: the same few tables come again and again`,
        cases.slice(0, 1).map((drawn) => counterexample({ ...drawn, level }, seed)),
      );
  }
  return undefined;
}

/** Cases that differ in their names and in the order of their lists alone, where neither means anything. */
async function findIsomorphic(evidence: Evidence, level: number): Promise<Check | undefined> {
  const cases = evidence.levels[level] ?? [];
  const most = level === 0 ? FAILED_RENAMED : REPEATS.failed;
  const forms = cases.map(({ instance }) => ({ instance, isName: namesIn(instance) }));
  const repeats = (keyOf: (instance: Json, isName: (text: string) => boolean) => string): number =>
    1 -
    new Set(forms.map(({ instance, isName }) => keyOf(instance, isName))).size / Math.max(1, cases.length);
  // Isomorphic cases hold the same numbers, which is told at once.
  if (repeats(holdingsOf) <= most) return undefined;
  const shareAfter = (rounds: number): number =>
    repeats((instance, isName) => canonicalForm(instance, isName, rounds));
  // One round tells most cases from each other.
  if (shareAfter(1) <= most) return undefined;
  if (!(await isOrderFree(evidence, level))) return undefined;
  const hasNames = forms.some(({ instance, isName }) =>
    scalarsOf(instance).some((value) => typeof value === "string" && isName(value)),
  );
  if (hasNames && !(await areNames(evidence, level))) return undefined;
  const share = shareAfter(ROUNDS);
  if (share <= most) return undefined;
  const distinct = Math.round((1 - share) * cases.length);
  const detail = `only ${distinct} of ${cases.length} cases of level ${level} are distinct when names and the order of lists are left out`;
  const shown = cases.slice(0, 2).map((drawn) => counterexample({ ...drawn, level }, evidence.seed));
  return share > FAILED_RENAMED
    ? failed("seed matters", detail, shown)
    : warned("seed matters", detail, shown);
}

const holdingsOf = (instance: Json, isName: (text: string) => boolean): string =>
  scalarsOf(instance)
    .map((value) => (typeof value === "string" && isName(value) ? "#" : String(value)))
    .toSorted()
    .join(" ");

/** Whether the order of each list means nothing: where those of one kind are turned round, the answer stays right. */
async function isOrderFree(evidence: Evidence, level: number): Promise<boolean> {
  const attempts = (evidence.levels[level] ?? [])
    .slice(0, RENAMED)
    .flatMap(({ instance, reference }) =>
      reverseEachList(instance).map((turned) => ({ instance: turned, response: reference })),
    );
  const scores = await verifyAll(evidence, attempts);
  return scores.status === "completed" && scores.value.every((score) => scoreValue(score) === 1);
}

/** Whether texts are names and nothing more: where they move on in case and answer alike, the answer stays right. */
async function areNames(evidence: Evidence, level: number): Promise<boolean> {
  const cases = (evidence.levels[level] ?? []).slice(0, RENAMED);
  // Where words are more than names, the first case says so, and to rename many words takes long.
  for (const some of [cases.slice(0, 1), cases.slice(1)]) {
    const renamed = some.map(({ instance, reference }) => renameCase(instance, reference));
    const attempts = renamed.flatMap((one) =>
      one === undefined ? [] : [{ instance: one.instance, response: one.text }],
    );
    if (attempts.length < renamed.length) return false;
    const scores = await verifyAll(evidence, attempts);
    if (scores.status !== "completed" || scores.value.some((score) => scoreValue(score) < 1)) return false;
  }
  return true;
}

/** How many of up to 2,000 cases are distinct, or how drawing them ended. */
async function countDistinct(
  { program, sandbox, limits, seed }: Evidence,
  level: number,
): Promise<{ readonly distinct: number; readonly drawn: number } | string> {
  const seen = new Set<string>();
  let drawn = 0;
  for (let cpuMs = 0; drawn < REPEATS_OF_MANY.cases && cpuMs < MOST_CPU_MS; drawn += PART) {
    const cases = Array.from({ length: PART }, (_, position): CaseAddress => ({
      seed,
      index: drawn + position,
      extent: "case",
    }));
    const execution = await sandbox.redraw(program, { level, cases }, limits);
    if (execution.status !== "completed") return `drawing many cases: ${describeExecution(execution)}`;
    for (const one of execution.value) if (one.status === "drawn") seen.add(hashJson(one.instance));
    cpuMs += execution.cpuMs;
  }
  return { distinct: seen.size, drawn };
}

function firstRepeated(cases: readonly DrawnCase[], level: number, seed: number): readonly Counterexample[] {
  const hashes = cases.map(({ instance }) => hashJson(instance));
  const index = hashes.findIndex((hash, at) => hashes.indexOf(hash) < at);
  const repeated = cases[index];
  return repeated === undefined ? [] : [counterexample({ ...repeated, level }, seed)];
}
