import { DRAWING } from "../../core/checks/thresholds.ts";
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

async function timeBatch(
  { program, sandbox, limits, seed }: Testing,
  { level, from, count }: { readonly level: number; readonly from: number; readonly count: number },
): Promise<TimedCases | undefined> {
  const once = { ...limits, timeoutMs: Math.min(limits.timeoutMs, TIMING_MS), once: true };
  const cases = Array.from({ length: count }, (_, index) => ({ seed, index: from + index, bare: true }));
  const generated = await sandbox.redraw(program, { level, cases }, once);
  if (generated.status === "timed-out") return { count, methods: [{ method: "caseGenerator", cpuMs: null }] };
  if (generated.status !== "completed") return undefined;
  const instances = generated.value.flatMap((one) => (one.status === "drawn" ? [one.instance] : []));
  if (instances.length < count) return undefined;
  const generator = { method: "caseGenerator", cpuMs: generated.cpuMs / count };
  const worded = await sandbox.word(program, instances, once);
  if (worded.status === "timed-out")
    return { count, methods: [generator, { method: "promptFunc", cpuMs: null }] };
  if (worded.status !== "completed") return undefined;
  const whole = await sandbox.draw(program, { level, seed, start: from, count }, once);
  if (whole.status !== "completed" && whole.status !== "timed-out") return undefined;
  const rest =
    whole.status === "completed" ? Math.max(0, whole.cpuMs - generated.cpuMs - worded.cpuMs) / count : null;
  const methods = [
    generator,
    { method: "promptFunc", cpuMs: worded.cpuMs / count },
    { method: "referenceAnswer", cpuMs: rest },
  ];
  return { count, methods };
}

/** Whether a method did not come to its end. */
export const isEndless = ({ methods }: TimedCases): boolean => methods.some(({ cpuMs }) => cpuMs === null);

/** The times in words: what a case takes, and what each method takes of that. */
export function describeTimes({ count, methods }: TimedCases, limitMs: number): string {
  const slow = methods.find(({ cpuMs }) => cpuMs === null);
  if (slow !== undefined)
    return `${slow.method} alone takes more than ${Math.min(limitMs, TIMING_MS)} ms for one case`;
  const whole = methods.reduce((sum, { cpuMs }) => sum + (cpuMs ?? 0), 0);
  const each = methods.map(({ method, cpuMs }) => `${method} ${Math.round(cpuMs ?? 0)} ms`).join(", ");
  const of =
    count === 1 ? "one case alone, with the start of its engine," : `each of ${count} cases from there on`;
  return `${of} takes ${Math.round(whole)} ms: ${each}`;
}
