/** How far the checks say that a draft came, beyond compiling. */
export type Stages = { readonly runs: boolean; readonly tested: boolean };

/** Reads it from the checks of a draft that compiled. */
export function stagesOf(checks: readonly { readonly name: string; readonly status: string }[]): Stages {
  const passes = (name: string): boolean =>
    checks.some((check) => check.name === name && check.status === "passed");
  return {
    runs: passes("loads") && passes("generation never throws"),
    tested: checks.every(({ status }) => status !== "failed" && status !== "skipped"),
  };
}
