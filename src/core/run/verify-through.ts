import type { Sandbox } from "../draft/execution.ts";
import { type AskVerifier, settleAsked } from "../draft/model-verifier.ts";
import { awaitAll } from "./await-all.ts";

/** Verifies by the class, and has a model asked where the class says so. Rejects where asking does. */
export function verifyThrough(attempt: Sandbox["attempt"], ask: AskVerifier): Sandbox["verify"] {
  return async (program, attempts, limits) => {
    const execution = await attempt(program, attempts, limits);
    if (execution.status !== "completed") return execution;
    const settled = execution.value.map(async (one) =>
      one.status === "asks" ? settleAsked(one, await ask(one)) : one,
    );
    return { ...execution, value: await awaitAll(settled) };
  };
}

/** The same sandbox with somebody to ask. */
export const withVerifier = (sandbox: Sandbox, ask: AskVerifier): Sandbox => ({
  ...sandbox,
  verify: verifyThrough(sandbox.attempt, ask),
});

/** The same sandbox, in which no model is ever asked: for tests of what a class does by itself. */
export const withoutVerifier = (sandbox: Sandbox): Sandbox => ({ ...sandbox, verify: sandbox.verifyAlone });
