import { Rng } from "../src/bootcamp/index.ts";
import { agreedAnswer, ATTEMPTS, CASES, decideDispute } from "../src/evolution/judging/decide-dispute.ts";

/** How often a dispute tells a wrong verifier from a task that is too hard, in percent. */
export type DisputeShares = {
  readonly rule: string;
  readonly brokenFound: number;
  readonly hardFound: number;
};

/**
 * Simulates disputes about bootcamps of which the judge solves nothing. A broken one refuses what is right:
 * the judge is right by the rules in a share of attempts that is drawn evenly from 0.5 to 1. Of a hard one
 * it is never right, and falls for the same wrong answer in a share of attempts that is drawn evenly from 0
 * to 0.5 for each case. Every other wrong answer is one of its own.
 */
export function simulateDisputes(bootcamps: number, seed: string): DisputeShares {
  const rng = Rng.from(seed);
  const between = (low: number, high: number): number => low + (high - low) * rng.float();
  const decide = (shareOf: () => number): ReturnType<typeof decideDispute> => {
    const agreed = Array.from({ length: CASES }, () => {
      const share = shareOf();
      return agreedAnswer(
        Array.from({ length: ATTEMPTS }, (_, index) => (rng.boolean(share) ? "the same" : `wrong ${index}`)),
      );
    });
    return decideDispute(agreed.filter((one) => one !== undefined).length);
  };
  const count = (what: ReturnType<typeof decideDispute>, shares: () => () => number): number =>
    (100 * Array.from({ length: bootcamps }, () => decide(shares())).filter((one) => one === what).length) /
    bootcamps;
  return {
    rule: `${CASES} cases, ${ATTEMPTS} attempts each`,
    brokenFound: count("verifier-wrong", () => {
      const share = between(0.5, 1);
      return () => share;
    }),
    hardFound: count("too-hard", () => () => between(0, 0.5)),
  };
}
