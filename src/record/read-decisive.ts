import { isSameDraft } from "../core/draft/draft.ts";
import type { Figures } from "../core/checks/figures.ts";
import type { RecordedRound } from "../core/draft/recorded-round.ts";
import type { TaskResult } from "../core/run/task-result.ts";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import type { Plan } from "../core/run/plan.ts";
import type { StoreReader } from "../store/open-store.ts";
import { requireTask } from "./find-task.ts";
import { type GateReports, readGateReports } from "./read-gate-reports.ts";

/** The draft that a task's verdict is about, with everything that the record holds of it. */
export type RecordedDraft = GateReports &
  Pick<TaskResult, "verdict" | "judged"> &
  Pick<Extract<RecordedRound, { status: "tested" }>, "line" | "round" | "bootcamp" | "checks"> & {
    readonly run: number;
    readonly figures: Figures | undefined;
    readonly task: string;
    readonly source: string;
    /** Whether a person wrote the class, and no reviewer has had it written anew. */
    readonly isByHand: boolean;
    readonly plan: Plan;
    /** Of software by name, and of prompts by role. */
    readonly versions: Readonly<Record<string, string>>;
    readonly prompts: Readonly<Record<string, string>>;
  };

/** Reads the draft that a task's verdict is about. Throws a CommandError where none was tested. */
export function readDecisive(store: StoreReader, id: string): RecordedDraft {
  const { run, task } = requireTask(store, id);
  const [result] = store.results(run, task.id);
  const decisive = store.rounds(run, task.id).find((one) => isSameDraft(one, result?.decisive));
  const found = store.findRun(run);
  if (
    result === undefined ||
    found === undefined ||
    decisive?.status !== "tested" ||
    decisive.source === null
  ) {
    throw new CommandError(
      EXIT.usage,
      `${id}: has no draft that was tested, so there is nothing to certify. campforge show ${id} says how far it came`,
    );
  }
  const { line, round, source, bootcamp, checks, figures } = decisive;
  return {
    task: task.id,
    run,
    line,
    round,
    source,
    isByHand: round === 1 && store.tasks(run, task.id)[0]?.task.written !== undefined,
    bootcamp,
    checks,
    figures,
    ...readGateReports(store.findings(run, task.id), decisive),
    judged: result.judged,
    verdict: result.verdict,
    plan: found.plan,
    versions: found.versions.software,
    prompts: found.versions.prompts,
  };
}
