import { countNoun } from "../../core/text/count-noun.ts";
import type { EndpointHealth, RunStatus, SpentAmount, WorkerStatus } from "../../core/run/run-status.ts";
import { formatDuration } from "../../core/text/format-duration.ts";
import { formatRounded } from "../../core/text/format-number.ts";
import { breakLine } from "../../core/text/break-line.ts";
import { describeFunnel } from "../../record/count-funnel.ts";
import type { FoundRun } from "../../record/find-run-status.ts";

/** Beside which a line goes on where it is broken. */
const MARGIN = 11;

/** What a run that is under way says of itself, as lines; `atMs` is now, in milliseconds since 1970. */
export function statusLines(status: RunStatus, atMs: number, columns = Infinity): readonly string[] {
  const { tasks, calls, rates } = status;
  const short = calls.waitingForBudget === 0 ? "" : ` (${calls.waitingForBudget} for the budget)`;
  const stopped = tasks.stopped === 0 ? "" : `, ${tasks.stopped} stopped`;
  return wrapped(
    [
      `Run ${status.run}, ${status.phase}, begun ${formatDuration(atMs - Date.parse(status.startedAt))} ago: ${tasks.decided} of ${countNoun(tasks.total, "task")} decided, ${tasks.underWay} under way (at most ${tasks.parallel} at once)${stopped}`,
      ...countLines(status),
      `Spent      ${spendingText(status)}`,
      `Remaining  ${remainingText(status, atMs)}`,
      `Calls      ${calls.inFlight} in flight, ${calls.waiting} waiting${short}, ${calls.sent} answered; ${roundedOf(rates.callsPerMinute, "call")} and ${roundedOf(rates.tokensPerMinute, "token")} a minute`,
      ...status.endpoints.map((one) => `Endpoint   ${endpointText(one, atMs)}`),
      ...stalledLines(status),
      ...workerLines(status),
    ],
    columns,
  );
}

/** What is left to say of a run that nobody carries out any more. */
export function endedLines(
  { run, aliveness, startedAt, finishedAt }: FoundRun,
  status: RunStatus,
  { atMs, columns = Infinity }: { readonly atMs: number; readonly columns?: number },
): readonly string[] {
  const { tasks, calls } = status;
  const isKilled = aliveness === "killed";
  const ended = Date.parse(isKilled ? status.writtenAt : (finishedAt ?? status.writtenAt));
  const left = tasks.total - tasks.decided;
  const open = left === 0 ? "" : `, ${left} not (${tasks.stopped} of them stopped)`;
  const what = isKilled ? "killed" : status.phase === "done" ? "complete" : "stopped";
  return wrapped(
    [
      `Run ${run}, ${what}: ${tasks.decided} of ${countNoun(tasks.total, "task")} decided${open}`,
      `Time       started ${momentText(Date.parse(startedAt))}, ${isKilled ? "last heard of" : "ended"} ${momentText(ended)} (${formatDuration(atMs - ended)} ago)`,
      ...countLines(status),
      `Spent      ${spendingText({ ...status, projected: null })}, in ${countNoun(calls.sent, "call")} to endpoints`,
    ],
    columns,
  );
}

/** The funnel and the verdicts, in the words of every report. */
const countLines = ({ funnel, tasks }: RunStatus): readonly string[] => [
  `Funnel     ${describeFunnel(funnel)}`,
  `Verdicts   accepted ${tasks.accepted}, flagged ${tasks.flagged}, rejected ${tasks.rejected}`,
];

const wrapped = (lines: readonly string[], columns: number): readonly string[] =>
  lines.flatMap((line) => breakLine(line, columns, MARGIN));

/** The same on one line, for a log. */
export function statusLine(status: RunStatus, atMs: number): string {
  const { tasks, calls, rates, stalled } = status;
  const parts = [
    `${new Date(atMs).toISOString().slice(0, 19)}Z ${status.phase}: ${tasks.decided} of ${tasks.total} decided (${tasks.accepted} accepted, ${tasks.flagged} flagged, ${tasks.rejected} rejected), ${tasks.underWay} under way`,
    `${countNoun(calls.inFlight, "call")} in flight${calls.waitingForBudget === 0 ? "" : `, ${calls.waitingForBudget} waiting for the budget`}, ${formatRounded(rates.callsPerMinute)} a minute`,
    spendingText(status),
    remainingText(status, atMs),
    ...status.endpoints.filter(isTroubled).map((one) => endpointText(one, atMs)),
    ...(stalled.length === 0 ? [] : [`${stalled.length} stalled`]),
  ];
  return parts.join("; ");
}

