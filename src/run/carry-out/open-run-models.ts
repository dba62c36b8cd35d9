import type { Ledger } from "../../core/calls/ledger.ts";
import type { Models } from "../../models/create-models.ts";
import { endpointsOf } from "../../core/calls/model-config.ts";
import type { UserTerminal } from "../../core/run/user-terminal.ts";
import type { Proxy } from "../../models/endpoint/dispatcher.ts";
import type { KeyOf } from "../../models/endpoint/require-models.ts";
import { DEFAULT_TIMING } from "../../models/endpoint/timing.ts";
import type { Stops } from "../steering/listen-for-stops.ts";
import type { Store } from "../../store/open-store.ts";
import { isTracing } from "../../tracing/trace-drivers.ts";
import { traceMemo } from "../../tracing/trace-memo.ts";
import { readProfiles } from "../../models/endpoint-profiles.ts";
import { modelsOf, type Plan } from "../../core/run/plan.ts";
import type { StartedRun } from "../plan/begin-run.ts";
import type { RunFlags } from "../plan/run-flags.ts";

/** The models of a run, and what writes down the replies that it used. */
export type RunModels = { readonly models: Models; readonly writeRecording: () => void };

/** Opens the models of a run. Loads langchain, which takes a second: only commands that ask models do. */
export async function openRunModels(
  { id, plan }: StartedRun,
  about: {
    readonly store: Store;
    readonly flags: RunFlags;
    readonly db: string;
    readonly keyOf: KeyOf;
    readonly proxy: Proxy;
    readonly terminal: UserTerminal;
  },
  limits: {
    readonly stops: Pick<Stops, "runSwitch" | "stopping">;
    readonly ledger: Ledger;
  },
): Promise<RunModels> {
  const { createModels } = await import("../../models/create-models.ts");
  const { createRecordingWriter } = await import("../../models/recordings.ts");
  const recorder =
    about.flags.record === undefined
      ? undefined
      : createRecordingWriter(about.flags.record, {
          provenance: isScripted(plan) ? "scripted" : "recorded",
          model: plan.author.kind === "endpoint" ? plan.author.model : plan.author.path,
          note: "written by campforge run --record",
        });
  const memo = about.store.memo(id);
  const models = createModels({
    config: modelsOf(plan),
    memo: isTracing() ? traceMemo(memo) : memo,
    keyOf: about.keyOf,
    warn: about.terminal.noticeLine,
    recorder,
    batches: about.store.batches,
    ledger: limits.ledger,
    timing: DEFAULT_TIMING,
    runSwitch: limits.stops.runSwitch,
    signal: limits.stops.stopping,
    proxy: about.proxy,
    profiles: readProfiles(about.db, about.terminal.noticeLine),
  });
  return { models, writeRecording: () => recorder?.write() };
}

function isScripted(plan: Plan): boolean {
  return (
    plan.author.kind === "endpoint" &&
    endpointsOf(plan.author).every((name) => plan.endpoints[name]?.scripted === true)
  );
}
