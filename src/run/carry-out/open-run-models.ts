import { endpointsOf } from "../../core/calls/model-config.ts";
import { modelsOf, type Plan } from "../../core/run/plan.ts";
import { isTracing } from "../../tracing/trace-drivers.ts";
import { traceMemo } from "../../tracing/trace-memo.ts";
import type { StartedRun } from "../plan/begin-run.ts";
import type { RunFlags } from "../plan/run-flags.ts";
import {
  type ModelsContext,
  type ModelsLimits,
  openRecordedModels,
  type RunModels,
} from "./open-recorded-models.ts";

/** Opens the models of a run. Loads langchain, which takes a second: only commands that ask models do. */
export async function openRunModels(
  { id, plan }: StartedRun,
  about: ModelsContext & { readonly flags: RunFlags },
  limits: ModelsLimits,
): Promise<RunModels> {
  const memo = about.store.memo(id);
  const recording =
    about.flags.record === undefined
      ? undefined
      : {
          folder: about.flags.record,
          provenance: isScripted(plan) ? ("scripted" as const) : ("recorded" as const),
          model: plan.author.kind === "endpoint" ? plan.author.model : plan.author.path,
          note: "written by campforge run --record",
        };
  const asked = { config: modelsOf(plan), memo: isTracing() ? traceMemo(memo) : memo, recording };
  return openRecordedModels(asked, about, limits);
}

function isScripted(plan: Plan): boolean {
  return (
    plan.author.kind === "endpoint" &&
    endpointsOf(plan.author).every((name) => plan.endpoints[name]?.scripted === true)
  );
}
