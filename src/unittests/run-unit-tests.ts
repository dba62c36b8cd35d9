import { cardSchema } from "../core/draft/card.ts";
import type { TestedBootcamp } from "../core/draft/draft.ts";
import { collectFigures, type Figure } from "../core/checks/figures.ts";
import type { DrawnCase, Execution, Sandbox } from "../core/draft/execution.ts";
import {
  type Check,
  type CheckName,
  CHECK_NAMES,
  type UnitTestReport,
} from "../core/checks/unit-test-report.ts";
import { withoutVerifier } from "../core/run/verify-through.ts";
import { checkAnswersSpread } from "./checks/check-answers-spread.ts";
import { checkChangesNoticed } from "./checks/check-changes-noticed.ts";
import { checkDeterministic } from "./checks/check-deterministic.ts";
import { checkFieldsTraced } from "./checks/check-fields-traced.ts";
import { checkGuessing } from "./checks/check-guessing.ts";
import { checkJsonRoundTrip } from "./checks/check-json-round-trip.ts";
import { checkLevelsReal } from "./checks/check-levels-real.ts";
import { checkNew } from "./checks/check-new.ts";
import { checkNoLeak } from "./checks/check-no-leak.ts";
import { checkNotSimplified } from "./checks/check-not-simplified.ts";
import { checkPromptBounds } from "./checks/check-prompt-bounds.ts";
import { checkPromptsFit } from "./checks/check-prompts-fit.ts";
import { checkReferenceAnswers } from "./checks/check-reference-answers.ts";
import { checkSeedMatters } from "./checks/check-seed-matters.ts";
import { checkTextsClean } from "./checks/check-texts-clean.ts";
import { checkVerifierTested } from "./checks/check-verifier-tested.ts";
import { checkVerifierTotal } from "./checks/check-verifier-total.ts";
import { checkWorkedSolutions } from "./checks/check-worked-solutions.ts";
import { checkWrongAnswers } from "./checks/check-wrong-answers.ts";
import {
  counterexample,
  describeExecution,
  type Evidence,
  failed,
  firstCases,
  passed,
  scoreValue,
  type Testing,
} from "./cases/evidence.ts";
import { drawLevels } from "./draw-levels.ts";
import { gatherEvidence } from "./gather-evidence.ts";

/** A draft that compiles, and what is needed to test it without a model. */
export type Candidate = Testing & {
  /** A sandbox that evaluates the class once for many verifications, which is quicker; the one beside it where missing. */
  readonly evaluatingOnce?: Sandbox;
  /** Hears of every check as it ends, for those who measure. */
  readonly onCheck?: (check: Check) => void;
};

/** What the unit tests say, and what the judge needs when the class has loaded. */
export type UnitTestOutcome = {
  readonly report: UnitTestReport;
  readonly bootcamp: TestedBootcamp;
  /** Whether a model compares its answers, as the class says once it has loaded. */
  readonly isModelVerified: boolean;
  /** The first cases of each level, for whoever looks at the same ones; none of levels that did not get that far. */
  readonly levels: readonly (readonly DrawnCase[])[];
};

/** What a class says of itself. */
type Loaded = Pick<UnitTestOutcome, "bootcamp" | "isModelVerified">;

const UNLOADED: Loaded = { bootcamp: { name: "", slug: "", levels: [] }, isModelVerified: false };

/** The checks of a class that loads and generates, cheapest first; each sees the same cases. */
const CHECKS: readonly ((evidence: Evidence) => Promise<Check> | Check)[] = [
  checkDeterministic,
  checkSeedMatters,
  checkJsonRoundTrip,
  checkReferenceAnswers,
  checkVerifierTotal,
  checkWrongAnswers,
  checkChangesNoticed,
  checkGuessing,
  checkFieldsTraced,
  checkPromptsFit,
  checkNoLeak,
  checkAnswersSpread,
  checkLevelsReal,
  checkPromptBounds,
  checkNotSimplified,
  checkTextsClean,
  checkNew,
  checkVerifierTested,
];

/**
 * What these change is an answer that scores 1, or a verifier that accepts one: where there is none they find nothing of
 * their own.
 */
const NEED_ACCEPTED_REFERENCES: ReadonlyMap<(typeof CHECKS)[number], CheckName> = new Map([
  [checkWrongAnswers, "wrong answers score below 1"],
  [checkChangesNoticed, "every change is noticed"],
  [checkVerifierTested, "verifier is tested"],
]);

/** Nobody is to be surprised by a model between an answer and its score. */
const UNTOLD_VERIFIER =
  "a class whose answerFormat is modelVerified(…) says modelVerified: true in its card, which is a ModelVerifiedCard; any other class does not";

