import type { BatchBook } from "../core/batch-book.ts";
import type { CallMemo } from "../core/completion.ts";
import type { SynthesisEvent } from "../core/synthesis.ts";
import type { TaskDescription } from "../core/task-description.ts";
import { openBatchBook } from "./batch-book.ts";
import { openBlobs } from "./blobs.ts";
import { openCallMemo } from "./call-memo.ts";
import type { Decision, Reviewable } from "../core/review.ts";
import { type DecisionWriter, openDecisionWriter, readDecisions, readReviewables } from "./decisions.ts";
import { findJudgedDrafts, type JudgedDraft } from "./find-judged-drafts.ts";
import { openDatabase } from "./open-database.ts";
import { readFindings, type StoredFinding } from "./read-findings.ts";
import { type CallTotals, readCallTotals, readRounds, readSamples, readTaskResults } from "./read-results.ts";
import type { StoredRound, StoredSample, TaskResult } from "./read-results.ts";
import { readTaskCalls, type TaskCalls } from "./read-task-calls.ts";
import { findRun, openRunWriter, readTasks, type RunRow, type RunWriter } from "./runs.ts";
import { openEventWriter } from "./write-events.ts";

/** The record of all runs, for reading. */
export type StoreReader = {
  readonly findRun: (id?: number) => RunRow | undefined;
  readonly tasks: (run: number) => readonly { readonly task: TaskDescription; readonly state: string }[];
  readonly results: (run: number) => readonly TaskResult[];
  readonly rounds: (run: number, task?: string) => readonly StoredRound[];
  readonly samples: (run: number, task: string) => readonly StoredSample[];
  readonly findings: (run: number, task: string) => readonly StoredFinding[];
  readonly decisions: (run: number, task?: string) => readonly Decision[];
  /** What reviewers can decide about, by task. */
  readonly reviewables: (
    run: number,
    task?: string,
  ) => ReadonlyMap<string, NonNullable<Reviewable["content"]>>;
  readonly judgedDrafts: (wanted: Parameters<typeof findJudgedDrafts>[1]) => readonly JudgedDraft[];
  readonly callTotals: (run: number) => readonly CallTotals[];
  readonly taskCalls: (run: number) => readonly TaskCalls[];
  readonly close: () => void;
};

/** The record, for the one process that may write to it. */
export type Store = StoreReader & {
  readonly runs: RunWriter;
  readonly memo: (run: number) => CallMemo;
  readonly batches: BatchBook;
  readonly events: (run: number) => (event: SynthesisEvent) => void;
};

/** The record, for those who add what people decide, while another process may be writing. */
export type StoreBeside = StoreReader & { readonly decide: DecisionWriter };

/** Opens a record that is there. Throws a StoreFault when it cannot be read. */
export function openStoreReader(file: string): StoreReader {
  return makeReader(openDatabase(file, "read"));
}

/** Opens a record that is there for adding decisions. Throws a StoreFault when it cannot be had. */
export function openStoreBeside(file: string, now: () => string): StoreBeside {
  const opened = openDatabase(file, "beside");
  return { ...makeReader(opened), decide: openDecisionWriter(opened.database, now) };
}

/** Opens the record for writing, making it when needed. Throws a StoreFault when another process has it. */
export function openStore(file: string, now: () => string): Store {
  const opened = openDatabase(file, "write");
  const { database } = opened;
  const blobs = openBlobs(database);
  return {
    ...makeReader(opened),
    runs: openRunWriter(database, blobs, now),
    memo: (run) => openCallMemo(database, { blobs, run, now }),
    batches: openBatchBook(database, now),
    events: (run) => openEventWriter(database, { blobs, run }),
  };
}

function makeReader({ database, close }: ReturnType<typeof openDatabase>): StoreReader {
  const blobs = openBlobs(database);
  return {
    findRun: (id) => findRun(database, id),
    tasks: (run) => readTasks(database, blobs, run),
    results: (run) => readTaskResults(database, run),
    rounds: (run, task) => readRounds(database, run, task),
    samples: (run, task) => readSamples(database, run, task),
    findings: (run, task) => readFindings(database, run, task),
    decisions: (run, task) => readDecisions(database, run, task),
    reviewables: (run, task) => readReviewables(database, run, task),
    judgedDrafts: (wanted) => findJudgedDrafts(database, wanted),
    callTotals: (run) => readCallTotals(database, run),
    taskCalls: (run) => readTaskCalls(database, run),
    close,
  };
}
