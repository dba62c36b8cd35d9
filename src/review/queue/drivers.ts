import type { RunEnd, RunStart } from "../../run/background/start-run-again.ts";
import type { Gallery } from "./gallery.ts";
import type { Funnel } from "../../record/count-funnel.ts";
import type { Score } from "../../bootcamp/index.ts";
import type { LibraryMap } from "../../core/scaling/library-map.ts";
import type { Accuracy, Band } from "../../core/judging/band.ts";
import type { Finding } from "../../core/judging/gate-finding.ts";
import type { RecordedRound } from "../../core/draft/recorded-round.ts";
import type { DraftAddress } from "../../core/draft/draft.ts";
import type { DrawOutcome } from "../../core/draft/execution.ts";
import type { UnusableReply } from "../../record/unusable-replies.ts";
import type { TaskResult } from "../../core/run/task-result.ts";
import type { TaskActivity } from "../../store/read-activity.ts";
import type { StoredSample } from "../../store/read-results.ts";
import type { Decided, Decision, DecisionRequest } from "../../core/review/decision.ts";
import type { TaskDescription } from "../../core/task/task-description.ts";

/** Everything that the pages act through, passed in: the record, the sandbox, the clock, a run's start. */
export type ReviewDrivers = {
  /** Every run of the record, the latest first. */
  readonly runs: () => readonly ReviewedRun[];
  /** Every task of a run in the order of the run. */
  readonly queue: (run: number) => readonly QueueEntry[];
  readonly task: (run: number, task: string) => ReviewedTask | undefined;
  readonly samples: (run: number, task: string, address: DraftAddress) => readonly ShownSample[];
  readonly activity: (run: number) => readonly TaskActivity[];
  /** How far the tasks of a run have come, counted as everywhere. */
  readonly funnel: (run: number) => Funnel;
  readonly decide: (about: { readonly run: number; readonly task: string }, wish: DecisionRequest) => Decided;
  /** Draws cases of a class in the sandbox. */
  readonly drawCases: (wanted: CasesWanted) => Promise<Drawn>;
  /** Scores a response to one case of a class in the sandbox. */
  readonly tryAnswer: (on: CaseOfClass, response: string) => Promise<Tried>;
  /** Starts the command that carries a run on, and does not wait for its end. */
  readonly startRun: (run: number) => Promise<Started>;
  /** What has become of the command that was last started from these pages for a run, at or after a time. */
  readonly startedRun: (run: number, since: string) => StartedRun;
  /** The same command, for people who would rather type it. */
  readonly runCommand: (run: number) => string;
  /** The library to look at. */
  readonly gallery: Gallery;
  /** Where library and record stand, read anew for each page. */
  readonly map: () => MapListing;
  /** ISO 8601, in UTC. */
  readonly now: () => string;
};

/** The map, or why the library cannot be read. */
export type MapListing =
  | { readonly status: "read"; readonly map: LibraryMap }
  | { readonly status: "failed"; readonly reason: string };

/** How a wish to carry a run on was answered. */
export type Started = { readonly status: "started" } | Exclude<RunStart, { readonly status: "started" }>;

export type StartedRun = { readonly status: "none" } | { readonly status: "going" } | RunEnd;

export type ReviewedRun = {
  readonly id: number;
  readonly status: "running" | "stopped" | "done";
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly band: Band;
  /** The seed that its cases are drawn with. */
  readonly seed: number;
};

/** One task as the queue shows it: of the judge's report the level that speaks for it, and where reviewers stand. */
export type QueueEntry = Pick<TaskResult, "id" | "title" | "domain" | "state" | "problem" | "verdict"> & {
  readonly accuracy: (Accuracy & { readonly level: number }) | null;
  readonly roundCount: number;
  /** The hash of what there is to decide about; null while there is nothing. */
  readonly seen: string | null;
  readonly history: readonly Decision[];
};

/** One task with all that was found. */
export type ReviewedTask = QueueEntry &
  Pick<TaskResult, "decisive" | "judged"> & {
    readonly description: TaskDescription;
    readonly rounds: readonly RecordedRound[];
    readonly findings: readonly Finding[];
    readonly unusable: readonly UnusableReply[];
  };

/** One attempt of the judge; `detail` is the extracted answer, or why there is none. */
export type ShownSample = Omit<StoredSample, "line" | "round">;

export type CaseOfClass = {
  readonly source: string;
  readonly seed: number;
  readonly level: number;
  readonly index: number;
};

export type CasesWanted = Omit<CaseOfClass, "index"> & { readonly start: number; readonly count: number };

export type Drawn =
  | { readonly status: "drawn"; readonly levelCount: number; readonly cases: readonly DrawOutcome[] }
  | { readonly status: "failed"; readonly reason: string };

export type Tried =
  | { readonly status: "tried"; readonly score: Score }
  | { readonly status: "failed"; readonly reason: string };
