import type { Band } from "../core/judging/band.ts";
import { formatAccuracy, formatCount, formatMoney, formatShare } from "../core/text/format-number.ts";
import type { Cell, Table } from "./report-document.ts";
import type { ReportedTask, RunReport } from "./run-report.ts";

const text = (shown: string): Cell => ({ kind: "text", text: shown });
const number = (shown: string): Cell => ({ kind: "number", text: shown });
const count = (value: number): Cell => number(formatCount(value));

/** A table; a column whose name begins with `#` holds numbers. */
function makeTable(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  hasSum = false,
): Table {
  return {
    kind: "table",
    caption,
    columns: columns.map((name) => ({ name: name.replace(/^#/, ""), isNumber: name.startsWith("#") })),
    rows,
    hasSum,
  };
}

/** Verdicts by domain, with their sum. */
export function verdictTable({ domains, verdicts }: RunReport): Table {
  const row = (name: string, among: RunReport["verdicts"]): readonly Cell[] => {
    const { accepted, flagged, rejected, undecided } = among;
    const all = accepted + flagged + rejected + undecided;
    return [
      text(name),
      ...[accepted, flagged, rejected, undecided].map(count),
      number(formatShare(accepted, all)),
    ];
  };
  return makeTable(
    "By domain",
    ["domain", "#accepted", "#flagged", "#rejected", "#undecided", "#share accepted"],
    [...domains.map(({ domain, ...among }) => row(domain, among)), row("all", verdicts)],
    true,
  );
}

/** Why tasks were flagged or rejected. */
export function reasonTable({ reasons }: RunReport): Table {
  return makeTable(
    "By reason",
    ["reason", "verdict", "#tasks"],
    reasons.map(({ reason, verdict, tasks }) => [
      text(reason),
      { kind: "verdict", text: verdict },
      count(tasks),
    ]),
  );
}

/** The two tables of the InternBootcamp report in one: what the drafts of each round were like. */
export function roundTable({ rounds }: RunReport): Table {
  return makeTable(
    "Drafts by round; a problematic one is unusable, does not compile, or fails a test",
    ["round", "#drafts", "#with simplification keywords", "#share", "#problematic", "#share"],
    rounds.map(({ round, drafts, simplified, problematic }) => [
      text(String(round)),
      count(drafts),
      count(simplified),
      number(formatShare(simplified, drafts)),
      count(problematic),
      number(formatShare(problematic, drafts)),
    ]),
  );
}

/** Every gate with how it ended, over all drafts that were decided on. */
export function gateTable({ gates }: RunReport): Table {
  return makeTable(
    "By gate",
    ["gate", "kind", "#passed", "#warned", "#waived", "#failed", "#skipped"],
    gates.map(({ check, gate, passed, warned, waived, failed, skipped }) => [
      text(check),
      text(gate),
      ...[passed, warned, waived, failed, skipped].map(count),
    ]),
  );
}

const share = (value: number | null): Cell => number(value === null ? "–" : formatAccuracy(value));

/** What can be earned without solving, and how far a second verifier agrees, by task. */
export function measuredTable({ tasks }: RunReport): Table {
  return makeTable(
    "What chance and a shortcut earn, and where the second verifier agrees",
    ["task", "#floor", "#shortcut", "#on right answers", "#on wrong answers"],
    tasks
      .filter(({ measured }) => Object.values(measured).some((value) => value !== null))
      .map(({ id, measured }) => [
        text(id),
        ...[measured.floor, measured.shortcut, measured.agreementOnRight, measured.agreementOnWrong].map(
          share,
        ),
      ]),
  );
}

const money = (cost: number | null): Cell => number(cost === null ? "–" : formatMoney(cost));

/** What calls took by role. */
export function spendingTable({ spending }: RunReport): Table {
  const row = (name: string, one: Omit<RunReport["spending"]["roles"][number], "role">): readonly Cell[] => [
    text(name),
    ...[one.calls, one.endpoint, one.memo, one.recording, one.promptTokens, one.completionTokens].map(count),
    money(one.cost),
  ];
  const sum = (origin: "endpoint" | "memo" | "recording"): number =>
    spending.roles.reduce((total, role) => total + role[origin], 0);
  const all = { ...spending, endpoint: sum("endpoint"), memo: sum("memo"), recording: sum("recording") };
  return makeTable(
    "By role",
    [
      "role",
      "#calls",
      "#from endpoints",
      "#from the memo",
      "#recorded",
      "#prompt tokens",
      "#completion tokens",
      "#money",
    ],
    [...spending.roles.map((one) => row(one.role, one)), row("all", all)],
    true,
  );
}

/** The accuracy of the level that speaks for a task; an empty text where none was judged. */
export function accuracyCell({ decisive }: ReportedTask, band: Band): Cell {
  if (decisive === null) return text("");
  const { mean, low, high, samples, level } = decisive;
  return { kind: "accuracy", accuracy: { mean, low, high, samples }, judged: { level, band } };
}

/** What became of every draft: where it was stopped, what was remarked, and what the judge made of it. */
export function draftTable({ tasks }: RunReport): Table {
  const hasLines = tasks.some(({ drafts }) => drafts.some(({ line }) => line > 1));
  return makeTable(
    "Every draft",
    ["task", "draft", "tests", "by", "gates with a model", "judged"],
    tasks.flatMap(({ id, drafts }) =>
      drafts.map(({ line, round, outcome, stoppedBy, remarks, found, judged }) => [
        text(id),
        text(hasLines ? `${line}.${round}` : String(round)),
        text(outcome),
        text([...stoppedBy, ...remarks].join("; ")),
        text(found.join("; ")),
        text(
          judged
            .map(({ level, mean, attempts }) => `${formatAccuracy(mean)} of ${attempts} at level ${level}`)
            .join(", "),
        ),
      ]),
    ),
  );
}

/** Every task in the order of the run. */
export function taskTable({ tasks, run, spending }: RunReport): Table {
  const hasMoney = spending.cost !== null;
  return makeTable(
    "Every task",
    ["task", "domain", "verdict", "accuracy", "#drafts", "#tokens", ...(hasMoney ? ["#money"] : []), "why"],
    tasks.map((task) => [
      text(task.id),
      text(task.domain),
      { kind: "verdict", text: task.verdict ?? task.state },
      accuracyCell(task, run.band),
      count(task.rounds),
      count(task.spending.promptTokens + task.spending.completionTokens),
      ...(hasMoney ? [money(task.spending.cost)] : []),
      text(task.reasons.map((reason) => reason.text).join("; ")),
    ]),
  );
}
