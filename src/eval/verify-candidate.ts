import type { Complete } from "../core/calls/completion.ts";
import type { Sandbox } from "../core/draft/execution.ts";
import { withVerifier } from "../core/run/verify-through.ts";
import { taskId } from "../core/task/ids.ts";
import { readPrompts } from "../files/read-prompts.ts";
import { createAskVerifier } from "../verifier/ask-verifier.ts";
import { JOB_LIMITS, type Workshop } from "../workshop/workshop.ts";
import type { Programs } from "./benchmark/open-task.ts";

/** The first bootcamp of a benchmark whose answers a model compares, as `SLUG@VERSION`; undefined where rules do. */
export async function findModelVerified(
  programs: Programs,
  { sandbox }: Workshop,
): Promise<string | undefined> {
  for (const [name, program] of programs) {
    const loaded = await sandbox.load(program, JOB_LIMITS);
    if (loaded.status === "completed" && loaded.value.equal !== null) return name;
  }
  return undefined;
}

/** The sandbox in which answers to a bootcamp are compared by whoever `complete` asks as the verifier. */
export function openVerifying(sandbox: Sandbox): (bootcamp: string, complete: Complete) => Sandbox {
  // Once for all cases: reading every prompt takes longer than scoring a response.
  const prompts = readPrompts("");
  return (bootcamp, complete) =>
    withVerifier(sandbox, createAskVerifier({ complete, prompts, task: taskId(bootcamp) }));
}
