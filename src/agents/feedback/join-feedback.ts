import type { Feedback } from "./feedback.ts";

/** What was found about two programs of one reply as one message; nothing where nothing was. */
export function joinFeedback(all: readonly Feedback[]): Feedback | undefined {
  const [first, ...others] = all;
  if (first === undefined) return undefined;
  const rest = others.flatMap(({ finding, evidence }) => [finding, evidence]);
  return {
    finding: first.finding,
    evidence: [first.evidence, ...rest].filter((part) => part !== "").join("\n\n"),
    standing: all.find(({ standing }) => standing === "fails")?.standing ?? first.standing,
  };
}
