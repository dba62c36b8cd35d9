import type { Json } from "../../bootcamp/index.ts";
import type { Testing } from "./evidence.ts";

/** How long the methods of a class take on one case that is drawn alone, in CPU milliseconds; null: too long. */
export type TimedCase = {
  readonly methods: readonly { readonly method: string; readonly cpuMs: number | null }[];
  /** The case; undefined where generating it did not end. */
  readonly instance: Json | undefined;
};

/**
 * Draws a case of a level alone, one method more at a time, to say which of them is slow. Undefined where that
 * ends otherwise than the batch did, and so says nothing of it.
 */
export async function timeCase(
  { program, sandbox, limits, seed }: Testing,
  { level, index }: { readonly level: number; readonly index: number },
): Promise<TimedCase | undefined> {
  const once = { ...limits, once: true };
  const cases = [{ seed, index, bare: true }];
  const generated = await sandbox.redraw(program, { level, cases }, once);
  if (generated.status === "timed-out")
    return { methods: [{ method: "caseGenerator", cpuMs: null }], instance: undefined };
  const [drawn] = generated.status === "completed" ? generated.value : [];
  if (generated.status !== "completed" || drawn?.status !== "drawn") return undefined;
  const { instance } = drawn;
  const generator = { method: "caseGenerator", cpuMs: generated.cpuMs };
  const worded = await sandbox.word(program, [instance], once);
  if (worded.status === "timed-out")
    return { methods: [generator, { method: "promptFunc", cpuMs: null }], instance };
  if (worded.status !== "completed") return undefined;
  const whole = await sandbox.draw(program, { level, seed, start: index, count: 1 }, once);
  if (whole.status !== "completed" && whole.status !== "timed-out") return undefined;
  const rest =
    whole.status === "completed" ? Math.max(0, whole.cpuMs - generated.cpuMs - worded.cpuMs) : null;
  const methods = [
    generator,
    { method: "promptFunc", cpuMs: worded.cpuMs },
    { method: "referenceAnswer", cpuMs: rest },
  ];
  return { methods, instance };
}

/** The times in words: what each method takes, and all of them together. */
export function describeTimes({ methods }: TimedCase, limitMs: number): string {
  const slow = methods.find(({ cpuMs }) => cpuMs === null);
  if (slow !== undefined) return `${slow.method} alone takes more than ${limitMs} ms there`;
  const whole = methods.reduce((sum, { cpuMs }) => sum + (cpuMs ?? 0), 0);
  const each = methods.map(({ method, cpuMs }) => `${method} ${Math.round(cpuMs ?? 0)} ms`).join(", ");
  return `drawn alone, this case takes ${Math.round(whole)} ms: ${each}`;
}
