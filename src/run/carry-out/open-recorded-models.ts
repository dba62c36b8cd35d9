import type { CallMemo } from "../../core/calls/completion.ts";
import type { Ledger } from "../../core/calls/ledger.ts";
import { endpointsOf, type ModelConfig, type RoleConfig } from "../../core/calls/model-config.ts";
import type { UserTerminal } from "../../core/run/user-terminal.ts";
import type { Models } from "../../models/create-models.ts";
import { readProfiles } from "../../models/endpoint-profiles.ts";
import type { Proxy } from "../../models/endpoint/dispatcher.ts";
import type { KeyOf } from "../../models/endpoint/require-models.ts";
import { DEFAULT_TIMING } from "../../models/endpoint/timing.ts";
import type { Recording } from "../../models/recordings.ts";
import type { Store } from "../../store/open-store.ts";
import type { Stops } from "../steering/listen-for-stops.ts";

/** The models of a run, and what writes down the replies that it used. */
export type RunModels = { readonly models: Models; readonly writeRecording: () => void };

/** What models are opened with, whoever is asked. */
export type ModelsContext = {
  readonly store: Store;
  readonly db: string;
  readonly keyOf: KeyOf;
  readonly proxy: Proxy;
  readonly terminal: UserTerminal;
};

/** What may stop them. */
export type ModelsLimits = {
  readonly stops: Pick<Stops, "runSwitch" | "stopping">;
  readonly ledger: Ledger;
};

/** Opens models behind a record's memo and accounts. Loads langchain, which takes a second. */
export async function openRecordedModels(
  asked: {
    readonly run: number;
    readonly config: ModelConfig;
    readonly memo: CallMemo;
    /** Where replies are written down, and what the recording says of itself; undefined for nowhere. */
    readonly recording: Recording | undefined;
  },
  { store, db, keyOf, proxy, terminal }: ModelsContext,
  { stops, ledger }: ModelsLimits,
): Promise<RunModels> {
  const { createModels } = await import("../../models/create-models.ts");
  const { createRecordingWriter } = await import("../../models/recordings.ts");
  const recorder = asked.recording === undefined ? undefined : createRecordingWriter(asked.recording);
  const models = createModels({
    config: asked.config,
    memo: asked.memo,
    keyOf,
    warn: terminal.noticeLine,
    recorder,
    batches: store.batches,
    ledger,
    timing: DEFAULT_TIMING,
    runSwitch: stops.runSwitch,
    signal: stops.stopping,
    proxy,
    profiles: readProfiles(db, terminal.noticeLine),
    earlier: (endpoint) => store.earlierTraffic(asked.run, endpoint, Date.now()),
  });
  return { models, writeRecording: () => recorder?.write() };
}

/** What is recorded of the replies of a role; undefined where there is no folder for it. */
export function recordingOf(
  role: RoleConfig,
  endpoints: ModelConfig["endpoints"],
  { folder, note }: { readonly folder: string | undefined; readonly note: string },
): Recording | undefined {
  if (folder === undefined) return undefined;
  if (role.kind === "recorded") return { folder, provenance: "recorded", model: role.path, note };
  const isScripted = endpointsOf(role).every((name) => endpoints[name]?.scripted === true);
  return { folder, provenance: isScripted ? "scripted" : "recorded", model: role.model, note };
}
