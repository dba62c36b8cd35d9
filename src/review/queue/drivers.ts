import type { RunStart } from "../../run/background/start-run-again.ts";
import type { Score } from "../../bootcamp/index.ts";
import type { Accuracy, Band } from "../../core/judging/band.ts";
import type { Diagnostic } from "../../core/draft/compile-report.ts";
import type { CriticReport } from "../../core/judging/critic-report.ts";
import type { Verdict } from "../../core/verdict/decide-verdict.ts";
import type { DraftAddress } from "../../core/draft/draft.ts";
import type { DrawOutcome } from "../../core/draft/execution.ts";
import type { JudgeReport } from "../../core/judging/judge-report.ts";
import type { OracleReport } from "../../core/judging/oracle-report.ts";
import type { Decision, DecisionRequest } from "../../core/review/decision.ts";
import type { TaskDescription } from "../../core/task/task-description.ts";
import type { Check } from "../../core/checks/unit-test-report.ts";

/** Everything that the pages act through, passed in: the record, the sandbox, the clock, a run's start. */
export type ReviewDrivers = {
  /** Every run of the record, the latest first. */
  readonly runs: () => readonly ReviewedRun[];
  /** Every task of a run in the order of the run. */
  readonly queue: (run: number) => readonly QueueEntry[];
  readonly task: (run: number, task: string) => ReviewedTask | undefined;
  readonly samples: (run: number, task: string, address: DraftAddress) => readonly ShownSample[];
  readonly activity: (run: number) => readonly Activity[];
  readonly decide: (about: { readonly run: number; readonly task: string }, wish: DecisionRequest) => Decided;
  /** Draws cases of a class in the sandbox. */
  readonly drawCases: (wanted: CasesWanted) => Promise<Drawn>;
  /** Scores a response to one case of a class in the sandbox. */
  readonly tryAnswer: (on: CaseOfClass, response: string) => Promise<Tried>;
  /** Starts the command that carries a run on, and does not wait for its end. */
  readonly startRun: (run: number) => Promise<RunStart>;
  /** The same command, for people who would rather type it. */
  readonly runCommand: (run: number) => string;
  /** ISO 8601, in UTC. */
  readonly now: () => string;
};

export type ReviewedRun = {
  readonly id: number;
  readonly status: "running" | "stopped" | "done";
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly band: Band;
  /** The seed that its cases are drawn with. */
  readonly seed: number;
};

/** One task as the queue shows it. */
export type QueueEntry = {
  readonly id: string;
  readonly title: string;
  readonly domain: string;
  readonly state: string;
  /** Why a stopped task stopped; null for the others. */
  readonly problem: string | null;
  readonly verdict: Verdict | null;
  readonly accuracy: (Accuracy & { readonly level: number }) | null;
  readonly roundCount: number;
  /** The hash of what there is to decide about; null while there is nothing. */
  readonly seen: string | null;
  readonly history: readonly Decision[];
};

/** One task with all that was found. */
export type ReviewedTask = QueueEntry & {
  readonly description: TaskDescription;
  readonly decisive: DraftAddress | null;
  readonly rounds: readonly ShownRound[];
  readonly judged: JudgeReport | null;
  readonly findings: readonly Finding[];
};

export type ShownRound = { readonly line: number; readonly round: number; readonly source: string | null } & (
  | { readonly status: "unusable-reply"; readonly reason: string }
  | { readonly status: "not-compiled"; readonly diagnostics: readonly Diagnostic[] }
  | { readonly status: "tested"; readonly checks: readonly Check[] }
);

export type Finding = DraftAddress &
  (
    | { readonly gate: "oracle"; readonly report: OracleReport }
    | { readonly gate: "critic"; readonly report: CriticReport }
  );

/** One attempt of the judge; `detail` is the extracted answer, or why there is none. */
export type ShownSample = {
  readonly level: number;
  readonly index: number;
  readonly attempt: number;
  readonly status: string;
  readonly score: number | null;
  readonly detail: string | null;
  readonly response: string | null;
};

/** The answered calls of a task, and when the latest was answered (ISO 8601, UTC). */
export type Activity = {
  readonly task: string;
  readonly calls: number;
  readonly lastDoneAt: string | null;
};

/** How a reviewer's wish ended. */
export type Decided =
  | { readonly status: "decided"; readonly decision: Decision }
  | { readonly status: "changed" | "refused"; readonly reason: string };

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
