import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSharedLock } from "../../src/sandbox/shared-lock.ts";

/** Somebody who wants in: alone or not, fails or not, and how many turns of the queue they stay. */
const visitors = fc.array(
  fc.record({
    alone: fc.boolean(),
    fails: fc.boolean(),
    stays: fc.nat({ max: 4 }),
    comes: fc.nat({ max: 6 }),
  }),
  { maxLength: 12 },
);

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await Promise.resolve();
}

describe("a lock", () => {
  test("lets everybody in once, and nobody beside one who is alone", async () => {
    await fc.assert(
      fc.asyncProperty(visitors, async (wanting) => {
        const lock = createSharedLock();
        const inside = new Set<(typeof wanting)[number]>();
        const crowded: unknown[] = [];
        const visit = async (one: (typeof wanting)[number]): Promise<string> => {
          await turns(one.comes);
          return (one.alone ? lock.alone : lock.shared)(async () => {
            inside.add(one);
            if (inside.size > 1 && [...inside].some(({ alone }) => alone)) crowded.push([...inside]);
            await turns(one.stays);
            inside.delete(one);
            if (one.fails) throw new Error("planted");
            return "done";
          });
        };
        const ends = await Promise.allSettled(wanting.map(visit));
        expect(ends.map(({ status }) => status === "rejected")).toEqual(wanting.map(({ fails }) => fails));
        expect(crowded).toEqual([]);
      }),
    );
  });
});
