import type { TestedRound } from "../../core/draft/draft.ts";
import { calibrate, type CalibrationOutcome, uncalibrated } from "../../verifier/calibrate.ts";
import { createAskVerifier } from "../../verifier/ask-verifier.ts";
import type { Work } from "../line/work.ts";

/**
 * Calibrates the model verifier on a class whose answers it compares, before any gate relies on it. The round as it is
 * where rules compare; else with the check on it, and what was measured. Nobody waives that check.
 */
export async function calibrateDraft(round: TestedRound, work: Work): Promise<TestedRound> {
  const { task, drivers, options } = work;
  const loaded = await drivers.sandbox.load(round.program, options.limits);
  if (loaded.status !== "completed" || loaded.value.equal === null) return round;
  const { check, calibration } = await outcomeOf(round, work);
  const { report } = round;
  const figures =
    report.figures === undefined || calibration === null
      ? report.figures
      : { ...report.figures, modelVerified: calibration };
  const calibrated: TestedRound = {
    ...round,
    report: {
      checks: [...report.checks, check],
      ...(figures === undefined ? {} : { figures }),
    },
  };
  drivers.record({ type: "verifier-calibrated", task, round: calibrated });
  return calibrated;
}

async function outcomeOf(round: TestedRound, { task, drivers, options }: Work): Promise<CalibrationOutcome> {
  const { modelVerifier: verifier, limits, seed } = options;
  if (verifier === undefined) return { check: uncalibrated(), calibration: null };
  const ask = createAskVerifier({ complete: drivers.complete, prompts: drivers.prompts, task: task.id });
  const of = {
    program: round.program,
    levels: round.bootcamp.levels.length,
    sandbox: drivers.sandbox,
    limits,
    seed,
  };
  return calibrate(of, { ask, verifier });
}
