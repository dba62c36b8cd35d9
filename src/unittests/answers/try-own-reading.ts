import type { Counterexample } from "../../core/checks/unit-test-report.ts";
import { counterexample, type Evidence, firstCases, type PlacedCase, scoreValue } from "../cases/evidence.ts";
import { tryAnswers } from "../cases/try-answers.ts";
import { type Spelling, spellAnswer } from "./spell-answer.ts";
import { toolkitReading } from "./toolkit-reading.ts";
import { unwrapLines } from "../texts/unwrap-lines.ts";

/** Cases of each level whose answers are spelt in other ways. */
const CASES = 2;

/** A prompt that says what stands between the elements of an answer; another sign is no right answer then. */
const SAYS_SEPARATOR =
  /\b(?:separated|divided|joined) (?:by|with)\b|\b(?:commas?|semicolons?|spaces?|arrows?|signs?)\b[^.\n]{0,30}\bbetween\b|\bbetween them\b|\b(?:a|the) (?:comma|semicolon)\b|\bone (?:per|a|to a|on each) line\b/i;

/** How a class that reads its answers by itself reads what the toolkit would. */
export type OwnReading =
  | { readonly status: "the toolkit's" }
  | { readonly status: "failed"; readonly reason: string }
  | {
      readonly status: "its own";
      readonly parser: string;
      readonly spellings: number;
      /** How many of them are of the right answer. */
      readonly ofRight: number;
      /** Spellings of right answers that are refused, as words, and of others that score 1. */
      readonly refused: readonly string[];
      readonly accepted: readonly string[];
      readonly shown: readonly Counterexample[];
    };

/** Holds a class's own parser against the toolkit's, where the toolkit has one for such answers. */
export async function tryOwnReading(evidence: Evidence): Promise<OwnReading> {
  const { answerShape, answerPlace } = evidence.loaded;
  const answers = firstCases(evidence, Infinity).flatMap(({ answer }) => answer ?? []);
  const reading = toolkitReading(answers, answerShape);
  if (reading === undefined) return { status: "the toolkit's" };
  const isLine = answerPlace === "final-line" || answerPlace === "whole-reply";
  const trials = firstCases(evidence, CASES).flatMap((drawn) =>
    spellAnswer(drawn.answer ?? "", reading, { isLine })
      .filter(({ how }) => how !== "as per cent" || !/%|per ?cent/i.test(drawn.prompt))
      .filter(
        ({ isSeparated, isSame }) =>
          !isSeparated || !isSame || !SAYS_SEPARATOR.test(unwrapLines(drawn.prompt)),
      )
      .map((spelling) => ({ ...spelling, drawn })),
  );
  const outcome = await tryAnswers<Spelling & { readonly drawn: PlacedCase }>(evidence, trials, {
    keepRight: () => true,
  });
  if (outcome.status === "failed") return outcome;
  const byHow = [...Map.groupBy(outcome.tried, ({ how, isSame }) => `${how} ${isSame}`).values()];
  const wrongly = byHow.flatMap((all) => {
    const [first] = all;
    const paid = all.filter(({ score }) => scoreValue(score) === 1);
    const isWrong = first?.isSame === true ? paid.length * 2 < all.length : paid.length > 0;
    if (first === undefined || !isWrong) return [];
    const one = (first.isSame ? all.find(({ score }) => scoreValue(score) < 1) : paid[0]) ?? first;
    const example = counterexample(one.drawn, evidence.seed, one.response, one.score);
    return [{ how: first.how, isSame: first.isSame, example }];
  });
  const refused = wrongly.filter(({ isSame }) => isSame).map(({ how }) => how);
  const accepted = wrongly.filter(({ isSame }) => !isSame).map(({ how }) => how);
  const worst = accepted.length > 0;
  return {
    status: "its own",
    parser: reading.parser,
    spellings: byHow.length,
    ofRight: byHow.filter(([one]) => one?.isSame === true).length,
    refused,
    accepted,
    shown: wrongly.filter(({ isSame }) => isSame !== worst).map(({ example }) => example),
  };
}
