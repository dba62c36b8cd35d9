import { isSameDraft } from "../../core/draft/draft.ts";
import type { SynthesisEvent } from "../../core/run/synthesis.ts";
import { type Admissible, flagTwins } from "./flag-twins.ts";
import type { StoreReader } from "../../store/open-store.ts";
import type { TaskResult } from "../../core/run/task-result.ts";
import { sketchBootcamp } from "../../unittests/sketch-bootcamp.ts";
import { overCores } from "../../workshop/over-cores.ts";
import { JOB_LIMITS, type Workshop } from "../../workshop/workshop.ts";

/** Compares the drafts of a run with each other once every task of it is decided, and records new verdicts. */
export async function findTwins(
  run: number,
  { store, workshop }: { readonly store: StoreReader; readonly workshop: Workshop },
  record: (event: SynthesisEvent) => void,
): Promise<void> {
  const results = store.results(run);
  if (!results.every(({ state }) => state === "done")) return;
  const tasks = new Map(store.tasks(run).map(({ task }) => [String(task.id), task]));
  const sketchOne = async ({ id, verdict, decisive }: TaskResult): Promise<Admissible[]> => {
    const task = tasks.get(id);
    if (task === undefined || verdict === null || verdict.status === "rejected") return [];
    const { source = null } = store.rounds(run, id).find((one) => isSameDraft(one, decisive)) ?? {};
    if (source === null) return [];
    const { compiler, sandbox } = workshop;
    const sketches = await sketchBootcamp(source, { compile: compiler.compile, sandbox, limits: JOB_LIMITS });
    return sketches === undefined ? [] : [{ task, verdict, sketches }];
  };
  // As many at a time as can be worked on: a run may have brought forth a thousand.
  const sketched = await overCores(results, sketchOne);
  const admissible = sketched.flat();
  for (const flagged of flagTwins(admissible)) record({ type: "twin-found", ...flagged });
}
