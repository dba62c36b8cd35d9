import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ScriptedEndpoint } from "../../../recordings/compose/serve.ts";
import { reviewState } from "../../../src/core/review/decision.ts";
import { openSharedStore, openStoreReader } from "../../../src/store/open-store.ts";
import { campforge } from "../../campforge.ts";
import { scratchFolder } from "../../project.ts";
import { endpointConfig, startScriptedEndpoint } from "../../scripted-endpoint.ts";

const TASK = "small-rsa";
const env = { LOOPBACK_KEY: "a key" };
const folder = scratchFolder();
const db = join(folder.path, "record.sqlite");
let endpoint: ScriptedEndpoint;

beforeAll(async () => {
  endpoint = await startScriptedEndpoint([TASK], 0);
  folder.write("config.json", endpointConfig(endpoint.baseUrl));
});
afterAll(async () => {
  await endpoint.close();
  folder.remove();
});

test("a bootcamp that was sent back gets another round with the note when the run goes on, and is open again", async () => {
  const more = ["--config", join(folder.path, "config.json"), "--db", db];
  const first = await campforge(["run", "tasks/cryptography/small-rsa.md", ...more], { env });
  expect(first.code).toBe(0);

  const beside = openSharedStore(db, () => "2026-01-01T00:00:00.000Z");
  const seen = beside.reviewables(1).get(TASK)?.seen ?? "";
  const rounds = beside.rounds(1, TASK).length;
  const wish = { kind: "send-back", seen, after: null, reviewer: "ada", note: "Say what n is." } as const;
  expect(beside.decide({ run: 1, task: TASK }, wish)).toMatchObject({ status: "decided" });
  beside.close();

  const before = new Map(endpoint.answered);
  const again = await campforge(["run", "--resume", ...more], { env });
  expect(again.stderr).toBe("");
  expect(again.code).toBe(0);
  expect([...before].filter(([body, count]) => endpoint.answered.get(body) !== count)).toEqual([]);
  const asked = [...endpoint.answered.keys()].filter((body) => !before.has(body));
  expect(asked.filter((body) => body.includes("Say what n is."))).toHaveLength(1);

  const store = openStoreReader(db);
  expect(store.rounds(1, TASK)).toHaveLength(rounds + 1);
  expect(reviewState(store.decisions(1, TASK), store.reviewables(1).get(TASK)?.seen ?? null)).toBe("open");
  store.close();

  const third = await campforge(["run", "--resume", ...more], { env });
  expect(third.stderr).toContain("there is nothing left to do");
  expect(third.code).toBe(0);
}, 300_000);
