import fc from "fast-check";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Amount, Reservation } from "../../src/core/calls/ledger.ts";
import { type Budget, NO_BUDGET, spentOf } from "../../src/core/calls/spending.ts";
import type { RunLedger } from "../../src/store/open-ledger.ts";
import { openStore, type Store } from "../../src/store/open-store.ts";
import { scratchFolder } from "../project.ts";
import { aPlan, NO_VERSIONS } from "./a-plan.ts";

const now = (): string => "2026-01-01T00:00:00.000Z";
const folder = scratchFolder();
afterAll(() => folder.remove());
let count = 0;
const aFile = (): string => join(folder.path, `record-${++count}.sqlite`);
const aRun = (store: Store): number => store.runs.begin({ plan: aPlan(), versions: NO_VERSIONS, tasks: [] });
const usage = (tokens: number, cost: number | null = null, estimated = false) => ({
  promptTokens: tokens,
  completionTokens: 0,
  estimated,
  cost,
});

function ask(ledger: RunLedger, tokens: number, cost: number | null = null): Reservation | string {
  const reserved = ledger.reserve({ key: "k", role: "judge", endpoint: "e", worst: { tokens, cost } });
  return reserved.status === "reserved" ? reserved.reservation : reserved.reason;
}

function reserve(ledger: RunLedger, tokens: number, cost: number | null = null): Reservation {
  const found = ask(ledger, tokens, cost);
  if (typeof found === "string") throw new Error(found);
  return found;
}

/** A step of a random history: what is asked for, or how the oldest or newest open request ends. */
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant("reserve" as const), tokens: fc.nat(400), cents: fc.nat(40) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom("settle" as const, "release" as const, "charge" as const),
      oldest: fc.boolean(),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("kill" as const) }) },
);

test("whatever happens, also kills: what is spent and set aside never passes the cap, and never falls short of the truth", () => {
  const budget: Budget = { tokens: 2_000, money: 2 };
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: "max" }), (steps) => {
      const file = aFile();
      let store = openStore(file, now);
      const run = aRun(store);
      let ledger = store.ledger(run, budget);
      let open: { readonly reservation: Reservation; readonly worst: Amount }[] = [];
      let truth = { tokens: 0, cost: 0 };
      for (const one of steps) {
        let refused = { found: false, due: false };
        if (one.do === "reserve") {
          const worst = { tokens: one.tokens, cost: one.cents / 100 };
          const before = store.spending(run);
          const found = ask(ledger, worst.tokens, worst.cost);
          const taken = spentOf(before).tokens + before.open.tokens + worst.tokens;
          const money = (spentOf(before).cost ?? 0) + (before.open.cost ?? 0) + worst.cost;
          if (typeof found !== "string") open.push({ reservation: found, worst });
          refused = { found: typeof found === "string", due: taken > 2_000 || Math.round(money * 1e9) > 2e9 };
        } else if (one.do === "kill") {
          store.close(); // its reservations are left open, as a killed process leaves them
          store = openStore(file, now);
          ledger = store.ledger(run, budget);
          for (const { worst } of open)
            truth = { tokens: truth.tokens + worst.tokens, cost: truth.cost + (worst.cost ?? 0) };
          open = [];
        } else {
          const chosen = one.oldest ? open.shift() : open.pop();
          if (chosen === undefined) continue;
          const { reservation, worst } = chosen;
          const part = one.do === "settle" ? one.share : one.do === "charge" ? 1 : 0;
          const took = { tokens: Math.floor(worst.tokens * part), cost: (worst.cost ?? 0) * part };
          if (one.do === "settle") ledger.settle(reservation, usage(took.tokens, took.cost));
          if (one.do === "release") ledger.release(reservation);
          if (one.do === "charge") ledger.chargeWhole(reservation);
          truth = { tokens: truth.tokens + took.tokens, cost: truth.cost + took.cost };
        }
        const spending = store.spending(run);
        const spent = spentOf(spending);
        expect(refused.found).toBe(refused.due);
        expect(spent.tokens).toBe(truth.tokens);
        expect(spending.open.tokens).toBe(open.reduce((sum, { worst }) => sum + worst.tokens, 0));
        expect(spent.cost ?? 0).toBeGreaterThanOrEqual(truth.cost - 1e-9);
        expect(spent.cost ?? 0).toBeLessThanOrEqual(truth.cost + steps.length * 1e-9);
        expect(spent.tokens + spending.open.tokens).toBeLessThanOrEqual(2_000);
        expect((spent.cost ?? 0) + (spending.open.cost ?? 0)).toBeLessThanOrEqual(2);
        expect(ledger.spent().tokens, "the account and its reservations agree").toBe(spent.tokens);
      }
      store.close();
    }),
    { numRuns: 12 },
  );
}, 240_000);

