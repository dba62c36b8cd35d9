import { type ReviewState, reviewState } from "../../core/review/decision.ts";
import { compareUrgency } from "../../core/review/review-order.ts";
import { type FlagReason, type RejectReason, verdictReasons } from "../../core/verdict/decide-verdict.ts";
import type { QueueEntry } from "./drivers.ts";

/** What a reader of the queue wants to see of it; null where anything will do. */
export type QueueFilter = {
  readonly state: ReviewState | null;
  readonly verdict: string | null;
  /** The kind of a reason, such as "warned check". */
  readonly reason: string | null;
  readonly domain: string | null;
  /** Must stand in title, id, domain or reasons, whatever the case. */
  readonly text: string;
  readonly sort: SortKey;
};

/** By what the queue is sorted: by how much a person is needed, unless somebody wants it otherwise. */
export const SORT_KEYS = ["need", "title", "domain", "accuracy", "rounds"] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** An entry with what the filters and the order go by. */
export type QueueItem = QueueEntry & {
  readonly review: ReviewState;
  /** Whether it waits for a person: it could be approved, and nobody has decided about it. */
  readonly isWaiting: boolean;
  readonly verdictName: string;
  readonly reasonKinds: readonly string[];
  readonly reasons: readonly string[];
};

/** The facets by which the queue can be narrowed. */
export const FACETS = ["state", "verdict", "reason", "domain"] as const;
export type Facet = (typeof FACETS)[number];

/** The entries with their review state and reasons, what needs a person first on top or as `sort` says. */
export function orderQueue(entries: readonly QueueEntry[], sort: SortKey = "need"): readonly QueueItem[] {
  return entries
    .map(describeEntry)
    .map((item) => ({ item, rank: rankOf(item) }))
    .toSorted((one, other) => one.rank - other.rank || compareFlags(one.item, other.item))
    .map(({ item }) => item)
    .toSorted((one, other) => compareBy(sort, one, other));
}

/** The lowest accuracy and the most rounds come first: there is most to look at. Equal ones stay in order of need. */
function compareBy(sort: SortKey, one: QueueItem, other: QueueItem): number {
  switch (sort) {
    case "need":
      return 0;
    case "title":
      return one.title.localeCompare(other.title, "en");
    case "domain":
      return one.domain.localeCompare(other.domain, "en");
    case "accuracy":
      return (one.accuracy?.mean ?? Infinity) - (other.accuracy?.mean ?? Infinity) || 0;
    case "rounds":
      return other.roundCount - one.roundCount;
  }
}

/** Adds to an entry what the filters and the order go by. */
export function describeEntry(entry: QueueEntry): QueueItem {
  const { verdict } = entry;
  const review = reviewState(entry.history, entry.seen);
  // While another round is under way, the verdict before it says nothing of where the task stands.
  const verdictName = entry.state === "done" ? (verdict?.status ?? entry.state) : entry.state;
  return {
    ...entry,
    review,
    isWaiting: entry.seen !== null && review === "open" && verdictName !== "rejected",
    verdictName,
    reasonKinds: [...new Set(reasonsOf(entry).map(({ kind }) => kind))],
    reasons: verdict === null ? (entry.problem === null ? [] : [entry.problem]) : verdictReasons(verdict),
  };
}

function reasonsOf({ verdict }: QueueEntry): readonly (FlagReason | RejectReason)[] {
  if (verdict?.status === "flagged") return verdict.reasons;
  return verdict?.status === "rejected" ? [verdict.reason] : [];
}

/** Lower comes first: open and flagged, open and accepted, open and rejected, stopped, under way, decided. */
function rankOf({ review, verdictName, seen }: QueueItem): number {
  if (seen === null) return verdictName === "stopped" ? 400 : verdictName === "rejected" ? 350 : 500;
  if (review === "sent-back") return 600;
  if (review !== "open") return 700;
  if (verdictName === "flagged") return 100;
  return verdictName === "accepted" ? 200 : 300;
}

/** Flagged tasks of one rank by their reasons; others keep the order of the run. */
function compareFlags({ verdict: one }: QueueItem, { verdict: other }: QueueItem): number {
  return one?.status === "flagged" && other?.status === "flagged"
    ? compareUrgency(one.reasons, other.reasons)
    : 0;
}

/** The items that a filter lets through; `except` leaves one facet out of account. */
export function filterQueue(
  items: readonly QueueItem[],
  filter: QueueFilter,
  except?: Facet,
): readonly QueueItem[] {
  const wanted = filter.text.trim().toLowerCase();
  return items.filter(
    (item) =>
      FACETS.every((facet) => {
        const value = filter[facet];
        return facet === except || value === null || facetValues(item, facet).includes(value);
      }) &&
      (wanted === "" || searchedText(item).includes(wanted)),
  );
}

/** What an item counts as under a facet. */
export function facetValues(item: QueueItem, facet: Facet): readonly string[] {
  switch (facet) {
    case "state":
      return item.seen === null || (item.review === "open" && !item.isWaiting) ? [] : [item.review];
    case "verdict":
      return [item.verdictName];
    case "reason":
      return item.reasonKinds;
    case "domain":
      return [item.domain];
  }
}

/** How many items each value of a facet would show, the other filters kept, the most frequent first. */
export function countFacet(
  items: readonly QueueItem[],
  filter: QueueFilter,
  facet: Facet,
): readonly (readonly [value: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const item of filterQueue(items, filter, facet))
    for (const value of facetValues(item, facet)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted(
    ([one, many], [other, more]) => more - many || (one < other ? -1 : one > other ? 1 : 0),
  );
}

const searchedText = ({ id, title, domain, reasons }: QueueItem): string =>
  [id, title, domain, ...reasons].join("\n").toLowerCase();
