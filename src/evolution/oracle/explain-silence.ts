import type { Program } from "../../core/draft/compile-report.ts";
import type { Silence } from "../../core/judging/silence.ts";
import { CROSSING, type Running } from "./in-crossings.ts";

/** Finds out why a function of a blind program gave nothing that could be used for these arguments: it is called alone. */
export async function explainSilence(
  program: Program,
  call: { readonly of: string | null; readonly arguments: readonly string[] },
  { drivers, options }: Running,
): Promise<Silence> {
  const { of } = call;
  const execution = await drivers.sandbox.endingOf(program, call, options.limits);
  switch (execution.status) {
    case "completed": {
      const { value, cpuMs } = execution;
      if (value.status !== "gave") return { of, ...value };
      if (value.text === "") return { of, status: "empty" };
      if (value.text === "unsure") return { of, status: "unsure" };
      // It ends alone: those that were called with it took the time, or it has.
      return { of, status: "late", cpuMs, count: CROSSING, limitMs: options.limits.timeoutMs };
    }
    case "timed-out":
      return { of, status: "timed out", limitMs: execution.limitMs };
    case "threw":
      return { of, status: "threw", message: execution.message };
    case "out-of-memory":
      return { of, status: "threw", message: `more than ${execution.limitMiB} MiB of memory` };
    case "crashed":
    case "refused":
      return { of, status: "threw", message: execution.reason };
  }
}
