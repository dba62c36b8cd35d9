import { Rng } from "../../bootcamp/index.ts";
import { GUESSES } from "../../core/checks/thresholds.ts";
import type { Check } from "../../core/checks/unit-test-report.ts";
import { type AnswerTree, readTree, writeTree } from "../answers/answer-tree.ts";
import { GUESSERS, rearrange } from "../answers/guess-answer.ts";
import { leavesOrderOpen } from "../answers/stated-order.ts";
import { scoreAllAnswers } from "../answers/score-all-answers.ts";
import { nearestCase, SURFACE_POLICIES, tokensOf } from "../answers/surface-policies.ts";
import {
  counterexample,
  type Evidence,
  failed,
  passed,
  type PlacedCase,
  scoreValue,
  warned,
} from "../cases/evidence.ts";
import { spreadOver } from "../cases/spread-over.ts";
import { type TriedAnswer, tryAnswers } from "../cases/try-answers.ts";

const name = "guessing does not pay";

/** Cases on which each way to guess is tried, over all levels alike. */
const CASES = 100;

/** Ways that earn nothing on so many of them are not tried on the others. */
const SCREENED = 24;

/** A guess that chance made right counts; one that was made of the right answer says nothing then. */
const keepRight = ({ knowsAnswer }: Trial): boolean => !knowsAnswer;

/** What chance earns with the right elements: ways that find but their order are measured against it. */
const CHANCE_ORDER = "the right elements in any order";
const FINDING_ORDER: ReadonlySet<string> = new Set(
  SURFACE_POLICIES.flatMap(({ what, findsOrder }) => (findsOrder ? [what] : [])),
);

/** Ways that know the right elements and look for their order alone. */
const REORDERING: ReadonlySet<string> = new Set([
  CHANCE_ORDER,
  ...FINDING_ORDER,
  ...GUESSERS.flatMap(({ what, knowsAnswer }) => (knowsAnswer ? [what] : [])),
]);

/** Ways to answer at random, which know the form of answers and not the prompt. */
const BY_CHANCE: ReadonlySet<string> = new Set([CHANCE_ORDER, ...GUESSERS.map(({ what }) => what)]);

type Trial = {
  readonly drawn: PlacedCase;
  readonly text: string;
  readonly what: string;
  /** Whether it was made of the right answer: what reads as that is then left out. */
  readonly knowsAnswer: boolean;
};

/** Mean scores by way of guessing, the best first. */
type Earned = { readonly what: string; readonly mean: number; readonly cases: number };

/** Neither chance nor a glance at the prompt earns much: a random well-formed answer, and cheap policies. */
export async function checkGuessing(evidence: Evidence): Promise<Check> {
  const perLevel = Math.ceil(CASES / Math.max(1, evidence.levels.length));
  const levels = evidence.levels.map((cases, level) =>
    spreadOver(cases, perLevel).map((one) => ({ ...one, level })),
  );
  const sentinel = findSentinel(levels.flat());
  const trials = levels
    .flatMap((cases) => collectTrials(cases, evidence))
    .filter(({ text }) => text !== sentinel);
  const isEarly = new Set(levels.flatMap((cases) => spreadOver(cases, Math.ceil(SCREENED / levels.length))));
  const early = await tryAnswers(
    evidence,
    trials.filter(({ drawn }) => isEarly.has(drawn)),
    { keepRight },
  );
  if (early.status === "failed") return failed(name, early.reason);
  const promising = new Set(early.tried.flatMap(({ what, score }) => (scoreValue(score) > 0 ? [what] : [])));
  const late = await tryAnswers(
    evidence,
    trials.filter(({ drawn, what }) => !isEarly.has(drawn) && promising.has(what)),
    { keepRight },
  );
  if (late.status === "failed") return failed(name, late.reason);
  const tried = [...early.tried, ...late.tried];
  const earned = [...Map.groupBy(tried, ({ what }) => what)].map(([what, all]): Earned => {
    const sum = all.reduce((total, { score }) => total + scoreValue(score), 0);
    // A way that has an answer for few cases earns nothing in the others; a right one that was left out is no case.
    const whole = promising.has(what) ? levels.flat().length : isEarly.size;
    const cases = all[0]?.knowsAnswer === true ? all.length : whole;
    return { what, mean: sum / Math.max(1, cases), cases };
  });
  for (const one of earned) evidence.measure({ kind: BY_CHANCE.has(one.what) ? "chance" : "policy", ...one });
  const byChance = earned.find(({ what }) => what === CHANCE_ORDER)?.mean ?? 0;
  const [best] = earned
    .filter(({ what }) => what !== CHANCE_ORDER)
    .map((one) => (FINDING_ORDER.has(one.what) ? { ...one, mean: one.mean - byChance } : one))
    .toSorted((one, other) => other.mean - one.mean);
  if (best === undefined) return passed(name, "its answers have no form that could be guessed");
  const limits = limitsOf(evidence, levels.flat());
  const knowing = REORDERING.has(best.what) ? ", by somebody who is told which elements are right," : "";
  const above = FINDING_ORDER.has(best.what) && byChance > 0 ? ` more than ${CHANCE_ORDER}` : "";
  const detail = `${best.what}${knowing} scores ${best.mean.toFixed(2)}${above} on average of ${best.cases} cases${describeLevels(tried, best)}`;
  const examples = tried
    .filter(({ what, score }) => what === best.what && scoreValue(score) > 0)
    .slice(0, 3)
    .map(({ drawn, response, score }) => counterexample(drawn, evidence.seed, response, score));
  if (best.mean > limits.stopped)
    return failed(name, `${detail}; at most ${limits.stopped.toFixed(2)} is tolerated`, examples);
  if (best.mean > limits.flagged)
    return warned(name, `${detail}; above ${limits.flagged.toFixed(2)} a person should look`, examples);
  const several = await scoreAllAnswers(evidence, name);
  if (several !== undefined) return several;
  return passed(name, `${earned.length} ways to guess; the best, ${detail}`);
}

