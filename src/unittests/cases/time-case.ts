import { DRAWING } from "../../core/checks/thresholds.ts";
import type { Extent } from "../../core/draft/execution.ts";
import type { Testing } from "./evidence.ts";

/** How long the methods of a class take on a case, on average of `count` of them, in CPU milliseconds; null: too long. */
export type TimedCases = {
  readonly count: number;
  readonly methods: readonly { readonly method: string; readonly cpuMs: number | null }[];
};

/** Cases that are timed together: alone, one takes as long as its engine needs to warm up, whichever method is slow. */
const TOGETHER = 8;

/** CPU time in which cases that are timed have to end: eight that need longer are far beyond what any may. */
const TIMING_MS = DRAWING.cpuMs;

/**
 * Draws cases of a level from one on, one method more at a time, to say which of them is slow: some together, or one
 * alone where that takes too long, or is wanted. Undefined where that ends otherwise than the batch did, and so says
 * nothing of it.
 */
export async function timeCases(
  testing: Testing,
  { level, from, alone = false }: { readonly level: number; readonly from: number; readonly alone?: boolean },
): Promise<TimedCases | undefined> {
  const several = alone ? undefined : await timeBatch(testing, { level, from, count: TOGETHER });
  if (several !== undefined && !isEndless(several)) return several;
  return timeBatch(testing, { level, from, count: 1 });
}

/** Each extent of a case is one method more than the one before it. */
const METHODS: readonly (readonly [method: string, extent: Extent])[] = [
  ["caseGenerator", "case"],
  ["promptFunc", "prompted"],
  ["referenceAnswer", "answered"],
  ["hardness", "measured"],
];

async function timeBatch(
  { program, sandbox, limits, seed }: Testing,
  { level, from, count }: { readonly level: number; readonly from: number; readonly count: number },
): Promise<TimedCases | undefined> {
  const once = { ...limits, timeoutMs: Math.min(limits.timeoutMs, TIMING_MS), once: true };
  const methods: { readonly method: string; readonly cpuMs: number | null }[] = [];
  let before = 0;
  for (const [method, extent] of METHODS) {
    const cases = Array.from({ length: count }, (_, index) => ({ seed, index: from + index, extent }));
    // The less of two: what the engine does besides, such as collecting garbage, is not the method's.
    let least = Infinity;
    for (let time = 0; time < 2; time++) {
      const drawn = await sandbox.redraw(program, { level, cases }, once);
      if (drawn.status === "timed-out") return { count, methods: [...methods, { method, cpuMs: null }] };
      if (drawn.status !== "completed" || drawn.value.some(({ status }) => status === "threw"))
        return undefined;
      least = Math.min(least, drawn.cpuMs);
    }
    methods.push({ method, cpuMs: Math.max(0, least - before) / count });
    before = Math.max(before, least);
  }
  return { count, methods };
}

/** The share of a case's time from which on a method is named: 13% were seen on one that only joins a few lines. */
const TOLD_SHARE = 0.2;

/** Whether a method did not come to its end. */
export const isEndless = ({ methods }: TimedCases): boolean => methods.some(({ cpuMs }) => cpuMs === null);

/** The times in words: what a case takes, and what each method takes of that. */
export function describeTimes({ count, methods }: TimedCases, limitMs: number): string {
  const slow = methods.find(({ cpuMs }) => cpuMs === null);
  if (slow !== undefined) return describeEndless(slow.method, methods, Math.min(limitMs, TIMING_MS));
  const whole = methods.reduce((sum, { cpuMs }) => sum + (cpuMs ?? 0), 0);
  const told = methods.filter(({ cpuMs }) => (cpuMs ?? 0) >= TOLD_SHARE * whole);
  const each = told.map(({ method, cpuMs }) => `${method} ${Math.round(cpuMs ?? 0)} ms`).join(", ");
  const others = told.length < methods.length ? ", every other method less than a fifth of it" : "";
  const of =
    count === 1
      ? "one case alone, with the start of its engine, takes"
      : `timed again, method by method, each of ${count} cases takes`;
  return `${of} ${Math.round(whole)} ms: ${each}${others}`;
}

/** Of a case that is not done in time: the method that did not end, or the one before it that took most of the time. */
function describeEndless(method: string, methods: TimedCases["methods"], limitMs: number): string {
  const [most] = methods.toSorted((one, other) => (other.cpuMs ?? 0) - (one.cpuMs ?? 0));
  const took = most?.cpuMs ?? 0;
  // Methods are timed one more at a time: what the others take is not the fault of the last.
  return most !== undefined && took > limitMs / 2
    ? `${most.method} takes ${Math.round(took)} ms for one case`
    : `${method} alone takes more than ${limitMs} ms for one case`;
}
