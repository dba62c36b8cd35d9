import fc from "fast-check";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Round } from "../../src/core/draft/draft.ts";
import { hashCode } from "../../src/core/draft/hash.ts";
import { type DecisionKind, type DecisionRequest, reviewState } from "../../src/core/review/decision.ts";
import { openStore, openSharedStore, type Store } from "../../src/store/open-store.ts";
import { scratchFolder } from "../project.ts";
import { aTask } from "./a-task.ts";
import { aPlan, NO_VERSIONS } from "./a-plan.ts";

const now = (): string => "2026-01-01T00:00:00.000Z";
const folder = scratchFolder();
afterAll(() => folder.remove());
let count = 0;
const aFile = (): string => join(folder.path, `record-${++count}.sqlite`);

const task = aTask();

function aRound(round: number): Round {
  const source = `export default class Round${round} {}`;
  return {
    status: "not-compiled",
    draft: { line: 1, round, source, codeHash: hashCode(source) },
    report: { status: "refused", diagnostics: [] },
  };
}

/** Writes one round and the verdict on it, as a run does. */
function decideTask(
  store: Store,
  run: number,
  round: number,
  status: "flagged" | "rejected" = "flagged",
): void {
  const write = store.events(run);
  const rounds = Array.from({ length: round }, (_, index) => aRound(index + 1));
  for (const finished of rounds.slice(-1)) write({ type: "round-finished", task, round: finished });
  const verdict =
    status === "flagged"
      ? ({ status, reasons: [{ kind: "undecided accuracy", level: 0 }] } as const)
      : ({ status, reason: { kind: "levels too far apart" } } as const);
  const found = {
    judged: null,
    oracle: { status: "not-asked" },
    critic: { status: "not-asked" },
    adversary: { status: "not-asked" },
  } as const;
  const synthesis = { task, rounds, ...found, verdict, decisive: { line: 1, round } };
  write({ type: "task-decided", task, synthesis });
}

function aReviewedTask(status: "flagged" | "rejected" = "flagged"): {
  readonly file: string;
  readonly run: number;
  readonly store: Store;
} {
  const file = aFile();
  const store = openStore(file, now);
  const run = store.runs.begin({ plan: aPlan(), versions: NO_VERSIONS, tasks: [task] });
  decideTask(store, run, 1, status);
  return { file, run, store };
}

const STATE_AFTER = { approve: "approved", reject: "rejected", "send-back": "sent-back" } as const;

describe("decisions", () => {
  test("are taken beside a run that holds the record, and one about what has changed since is told so", async () => {
    const { file, run, store } = aReviewedTask();
    const beside = openSharedStore(file, now);
    const seen = beside.reviewables(run).get("a")?.seen ?? "";
    const approve: DecisionRequest = { kind: "approve", seen, after: null, reviewer: "ada", note: null };

    decideTask(store, run, 2);
    await store.kept();
    expect(beside.decide({ run, task: "a" }, approve)).toMatchObject({ status: "changed" });
    expect(beside.decisions(run)).toEqual([]);

    const seenNow = beside.reviewables(run).get("a")?.seen ?? "";
    expect(beside.decide({ run, task: "a" }, { ...approve, seen: seenNow })).toMatchObject({
      status: "decided",
    });
    expect(reviewState(beside.decisions(run), seenNow)).toBe("approved");
    decideTask(store, run, 3);
    await store.kept();
    expect(reviewState(beside.decisions(run), beside.reviewables(run).get("a")?.seen ?? null)).toBe("open");
    beside.close();
    store.close();
  });

  test("a rejected task can be sent back with a note, and never approved", () => {
    const { file, run, store } = aReviewedTask("rejected");
    store.close();
    const beside = openSharedStore(file, now);
    const seen = beside.reviewables(run).get("a")?.seen ?? "";
    const about = { run, task: "a" };
    const wish = { seen, after: null, reviewer: "ada" };
    expect(beside.decide(about, { ...wish, kind: "approve", note: null })).toMatchObject({
      status: "refused",
    });
    expect(beside.decide(about, { ...wish, kind: "send-back", note: "  " })).toMatchObject({
      status: "refused",
    });
    expect(beside.decide(about, { ...wish, kind: "send-back", note: " why " })).toMatchObject({
      status: "decided",
      decision: { note: "why" },
    });
    beside.close();
  });

  test("of two reviewers in any order: each is either kept or told of the other's, and undo returns to what was before", () => {
    const wish = fc.record({
      reviewer: fc.constantFrom("ada", "bob"),
      kind: fc.constantFrom<DecisionKind>("approve", "reject", "send-back", "undo"),
      looks: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 12 }), (wishes) => {
        const { file, run, store } = aReviewedTask();
        store.close();
        const sides = { ada: openSharedStore(file, now), bob: openSharedStore(file, now) };
        const known: Record<string, number | null> = { ada: null, bob: null };
        const seen = sides.ada.reviewables(run).get("a")?.seen ?? "";
        let kept = 0;
        for (const { reviewer, kind, looks } of wishes) {
          const side = reviewer === "ada" ? sides.ada : sides.bob;
          if (looks) known[reviewer] = side.decisions(run, "a").at(-1)?.id ?? null;
          const before = side.decisions(run, "a");
          const after = known[reviewer] ?? null;
          const ended = side.decide({ run, task: "a" }, { kind, seen, after, reviewer, note: "n" });
          const isUpToDate = after === (before.at(-1)?.id ?? null);
          expect(ended.status === "changed").toBe(!isUpToDate);
          if (ended.status !== "decided") continue;
          kept++;
          known[reviewer] = ended.decision.id;
          const without = before.filter(({ id }) => id !== ended.decision.undoes);
          const expected = kind === "undo" ? reviewState(without, seen) : STATE_AFTER[kind];
          expect(reviewState(side.decisions(run, "a"), seen)).toBe(expected);
        }
        expect(sides.ada.decisions(run)).toHaveLength(kept);
        sides.ada.close();
        sides.bob.close();
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});
