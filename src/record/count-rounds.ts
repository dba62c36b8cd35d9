import { isSimplifiedByWord } from "../core/checks/simplification-words.ts";
import type { RecordedRound } from "../core/draft/recorded-round.ts";

/** What the drafts of one round were like, over all tasks and lines: the InternBootcamp report's two tables. */
export type RoundCounts = {
  readonly round: number;
  readonly drafts: number;
  /** Drafts with words of simplification in comments, or that the check on them found to admit one. */
  readonly simplified: number;
  /** Drafts that are unusable, do not compile, or fail a test. */
  readonly problematic: number;
};

/** Counts by round, from the first. */
export function countRounds(rounds: readonly RecordedRound[]): readonly RoundCounts[] {
  const numbers = [...new Set(rounds.map(({ round }) => round))].sort((a, b) => a - b);
  return numbers.map((round) => {
    const drafts = rounds.filter((one) => one.round === round);
    return {
      round,
      drafts: drafts.length,
      simplified: drafts.filter(admitsSimplification).length,
      problematic: drafts.filter(isProblematic).length,
    };
  });
}

/** By words, as that report counts: the check goes by what is said of the task, and finds fewer. */
const admitsSimplification = (round: RecordedRound): boolean =>
  round.status === "tested" &&
  ((round.source !== null && isSimplifiedByWord(round.source)) ||
    round.checks.some(
      ({ name, status }) => name === "not simplified" && (status === "warned" || status === "waived"),
    ));

const isProblematic = (round: RecordedRound): boolean =>
  round.status !== "tested" || round.checks.some(({ status }) => status === "failed");
