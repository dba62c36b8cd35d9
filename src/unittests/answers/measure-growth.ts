import type { Evidence, PlacedCase } from "../cases/evidence.ts";
import { growTo } from "./grow-by-shape.ts";

/** What a verification costs where its answer is grown to one size, in milliseconds of CPU. */
export type CostPoint = {
  readonly size: number;
  readonly cpuMs: number;
  /** Whether it ended; one that did not takes longer than `cpuMs`. */
  readonly ended: boolean;
};

/** Sizes are doubled from here on. */
const FIRST = 8;

/** A verification that takes longer ends the curve. Four doublings of a steep one come to less before the last. */
const DEADLINE_MS = 500;

/** All verifications for the curves of one class together, in milliseconds of CPU. */
const BUDGET_MS = 1_500;

/** Above the square, with room for what a measurement errs by. */
const MOST_EXPONENT = 2.5;

/** A curve that is steep and still quick at the largest answers stops nothing. */
const STEEP_MS = 1_000;

/** Below this a verification is its own start, and no growth. */
const LEAST_MS = 0.25;

/** Points over which a power is fitted: four doublings. */
const FITTED = 5;

/** What is needed to measure: nothing that remembers scores. */
type Measuring = Pick<Evidence, "freshSandbox" | "program" | "limits" | "loaded">;

/**
 * Measures the time of verifying a case's right answer that is grown in one direction, doubled from size to size
 * below `end`. CPU time of the sandbox counts, which a busy machine does not stretch. The first verification that
 * does not end within its deadline is the last, and so is the one with which the budget is used up, from which what
 * was `spent` before is taken. Nothing where the direction is one in which sizes cannot be doubled.
 */
export async function measureGrowth(
  { freshSandbox, program, limits, loaded }: Measuring,
  { answer, instance }: PlacedCase,
  {
    direction,
    end,
    spent,
  }: { readonly direction: string; readonly end: number; readonly spent: readonly CostPoint[] },
): Promise<readonly CostPoint[]> {
  const points: CostPoint[] = [];
  let left = spent.reduce((rest, { cpuMs }) => rest - cpuMs, BUDGET_MS);
  for (let size = FIRST; size < end && left > 0; size *= 2) {
    const grown = growTo(answer ?? "", loaded.answerShape, size).find((one) => one.direction === direction);
    const wrapped = grown === undefined ? undefined : await freshSandbox.wrap(program, [grown.text], limits);
    const response = wrapped?.status === "completed" ? wrapped.value[0] : undefined;
    if (response === undefined) break;
    const timeoutMs = Math.ceil(Math.min(DEADLINE_MS, left, limits.timeoutMs));
    const execution = await freshSandbox.verify(program, [{ instance, response }], {
      ...limits,
      timeoutMs,
      once: true,
    });
    const ended = execution.status === "completed" && execution.value[0]?.status !== "timeout";
    const cpuMs = execution.status === "completed" && ended ? execution.cpuMs : timeoutMs;
    points.push({ size, cpuMs, ended });
    left -= cpuMs;
    if (!ended) break;
  }
  return points;
}

/**
 * The power by which the time grows, by least squares of its logarithm over the last four doublings; null where
 * there are fewer, or one of them did not end: then there is no saying.
 */
export function fitExponent(points: readonly CostPoint[]): number | null {
  const last = points.slice(-FITTED);
  if (last.length < FITTED || last.some(({ ended }) => !ended)) return null;
  const start = Math.min(...points.map(({ cpuMs }) => cpuMs));
  const xs = last.map(({ size }) => Math.log(size));
  // What the smallest answers take is what any does. Less than the least counts as that: no curve seems steeper by it.
  const ys = last.map(({ cpuMs }) => Math.log(Math.max(LEAST_MS, cpuMs - start)));
  const mean = (all: readonly number[]): number => all.reduce((sum, one) => sum + one, 0) / all.length;
  const [middleX, middleY] = [mean(xs), mean(ys)];
  const over = xs.reduce((sum, x, index) => sum + (x - middleX) * ((ys[index] ?? 0) - middleY), 0);
  return over / xs.reduce((sum, x) => sum + (x - middleX) ** 2, 0);
}

/** Whether the last of these takes so long, and the time on the way to it grows so steeply, that it is a fault. */
export function isSteep(points: readonly CostPoint[]): boolean {
  return (points.at(-1)?.cpuMs ?? 0) > STEEP_MS && (fitExponent(points) ?? 0) > MOST_EXPONENT;
}

/** Points of a curve in words, and the power by which they grow, where that can be told. */
export function describeGrowth(points: readonly CostPoint[]): string {
  const shown = points.map(
    ({ size, cpuMs, ended }) => `${size}: ${ended ? "" : "over "}${cpuMs.toFixed(0)} ms`,
  );
  const exponent = fitExponent(points);
  return `${shown.join(", ")}${exponent === null ? "" : `, like the power ${exponent.toFixed(1)} of the size`}`;
}
