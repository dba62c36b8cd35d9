import { modelsOf } from "../../core/run/plan.ts";
import { isTracing } from "../../tracing/trace-drivers.ts";
import { traceMemo } from "../../tracing/trace-memo.ts";
import type { StartedRun } from "../plan/begin-run.ts";
import type { RunFlags } from "../plan/run-flags.ts";
import {
  type ModelsContext,
  type ModelsLimits,
  openRecordedModels,
  recordingOf,
  type RunModels,
} from "./open-recorded-models.ts";

/** Opens the models of a run. Loads langchain, which takes a second: only commands that ask models do. */
export async function openRunModels(
  { id, plan }: StartedRun,
  about: ModelsContext & { readonly flags: RunFlags },
  limits: ModelsLimits,
): Promise<RunModels> {
  const memo = about.store.memo(id);
  const recording = recordingOf(plan.author, plan.endpoints, {
    folder: about.flags.record,
    note: "written by campforge run --record",
  });
  const asked = { run: id, config: modelsOf(plan), memo: isTracing() ? traceMemo(memo) : memo, recording };
  return openRecordedModels(asked, about, limits);
}
