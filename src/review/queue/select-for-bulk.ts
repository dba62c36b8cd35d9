import type { QueueItem } from "./filter-queue.ts";

/** What a decision about many is about: each with what was seen of it. */
export type BulkSelection = {
  readonly items: readonly {
    readonly task: string;
    readonly title: string;
    readonly seen: string;
    readonly after: number | null;
  }[];
  /** Those that match and that the decision cannot be taken about, counted by why. */
  readonly leftOut: readonly { readonly why: string; readonly count: number }[];
};

const STATE_AFTER: Readonly<Record<string, string>> = {
  approve: "approved",
  reject: "rejected",
  undo: "open",
  "send-back": "sent-back",
};

/** Which of the items shown a decision about all of them would be taken about. */
export function selectForBulk(items: readonly QueueItem[], kind: string): BulkSelection {
  const hindrance = ({ seen, review, verdictName }: QueueItem): string | null => {
    if (seen === null) return "without a verdict yet";
    if (kind === "undo" && review === "open") return "without a decision";
    if (review === STATE_AFTER[kind]) return `${review} already`;
    return kind === "approve" && verdictName === "rejected" ? "rejected by the gates" : null;
  };
  const left = Map.groupBy(items, hindrance);
  return {
    items: (left.get(null) ?? []).flatMap(({ id, title, seen, history }) =>
      seen === null ? [] : [{ task: id, title, seen, after: history.at(-1)?.id ?? null }],
    ),
    leftOut: [...left].flatMap(([why, some]) => (why === null ? [] : [{ why, count: some.length }])),
  };
}
