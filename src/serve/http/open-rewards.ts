import type { Holdings, Target } from "../holdings/served-class.ts";
import type { AdmissionGate } from "../scoring/admission-gate.ts";
import type { ReadTruth } from "../scoring/read-truth.ts";
import { Refused } from "../scoring/refusal.ts";
import type { ScoreDesk } from "../scoring/score-desk.ts";
import { readOutcome, type Verdict } from "../scoring/write-result.ts";

/** An item of a request, in the words of every protocol. */
export type Item = { readonly groundTruth: string; readonly response: string };

/** How much is taken at once. */
export type RewardLimits = {
  /** UTF-16 units of one response. */
  readonly responseLength: number;
  readonly listLength: number;
  readonly bodyBytes: number;
};

/** What all protocols are served by. */
export type Rewards = {
  readonly holdings: () => Holdings;
  readonly gate: AdmissionGate;
  readonly limits: RewardLimits;
  /** Throws Refused when any item cannot be scored at all: then none of them was. */
  readonly score: (items: readonly Item[]) => Promise<readonly Verdict[]>;
  /** The case that a ground truth is about. Throws Refused where there is none. */
  readonly target: (groundTruth: string) => Target;
};

/** Reads every item before the first is scored. */
export function openRewards(parts: {
  readonly holdings: () => Holdings;
  readonly gate: AdmissionGate;
  readonly limits: RewardLimits;
  readonly readTruth: ReadTruth;
  readonly desk: ScoreDesk;
}): Rewards {
  const { holdings, gate, limits, readTruth, desk } = parts;
  const read = ({ groundTruth, response }: Item, index: number, of: Holdings, count: number) => {
    try {
      if (response.length > limits.responseLength)
        throw new Refused(
          "response-too-long",
          `the response has ${response.length} characters; at most ${limits.responseLength} are taken`,
        );
      return { target: readTruth(groundTruth, of), response };
    } catch (error) {
      if (!(error instanceof Refused) || count === 1) throw error;
      throw new Refused(error.refusal.code, `item ${index}: ${error.message}`);
    }
  };
  return {
    holdings,
    gate,
    limits,
    target: (groundTruth) => readTruth(groundTruth, holdings()),
    score: async (items) => {
      if (items.length > limits.listLength)
        throw new Refused(
          "list-too-long",
          `${items.length} items; at most ${limits.listLength} are taken at once`,
        );
      const of = holdings();
      const submissions = items.map((item, index) => read(item, index, of, items.length));
      return (await desk.score(submissions)).map(readOutcome);
    },
  };
}