/** What a way earns level by level, where it earns anything: one level alone may be to blame. */
function describeLevels(tried: readonly TriedAnswer<Trial>[], { what, mean }: Earned): string {
  if (mean <= 0) return "";
  const own = Map.groupBy(
    tried.filter((one) => one.what === what),
    ({ drawn }) => drawn.level,
  );
  const means = [...own].map(([level, all]) => {
    const sum = all.reduce((total, { score }) => total + scoreValue(score), 0);
    return `${(sum / all.length).toFixed(2)} at level ${level}`;
  });
  return means.length < 2 ? "" : ` (${means.join(", ")})`;
}

/** A sentinel stands in at least this share of the cases, and so many times as often as any other answer. */
const SENTINEL = { share: 0.1, times: 5 };

/**
 * The answer that stands for "none": one that is far more frequent than any other. Whoever says it guesses nothing; what
 * a fixed answer earns is what "answers are spread" limits.
 */
function findSentinel(cases: readonly PlacedCase[]): string | undefined {
  const counts = [...Map.groupBy(cases, ({ answer }) => answer?.trim() ?? "")]
    .map(([text, { length }]) => ({ text, length }))
    .toSorted((one, other) => other.length - one.length);
  const [first, second] = counts;
  if (first === undefined || first.text === "") return undefined;
  const isFrequent = first.length >= SENTINEL.share * cases.length;
  return isFrequent && first.length >= SENTINEL.times * (second?.length ?? 0) ? first.text : undefined;
}

function collectTrials(cases: readonly PlacedCase[], { loaded, seed }: Evidence): readonly Trial[] {
  const trees = cases.map(({ answer }) => readTree(answer ?? "", loaded.answerShape));
  const tokens = cases.map(({ prompt }) => tokensOf(prompt));
  return cases.flatMap((drawn, index) => {
    const own = trees[index];
    if (own === undefined || drawn.answer === null) return [];
    const rng = Rng.from(`${name}\n${seed} ${drawn.level} ${drawn.index}`);
    const others = trees.filter((_, at) => at !== index);
    const near = nearestCase(tokens, index);
    const neighbour = near === undefined ? undefined : trees[near];
    const guesses = [
      { what: CHANCE_ORDER, text: rearrange(own, rng.split(CHANCE_ORDER)), knowsAnswer: false },
      ...GUESSERS.map(({ what, knowsAnswer, guess }) => ({
        what,
        text: guess(own, others, rng.split(what)),
        knowsAnswer,
      })),
      ...SURFACE_POLICIES.map(({ what, answer }) => ({
        what,
        text: answer(drawn.prompt, own),
        knowsAnswer: false,
      })),
      {
        what: "the answer of the case with the most similar prompt",
        text: neighbour === undefined ? undefined : writeTree(neighbour),
        knowsAnswer: false,
      },
    ];
    // Where the prompt leaves the order open, the right elements are the answer, however they stand.
    const isOpen = own.kind === "sequence" && leavesOrderOpen(drawn.prompt);
    return guesses.flatMap(({ what, text, knowsAnswer }): Trial[] =>
      text === undefined || (isOpen && REORDERING.has(what)) ? [] : [{ drawn, what, text, knowsAnswer }],
    );
  });
}

/** By the form of the answers that are really seen, not by what the class says of itself. */
function limitsOf(
  { loaded }: Evidence,
  cases: readonly PlacedCase[],
): { readonly flagged: number; readonly stopped: number } {
  const trees = cases.map(({ answer }): AnswerTree => readTree(answer ?? "", loaded.answerShape));
  const single = trees.filter(({ kind }) => kind === "number" || kind === "word").length;
  if (single * 2 < trees.length) return GUESSES.several;
  const isChoice = trees.every((tree) => tree.kind === "word" && tree.options !== null);
  if (!isChoice) return GUESSES.single;
  const seen = new Set(trees.map((tree) => writeTree(tree).toLowerCase())).size;
  return {
    flagged: 1 / Math.max(1, seen) + GUESSES.overChance.flagged,
    stopped: 1 / Math.max(1, seen) + GUESSES.overChance.stopped,
  };
}
