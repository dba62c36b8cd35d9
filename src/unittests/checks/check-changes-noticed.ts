import { UNNOTICED } from "../../core/checks/thresholds.ts";
import type { Check } from "../../core/checks/unit-test-report.ts";
import { type ChangedAnswer, changeAnswer } from "../answers/change-answer.ts";
import { type AnswerTree, elementsOf, readTree } from "../answers/answer-tree.ts";
import { spreadOver } from "../cases/spread-over.ts";
import { leavesOrderOpen } from "../answers/stated-order.ts";
import { statedTolerance } from "../answers/stated-tolerance.ts";
import {
  counterexample,
  type Evidence,
  failed,
  firstCases,
  passed,
  type PlacedCase,
  scoreValue,
  warned,
} from "../cases/evidence.ts";
import { tryAnswers, type TriedAnswer } from "../cases/try-answers.ts";

const name = "every change is noticed";

/** Cases of each level whose right answers are changed. */
const CASES = 8;

/** An operator says something when it has made so many wrong answers, in so many cases. */
const LEAST_TRIALS = 6;
const LEAST_CASES = 4;

/** So many results of one operator are tried, spread over the levels. */
const MOST_TRIALS = 8;

/** With fewer changed answers that can be read, little is known of the verifier. */
const LEAST_READABLE = 12;

type Trial = ChangedAnswer & { readonly drawn: PlacedCase };
type Tried = TriedAnswer<Trial>;

/** What one operator's results earned. */
type Operator = {
  readonly operator: string;
  readonly effect: Trial["effect"];
  readonly tried: readonly Tried[];
  readonly accepted: readonly Tried[];
  /** Why all of them being accepted is no fault here; null where it would be. */
  readonly neutral: string | null;
};

/** Whatever is changed in a right answer, the verifier notices in most cases, each kind of change for itself. */
export async function checkChangesNoticed(evidence: Evidence): Promise<Check> {
  const trials = collectTrials(evidence);
  const outcome = await tryAnswers(evidence, trials);
  if (outcome.status === "failed") return failed(name, outcome.reason);
  const readable = outcome.tried.filter(({ canonical }) => canonical !== null);
  if (readable.length < Math.min(LEAST_READABLE, outcome.tried.length))
    return warned(
      name,
      `only ${readable.length} of ${outcome.tried.length} changed answers can be read as an answer, so that little is known of the verifier`,
      outcome.tried
        .filter(({ canonical }) => canonical === null)
        .slice(0, 3)
        .map((one) => shown(one, evidence)),
    );
  const operators = [...Map.groupBy(readable, ({ operator }) => operator)]
    .map(([operator, tried]) => describeOperator(operator, tried))
    .filter(
      ({ tried }) =>
        tried.length >= LEAST_TRIALS && new Set(tried.map(({ drawn }) => drawn)).size >= LEAST_CASES,
    );
  const overlooked = operators.filter((one) => shareOf(one) >= UNNOTICED.failed && one.neutral === null);
  if (overlooked.length > 0)
    return failed(
      name,
      `a right answer scores 1 also with ${listed(overlooked)}: the verifier does not look there, or the task itself makes them right, and then either a fixed start or order has to tell them apart, or the parser has to read all spellings of one answer as one value, as \`setOf\` does`,
      overlooked.flatMap(({ accepted }) => accepted.slice(0, 1)).map((one) => shown(one, evidence)),
    );
  const often = operators.filter((one) => shareOf(one) >= UNNOTICED.warned && one.neutral === null);
  if (often.length > 0)
    return warned(
      name,
      `a right answer often scores 1 also with ${listed(often)}`,
      often.flatMap(({ accepted }) => accepted.slice(0, 1)).map((one) => shown(one, evidence)),
    );
  const neutral = [...new Set(operators.flatMap((one) => one.neutral ?? []))];
  return passed(
    name,
    readable.length === 0
      ? "nothing was tried: there was no right answer that could be changed"
      : `${readable.length} changed answers by ${operators.length} kinds of change${neutral.length === 0 ? "" : `; accepted because ${neutral.join(", ")}`}`,
  );
}

const shareOf = ({ accepted, tried }: Operator): number => accepted.length / Math.max(1, tried.length);

const listed = (operators: readonly Operator[]): string =>
  operators
    .slice(0, 6)
    .map(({ operator, accepted, tried }) => `${operator} (${accepted.length} of ${tried.length})`)
    .join(", ") + (operators.length > 6 ? `, and ${operators.length - 6} more` : "");

