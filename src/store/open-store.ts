import type { BatchBook } from "../core/calls/batch-book.ts";
import type { CallMemo } from "../core/calls/completion.ts";
import type { SynthesisEvent } from "../core/run/synthesis.ts";
import type { TaskDescription } from "../core/task/task-description.ts";
import { openBatchBook } from "./open-batch-book.ts";
import { openBlobs } from "./blobs.ts";
import { openCallMemo } from "./call-memo.ts";
import type { Decision, Reviewable } from "../core/review/decision.ts";
import { evaluationKey, type EvaluationPlan, evaluationPlanSchema } from "../core/run/evaluation-plan.ts";
import type { RunStatus } from "../core/run/run-status.ts";
import { type ProposalPlan, proposalKey, proposalPlanSchema } from "../core/run/proposal-plan.ts";
import { samplingKey, type SamplingPlan, samplingPlanSchema } from "../core/run/sampling-plan.ts";
import type { TaskResult, TaskState } from "../core/run/task-result.ts";
import type { Finding } from "../core/judging/gate-finding.ts";
import {
  type ControlAsker,
  type ControlInbox,
  openControlAsker,
  openControlDesk,
  readRunStatus,
} from "./control.ts";
import { type DecisionWriter, openDecisionWriter, readDecisions, readReviewables } from "./take-decision.ts";
import { explained, explainFault, guardOf } from "./explain-fault.ts";
import { findJudgedDrafts, type JudgedDraft } from "./find-judged-drafts.ts";
import { type KeyedRunBook, openKeyedRuns } from "./keyed-runs.ts";
import type { Upgrade } from "./migrate.ts";
import { type OpenDatabase, openDatabase } from "./open-database.ts";
import type { EarlierTraffic } from "../core/calls/earlier-traffic.ts";
import { readEarlierTraffic } from "./read-earlier-traffic.ts";
import type { Budget, Spending } from "../core/calls/spending.ts";
import { type Measured, readMeasured } from "./read-measured.ts";
import { openLedger, readSpending, type RunLedger } from "./open-ledger.ts";
import { type AuthorReply, readAuthorReplies } from "./read-author-replies.ts";
import { readFindings } from "./read-findings.ts";
import { readJudgements, type StoredJudgement } from "./read-judgements.ts";
import { readCallTotals, readReports, readRounds, readSamples, readTaskResults } from "./read-results.ts";
import type { CallTotals, StoredReport, StoredRound, StoredSample } from "./read-results.ts";
import { readTaskCalls, type TaskCalls } from "./read-task-calls.ts";
import { findRun, openRunWriter, readRuns, readTasks, type RunRow, type RunWriter } from "./runs.ts";
import { readActivity, type TaskActivity } from "./read-activity.ts";
import { type CallsPerTask, readCallsPerTask } from "./read-calls-per-task.ts";
import { readDurations } from "./read-durations.ts";
import { openProposalWriter, type ProposalWriter, readProposals } from "./proposals.ts";
import type { StoredProposal } from "../core/scaling/proposal.ts";
import { openEventWriter } from "./write-events.ts";
import { openWriteGroup, type WriteGroup } from "./write-group.ts";

/**
 * The record of all runs, for reading. Each method throws a StoreFault when the file cannot be read, or does
 * not hold what was written.
 */
export type StoreReader = {
  readonly findRun: (id?: number) => RunRow | undefined;
  /** Every run, the latest first. */
  readonly listRuns: () => readonly RunRow[];
  /** The tasks of a run, or one of them. */
  readonly tasks: (
    run: number,
    task?: string,
  ) => readonly { readonly task: TaskDescription; readonly state: TaskState }[];
  readonly results: (run: number, task?: string) => readonly TaskResult[];
  readonly rounds: (run: number, task?: string) => readonly StoredRound[];
  readonly reports: (run: number) => readonly StoredReport[];
  readonly samples: (run: number, task: string) => readonly StoredSample[];
  readonly findings: (run: number, task: string) => readonly Finding[];
  /** What the authors of a task's drafts replied. */
  readonly authorReplies: (run: number, task: string) => readonly AuthorReply[];
  readonly judgements: (run: number, task: string) => readonly StoredJudgement[];
  readonly decisions: (run: number, task?: string) => readonly Decision[];
  /** What reviewers can decide about, by task. */
  readonly reviewables: (
    run: number,
    task?: string,
  ) => ReadonlyMap<string, NonNullable<Reviewable["content"]>>;
  readonly judgedDrafts: (wanted: Parameters<typeof findJudgedDrafts>[1]) => readonly JudgedDraft[];
  readonly callTotals: (run: number) => readonly CallTotals[];
  readonly activity: (run: number) => readonly TaskActivity[];
  /** How long tasks were under way by the times of their calls, in milliseconds. */
  readonly durations: (run: number) => ReadonlyMap<string, number>;
  /** Changes whenever another process has written to the record; never while none has. */
  readonly version: () => number;
  readonly taskCalls: (run: number) => readonly TaskCalls[];
  /** What calls of all runs took on average, by role and model. */
  readonly measured: () => readonly Measured[];
  /** How many calls decided tasks of all runs took, by role. */
  readonly callsPerTask: () => CallsPerTask;
  readonly spending: (run: number) => Spending;
  /** What an endpoint was sent in the minute before a moment, in milliseconds since 1970, and when it wanted to be asked again. */
  readonly earlierTraffic: (run: number, endpoint: string, atMs: number) => EarlierTraffic;
  /** What a run last said of itself. */
  readonly runStatus: (run: number) => RunStatus | undefined;
  /** Everything that was ever proposed, the earliest first. */
  readonly proposals: () => readonly StoredProposal[];
  readonly close: () => void;
};

