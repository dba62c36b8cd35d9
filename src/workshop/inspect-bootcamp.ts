import { type CheckedCard, cardSchema } from "../core/draft/card.ts";
import { BEHAVIOUR_SEED } from "../core/draft/behaviour.ts";
import { pathOf, stillProgram, type VerificationPath } from "../core/draft/class-study.ts";
import type { Verifying } from "../core/draft/model-verifier.ts";
import { hashCode, hashProgram } from "../core/draft/hash.ts";
import type { LibraryCard } from "../core/library/library-card.ts";
import type { KnownBootcamp } from "../core/draft/novelty.ts";
import type { Figures } from "../core/checks/figures.ts";
import type { Check } from "../core/checks/unit-test-report.ts";
import { applyWaivers, joinWaivers, readWaiver, type Waiver } from "../core/checks/waivers.ts";
import { describeExecution } from "../unittests/cases/evidence.ts";
import { observeBehaviour } from "../unittests/observe-behaviour.ts";
import { runUnitTests } from "../unittests/run-unit-tests.ts";
import { evaluateOnce } from "../sandbox/evaluate-once.ts";
import { checkCalibration } from "./check-calibration.ts";
import { JOB_LIMITS, type Workshop } from "./workshop.ts";

/** What a class is and does, measured just now, with every gate that needs no model. */
export type Inspection =
  | {
      readonly status: "inspected";
      readonly card: CheckedCard;
      readonly hashes: Omit<LibraryCard["hashes"], "card">;
      readonly checks: readonly Check[];
      /** What the checks measured; undefined where a failure kept them from it. */
      readonly figures: Figures | undefined;
      readonly path: VerificationPath | null;
      /** Whether a model compares its answers. */
      readonly isModelVerified: boolean;
    }
  | { readonly status: "unusable"; readonly reason: string };

/** How a class is to be inspected. */
export type InspectionPlan = {
  readonly seed: number;
  readonly waivers: readonly Waiver[];
  readonly known: readonly KnownBootcamp[];
  readonly workshop: Workshop;
  /** The process of the sandbox that should do it, where several classes are inspected at a time. */
  readonly lane?: number;
  /** Who is to be calibrated on a class whose answers a model compares; nobody where it is left out. */
  readonly verifying?: Verifying | undefined;
};

/** Compiles and runs a class, and puts it before every gate that needs no model. */
export async function inspectBootcamp(source: string, plan: InspectionPlan): Promise<Inspection> {
  const { compiler, sandbox } = plan.workshop;
  // One process knows the class, and has its machine code.
  const { lane } = plan;
  const limits = lane === undefined ? JOB_LIMITS : { ...JOB_LIMITS, lane };
  const report = await compiler.compile(source);
  if (report.status === "refused") return unusable(`does not compile: ${report.diagnostics[0]?.message}`);
  const loaded = await sandbox.load(report.program, limits);
  if (loaded.status !== "completed") return unusable(`does not load: ${describeExecution(loaded)}`);
  const card = cardSchema.safeParse(loaded.value.card);
  if (!card.success) {
    const issue = card.error.issues[0];
    return unusable(`card.${issue?.path.join(".")}: ${issue?.message}`);
  }
  const { program, sourceText, syntax, mutation } = report;
  const { known, seed } = plan;
  const study = await compiler.study(source);
  const evaluatingOnce = evaluateOnce(sandbox, { careful: program, still: stillProgram(study, program) });
  const tested = { program, sourceText, syntax, mutation, known, sandbox, evaluatingOnce, limits, seed };
  const { report: tests, levels, bootcamp, isModelVerified } = await runUnitTests(tested);
  const observed = await observeBehaviour(program, card.data.levels.length, {
    sandbox: evaluatingOnce,
    limits,
    ...(seed === BEHAVIOUR_SEED ? { drawn: levels } : {}),
  });
  if (observed.status === "unobservable") return unusable(observed.reason);
  const { verifying } = plan;
  const calibrated =
    verifying === undefined
      ? undefined
      : await checkCalibration({ program, bootcamp, isModelVerified }, { sandbox, limits, seed, verifying });
  const { figures } = tests;
  return {
    status: "inspected",
    card: card.data,
    hashes: { code: hashCode(source), program: hashProgram(program), behaviour: observed.hash },
    checks: [
      ...applyWaivers(tests, plan.waivers).checks,
      ...(calibrated === undefined ? [] : [calibrated.check]),
    ],
    figures:
      figures === undefined || calibrated?.check.status !== "passed" || calibrated.calibration === null
        ? figures
        : { ...figures, modelVerified: calibrated.calibration },
    isModelVerified: loaded.value.equal !== null,
    path: pathOf(study),
  };
}

/** The waivers on a card that can still be read. */
export function waiversOf(card: LibraryCard): readonly Waiver[] {
  return card.waivers.reduce<readonly Waiver[]>((all, { check, reason }) => {
    const read = readWaiver(check, reason);
    return read.status === "waiver" ? joinWaivers(all, [read.waiver]) : all;
  }, []);
}

const unusable = (reason: string): Inspection => ({ status: "unusable", reason });