const shown = (one: Tried, { seed }: Evidence): ReturnType<typeof counterexample> =>
  counterexample(one.drawn, seed, `${one.response}\n(the right answer with ${one.operator})`, one.score);

function collectTrials(evidence: Evidence): readonly Trial[] {
  const { answerShape } = evidence.loaded;
  const cases = firstCases(evidence, CASES).map((drawn) => ({
    drawn,
    tree: readTree(drawn.answer ?? "", answerShape),
  }));
  const all = cases.flatMap(({ drawn, tree }, index) => {
    const others = [1, 2, 3].flatMap((step) => {
      const other = cases[(index + step) % cases.length];
      return other === undefined || other.drawn.level !== drawn.level ? [] : elementsOf(other.tree);
    });
    return [...changeAnswer(tree, others), ...moveBeyond(tree, drawn.prompt)].map((changed): Trial => ({
      ...changed,
      drawn,
    }));
  });
  return [...Map.groupBy(all, ({ operator }) => operator).values()].flatMap((trials) =>
    spreadOver(trials, MOST_TRIALS),
  );
}

/** So much more than the prompt allows lies outside, whatever is rounded on the way. */
const BEYOND = 1.6;

/** A number just outside of the tolerance that its prompt states, on both sides; nothing where it states none. */
function moveBeyond(tree: AnswerTree, prompt: string): readonly ChangedAnswer[] {
  if (tree.kind !== "number" || tree.text.includes("/")) return [];
  const { relative, absolute } = statedTolerance(prompt);
  const allowed = Math.max((relative ?? 0) * Math.abs(tree.value), absolute ?? 0);
  if (allowed === 0) return [];
  return [["added", 1] as const, ["taken away", -1] as const].map(([what, side]) => ({
    operator: `more ${what} than the prompt allows`,
    effect: "value",
    text: (tree.value + side * BEYOND * allowed).toFixed(12),
  }));
}

function describeOperator(operator: string, tried: readonly Tried[]): Operator {
  const effect = tried[0]?.effect ?? "value";
  const accepted = tried.filter(({ score }) => scoreValue(score) === 1);
  return { operator, effect, tried, accepted, neutral: whyNeutral(operator, { effect, accepted }) };
}

/** By how much a number was moved: in per cent of it, or by a number. */
const SHIFT = /\b(\d+)(%?) (?:added|taken away)(?: to each number)?$/;

/** What the prompt itself says that makes a change no mistake. */
function whyNeutral(
  operator: string,
  { effect, accepted }: Pick<Operator, "effect" | "accepted">,
): string | null {
  if (accepted.length === 0) return null;
  if (effect === "order" && accepted.every(({ drawn }) => leavesOrderOpen(drawn.prompt)))
    return "the prompt leaves the order open";
  if (effect === "count" && accepted.every(({ drawn, text }) => isWithoutUnit(text, drawn.answer ?? "")))
    return "the number is the same without its unit";
  const [, by, percent] = SHIFT.exec(operator) ?? [];
  if (by === undefined) return null;
  const isAllowed = accepted.every(({ drawn, text }) => {
    const { relative, absolute } = statedTolerance(drawn.prompt);
    const moved = farthestMove(drawn.answer ?? "", text);
    const share = percent === "%" ? Number(by) / 100 : moved.share;
    return (relative !== null && share <= relative) || (absolute !== null && moved.by <= absolute);
  });
  return isAllowed ? "the prompt allows so much" : null;
}

const BARE = /^[-+]?\d[\d.,]*(?:[eE][-+]?\d+)?$/;

/** Whether of a number and its unit, `12.5 mA`, the number is left. */
const isWithoutUnit = (text: string, answer: string): boolean =>
  BARE.test(text.trim()) &&
  answer.trim().startsWith(`${text.trim()} `) &&
  !/\d/.test(answer.trim().slice(text.trim().length));

const NUMBERS = /-?\d+(?:\.\d+)?/g;

/** How far the number that was changed lies from its right value, wherever in the answer it stands; also as a share of it. */
function farthestMove(answer: string, changed: string): { readonly by: number; readonly share: number } {
  const truths = (answer.match(NUMBERS) ?? []).map(Number);
  const values = (changed.match(NUMBERS) ?? []).map(Number);
  if (truths.length !== values.length) return { by: Infinity, share: Infinity };
  const moves = truths.map((truth, index) => Math.abs((values[index] ?? 0) - truth));
  const shares = truths.map((truth, index) =>
    moves[index] === 0 ? 0 : (moves[index] ?? 0) / Math.abs(truth),
  );
  return { by: Math.max(0, ...moves), share: Math.max(0, ...shares) };
}
