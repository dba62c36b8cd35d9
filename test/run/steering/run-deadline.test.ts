import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { awaitDeadline } from "../../../src/run/steering/run-deadline.ts";
import { readUntil } from "../../../src/core/run/read-until.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A clock on the wall that can be set, beside time that only passes. */
function aClock() {
  const passed = { wallMs: Date.UTC(2026, 2, 1, 22), upMs: 5_000 };
  return {
    now: () => new Date(passed.wallMs),
    uptimeMs: () => passed.upMs,
    pass: (ms: number): void => {
      passed.wallMs += ms;
      passed.upMs += ms;
    },
    set: (byMs: number): void => void (passed.wallMs += byMs),
  };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("the end of a run's time", () => {
  test.each([0, -DAY, DAY, -9 * HOUR, 8.9 * HOUR])(
    "comes after as long as was asked for, though the clock is set by %d ms on the way",
    (byMs) => {
      const clock = aClock();
      const deadline = awaitDeadline(
        new Date(clock.now().getTime() + 9 * HOUR),
        { clock, notice: () => undefined },
        () => {},
      );
      clock.pass(3 * HOUR);
      clock.set(byMs);
      expect(deadline.isOver()).toBe(false);
      clock.pass(6 * HOUR - 1);
      expect(deadline.isOver()).toBe(false);
      clock.pass(1);
      expect(deadline.isOver()).toBe(true);
      clock.set(-DAY);
      expect(deadline.isOver(), "what is over stays over").toBe(true);
      deadline.forget();
    },
  );

  test("is noticed though nothing begins, and calls under way then have 30 s", async () => {
    const clock = aClock();
    const deadline = awaitDeadline(
      new Date(clock.now().getTime() + HOUR),
      { clock, notice: () => undefined },
      () => void stops++,
    );
    let left = false;
    let stops = 0;
    void deadline.graceOver.then(() => (left = true));
    clock.pass(HOUR);
    await vi.advanceTimersByTimeAsync(1_000 + 29_999);
    expect(left).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(left).toBe(true);
    expect(stops, "the run is told once").toBe(1);
    deadline.forget();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("never comes without one, unless one is named later", async () => {
    const clock = aClock();
    const deadline = awaitDeadline(undefined, { clock, notice: () => undefined }, () => {});
    clock.pass(DAY);
    await vi.advanceTimersByTimeAsync(DAY);
    expect(deadline.isOver()).toBe(false);
    deadline.move(new Date(clock.now().getTime() + HOUR));
    expect(deadline.isOver()).toBe(false);
    clock.pass(HOUR);
    expect(deadline.isOver()).toBe(true);
    deadline.forget();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("a time of day", () => {
  const at = (text: string): Date => new Date(text);
  test.each([
    ["07:00", "2026-03-01T22:15:00", "2026-03-02T07:00:00"],
    ["7:00", "2026-03-01T06:59:59", "2026-03-01T07:00:00"],
    ["07:00", "2026-03-01T07:00:00", "2026-03-02T07:00:00"],
    ["00:00", "2026-12-31T23:59:59", "2027-01-01T00:00:00"],
    ["2026-03-05T07:00", "2026-03-01T22:15:00", "2026-03-05T07:00:00"],
    ["2026-03-05T07:00:00Z", "2026-03-01T22:15:00", "2026-03-05T07:00:00Z"],
  ])("%s, said at %s, is %s", (text, now, expected) => {
    expect(readUntil(text, at(now))).toEqual(at(expected));
  });
});
