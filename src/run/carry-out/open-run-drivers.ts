import { availableParallelism } from "node:os";
import pLimit from "p-limit";
import type { Complete } from "../../core/calls/completion.ts";
import { replyTokensOf } from "../../core/calls/model-config.ts";
import { PLAIN_DRIVERS } from "../../core/run/plain-drivers.ts";
import type { Drivers } from "../../core/run/synthesis.ts";
import { traceDrivers } from "../../tracing/trace-drivers.ts";
import { readPrompts } from "../../files/read-prompts.ts";
import { openKnownBootcamps } from "../../workshop/known-bootcamps.ts";
import type { Store } from "../../store/open-store.ts";
import type { Workshop } from "../../workshop/workshop.ts";
import { openRecall } from "../../record/recall-tests.ts";
import type { StartedRun } from "../plan/begin-run.ts";
import { softwareVersions } from "../plan/software-versions.ts";
import type { RunFlags } from "../plan/run-flags.ts";
import { openInsideSoFar } from "./inside-so-far.ts";
import { describeModels } from "./traced-models.ts";

/** Everything that the line of a task acts through, wired for a run. Loads langchain. */
export async function openRunDrivers(
  started: StartedRun,
  about: {
    readonly store: Store;
    readonly workshop: Workshop;
    readonly flags: RunFlags;
    readonly complete: Complete;
    readonly record: Drivers["record"];
  },
): Promise<Drivers> {
  const { id, plan } = started;
  const { store, workshop, flags, complete, record } = about;
  const { insideSoFar, hear } = openInsideSoFar(started, store);
  const { createConverse } = await import("../../models/converse.ts");
  const untraced: Omit<Drivers, "converse"> = {
    compile: workshop.compiler.compile,
    compileBlind: workshop.compiler.compileBlind,
    sandbox: workshop.sandbox,
    known: openKnownBootcamps(workshop),
    prompts: readPrompts((await workshop.compiler.documentation()).markdown, replyTokensOf(plan)),
    complete,
    inTurn: pLimit(availableParallelism()),
    recall: openRecall(store, id, softwareVersions()),
    within: PLAIN_DRIVERS.within,
    insideSoFar,
    record: (event) => {
      hear(event);
      record(event);
    },
  };
  return traceDrivers(untraced, createConverse, {
    models: describeModels(plan),
    content: flags.traceContent === true,
  });
}
