import { type Decision, type ReviewState, reviewState } from "../core/review/decision.ts";
import { formatCount } from "../core/text/format-number.ts";
import type { Headline, Section, Table } from "./report-document.ts";
import type { RunReport } from "./run-report.ts";

/** A task as far as reviewers are concerned: what they have decided, and the hash of what there is to decide about. */
export type ReviewedTask = {
  readonly id: string;
  readonly verdict: "accepted" | "flagged" | "rejected" | null;
  readonly seen: string | null;
  readonly history: readonly Decision[];
};

type Decisions = RunReport["decisions"];

/** Where the tasks stand with their reviewers, and every decision in the order in which they were taken. */
export function reportDecisions(tasks: readonly ReviewedTask[]): Decisions {
  const states = tasks.map((task) => ({ ...task, review: reviewState(task.history, task.seen) }));
  const count = (wanted: ReviewState): number =>
    states.filter(({ review, seen }) => seen !== null && review === wanted).length;
  return {
    waiting: states.filter(isWaiting).map(({ id }) => id),
    approved: count("approved"),
    rejected: count("rejected"),
    sentBack: count("sent-back"),
    taken: tasks
      .flatMap(({ history, seen }) => history.map((one) => ({ one, history, seen })))
      .toSorted((some, others) => some.one.id - others.one.id)
      .map(({ one, history, seen }) => describeDecision(one, history, seen)),
  };
}

/** What could be approved and nobody has decided about; what the gates rejected does not wait. */
const isWaiting = (task: ReviewedTask & { readonly review: ReviewState }): boolean =>
  task.seen !== null && task.review === "open" && (task.verdict === "accepted" || task.verdict === "flagged");

function describeDecision(
  { id, task, kind, reviewer, note, round, at, seen: about }: Decision,
  history: readonly Decision[],
  seen: string | null,
): Decisions["taken"][number] {
  const isUndone = history.some(({ undoes }) => undoes === id);
  const status = isUndone ? "undone" : kind === "undo" || about === seen ? "stands" : "overtaken";
  return { task, kind, round, reviewer, note, at, status };
}

/** How many wait for a person. */
export function waitingHeadline({ decisions, tasks }: RunReport): Headline {
  const waiting = new Set(decisions.waiting);
  const flagged = tasks.filter(({ id, verdict }) => waiting.has(id) && verdict === "flagged").length;
  return {
    name: "to review",
    value: formatCount(waiting.size),
    note: `${formatCount(flagged)} of them flagged`,
  };
}

const WORDS: Readonly<Record<Decisions["taken"][number]["kind"], string>> = {
  approve: "approved",
  reject: "rejected",
  "send-back": "sent back",
  undo: "undone",
};

/** What reviewers decided; no section while nobody has decided anything. */
export function decisionsSection({ decisions }: RunReport): readonly Section[] {
  const { waiting, approved, rejected, sentBack, taken } = decisions;
  if (taken.length === 0) return [];
  const counts = [
    `${formatCount(approved)} approved`,
    `${formatCount(rejected)} rejected`,
    `${formatCount(sentBack)} sent back`,
    `${formatCount(waiting.length)} to review`,
  ];
  const text = `Where the bootcamps stand with their reviewers: ${counts.join(", ")}.`;
  return [
    {
      id: "decisions",
      title: "Reviewers' decisions",
      blocks: [{ kind: "paragraph", text }, takenTable(taken)],
    },
  ];
}

function takenTable(taken: Decisions["taken"]): Table {
  return {
    kind: "table",
    caption: "Every decision, the earliest first",
    columns: ["task", "decision", "round", "by", "when", "note"].map((name) => ({
      name,
      isNumber: name === "round",
    })),
    rows: taken.map(({ task, kind, round, reviewer, at, note, status }) => [
      { kind: "text", text: task },
      { kind: "text", text: status === "stands" ? WORDS[kind] : `${WORDS[kind]} (${status})` },
      { kind: "number", text: formatCount(round) },
      { kind: "text", text: reviewer },
      { kind: "text", text: `${at.slice(0, 16).replace("T", " ")} UTC` },
      { kind: "text", text: note ?? "" },
    ]),
    hasSum: false,
  };
}
