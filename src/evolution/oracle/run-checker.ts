import type { Program } from "../../core/draft/compile-report.ts";
import type { SolverTally } from "../../core/judging/oracle-report.ts";
import { mutateAnswer } from "../../unittests/answers/mutate-answer.ts";
import type { FreshCase } from "./fresh-cases.ts";
import { inCrossings, type Running } from "./run-solver.ts";
import type { Disagreement } from "./settle-dispute.ts";

/** An answer to a fresh case that the class pays in full or not at all. */
export type Trial = Disagreement;

/** How a checker did: of the answers that the class holds right, and of those that it holds wrong. */
export type CheckerRun = SolverTally & {
  readonly decided: Readonly<Record<Trial["classScore"], number>>;
  readonly shown: Readonly<Record<Trial["classScore"], number>>;
  readonly disagreements: readonly Disagreement[];
  /** An answer that it left undecided. */
  readonly undecided: Trial | undefined;
};

/** Answers of each case beside its reference: changed a little, spread over the kinds of change. */
const MUTANTS = 3;

/** Answers verified in one crossing. */
const PART = 100;

/**
 * Reference answers, mutants of them and the answers of other cases, each with what the class holds of it.
 * What it pays in part, or cannot read, tells a checker nothing and is left out.
 */
export async function makeTrials(
  cases: readonly FreshCase[],
  round: { readonly program: Program },
  { drivers, options }: Running,
): Promise<readonly Trial[]> {
  const { sandbox } = drivers;
  const { program } = round;
  const references = cases.map(({ reference }) => reference);
  const extracted = await sandbox.extract(program, references, options.limits);
  const answers = extracted.status === "completed" ? extracted.value : [];
  const changed = cases.flatMap((drawn, index) =>
    spread(mutateAnswer(answers[index]?.text ?? "")).map((text) => ({ drawn, text })),
  );
  const texts = changed.map(({ text }) => text);
  const wrapped = await sandbox.wrap(program, texts, options.limits);
  const mutants = wrapped.status === "completed" ? wrapped.value : [];
  const all = [
    ...cases.map((drawn) => ({ drawn, response: drawn.reference })),
    ...mutants.flatMap((response, at) => {
      const drawn = changed[at]?.drawn;
      return drawn === undefined ? [] : [{ drawn, response }];
    }),
    ...cases.map((drawn, position) => ({
      drawn,
      response: references[(position + 1) % references.length] ?? "",
    })),
  ];
  const trials: Trial[] = [];
  for (let start = 0; start < all.length; start += PART) {
    const part = all.slice(start, start + PART);
    const attempts = part.map(({ drawn, response }) => ({ instance: drawn.instance, response }));
    const verified = await sandbox.verify(program, attempts, options.limits);
    if (verified.status !== "completed") continue;
    for (const [at, { drawn, response }] of part.entries()) {
      const score = verified.value[at];
      if (score?.status !== "scored" || (score.score !== 0 && score.score !== 1)) continue;
      const classScore = score.score === 1 ? "right" : "wrong";
      trials.push({ drawn, response, classScore, isGiven: false });
    }
  }
  return trials;
}

function spread<Item>(items: readonly Item[]): readonly Item[] {
  if (items.length <= MUTANTS) return items;
  return Array.from({ length: MUTANTS }, (_, index) =>
    items.at(Math.round((index * (items.length - 1)) / (MUTANTS - 1))),
  ).filter((item) => item !== undefined);
}

/** Runs a checker on answers. */
export async function runChecker(
  checker: Program,
  trials: readonly Trial[],
  { drivers, options }: Running,
): Promise<CheckerRun> {
  const said = await inCrossings(trials, (part) => {
    const lists = part.map(({ drawn, response }) => [drawn.prompt, response]);
    return drivers.sandbox.call(checker, { of: null, arguments: lists }, options.limits);
  });
  const decided = trials.flatMap((trial, index) => {
    const verdict = said[index];
    return verdict === "right" || verdict === "wrong" ? [{ trial, verdict }] : [];
  });
  const disagreements = decided.flatMap(({ trial, verdict }) =>
    verdict === trial.classScore ? [] : [trial],
  );
  const count = (all: readonly Trial[]): CheckerRun["shown"] => ({
    right: all.filter(({ classScore }) => classScore === "right").length,
    wrong: all.filter(({ classScore }) => classScore === "wrong").length,
  });
  return {
    cases: trials.length,
    answered: decided.length,
    agreed: decided.length - disagreements.length,
    decided: count(decided.map(({ trial }) => trial)),
    shown: count(trials),
    disagreements: oneOfEach(disagreements),
    undecided: trials.find((_, position) => said[position] !== "right" && said[position] !== "wrong"),
  };
}

/** Smallest first, and what is said of a second answer to the same case behind all others. */
function oneOfEach(disagreements: readonly Disagreement[]): readonly Disagreement[] {
  const seen = new Map<string, number>();
  const ranked = disagreements.map((one) => {
    const rank = seen.get(one.drawn.prompt) ?? 0;
    seen.set(one.drawn.prompt, rank + 1);
    return { one, rank };
  });
  return ranked
    .toSorted(
      (a, b) =>
        a.rank - b.rank ||
        a.one.drawn.prompt.length - b.one.drawn.prompt.length ||
        a.one.drawn.index - b.one.drawn.index,
    )
    .map(({ one }) => one);
}
