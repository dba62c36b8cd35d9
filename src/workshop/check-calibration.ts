import { CALIBRATED, type Check } from "../core/checks/unit-test-report.ts";
import type { Program } from "../core/draft/compile-report.ts";
import type { JobLimits } from "../core/draft/execution.ts";
import type { Verifying } from "../core/draft/model-verifier.ts";
import { calibrate, type CalibrationOutcome } from "../verifier/calibrate.ts";
import type { Workshop } from "./workshop.ts";

/**
 * Calibrates a verifier on a class whose answers a model compares; skipped, and says so, where nobody is to
 * be asked. Undefined for a class that rules verify. Rejects where nobody can be asked.
 */
export async function checkCalibration(
  {
    program,
    bootcamp,
    isModelVerified,
  }: {
    readonly program: Program;
    readonly bootcamp: { readonly slug: string; readonly levels: readonly unknown[] };
    readonly isModelVerified: boolean;
  },
  about: {
    readonly sandbox: Workshop["sandbox"];
    readonly limits: JobLimits;
    readonly seed: number;
    readonly verifying: Verifying | undefined;
  },
): Promise<CalibrationOutcome | undefined> {
  const { sandbox, limits, seed, verifying } = about;
  if (!isModelVerified || bootcamp.levels.length === 0) return undefined;
  if (verifying === undefined) return { check: NOT_ASKED, calibration: null };
  const of = { program, levels: bootcamp.levels.length, sandbox, limits, seed };
  return calibrate(of, { ask: verifying.askAbout(bootcamp.slug), verifier: verifying.verifier });
}

const NOT_ASKED: Check = {
  name: CALIBRATED,
  status: "skipped",
  detail: "a model compares its answers, and none was asked; --calibrate asks the configuration's verifier",
};
