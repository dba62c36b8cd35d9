import { AGREEMENT, type Check, type Counterexample } from "../../core/checks/unit-test-report.ts";
import { makeVisibleLine } from "../../core/text/visible-text.ts";
import { counterexample, failed, passed, shorten, warned } from "../../unittests/cases/evidence.ts";
import type { Examination } from "./write-blind-program.ts";
import type { Contradicted, Prepared, TranslationRun } from "./run-translation.ts";
import type { Disagreement } from "./settle-dispute.ts";
import { ENOUGH_ANSWERED } from "./interpret-run.ts";

/** The check where the solution itself does not give what the description's examples say. */
export function describeContradiction(
  { example, number, given }: Contradicted,
  { examples, solution }: Pick<Prepared, "examples" | "solution">,
): Check {
  const who =
    solution.status === "runs"
      ? "the description contradicts itself: its solution"
      : "the `answer` function of its adapter";
  return warned(
    AGREEMENT,
    `${who} gives a different output for example ${number} of ${examples.length}; it was not compared with the class`,
    [
      {
        prompt: `the example's input:\n${shorten(example.input)}`,
        response: `the solution's output:\n${shorten(given ?? "(none)", 600)}`,
        score: `the example's output:\n${shorten(example.output, 600)}`,
      },
    ],
  );
}

/** The check as the conversation with the oracle's author leaves it. */
export function describeExamination(
  { report, ending }: Examination,
  about: { readonly prepared: Prepared; readonly run: TranslationRun | undefined; readonly seed: number },
): Check {
  const { prepared, run, seed } = about;
  if (report.status === "confirmed") return passed(AGREEMENT, describeAgreed(report, prepared));
  const smallest = run?.disagreements[0];
  const evidence = run === undefined || smallest === undefined ? [] : [evidenceOf(smallest, run, seed)];
  if (report.status === "disputed") {
    const { ruling, answered, agreed } = report;
    const shown = run?.disagreements.find(({ drawn }) => drawn.prompt === report.disputed.prompt);
    const settled = run === undefined || shown === undefined ? evidence : [evidenceOf(shown, run, seed)];
    return warned(
      AGREEMENT,
      `${named(prepared)} disagrees on ${answered - agreed} of ${answered} fresh cases; a third look at one says: ${ruling}`,
      settled,
    );
  }
  const reason = report.status === "unconfirmed" ? report.reason : "the oracle was not asked";
  const detail = `not established: ${reason}`;
  // A witness in the place of a number is what authors are asked for, and no person can lead such a class to the solution
  // either. Examples may be told in words that no program reads; a solution that fits is there to be run.
  if (ending === "unfit" || (prepared.solution.status === "none" && ending === "unable"))
    return { name: AGREEMENT, status: "skipped", detail };
  return warned(AGREEMENT, detail, evidence);
}

/** The check as a run with an adapter of a person's leaves it, with nobody to take a third look. */
export function describeRun(
  run: TranslationRun,
  { prepared, seed }: { readonly prepared: Prepared; readonly seed: number },
): Check {
  const { cases, answered, agreed, disagreements } = run;
  const evidence = disagreements.map((one) => evidenceOf(one, run, seed));
  if (answered > agreed)
    return failed(
      AGREEMENT,
      `${named(prepared)} disagrees on ${answered - agreed} of ${answered} fresh cases`,
      evidence,
    );
  if (answered >= ENOUGH_ANSWERED * cases) return passed(AGREEMENT, describeAgreed(run, prepared));
  const unread =
    run.unreadable ??
    (run.unanswered === undefined ? undefined : { drawn: run.unanswered, reason: "no answer" });
  return warned(
    AGREEMENT,
    `not established: ${answered} of ${cases} fresh cases were answered`,
    unread === undefined ? [] : [{ ...counterexample(unread.drawn, seed), score: unread.reason }],
  );
}

function describeAgreed(
  { cases, answered }: { readonly cases: number; readonly answered: number },
  prepared: Prepared,
): string {
  const { length } = prepared.examples;
  const examples =
    length === 0
      ? "the description has no examples to try it on"
      : `it reproduces the outputs of ${length} of ${length} examples`;
  return `${named(prepared)} answers ${answered} of ${cases} fresh cases, all of them as the class does; ${examples}`;
}

function named({ solution }: Prepared): string {
  switch (solution.status) {
    case "runs":
      return `the reference solution (${makeVisibleLine(solution.language)}, run as it is)`;
    case "to translate":
      return `the reference solution (said to be in ${makeVisibleLine(solution.language)}, translated)`;
    case "none":
      return "a solution written from the description";
  }
}

/** A case with all that a person needs to work it through: the solution's input and output, both answers. */
function evidenceOf({ drawn, response }: Disagreement, run: TranslationRun, seed: number): Counterexample {
  const between = run.between.get(drawn.prompt);
  const parts = [
    between === undefined ? "" : `the solution's input:\n${shorten(between.input, 600)}\n`,
    between === undefined ? "" : `its output:\n${shorten(between.output, 300)}\n`,
    `as a response:\n${shorten(response, 300)}`,
  ];
  return {
    ...counterexample(drawn, seed),
    response: parts.join(""),
    score: `not accepted; the reference answer of the class:\n${shorten(drawn.reference, 600)}`,
  };
}
