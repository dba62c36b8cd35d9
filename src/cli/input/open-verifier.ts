import { dirname, join } from "node:path";
import type { Complete } from "../../core/calls/completion.ts";
import { soleModelConfig } from "../../core/calls/model-config.ts";
import type { Verifying } from "../../core/draft/model-verifier.ts";
import { noVerifier } from "../../core/run/no-verifier.ts";
import { taskId } from "../../core/task/ids.ts";
import { type Config, readConfig } from "../../files/read-config.ts";
import { nameVerifier, readPrompts } from "../../files/read-prompts.ts";
import type { Models } from "../../models/create-models.ts";
import { readProfiles } from "../../models/endpoint-profiles.ts";
import { requireModels } from "../../models/endpoint/require-models.ts";
import { DEFAULT_TIMING } from "../../models/endpoint/timing.ts";
import { openMemoryLedger } from "../../models/memory-ledger.ts";
import { openReplyMemo, type ReplyMemo } from "../../store/open-reply-memo.ts";
import { createAskVerifier } from "../../verifier/ask-verifier.ts";
import { printNoticeLine } from "../output/print.ts";
import { keyOf, readProxy } from "./environment.ts";

/** A model verifier for commands that have no run. */
export type OpenedVerifier = Verifying & { readonly close: () => void };

/**
 * The verifier of a configuration, behind a memo beside its record (`verifier.sqlite`); undefined where it
 * names none. Throws a ModelFault where its endpoint is not configured, or lacks its key. langchain, which
 * takes a second, and the memo are opened when somebody is asked.
 */
export function openVerifier(config: Config): OpenedVerifier | undefined {
  const { verifier: role, endpoints, budget, db } = config;
  if (role === undefined) return undefined;
  const models = soleModelConfig(endpoints, role, role);
  requireModels(models, keyOf);
  const prompts = readPrompts("");
  const ledger = openMemoryLedger(budget);
  let kept: ReplyMemo | undefined;
  let opened: Promise<Models> | undefined;
  const open = async (): Promise<Models> => {
    const { createModels } = await import("../../models/create-models.ts");
    kept ??= openReplyMemo(join(dirname(db), "verifier.sqlite"));
    return createModels({
      config: models,
      memo: kept.memo,
      keyOf,
      warn: printNoticeLine,
      recorder: undefined,
      batches: null,
      ledger,
      timing: DEFAULT_TIMING,
      proxy: readProxy(),
      profiles: readProfiles(db, printNoticeLine),
    });
  };
  /** A fault ends models for good, as it does a run; whoever serves for weeks asks anew. */
  const complete: Complete = async (request) => {
    const asked = (opened ??= open());
    try {
      return await (await asked).complete(request);
    } catch (error) {
      if (opened === asked) opened = undefined;
      throw error;
    }
  };
  return {
    verifier: nameVerifier(role),
    askAbout: (bootcamp) => createAskVerifier({ complete, prompts, task: taskId(bootcamp) }),
    close: () => kept?.close(),
  };
}

/**
 * The same where somebody has to be asked. Throws a CommandError that says for what where the configuration
 * names none.
 */
export function requireVerifier(named: string | undefined, what: string): OpenedVerifier {
  const config = readConfig(named);
  const opened = openVerifier(config);
  if (opened !== undefined) return opened;
  throw noVerifier(what, config.file);
}
