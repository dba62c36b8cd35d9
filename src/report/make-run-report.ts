import type { Band } from "../core/judging/band.ts";
import { type GateResult, listGates } from "../core/verdict/certificate.ts";
import { describeReason, type Verdict } from "../core/verdict/decide-verdict.ts";
import { decisiveLevel, type LevelJudgement } from "../core/judging/judge-report.ts";
import type { TaskResult } from "../core/run/task-result.ts";
import type { Figures } from "../core/checks/figures.ts";
import { measuredOf } from "../core/verdict/measured.ts";
import type { Check } from "../core/checks/unit-test-report.ts";
import type { TaskCalls } from "../store/read-task-calls.ts";
import type { Funnel } from "../record/count-funnel.ts";
import type { GateReports } from "../record/read-gate-reports.ts";
import type { RoundCounts } from "../record/count-rounds.ts";
import type { Decision } from "../core/review/decision.ts";
import { compareUrgency, placeInReview } from "../core/review/review-order.ts";
import { reportDecisions } from "./report-decisions.ts";
import {
  REPORT_MARK,
  REPORT_VERSION,
  type ReportedDraft,
  type ReportedTask,
  type RunReport,
  type Spending,
} from "./run-report.ts";

/** One task with what every gate found of the draft that its verdict is about. */
export type RecordedTask = Omit<TaskResult, "decisive"> &
  GateReports & {
    /** The hash of what reviewers decide about; null while there is nothing. */
    readonly seen: string | null;
    readonly history: readonly Decision[];
    /** Empty where no draft was tested. */
    readonly checks: readonly Check[];
    readonly figures: Figures | undefined;
    /** What became of each of its drafts. */
    readonly drafts: readonly ReportedDraft[];
  };

/** A run as the record has it. */
export type RecordedRun = Omit<RunReport["run"], "band"> & {
  readonly band: Band;
  readonly tasks: readonly RecordedTask[];
  readonly rounds: readonly RoundCounts[];
  readonly funnel: Funnel;
  readonly calls: readonly TaskCalls[];
  /** The command that shows a task. */
  readonly commandFor: (task: string) => string;
};

/** The report on a run: a pure function of its record. */
export function makeRunReport(recorded: RecordedRun): RunReport {
  const { tasks, rounds, funnel, calls, commandFor, ...run } = recorded;
  const gates = tasks.map((task) => ({ task, gates: gatesOf(task) }));
  const decisions = reportDecisions(
    tasks.map(({ id, verdict, seen, history }) => ({ id, verdict: verdict?.status ?? null, seen, history })),
  );
  const waiting = new Set(decisions.waiting);
  return {
    kind: REPORT_MARK,
    version: REPORT_VERSION,
    run,
    verdicts: countVerdicts(tasks),
    domains: [...Map.groupBy(tasks, ({ domain }) => domain)]
      .map(([domain, among]) => ({ domain, ...countVerdicts(among) }))
      .toSorted((one, other) => compare(one.domain, other.domain)),
    reasons: countReasons(tasks),
    funnel,
    rounds: [...rounds],
    gates: countGates(gates.map((one) => one.gates)),
    spending: sumRun(calls, tasks.filter(({ verdict }) => verdict?.status === "accepted").length),
    decisions,
    review: queueOf(
      tasks.filter(({ id }) => waiting.has(id)),
      commandFor,
    ),
    unfinished: groupUnfinished(tasks),
    tasks: gates.map((one) => reportTask(one, calls)),
  };
}

/** By code units: the same order in every language. */
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function countVerdicts(tasks: readonly RecordedTask[]): RunReport["verdicts"] {
  const count = (status: Verdict["status"] | undefined): number =>
    tasks.filter(({ verdict }) => verdict?.status === status).length;
  return {
    accepted: count("accepted"),
    flagged: count("flagged"),
    rejected: count("rejected"),
    undecided: count(undefined),
  };
}

type Reason = { readonly kind: string; readonly text: string };

/** The reasons of a verdict, each with its kind; a check's flag is told apart by the check. */
function reasonsOf({ verdict }: RecordedTask): readonly Reason[] {
  switch (verdict?.status) {
    case undefined:
    case "accepted":
      return [];
    case "rejected":
      return [{ kind: verdict.reason.kind, text: describeReason(verdict.reason) }];
    case "flagged":
      return verdict.reasons.map((reason) => ({ kind: kindOf(reason), text: describeReason(reason) }));
  }
}

const kindOf = (reason: Extract<Verdict, { status: "flagged" }>["reasons"][number]): string =>
  "check" in reason ? `${reason.kind}: ${reason.check}` : reason.kind;

function countReasons(tasks: readonly RecordedTask[]): RunReport["reasons"] {
  return (["flagged", "rejected"] as const).flatMap((verdict) => {
    const among = tasks.filter((task) => task.verdict?.status === verdict);
    const kinds = among.flatMap((task) => [...new Set(reasonsOf(task).map(({ kind }) => kind))]);
    return [...Map.groupBy(kinds, (kind) => kind)]
      .map(([reason, all]) => ({ verdict, reason, tasks: all.length }))
      .toSorted((one, other) => other.tasks - one.tasks || compare(one.reason, other.reason));
  });
}

