import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { taskId } from "../../src/core/task/ids.ts";
import { openStore } from "../../src/store/open-store.ts";
import { scratchFolder } from "../project.ts";
import { aPlan, NO_VERSIONS } from "./a-plan.ts";
import { aTask } from "./a-task.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());
const MINUTE_MS = 60_000;

test("a task was under way from its first call to its last answer, without the night for which its run was stopped", () => {
  let nowMs = Date.parse("2026-01-01T20:00:00Z");
  const store = openStore(join(folder.path, "record.sqlite"), () => new Date(nowMs).toISOString());
  const run = store.runs.begin({ plan: aPlan(), versions: NO_VERSIONS, tasks: [aTask("a"), aTask("b")] });
  const memo = store.memo(run);
  const call = (key: string, task: string, minutes: number): void => {
    const address = { role: "author", task: taskId(task), line: 1, round: 1, turn: 1 } as const;
    const intent = { key, address, endpoint: "e", model: "m" };
    memo.begin(intent);
    nowMs += minutes * MINUTE_MS;
    const usage = { promptTokens: 1, completionTokens: 1, estimated: false, cost: null };
    memo.finish(intent, { status: "complete", text: "x", thinking: "", usage }, "endpoint");
  };
  call("1", "a", 2);
  nowMs += 3 * MINUTE_MS; // its draft is tested
  call("2", "a", 1);
  nowMs += 9 * 60 * MINUTE_MS; // the night
  call("3", "a", 4);
  call("4", "b", 5);
  expect([...store.durations(run)]).toEqual([
    ["a", (2 + 3 + 1 + 4) * MINUTE_MS],
    ["b", 5 * MINUTE_MS],
  ]);
  store.close();
});
