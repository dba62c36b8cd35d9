import type { SynthesisEvent } from "../../core/synthesis.ts";
import { type Admissible, flagTwins } from "../../evolution/flag-twins.ts";
import type { StoreReader } from "../../store/open-store.ts";
import { sketchBootcamp } from "../../unittests/sketch-bootcamp.ts";
import { readVerdict } from "../record/summarize-run.ts";
import { JOB_LIMITS, type Workshop } from "../workshop/workshop.ts";

/** Compares the drafts of a run with each other once every task of it is decided, and records new verdicts. */
export async function findTwins(
  run: number,
  { store, workshop }: { readonly store: StoreReader; readonly workshop: Workshop },
  record: (event: SynthesisEvent) => void,
): Promise<void> {
  const results = store.results(run);
  if (!results.every(({ state }) => state === "done")) return;
  const tasks = new Map(store.tasks(run).map(({ task }) => [String(task.id), task]));
  const admissible: Admissible[] = [];
  for (const { id, verdict: text, decisiveLine, decisiveRound } of results) {
    const verdict = text === null ? undefined : readVerdict(text);
    const task = tasks.get(id);
    if (task === undefined || verdict === undefined || verdict.status === "rejected") continue;
    const { source = null } =
      store.rounds(run, id).find(({ line, round }) => line === decisiveLine && round === decisiveRound) ?? {};
    if (source === null) continue;
    const { compiler, sandbox } = workshop;
    const sketches = await sketchBootcamp(source, { compile: compiler.compile, sandbox, limits: JOB_LIMITS });
    if (sketches !== undefined) admissible.push({ task, verdict, sketches });
  }
  for (const flagged of flagTwins(admissible)) record({ type: "twin-found", ...flagged });
}
