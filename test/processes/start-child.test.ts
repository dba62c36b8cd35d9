import { afterAll, describe, expect, test } from "vitest";
import { MAX_FRAME_BYTES } from "../../src/processes/frames.ts";
import { type Child, startChild } from "../../src/processes/start-child.ts";

const LIMIT_MS = 20_000;
const children: Child[] = [];
afterAll(() => children.forEach((child) => child.kill()));

function aChild(entry = "./answering-child.ts"): Child {
  const child = startChild({ entry: new URL(entry, import.meta.url), nodeFlags: [] });
  children.push(child);
  return child;
}

describe("a child", () => {
  test("answers one call after another, after it has said what it says when it is ready", async () => {
    const child = aChild();
    expect(await child.ready).toMatch(/^ready \d+$/);
    for (const text of ["", "one", "zwei 🙂", "x".repeat(2_000_000)]) {
      expect(await child.call(`echo ${text}`, LIMIT_MS)).toEqual({ status: "replied", text });
    }
  });

  test("gets nothing of this process's environment, folder or arguments", async () => {
    const outcome = await aChild().call("world", LIMIT_MS);
    const text = outcome.status === "replied" ? outcome.text : "";
    expect(JSON.parse(text)).toEqual({ env: { LANG: "C.UTF-8", TZ: "UTC" }, cwd: "/", argv: [] });
  });

  test("that never comes back is overdue, and killed", async () => {
    const child = aChild();
    await child.ready;
    expect(await child.call("hang", 100)).toEqual({ status: "overdue", by: "clock" });
    expect(child.isAlive()).toBe(false);
    expect(await child.call("echo", LIMIT_MS)).toMatchObject({ status: "died" });
  });

  test("that ends by itself has died, and says how", async () => {
    expect(await aChild().call("exit 3", LIMIT_MS)).toEqual({
      status: "died",
      cause: "exit",
      reason: "exit code 3",
    });
  });

  test("that grows too large has died of its memory", async () => {
    expect(await aChild().call("grow", LIMIT_MS)).toMatchObject({ status: "died", cause: "memory" });
  });

  test("that writes what is no frame is killed", async () => {
    const child = aChild();
    const outcome = await child.call("babble", LIMIT_MS);
    expect(outcome).toMatchObject({ status: "died", reason: expect.stringContaining("no frame") });
    expect(child.isAlive()).toBe(false);
  });

  test("that cannot start is never ready", async () => {
    await expect(aChild("./no-such-child.ts").ready).rejects.toThrow(/ended before it was ready/);
  });

  test("is not disturbed by a request that was too long to be sent", async () => {
    const child = aChild();
    await child.ready;
    await expect(child.call("x".repeat(MAX_FRAME_BYTES + 1), 50)).rejects.toThrow(RangeError);
    expect(await child.call("work 200", LIMIT_MS)).toEqual({ status: "replied", text: "done" });
  });
});
