import type { Verdict } from "../verdict/decide-verdict.ts";
import type { DraftAddress } from "../draft/draft.ts";
import { hashJson } from "../draft/hash.ts";

/** What a reviewer can do about a task. */
export type DecisionKind = "approve" | "reject" | "send-back" | "undo";

/** A decision as it was taken. Decisions are never changed: an undo is one more. */
export type Decision = DraftAddress & {
  readonly id: number;
  readonly run: number;
  readonly task: string;
  readonly kind: DecisionKind;
  /** The hash of what the reviewer had before them. */
  readonly seen: string;
  /** The decision that an undo takes back; null for the others. */
  readonly undoes: number | null;
  readonly reviewer: string;
  readonly note: string | null;
  /** ISO 8601, in UTC. */
  readonly at: string;
};

/** Where a task stands with its reviewers. */
export type ReviewState = "open" | "approved" | "rejected" | "sent-back";

/** What a reviewer asks for, and what they had seen when they did. */
export type DecisionRequest = {
  readonly kind: DecisionKind;
  readonly seen: string;
  /** The latest decision that they knew of; null when there was none. */
  readonly after: number | null;
  readonly reviewer: string;
  readonly note: string | null;
};

/** What a task is when a decision arrives. */
export type Reviewable = {
  /** Null while no verdict was reached, or when no reply was usable: then there is nothing to decide about. */
  readonly content: (DraftAddress & { readonly seen: string; readonly verdict: Verdict["status"] }) | null;
  readonly history: readonly Decision[];
};

/** Whether a decision can be taken. `changed` means that the reviewer should look again. */
export type Admission =
  | { readonly status: "admitted"; readonly undoes: number | null }
  | { readonly status: "changed"; readonly reason: string }
  | { readonly status: "refused"; readonly reason: string };

/** How a reviewer's wish ended. */
export type Decided =
  | { readonly status: "decided"; readonly decision: Decision }
  | { readonly status: "changed" | "refused"; readonly reason: string };

/** What stands before a reviewer of a task: the verdict as the record has it, and the class that it is about. */
export type SeenContent = DraftAddress & {
  /** JSON text. */
  readonly verdict: string;
  /** The hash of the class. */
  readonly source: string;
  /** How many rounds the task has had. */
  readonly rounds: number;
};

/** The hash that a decision about this content carries. */
export function hashSeen({ verdict, line, round, source, rounds }: SeenContent): string {
  return hashJson({ verdict, line, round, source, rounds });
}

/** The longest note, in characters: it becomes feedback to an author. */
export const MAX_NOTE = 4_000;

/** A reviewer's wish for another round of a draft. */
export type SentBack = DraftAddress & { readonly note: string };

/** Every round that reviewers asked for and did not take back, oldest first. */
export function sentBack(history: readonly Decision[]): readonly SentBack[] {
  const undone = new Set(history.map(({ undoes }) => undoes));
  return history.flatMap(({ id, kind, line, round, note }) =>
    kind === "send-back" && !undone.has(id) ? [{ line, round, note: note ?? "" }] : [],
  );
}

/** When a reviewer last asked for another round, ISO 8601; empty where nobody did. */
export const sentBackAt = (history: readonly Decision[]): string =>
  history.findLast(({ kind }) => kind === "send-back")?.at ?? "";

/** The decision that stands: the last one that nobody took back and that is about what is there now. */
export function standingDecision(history: readonly Decision[], seen: string | null): Decision | undefined {
  const undone = new Set(history.map(({ undoes }) => undoes));
  return history.findLast((one) => one.kind !== "undo" && one.seen === seen && !undone.has(one.id));
}

/** Where a task stands. What a later round or verdict has overtaken is history, and the task open again. */
export function reviewState(history: readonly Decision[], seen: string | null): ReviewState {
  switch (standingDecision(history, seen)?.kind) {
    case "approve":
      return "approved";
    case "reject":
      return "rejected";
    case "send-back":
      return "sent-back";
    case "undo":
    case undefined:
      return "open";
  }
}

/** Decides whether a reviewer's wish can be carried out on what is there now. */
export function admitDecision(request: DecisionRequest, { content, history }: Reviewable): Admission {
  if (content === null)
    return {
      status: "refused",
      reason:
        "there is no draft to decide about: none is decided yet, or no reply held a class; campforge show says which",
    };
  if (content.seen !== request.seen)
    return { status: "changed", reason: "it has changed since you looked at it" };
  const last = history.at(-1);
  if ((last?.id ?? null) !== request.after)
    return {
      status: "changed",
      reason: `${last?.reviewer ?? "somebody"} has decided since you looked at it (${last?.kind ?? ""})`,
    };
  return admitKind(request, content, standingDecision(history, content.seen));
}

function admitKind(
  request: DecisionRequest,
  content: NonNullable<Reviewable["content"]>,
  standing: Decision | undefined,
): Admission {
  const note = request.note?.trim() ?? "";
  if (note.length > MAX_NOTE)
    return { status: "refused", reason: `the note has ${note.length} characters; at most ${MAX_NOTE}` };
  switch (request.kind) {
    case "undo":
      return standing === undefined
        ? { status: "refused", reason: "there is no decision to undo" }
        : { status: "admitted", undoes: standing.id };
    case "approve":
      if (content.verdict === "rejected")
        return { status: "refused", reason: "it was rejected; it can be sent back, not approved" };
      break;
    case "reject":
    case "send-back":
      if (note === "") return { status: "refused", reason: `a note is needed to ${request.kind}: say why` };
      break;
  }
  if (standing?.kind === request.kind)
    return { status: "refused", reason: `${standing.reviewer} did that already (${standing.at})` };
  return { status: "admitted", undoes: null };
}
