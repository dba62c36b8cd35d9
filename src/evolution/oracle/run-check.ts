import type { Program } from "../../core/draft/compile-report.ts";
import type { AnswerTally, ListedAnswers } from "../../core/judging/second-verifier.ts";
import type { Battery } from "./make-battery.ts";
import { isNearMiss } from "./near-misses.ts";
import { KINDS, type Trial } from "./score-answers.ts";
import { inCrossings, type Running } from "./in-crossings.ts";

/** How a second verifier did: of the answers that the class holds right, and of those that it holds wrong. */
export type CheckRun = {
  readonly cases: number;
  readonly right: AnswerTally;
  readonly wrong: AnswerTally;
  readonly listed: ListedAnswers | null;
  /** The smallest of each side first. */
  readonly disagreements: readonly Trial[];
  /** An answer that it left undecided. */
  readonly undecided: Trial | undefined;
};

/**
 * Runs a second verifier on the answers of a battery. A near miss of its author's that it does not call wrong
 * itself is none, and is left out before anything is counted.
 */
export async function runCheck(
  program: Program,
  { trials, cases, listed }: Battery,
  { drivers, options }: Running,
): Promise<CheckRun> {
  const said = await inCrossings(trials, (part) => {
    const lists = part.map((trial) => callOf(trial).arguments);
    return drivers.sandbox.call(program, { of: "check", arguments: lists }, options.limits);
  });
  const judged = trials.flatMap((trial, index) => {
    const told = said[index];
    const verdict = told === "right" || told === "wrong" ? told : null;
    return isNearMiss(trial) && verdict !== "wrong" ? [] : [{ trial, verdict }];
  });
  const tally = (side: Trial["classScore"]): AnswerTally => {
    const shown = judged.filter(({ trial }) => trial.classScore === side);
    const decided = shown.filter(({ verdict }) => verdict !== null);
    const agreed = decided.filter(({ verdict }) => verdict === side);
    return { shown: shown.length, decided: decided.length, agreed: agreed.length };
  };
  const ofAll = judged.filter(({ trial }) => trial.kind === KINDS.listed);
  return {
    cases: cases.length,
    right: tally("right"),
    wrong: tally("wrong"),
    listed:
      ofAll.length === 0
        ? null
        : {
            cases: listed,
            answers: ofAll.length,
            paid: ofAll.filter(({ trial }) => trial.classScore === "right").length,
            right: ofAll.filter(({ verdict }) => verdict === "right").length,
          },
    disagreements: orderDifferences(
      judged.flatMap(({ trial, verdict }) =>
        verdict === null || verdict === trial.classScore ? [] : [trial],
      ),
    ),
    undecided: judged.find(({ verdict }) => verdict === null)?.trial,
  };
}

/** The call that asks a second verifier about an answer. */
export const callOf = ({
  drawn,
  response,
}: Trial): { readonly of: "check"; readonly arguments: readonly string[] } => ({
  of: "check",
  arguments: [drawn.prompt, response],
});

/** What the class says of an answer, and how it was made: differences that are likely to have one cause. */
export const kindOf = ({ classScore, kind }: Trial): string => `${classScore} ${kind}`;

/**
 * The smallest difference of each side first, then the smallest of each kind, then the rest by kinds in turn: a
 * verifier that is wrong in one way must not hide a class that is wrong in another. No case stands there twice before
 * each has its turn, since a case gets one third look.
 */
function orderDifferences(trials: readonly Trial[]): readonly Trial[] {
  const size = ({ drawn, response }: Trial): number => drawn.prompt.length + response.length;
  const bySize = trials.toSorted(
    (one, other) =>
      size(one) - size(other) ||
      one.drawn.level - other.drawn.level ||
      one.drawn.index - other.drawn.index ||
      (one.response < other.response ? -1 : 1),
  );
  const kinds = [...Map.groupBy(bySize, kindOf).values()];
  const firsts = new Set([...Map.groupBy(kinds, ([one]) => one?.classScore).values()].map(([kind]) => kind));
  const queues = kinds.toSorted((one, other) => Number(firsts.has(other)) - Number(firsts.has(one)));
  return takeInTurn(queues);
}

/** The next of each queue in turn whose case has not stood there, until none is left; then all the others. */
function takeInTurn(queues: readonly (readonly Trial[])[]): readonly Trial[] {
  const cases = new Set<string>();
  const taken = new Set<Trial>();
  for (let before = -1; before < taken.size;) {
    before = taken.size;
    for (const queue of queues) {
      const next = queue.find(({ drawn }) => !cases.has(drawn.prompt));
      if (next === undefined) continue;
      cases.add(next.drawn.prompt);
      taken.add(next);
    }
  }
  return [...taken, ...queues.flat().filter((trial) => !taken.has(trial))];
}
