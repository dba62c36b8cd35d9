import { countNoun } from "../../core/text/count-noun.ts";
import type { EndpointHealth, RunStatus, SpentAmount } from "../../core/run/run-status.ts";
import { formatDuration } from "../../core/text/format-duration.ts";
import { formatRounded } from "../../core/text/format-number.ts";

/** What a run says of itself, as lines; `atMs` is now, in milliseconds since 1970. */
export function statusLines(status: RunStatus, atMs: number): readonly string[] {
  const { tasks, funnel, calls, rates } = status;
  const lasted = formatDuration(atMs - Date.parse(status.startedAt));
  return [
    `Run ${status.run}, ${status.phase} (${lasted}): ${tasks.decided} of ${tasks.total} tasks decided, ${tasks.underWay} under way of ${tasks.parallel}${tasks.stopped === 0 ? "" : `, ${tasks.stopped} stopped`}`,
    `Tasks      described ${funnel.described} → compiled ${funnel.compiled} → runs ${funnel.runs} → tested ${funnel.tested} → judged ${funnel.judged} → in band ${funnel.inBand}`,
    `Verdicts   accepted ${tasks.accepted}, flagged ${tasks.flagged}, rejected ${tasks.rejected}`,
    `Calls      ${calls.inFlight} in flight, ${calls.waiting} waiting, ${calls.sent} answered; ${formatRounded(rates.callsPerMinute)} calls and ${formatRounded(rates.tokensPerMinute)} tokens a minute`,
    `Spent      ${spendingText(status)}`,
    `Remaining  ${remainingText(status, atMs)}`,
    ...status.endpoints.map((one) => `Endpoint   ${endpointText(one, atMs)}`),
    ...stalledLines(status),
  ];
}

/** The same on one line, for a log. */
export function statusLine(status: RunStatus, atMs: number): string {
  const { tasks, calls, rates, stalled } = status;
  const parts = [
    `${new Date(atMs).toISOString().slice(0, 19)}Z ${status.phase}: ${tasks.decided} of ${tasks.total} decided (${tasks.accepted} accepted, ${tasks.flagged} flagged, ${tasks.rejected} rejected), ${tasks.underWay} under way`,
    `${countNoun(calls.inFlight, "call")} in flight, ${formatRounded(rates.callsPerMinute)} a minute`,
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
      ...(allowed.tokens === null ? [] : [`${formatRounded(allowed.tokens)} tokens`]),
      ...(allowed.cost === null ? [] : [allowed.cost.toFixed(2)]),
    ];
    parts.push(`allowed ${limits.join(" and ") || "without limit"}`);
  }
  return parts.join(", ");
}

const amountText = ({ tokens, cost }: SpentAmount): string =>
  `${formatRounded(tokens)} tokens${cost === null ? "" : ` for ${cost.toFixed(2)}`}`;

function remainingText({ remaining, phase }: RunStatus, atMs: number): string {
  if (phase === "done" || phase === "stopped") return "ended";
  if (remaining === null) return "unknown until three tasks are decided";
  const { lowMs, highMs } = remaining;
  return `${formatDuration(lowMs)} to ${formatDuration(highMs)} left (${clockText(atMs + lowMs)} to ${clockText(atMs + highMs)})`;
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

const MOST_STALLED = 3;

function stalledLines({ stalled }: RunStatus): readonly string[] {
  if (stalled.length === 0) return [];
  const named = stalled
    .slice(0, MOST_STALLED)
    .map(({ task, quietMs }) => `${task} for ${formatDuration(quietMs)}`);
  const more = stalled.length > MOST_STALLED ? `, and ${stalled.length - MOST_STALLED} more` : "";
  return [`Stalled    no activity of ${named.join(", ")}${more}`];
}
