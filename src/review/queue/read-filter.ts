import type { ReviewState } from "../../core/review/decision.ts";
import { FACETS, type QueueFilter, SORT_KEYS } from "./filter-queue.ts";

const STATES: readonly ReviewState[] = ["open", "approved", "rejected", "sent-back"];

/** Longer values are cut: an address must stay one. */
const LONGEST = 200;

/** The filter that an address names; what it does not name, or names wrongly, filters nothing. */
export function readFilter(query: URLSearchParams): QueueFilter {
  const read = (name: string): string | null => {
    const value = query.get(name)?.slice(0, LONGEST).toWellFormed() ?? "";
    return value === "" ? null : value;
  };
  const state = read("state");
  return {
    state: STATES.find((one) => one === state) ?? null,
    verdict: read("verdict"),
    reason: read("reason"),
    domain: read("domain"),
    text: read("q") ?? "",
    sort: SORT_KEYS.find((key) => key === query.get("sort")) ?? "need",
  };
}

/** The query of an address that names a filter: empty, or beginning with a question mark. */
export function writeFilter(filter: QueueFilter, page = 1): string {
  const query = new URLSearchParams();
  for (const facet of FACETS) {
    const value = filter[facet];
    if (value !== null) query.set(facet, value);
  }
  if (filter.text !== "") query.set("q", filter.text);
  if (filter.sort !== "need") query.set("sort", filter.sort);
  if (page > 1) query.set("page", String(page));
  const written = query.toString();
  return written === "" ? "" : `?${written}`;
}