test("a request whose cost nobody told is charged whole, and more where the estimate is more", () => {
  const store = openStore(aFile(), now);
  const run = aRun(store);
  const ledger = store.ledger(run, NO_BUDGET);
  ledger.settle(reserve(ledger, 100, 0.5), usage(7, 0.01, true));
  ledger.settle(reserve(ledger, 100, 0.5), usage(130, 0.7, true));
  ledger.settle(reserve(ledger, 100, 0.5), usage(30, 0.1));
  expect(store.spending(run)).toEqual({
    requests: 3,
    settled: { tokens: 30, cost: 0.1 },
    charged: { tokens: 230, cost: 1.2 },
    unresolved: { tokens: 0, cost: null },
    open: { tokens: 0, cost: null },
  });
  store.close();
});

test("a request that an earlier process left open can still be told: then its truth counts, not its worst case", () => {
  const file = aFile();
  const before = openStore(file, now);
  const run = aRun(before);
  const handedIn = reserve(before.ledger(run, NO_BUDGET), 100, 0.5);
  before.close();
  const store = openStore(file, now);
  const ledger = store.ledger(run, NO_BUDGET);
  expect(ledger.spent()).toEqual({ tokens: 100, cost: 0.5 });
  ledger.settle(handedIn, usage(30, 0.1));
  expect(ledger.spent()).toEqual({ tokens: 30, cost: 0.1 });
  expect(store.spending(run).settled).toEqual({ tokens: 30, cost: 0.1 });
  expect(() => ledger.release(handedIn)).toThrow(/not open/);
  store.close();
});

test("an endpoint that takes more than it was asked to is told as it is, and nothing is sent after it", () => {
  const store = openStore(aFile(), now);
  const run = aRun(store);
  const ledger = store.ledger(run, { tokens: 1_000, money: null });
  ledger.settle(reserve(ledger, 600), usage(1_500));
  expect(ledger.spent().tokens).toBe(1_500);
  expect(ask(ledger, 1)).toMatch(/1500 tokens are spent and 0 set aside.*budget of 1000/);
  store.close();
});

test("each run has an account of its own, which a higher budget opens again", () => {
  const file = aFile();
  const store = openStore(file, now);
  const [first, second] = [aRun(store), aRun(store)];
  const ledger = store.ledger(first, { tokens: 100, money: null });
  ledger.chargeWhole(reserve(ledger, 100));
  expect(typeof ask(ledger, 1)).toBe("string");
  reserve(store.ledger(second, { tokens: 100, money: null }), 100);
  const raised = store.ledger(first, { tokens: 150, money: null });
  reserve(raised, 50);
  expect(typeof ask(raised, 1)).toBe("string");
  store.close();
});

test("a reservation ends once: ending it again is a fault, not a refund", () => {
  const store = openStore(aFile(), now);
  const ledger = store.ledger(aRun(store), NO_BUDGET);
  const reservation = reserve(ledger, 10);
  ledger.release(reservation);
  expect(() => ledger.release(reservation)).toThrow(/was ended before/);
  expect(ledger.spent().tokens).toBe(0);
  store.close();
});