function gatesOf({
  checks,
  oracle,
  critic,
  adversary,
  judged,
  verdict,
}: RecordedTask): readonly GateResult[] {
  if (checks.length === 0) return [];
  return listGates({ checks, oracle, critic, adversary, judged, verdict, cases: 0, seed: 0 });
}

function countGates(all: readonly (readonly GateResult[])[]): RunReport["gates"] {
  return [...Map.groupBy(all.flat(), ({ gate, check }) => `${gate}\n${check}`).values()].flatMap(
    (results) => {
      const [first] = results;
      const count = (wanted: GateResult["result"]): number =>
        results.filter(({ result }) => result === wanted).length;
      if (first === undefined) return [];
      return [
        {
          gate: first.gate,
          check: first.check,
          passed: count("passed"),
          warned: count("warned"),
          waived: count("waived"),
          failed: count("failed"),
          skipped: count("skipped"),
        },
      ];
    },
  );
}

function sumCalls(calls: readonly TaskCalls[]): Spending {
  const sum = (field: "calls" | "promptTokens" | "completionTokens" | "estimated" | "priced"): number =>
    calls.reduce((total, one) => total + one[field], 0);
  const costs = calls.flatMap(({ cost }) => (cost === null ? [] : [cost]));
  return {
    calls: sum("calls"),
    promptTokens: sum("promptTokens"),
    completionTokens: sum("completionTokens"),
    estimated: sum("estimated"),
    cost: costs.length === 0 ? null : costs.reduce((total, cost) => total + cost, 0),
    priced: sum("priced"),
  };
}

function sumRun(calls: readonly TaskCalls[], accepted: number): RunReport["spending"] {
  const all = sumCalls(calls);
  const roles = [...Map.groupBy(calls, ({ role }) => role)].map(([role, some]) => {
    const from = (origin: TaskCalls["origin"]): number =>
      some.filter((one) => one.origin === origin).reduce((total, one) => total + one.calls, 0);
    return {
      role,
      endpoint: from("endpoint"),
      memo: from("memo"),
      recording: from("recording"),
      ...sumCalls(some),
    };
  });
  return {
    ...all,
    tokensPerAccepted: accepted === 0 ? null : (all.promptTokens + all.completionTokens) / accepted,
    costPerAccepted: accepted === 0 || all.cost === null ? null : all.cost / accepted,
    roles: roles.toSorted((one, other) => compare(one.role, other.role)),
  };
}

function queueOf(tasks: readonly RecordedTask[], commandFor: (task: string) => string): RunReport["review"] {
  return tasks
    .flatMap(({ id, verdict }) => {
      const place = verdict?.status === "flagged" ? placeInReview(verdict.reasons) : undefined;
      if (place === undefined || verdict?.status !== "flagged") return [];
      return [{ task: id, ...place, reasons: verdict.reasons }];
    })
    .toSorted((one, other) => compareUrgency(one.reasons, other.reasons))
    .map(({ task, priority, why }) => ({ task, priority, why, command: commandFor(task) }));
}

function groupUnfinished(tasks: readonly RecordedTask[]): RunReport["unfinished"] {
  const open = tasks.filter(({ verdict }) => verdict === null);
  return [...Map.groupBy(open, ({ state, problem }) => JSON.stringify([state, problem])).values()].flatMap(
    (some) => {
      const [first] = some;
      return first === undefined
        ? []
        : [{ state: first.state, problem: first.problem, tasks: some.map(({ id }) => id) }];
    },
  );
}

function reportTask(
  { task, gates }: { readonly task: RecordedTask; readonly gates: readonly GateResult[] },
  calls: readonly TaskCalls[],
): ReportedTask {
  const { id, title, domain, state, verdict, judged, rounds } = task;
  const decisive = judged === null ? undefined : decisiveLevel(judged);
  return {
    id,
    title,
    domain,
    state,
    verdict: verdict?.status ?? null,
    reasons: [...reasonsOf(task)],
    decisive: decisive === undefined ? null : reportLevel(decisive),
    levels: (judged?.levels ?? []).map(reportLevel),
    levelCount: judged?.levelCount ?? 0,
    rounds,
    drafts: [...task.drafts],
    objections: gates
      .filter(({ result }) => result === "failed" || result === "warned" || result === "waived")
      .map(({ gate, check, result, detail }) => ({ gate, check, result, detail })),
    measured: reportMeasured(task),
    spending: sumCalls(calls.filter((one) => one.task === id)),
  };
}

function reportMeasured({ figures, oracle, adversary }: RecordedTask): ReportedTask["measured"] {
  const { floor, shortcut, verifier } = measuredOf(figures, { oracle, adversary });
  const isJudged = verifier.status === "measured";
  return {
    floor: floor?.mean ?? null,
    shortcut: shortcut.status === "measured" ? shortcut.score : null,
    agreementOnRight: isJudged ? verifier.right.agreement : null,
    agreementOnWrong: isJudged ? verifier.wrong.agreement : null,
  };
}

const reportLevel = ({
  level,
  decision,
  attempts,
  accuracy,
}: LevelJudgement): ReportedTask["levels"][number] => ({
  level,
  decision,
  attempts,
  ...accuracy,
});