/**
 * The record, for the one process that may write to it. Each method writes all or nothing, and throws a
 * StoreFault when it cannot; `kept` says when it is on the disk.
 */
export type Store = StoreReader & {
  /** Not null when opening the record has brought its schema up to date. */
  readonly upgrade: Upgrade | null;
  readonly runs: RunWriter;
  /** Runs that sample a teacher, and runs that evaluate a candidate. */
  readonly samplings: KeyedRunBook<SamplingPlan>;
  readonly evaluations: KeyedRunBook<EvaluationPlan>;
  /** Runs that have descriptions proposed, and the proposals themselves. */
  readonly proposalRuns: KeyedRunBook<ProposalPlan>;
  readonly proposalWriter: ProposalWriter;
  readonly memo: (run: number) => CallMemo;
  readonly batches: BatchBook;
  /** Opens the accounts of a run; what an earlier process left open counts as spent from then on. */
  readonly ledger: (run: number, budget: Budget) => RunLedger;
  readonly events: (run: number) => (event: SynthesisEvent) => void;
  readonly control: (run: number) => ControlInbox;
  /** Resolves once all that was written so far is on the disk; rejects with a StoreFault when it could not be. */
  readonly kept: () => Promise<void>;
};

/** The record, for those who add what people decide and ask for, while another process may be writing. */
export type SharedStore = StoreReader & {
  readonly upgrade: Upgrade | null;
  readonly decide: DecisionWriter;
  readonly control: ControlAsker;
};

/** Opens a record that is there. Throws a StoreFault when it cannot be read. */
export function openStoreReader(file: string): StoreReader {
  return makeReader(openDatabase(file, "read"), file);
}

/** Opens a record that is there for adding decisions. Throws a StoreFault when it cannot be had. */
export function openSharedStore(file: string, now: () => string): SharedStore {
  const opened = openDatabase(file, "beside");
  return {
    ...makeReader(opened, file),
    upgrade: opened.upgrade,
    decide: guardOf(file)(openDecisionWriter(opened.database, now)),
    control: openControlAsker(opened.database, now),
  };
}

const SAMPLINGS = { kind: null, schema: samplingPlanSchema, keyOf: samplingKey };
const PROPOSALS = { kind: "proposals", schema: proposalPlanSchema, keyOf: proposalKey };
const EVALUATIONS = { kind: "evaluation", schema: evaluationPlanSchema, keyOf: evaluationKey };

/** Opens the record for writing, making it when needed. Throws a StoreFault when another process has it. */
export function openStore(file: string, now: () => string): Store {
  const opened = openDatabase(file, "write");
  const { database } = opened;
  const blobs = openBlobs(database);
  const group = explainedGroup(openWriteGroup(database), file);
  const reader = makeReader(opened, file);
  return {
    ...reader,
    close: () => {
      group.flush();
      reader.close();
    },
    upgrade: opened.upgrade,
    kept: group.kept,
    runs: openRunWriter(database, blobs, now),
    samplings: openKeyedRuns(database, SAMPLINGS, now),
    evaluations: openKeyedRuns(database, EVALUATIONS, now),
    proposalRuns: openKeyedRuns(database, PROPOSALS, now),
    proposalWriter: openProposalWriter(database),
    memo: (run) => openCallMemo(database, { blobs, run, now, group }),
    batches: openBatchBook(database, now),
    events: (run) => openEventWriter(database, { blobs, run, group }),
    ledger: (run, budget) => openLedger(database, { run, budget, now, group }),
    control: (run) => openControlDesk(database, { run, now }),
  };
}

/** A group's writes and what is heard later of their commit, with what goes wrong put in words. */
function explainedGroup(group: WriteGroup, file: string): WriteGroup {
  const kept = async (): Promise<void> => {
    try {
      await group.kept();
    } catch (error) {
      throw explainFault(error, file);
    }
  };
  return { ...group, write: (work) => explained(file, () => group.write(work)), kept };
}

function makeReader({ database, close }: OpenDatabase, file: string): StoreReader {
  const blobs = explained(file, () => openBlobs(database));
  const guard = guardOf(file);
  return {
    findRun: guard((id) => findRun(database, id)),
    listRuns: guard(() => readRuns(database)),
    tasks: guard((run, task) => readTasks(database, blobs, { run, task })),
    results: guard((run, task) => readTaskResults(database, run, task)),
    rounds: guard((run, task) => readRounds(database, run, task)),
    reports: guard((run) => readReports(database, run)),
    samples: guard((run, task) => readSamples(database, run, task)),
    findings: guard((run, task) => readFindings(database, run, task)),
    authorReplies: guard((run, task) => readAuthorReplies(database, run, task)),
    judgements: guard((run, task) => readJudgements(database, run, task)),
    decisions: guard((run, task) => readDecisions(database, run, task)),
    reviewables: guard((run, task) => readReviewables(database, run, task)),
    judgedDrafts: guard((wanted) => findJudgedDrafts(database, wanted)),
    callTotals: guard((run) => readCallTotals(database, run)),
    activity: guard((run) => readActivity(database, run)),
    durations: guard((run) => readDurations(database, run)),
    version: guard(() => Number(database.pragma("data_version", { simple: true }))),
    taskCalls: guard((run) => readTaskCalls(database, run)),
    measured: guard(() => readMeasured(database)),
    callsPerTask: guard(() => readCallsPerTask(database)),
    spending: guard((run) => readSpending(database, run)),
    earlierTraffic: guard((run, endpoint, atMs) => readEarlierTraffic(database, { run, endpoint, atMs })),
    runStatus: guard((run) => readRunStatus(database, run)),
    proposals: guard(() => readProposals(database)),
    close: guard(close),
  };
}
