import { countNoun } from "../../core/text/count-noun.ts";
import { type Verdict, verdictReasons } from "../../core/verdict/decide-verdict.ts";
import { roundAddress, type ToldRound, type ToldTestedRound } from "../../core/draft/draft.ts";
import { describeAdversary } from "../../core/judging/adversary-report.ts";
import { describeCritic } from "../../core/judging/critic-report.ts";
import type { JudgeReport } from "../../core/judging/judge-report.ts";
import { describeExamined } from "../../core/judging/oracle-report.ts";
import type { SynthesisEvent } from "../../core/run/synthesis.ts";
import {
  AGREEMENT,
  CALIBRATED,
  type CheckName,
  summarizeChecks,
} from "../../core/checks/unit-test-report.ts";
import type { TerminalSize } from "../output/terminal-size.ts";
import { type LiveBlock, openLiveBlock } from "./live-block.ts";
import { paint, unpaint } from "../../core/text/paint.ts";
import { print, printJson, printLine } from "../output/print.ts";
import type { ProgressView } from "../../run/monitoring/progress-view.ts";
import { statusLine, statusLines } from "./render-status.ts";

/**
 * How progress is told: a line for each event, a line a minute, a block that is drawn anew, or JSON. A live
 * view may have the events' lines above it.
 */
export type ProgressStyle =
  | { readonly kind: "events" | "minutes" | "json" }
  | { readonly kind: "live"; readonly withEvents: boolean; readonly size: TerminalSize };

const MINUTE_MS = 60_000;

/** Opens a view; `nowMs` is milliseconds since 1970. */
export function createProgressView(style: ProgressStyle, nowMs: () => number): ProgressView {
  switch (style.kind) {
    case "json":
      return jsonView(nowMs);
    case "events":
      return { begin: printBeginning, show: printEvent, tell: () => undefined, end: () => undefined };
    case "minutes":
      return {
        begin: printBeginning,
        show: () => undefined,
        tell: eachMinute(nowMs, (status) => printLine(statusLine(status, nowMs()))),
        end: () => undefined,
      };
    case "live":
      return liveView(style, nowMs);
  }
}

function printBeginning(run: number, tasks: number): void {
  print(`Run ${run}: ${countNoun(tasks, "description")}\n\n`);
}

function printEvent(event: SynthesisEvent): void {
  const line = eventLine(event);
  if (line !== undefined) printLine(line);
}

function eventLine(event: SynthesisEvent): string | undefined {
  const line = textLine(event);
  return line === undefined ? undefined : `${event.task.id.padEnd(26)} ${line}`;
}

/** Lets the first of each minute through. */
export function eachMinute<Told>(nowMs: () => number, tell: (told: Told) => void): (told: Told) => void {
  let toldMs = nowMs();
  return (told) => {
    if (nowMs() - toldMs < MINUTE_MS) return;
    toldMs = nowMs();
    tell(told);
  };
}

function jsonView(nowMs: () => number): ProgressView {
  return {
    begin: (run, tasks) => printJson({ type: "run-begun", run, tasks }),
    show: (event) => printJson(eventFields(event)),
    tell: eachMinute(nowMs, (status) => printJson({ type: "status", ...status })),
    end: () => undefined,
  };
}

/** Events that a live view shows below its figures, when their lines do not stay above it. */
const LAST_EVENTS = 5;

function liveView(
  { withEvents, size }: Extract<ProgressStyle, { kind: "live" }>,
  nowMs: () => number,
): ProgressView {
  let block: LiveBlock | undefined;
  let last: readonly string[] = [];
  return {
    begin: (run, tasks) => {
      printBeginning(run, tasks);
      block = openLiveBlock(size);
    },
    show: (event) => {
      if (withEvents) block?.above(() => printEvent(event));
      else
        last = [...last, unpaint(eventLine(event) ?? "")].filter((line) => line !== "").slice(-LAST_EVENTS);
    },
    tell: (status) =>
      block?.draw([
        "",
        ...statusLines(status, nowMs(), size().columns - 1),
        ...(last.length === 0 ? [] : ["", ...last]),
      ]),
    end: () => {
      block?.end();
      block = undefined;
    },
  };
}

function describeCheck(round: ToldTestedRound, name: CheckName): string {
  const check = round.report.checks.find((one) => one.name === name);
  return `${addressText(round)}  ${name}: ${check?.status}: ${check?.detail}`;
}