/** Runs every check of a draft. A check that a failure leaves nothing to look at is skipped, and says so. */
export async function runUnitTests(tested: Candidate): Promise<UnitTestOutcome> {
  const candidate = { ...tested, sandbox: withoutVerifier(tested.sandbox) };
  const { program, sandbox, limits, seed } = candidate;
  const execution = await sandbox.load(program, limits);
  if (execution.status !== "completed") {
    return stopAt([failed("loads", describeExecution(execution))], UNLOADED);
  }
  const loaded = execution.value;
  const card = cardSchema.safeParse(loaded.card);
  if (!card.success) {
    const issues = card.error.issues
      .slice(0, 5)
      .map((issue) => `card.${issue.path.join(".")}: ${issue.message}`);
    return stopAt([failed("loads", issues.join("; "))], UNLOADED);
  }
  if (card.data.name !== loaded.className) {
    return stopAt(
      [
        failed(
          "loads",
          `card.name is ${card.data.name} but the class is named ${loaded.className}; the two must match`,
        ),
      ],
      UNLOADED,
    );
  }
  if ((loaded.equal !== null) !== (card.data.modelVerified === true)) {
    return stopAt([failed("loads", UNTOLD_VERIFIER)], UNLOADED);
  }
  const itself: Loaded = {
    bootcamp: { name: card.data.name, slug: card.data.slug, levels: card.data.levels },
    isModelVerified: loaded.equal !== null,
  };
  const checks: Check[] = [];
  const add = (check: Check): void => {
    checks.push(check);
    candidate.onCheck?.(check);
  };
  add(passed("loads", `${card.data.levels.length} levels`));

  const drawn = await drawLevels(candidate, card.data.levels.length);
  add(drawn.check);
  if (drawn.check.status === "failed") return stopAt(checks, itself);
  const gathered = await gatherEvidence(candidate, { loaded, card: card.data, levels: drawn.levels });
  if (gathered.status !== "completed") {
    add(describeUnverified(gathered, drawn.levels, seed));
    return stopAt(checks, itself);
  }
  const measured: Figure[] = [];
  const evidence: Evidence = { ...gathered.value, measure: (figure) => measured.push(figure) };
  const acceptsNone = firstCases(evidence, Infinity).every(({ score }) => scoreValue(score) !== 1);
  for (const check of CHECKS) {
    const needing = acceptsNone ? NEED_ACCEPTED_REFERENCES.get(check) : undefined;
    const found = needing === undefined ? await check(evidence) : skipped(needing, REFERENCES);
    add(found);
    // Whatever else is tried on a verifier that hangs takes its time limit each time, and says nothing new.
    if (found.name === TOTAL && hangs(found, evidence)) return stopAt(checks, itself);
  }
  const worked = await checkWorkedSolutions(evidence);
  if (worked !== undefined) add(worked);
  const figures = collectFigures(measured);
  const report = { checks: checks.map((check) => withFaults(check, evidence)), figures };
  return { report, ...itself, levels: drawn.levels };
}

/** Why reference answers have no scores: which of them, as far as that is known. */
function describeUnverified(
  execution: Exclude<Execution<unknown>, { status: "completed" }>,
  levels: readonly (readonly DrawnCase[])[],
  seed: number,
): Check {
  const detail = `verifying reference answers: ${describeExecution(execution)}`;
  const place = execution.status === "timed-out" ? execution.item : null;
  const all = levels.flatMap((cases, level) => cases.map((drawn) => ({ ...drawn, level })));
  const one = place === null ? undefined : all[place];
  if (one === undefined) return failed(REFERENCES, detail);
  return failed(
    REFERENCES,
    `${detail}: answerFormat or verifyCorrection, on the reference answer of case ${one.index} of level ${one.level}`,
    [counterexample(one, seed, one.reference)],
  );
}

const REFERENCES = "reference answers score 1";

const TOTAL = "verifier is total";

const hangs = (check: Check, { faults }: Evidence): boolean =>
  check.status === "failed" &&
  (check.detail.includes("it took more than") || faults.some(({ score }) => score.status === "timeout"));

/** Responses that later checks tried may have brought the verifier down, too. */
function withFaults(check: Check, { faults, levels, seed }: Evidence): Check {
  if (check.name !== TOTAL || check.status === "failed" || faults.length === 0) return check;
  const placed = levels.flatMap((cases, level) => cases.map((drawn) => ({ ...drawn, level })));
  const examples = faults.flatMap(({ instance, response, score }) => {
    const drawn = placed.find((one) => one.instance === instance);
    return drawn === undefined ? [] : [counterexample(drawn, seed, response, score)];
  });
  return failed(
    TOTAL,
    `${faults.length} ${faults.length === 1 ? "response makes" : "responses make"} the verifier fail: that is no score but a fault`,
    examples,
  );
}

function stopAt(checks: readonly Check[], itself: Loaded): UnitTestOutcome {
  const cause = checks.at(-1)?.name ?? "loads";
  const inOrder = CHECK_NAMES.map(
    (name): Check => checks.find((check) => check.name === name) ?? skipped(name, cause),
  );
  return { report: { checks: inOrder }, ...itself, levels: [] };
}

const skipped = (name: CheckName, cause: CheckName): Check => ({
  name,
  status: "skipped",
  detail: `needs "${cause}"`,
});
