import { describe, expect, test } from "vitest";
import type { QueueEntry } from "../../../src/review/queue/drivers.ts";
import {
  countFacet,
  filterQueue,
  orderQueue,
  type QueueFilter,
} from "../../../src/review/queue/filter-queue.ts";
import { readFilter, writeFilter } from "../../../src/review/queue/read-filter.ts";
import { selectForBulk } from "../../../src/review/queue/select-for-bulk.ts";

const SEEN = "a".repeat(64);

const anEntry = (id: string, overrides: Partial<QueueEntry> = {}): QueueEntry => ({
  id,
  title: id,
  domain: "algorithms",
  state: "done",
  problem: null,
  verdict: { status: "accepted", level: 1 },
  accuracy: null,
  roundCount: 1,
  seen: SEEN,
  history: [],
  ...overrides,
});

const decided = (kind: "approve" | "send-back"): QueueEntry["history"] => [
  {
    id: 1,
    run: 1,
    task: "x",
    kind,
    line: 1,
    round: 1,
    seen: SEEN,
    undoes: null,
    reviewer: "ada",
    note: null,
    at: "2026-01-02T03:04:05.000Z",
  },
];

const ENTRIES: readonly QueueEntry[] = [
  anEntry("approved", { history: decided("approve") }),
  anEntry("under-way", { state: "running", verdict: null, seen: null }),
  anEntry("sent-back", { history: decided("send-back") }),
  anEntry("rejected", { verdict: { status: "rejected", reason: { kind: "levels too far apart" } } }),
  anEntry("accepted"),
  anEntry("undecided", {
    verdict: { status: "flagged", reasons: [{ kind: "undecided accuracy", level: 1 }] },
  }),
  anEntry("disputed", {
    domain: "games",
    verdict: { status: "flagged", reasons: [{ kind: "truth disputed", ruling: "wrong truth" }] },
  }),
];

const ALL: QueueFilter = {
  state: null,
  verdict: null,
  reason: null,
  domain: null,
  text: "",
  sort: "need",
};
const items = orderQueue(ENTRIES);
const ids = (filter: Partial<QueueFilter>): readonly string[] =>
  filterQueue(items, { ...ALL, ...filter }).map(({ id }) => id);

describe("the queue", () => {
  test("begins with what needs a person most, and ends with what is decided", () => {
    expect(ids({})).toEqual([
      "disputed",
      "undecided",
      "accepted",
      "rejected",
      "under-way",
      "sent-back",
      "approved",
    ]);
  });

  test("shows a task that goes through another round as under way, whatever its verdict was", () => {
    const again = anEntry("again", { state: "running", seen: null });
    expect(orderQueue([again]).map(({ verdictName }) => verdictName)).toEqual(["running"]);
  });

  test("is narrowed by state, verdict, reason, domain and text, and by several at once", () => {
    expect(ids({ state: "open" }), "what the gates rejected does not wait").toEqual([
      "disputed",
      "undecided",
      "accepted",
    ]);
    expect(ids({ state: "approved" })).toEqual(["approved"]);
    expect(ids({ verdict: "flagged" })).toEqual(["disputed", "undecided"]);
    expect(ids({ reason: "truth disputed" })).toEqual(["disputed"]);
    expect(ids({ domain: "games", verdict: "accepted" })).toEqual([]);
    expect(ids({ text: " WRONG truth" })).toEqual(["disputed"]);
  });

  test("counts what each value of a facet would show, the other filters kept", () => {
    const counts = countFacet(items, { ...ALL, domain: "games", verdict: "accepted" }, "verdict");
    expect(counts).toEqual([["flagged", 1]]);
  });

  test("an address names a filter and gives it back; what it names wrongly filters nothing", () => {
    const filter: QueueFilter = {
      state: "sent-back",
      verdict: "flagged",
      reason: "critic",
      domain: "a b",
      text: "x&y",
      sort: "accuracy",
    };
    expect(readFilter(new URLSearchParams(writeFilter(filter)))).toEqual(filter);
    expect(readFilter(new URLSearchParams("state=nonsense&verdict="))).toEqual(ALL);
  });

  test("is sorted as somebody wants it, equal ones in the order of need", () => {
    const accuracy = (mean: number): QueueEntry["accuracy"] => ({
      mean,
      low: 0,
      high: 1,
      samples: 8,
      level: 1,
    });
    const some = [
      anEntry("easy", { accuracy: accuracy(0.9), title: "B", roundCount: 1 }),
      anEntry("unjudged", { title: "A", roundCount: 2 }),
      anEntry("hard", { accuracy: accuracy(0.1), title: "C", roundCount: 1 }),
    ];
    const sorted = (sort: QueueFilter["sort"]): readonly string[] =>
      orderQueue(some, sort).map(({ id }) => id);
    expect(sorted("accuracy")).toEqual(["hard", "easy", "unjudged"]);
    expect(sorted("title")).toEqual(["unjudged", "easy", "hard"]);
    expect(sorted("rounds")).toEqual(["unjudged", "easy", "hard"]);
    expect(sorted("domain")).toEqual(sorted("need"));
  });

  test("of those shown, an undo of many leaves out what nobody has decided about", () => {
    const { items: about, leftOut } = selectForBulk(items, "undo");
    expect(about.map(({ task }) => task)).toEqual(["sent-back", "approved"]);
    expect(leftOut).toContainEqual({ why: "without a decision", count: 4 });
  });

  test("of those shown, a decision about all leaves out what it cannot be taken about, and says why", () => {
    const { items: about, leftOut } = selectForBulk(items, "approve");
    expect(about.map(({ task }) => task)).toEqual(["disputed", "undecided", "accepted", "sent-back"]);
    expect(about.map(({ after }) => after)).toEqual([null, null, null, 1]);
    expect(leftOut).toEqual([
      { why: "rejected by the gates", count: 1 },
      { why: "without a verdict yet", count: 1 },
      { why: "approved already", count: 1 },
    ]);
  });
});