function textLine(event: SynthesisEvent): string | undefined {
  switch (event.type) {
    case "reply-refused":
      return `round ${event.address.round}  reply refused: ${event.reason}; asked once more`;
    case "round-finished":
      return `${addressText(event.round)}  ${describeRound(event.round)}`;
    case "draft-stands":
      return `${addressText(event.round)}  left as it is: ${event.round.stands}`;
    case "reference-compared":
      return describeCheck(event.round, AGREEMENT);
    case "verifier-calibrated":
      return describeCheck(event.round, CALIBRATED);
    case "samples-taken":
      return undefined;
    case "truth-examined":
      return `round ${event.address.round}  ${describeExamined(event.oracle)}`;
    case "draft-criticized":
      return `round ${event.address.round}  ${describeCritic(event.critic)}`;
    case "shortcut-sought":
      return `round ${event.address.round}  ${describeAdversary(event.adversary)}`;
    case "draft-judged":
      return `round ${event.address.round}  ${describeJudgement(event.judged)}`;
    case "twin-found":
      return paint("bold", `→ ${describeVerdict(event.verdict)}`);
    case "task-decided":
      return paint("bold", `→ ${describeVerdict(event.synthesis.verdict)}`);
  }
}

const addressText = (round: ToldRound): string => {
  const { line, round: number } = roundAddress(round);
  return line === 1 ? `round ${number}` : `line ${line} round ${number}`;
};

/** How far a round came, in one line. */
export function describeRound(round: ToldRound): string {
  switch (round.status) {
    case "unusable-reply":
      return `no usable reply: ${round.reason}`;
    case "not-compiled": {
      const [first] = round.report.diagnostics;
      const more = round.report.diagnostics.length - 1;
      return `does not compile: line ${first?.line}: ${first?.message.slice(0, 90)}${more > 0 ? ` (and ${more} more)` : ""}`;
    }
    case "tested": {
      const bad = round.report.checks.filter(({ status }) => status === "failed" || status === "warned");
      const names = bad.map(({ name }) => name).join(", ");
      const summary = summarizeChecks(round.report);
      const waived = round.report.checks.filter(({ status }) => status === "waived");
      const also = waived.length === 0 ? "" : `; waived: ${waived.map(({ name }) => name).join(", ")}`;
      const passed = round.report.checks.length - waived.length;
      if (summary !== "passed") return `${summary}: ${names}${also}`;
      return waived.length === 0
        ? `passes all ${passed} tests`
        : `passes ${countNoun(passed, "test")}${also}`;
    }
  }
}

function describeJudgement({ levels, dispute }: JudgeReport): string {
  const parts = levels.map(({ level, decision, accuracy, attempts }) => {
    const interval = `${accuracy.low.toFixed(2)}–${accuracy.high.toFixed(2)}`;
    return `level ${level}: ${accuracy.mean.toFixed(2)} (${interval}, ${countNoun(attempts, "attempt")}) ${decision}`;
  });
  const disputed = dispute.status === "not-asked" ? [] : [`disputed: ${dispute.status}`];
  return `judged  ${[...parts, ...disputed].join("; ")}`;
}

/** A verdict with its reasons, in one line. */
export function describeVerdict(verdict: Verdict): string {
  const reasons = verdictReasons(verdict);
  return reasons.length === 0 ? verdict.status : `${verdict.status}: ${reasons.join("; ")}`;
}

function eventFields(event: SynthesisEvent): object {
  const task = event.task.id;
  switch (event.type) {
    case "reply-refused":
      return { type: event.type, task, ...event.address, reason: event.reason };
    case "round-finished":
    case "draft-stands":
    case "reference-compared":
    case "verifier-calibrated":
      return {
        type: event.type,
        task,
        ...roundAddress(event.round),
        status: event.round.status,
        what: describeRound(event.round),
      };
    case "samples-taken":
      return { type: event.type, task, ...event.address, samples: event.samples.length };
    case "truth-examined":
      return { type: event.type, task, ...event.address, oracle: event.oracle };
    case "draft-criticized":
      return { type: event.type, task, ...event.address, critic: event.critic };
    case "shortcut-sought":
      return { type: event.type, task, ...event.address, adversary: event.adversary };
    case "draft-judged":
      return {
        type: event.type,
        task,
        ...event.address,
        levels: event.judged.levels,
        dispute: event.judged.dispute.status,
      };
    case "twin-found":
    case "task-decided": {
      const verdict = event.type === "twin-found" ? event.verdict : event.synthesis.verdict;
      return {
        type: event.type,
        task,
        verdict: verdict.status,
        reasons: verdictReasons(verdict),
      };
    }
  }
}
