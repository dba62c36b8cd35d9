import type { CallMemo } from "../../core/calls/completion.ts";
import type { Ledger } from "../../core/calls/ledger.ts";
import type { ModelConfig } from "../../core/calls/model-config.ts";
import type { UserTerminal } from "../../core/run/user-terminal.ts";
import type { Models } from "../../models/create-models.ts";
import { readProfiles } from "../../models/endpoint-profiles.ts";
import type { Proxy } from "../../models/endpoint/dispatcher.ts";
import type { KeyOf } from "../../models/endpoint/require-models.ts";
import { DEFAULT_TIMING } from "../../models/endpoint/timing.ts";
import type { Provenance } from "../../models/recordings.ts";
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
    readonly config: ModelConfig;
    readonly memo: CallMemo;
    /** Where replies are written down, and what the recording says of itself; undefined for nowhere. */
    readonly recording:
      | {
          readonly folder: string;
          readonly provenance: Provenance;
          readonly model: string;
          readonly note: string;
        }
      | undefined;
  },
  { store, db, keyOf, proxy, terminal }: ModelsContext,
  { stops, ledger }: ModelsLimits,
): Promise<RunModels> {
  const { createModels } = await import("../../models/create-models.ts");
  const { createRecordingWriter } = await import("../../models/recordings.ts");
  const { recording } = asked;
  const recorder =
    recording === undefined
      ? undefined
      : createRecordingWriter(recording.folder, {
          provenance: recording.provenance,
          model: recording.model,
          note: recording.note,
        });
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
  });
  return { models, writeRecording: () => recorder?.write() };
}
