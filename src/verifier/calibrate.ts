import {
  type Calibration,
  CALIBRATION,
  EMPTY_TALK,
  MOST_WRONG,
  objectionsTo,
  sideOf,
} from "../core/checks/calibration.ts";
import { CALIBRATED, type Check, type Counterexample } from "../core/checks/unit-test-report.ts";
import { type AskVerifier, type ModelVerifier, settleAsked } from "../core/draft/model-verifier.ts";
import { wilsonInterval } from "../core/judging/band.ts";
import { awaitAll } from "../core/run/await-all.ts";
import { counterexample, failed, passed, scoreText } from "../unittests/cases/evidence.ts";
import { type Calibrated, gatherKnown, type GatheredQuestions, type KnownQuestion } from "./known-answers.ts";

/** What a calibration comes to: the check, and the figures where the verifier was asked. */
export type CalibrationOutcome = { readonly check: Check; readonly calibration: Calibration | null };

/** Questions that are asked at once; a verifier that cannot be admitted any more is asked no further. */
const BATCH = 50;

/** The most counterexamples that are shown. */
const SHOWN = 3;

/**
 * Asks a model verifier about answers that the class knows to be right or wrong, and admits it to the class
 * or not. Which questions are asked depends on the class and the seed alone, and on what was answered, never
 * on time. Rejects where nobody can be asked.
 */
export async function calibrate(
  of: Calibrated,
  { ask, verifier }: { readonly ask: AskVerifier; readonly verifier: ModelVerifier },
): Promise<CalibrationOutcome> {
  const known = await gatherKnown(of);
  if (known.status === "unusable")
    return { check: failed(CALIBRATED, known.detail, known.counterexamples), calibration: null };
  return calibrateOn(known, { ask, verifier, seed: of.seed });
}

/** The same on questions that were gathered before, from cases of this seed. */
export async function calibrateOn(
  known: GatheredQuestions,
  about: { readonly ask: AskVerifier; readonly verifier: ModelVerifier; readonly seed: number },
): Promise<CalibrationOutcome> {
  const { ask, verifier, seed } = about;
  const { tallies, talk } = await askAll(known, ask);
  const { right, wrong } = tallies;
  const calibration: Calibration = {
    ...verifier,
    right: sideOf(right.agreed, right.agreed + right.errors.length),
    wrong: sideOf(wrong.agreed, wrong.agreed + wrong.errors.length),
    invalid: wrong.invalid,
    faults: right.faults + wrong.faults,
    talk,
  };
  const objections = objectionsTo(calibration);
  if (objections.length === 0)
    return { check: passed(CALIBRATED, describeCalibration(calibration)), calibration };
  const errors = [...right.errors, ...wrong.errors].slice(0, SHOWN);
  const shown = errors.map((one) => shownError(one, seed));
  return {
    check: failed(
      CALIBRATED,
      `${verifier.model}, prompt ${verifier.prompt}: ${objections.join("; ")}`,
      shown,
    ),
    calibration,
  };
}

type Judged = KnownQuestion & { readonly verdict: Awaited<ReturnType<AskVerifier>> };

type Tally = {
  readonly agreed: number;
  readonly invalid: number;
  readonly faults: number;
  readonly errors: readonly Judged[];
};

const NONE: Tally = { agreed: 0, invalid: 0, faults: 0, errors: [] };

type Answered = {
  readonly tallies: { readonly right: Tally; readonly wrong: Tally };
  readonly talk: Calibration["talk"];
};

async function askAll({ right, wrong, talk }: GatheredQuestions, ask: AskVerifier): Promise<Answered> {
  const judge = (questions: readonly KnownQuestion[]): Promise<readonly Judged[]> =>
    awaitAll(questions.map(async (one) => ({ ...one, verdict: await ask(one.asked) })));
  let tallies = { right: NONE, wrong: NONE };
  for (let start = 0; start < CALIBRATION.answers; start += BATCH) {
    const [ofRight, ofWrong] = await Promise.all([
      judge(right.slice(start, start + BATCH)),
      judge(wrong.slice(start, start + BATCH)),
    ]);
    tallies = { right: tally(tallies.right, ofRight, true), wrong: tally(tallies.wrong, ofWrong, false) };
    // Whatever the rest would say: the share cannot be reached any more.
    if (isLost(tallies.right) || isLost(tallies.wrong)) return { tallies, talk: { texts: 0, paid: [] } };
  }
  const paid: string[] = [];
  for (const [text, questions] of talk) {
    const judged = await judge(questions);
    if (judged.filter(({ verdict }) => verdict.status === "right").length >= EMPTY_TALK.paid) paid.push(text);
  }
  return { tallies, talk: { texts: talk.size, paid } };
}

const isLost = ({ errors, faults }: Tally): boolean => errors.length > MOST_WRONG || faults > MOST_WRONG;

function tally(before: Tally, judged: readonly Judged[], isRight: boolean): Tally {
  const of = (status: Judged["verdict"]["status"]): readonly Judged[] =>
    judged.filter(({ verdict }) => verdict.status === status);
  const refused = [...of("wrong"), ...of("invalid")];
  const [agreed, errors] = isRight ? [of("right"), refused] : [refused, of("right")];
  return {
    agreed: before.agreed + agreed.length,
    invalid: before.invalid + of("invalid").length,
    faults: before.faults + of("fault").length,
    errors: [...before.errors, ...errors],
  };
}

function shownError({ asked, drawn, response, verdict }: Judged, seed: number): Counterexample {
  const score = settleAsked(asked, verdict);
  return { ...counterexample(drawn, seed, response), score: scoreText(score) };
}

/** A calibration in a line. */
export function describeCalibration({ model, prompt, right, wrong, invalid, talk }: Calibration): string {
  const shown = ({ rate, answers }: Calibration["right"]): string => {
    const { low, high } = wilsonInterval(rate, answers);
    return `${rate.toFixed(4)} of ${answers} (95%: ${low.toFixed(3)} to ${high.toFixed(3)})`;
  };
  return `${model}, prompt ${prompt}: right answers called right ${shown(right)}; wrong ones refused ${shown(wrong)}, ${invalid} of them as invalid; of ${talk.texts} texts that answer nothing none is paid`;
}

/** The check where a class asks for a model verifier and nobody is configured to be one. */
export const uncalibrated = (): Check =>
  failed(
    CALIBRATED,
    "a model compares its answers, and none is configured: name one as `verifier` in the configuration, or have rules decide",
  );