function spendingText({ spent, projected, allowed }: RunStatus): string {
  const parts = [amountText(spent)];
  if (projected !== null) parts.push(`projected ${amountText(projected)}`);
  if (allowed !== null) {
    const limits = [
      ...(allowed.tokens === null ? [] : [roundedOf(allowed.tokens, "token")]),
      ...(allowed.cost === null ? [] : [allowed.cost.toFixed(2)]),
    ];
    parts.push(`allowed ${limits.join(" and ") || "without limit"}`);
  }
  return parts.join(", ");
}

/** A rounded number with its noun. */
const roundedOf = (value: number, noun: string): string => countNoun(Math.round(value), noun, formatRounded);

const amountText = ({ tokens, cost }: SpentAmount): string =>
  `${roundedOf(tokens, "token")}${cost === null || cost === 0 ? "" : ` for ${cost.toFixed(2)}`}`;

function remainingText({ remaining, phase }: RunStatus, atMs: number): string {
  if (phase === "done" || phase === "stopped") return "nothing";
  if (remaining === null) return "unknown until 3 tasks are decided";
  const { lowMs, highMs } = remaining;
  return `${formatDuration(lowMs)} to ${formatDuration(highMs)} left (${clockText(atMs + lowMs)} to ${clockText(atMs + highMs)})`;
}

/** Day and time of day, where the terminal is. */
function momentText(atMs: number): string {
  const at = new Date(atMs);
  const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) =>
    String(part).padStart(2, "0"),
  );
  return `${day.join("-")} ${clockText(atMs)}`;
}

/** The time of day, where the terminal is. */
function clockText(atMs: number): string {
  const at = new Date(atMs);
  return `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;
}

const isTroubled = ({ paused, circuit }: EndpointHealth): boolean =>
  paused !== null || circuit === "open" || circuit === "half-open";

function endpointText(one: EndpointHealth, atMs: number): string {
  const lowered = one.allowed < one.configured ? ` (${one.configured} configured)` : "";
  const counted =
    one.circuit === "unknown"
      ? []
      : [
          `circuit ${one.circuit}`,
          `${countNoun(one.requests, "request")}, ${one.retries} ${one.retries === 1 ? "retry" : "retries"}, ${countNoun(one.failures, "failure")}`,
        ];
  const paused = one.paused === null ? [] : [pauseText(one.paused, atMs)];
  return [
    `${one.endpoint}: ${one.inFlight} of ${one.allowed} in flight${lowered}`,
    ...paused,
    ...counted,
  ].join(", ");
}

const pauseText = ({ untilMs, reason }: NonNullable<EndpointHealth["paused"]>, atMs: number): string =>
  `paused for ${formatDuration(untilMs - atMs)}${reason === "" ? "" : ` (${reason})`}`;

/** Tasks of a worker that are named. */
const MOST_NAMED = 4;

function workerLines({ fleet }: RunStatus): readonly string[] {
  if (fleet === null) return [];
  if (fleet.workers.length === 0) return ["Workers    none yet: campforge worker --queue starts one"];
  return fleet.workers.map((worker) => `Worker     ${workerText(worker)}`);
}

function workerText({ name, host, pid, slots, state, quietMs, doing, decided, note }: WorkerStatus): string {
  const who = `${name} (process ${pid} on ${host})`;
  if (state === "gone")
    return `${who}: gone, last heard of ${formatDuration(quietMs)} ago; ${decided} decided`;
  if (state === "left") return `${who}: has left; ${decided} decided`;
  if (state === "refused") return `${who}: takes no part: ${note}`;
  const named = doing
    .slice(0, MOST_NAMED)
    .map(({ task, stage, forMs }) => `${task} (${stage}, ${formatDuration(forMs)})`);
  const more = doing.length > MOST_NAMED ? [`${doing.length - MOST_NAMED} more`] : [];
  const busy = doing.length === 0 ? "" : `: ${[...named, ...more].join(", ")}`;
  return `${who}: ${doing.length} of ${countNoun(slots, "slot")} busy${busy}; ${decided} decided`;
}

const MOST_STALLED = 3;

function stalledLines({ stalled }: RunStatus): readonly string[] {
  if (stalled.length === 0) return [];
  const named = stalled
    .slice(0, MOST_STALLED)
    .map(({ task, quietMs }) => `${task} for ${formatDuration(quietMs)}`);
  const more = stalled.length > MOST_STALLED ? `, and ${stalled.length - MOST_STALLED} more` : "";
  return [`Stalled    no activity of ${named.join(", ")}${more}`];
}
