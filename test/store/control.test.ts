import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { isRecordHeld } from "../../src/store/open-database.ts";
import { openStore, openSharedStore } from "../../src/store/open-store.ts";
import { scratchFolder } from "../project.ts";
import { aPlan, NO_VERSIONS } from "./a-plan.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());
const now = (): string => "2026-01-01T00:00:00.000Z";

test("a request from beside a run reaches it once, and its answer reaches who asked", () => {
  const file = join(folder.path, "asked.sqlite");
  const store = openStore(file, now);
  const run = store.runs.begin({ plan: aPlan(), versions: NO_VERSIONS, tasks: [] });
  const other = store.runs.begin({ plan: aPlan(), versions: NO_VERSIONS, tasks: [] });
  const inbox = store.control(run);
  expect(inbox.open()).toEqual([]);

  const beside = openSharedStore(file, now);
  const tuning = { concurrency: { endpoint: null, slots: 3 }, parallel: "auto" as const };
  const asked = beside.control.ask(run, { kind: "tune", tuning });
  beside.control.ask(other, { kind: "stop" });
  expect(beside.control.answerTo(asked)).toBeUndefined();
  expect(inbox.open()).toEqual([{ id: asked, request: { kind: "tune", tuning } }]);
  inbox.answer(asked, { status: "done", note: "3 at once" });
  inbox.answer(asked, { status: "refused", note: "an answer stands" });
  expect(beside.control.answerTo(asked)).toEqual({ status: "done", note: "3 at once" });

  // What others write meanwhile brings no answered request back.
  beside.control.ask(other, { kind: "pause" });
  expect(inbox.open()).toEqual([]);
  beside.close();
  store.close();
});

test("the record tells whether somebody writes to it, and looking takes nothing from a writer", () => {
  const file = join(folder.path, "held.sqlite");
  expect(isRecordHeld(file)).toBe(false);
  const store = openStore(file, now);
  expect(isRecordHeld(file)).toBe(true);
  expect(isRecordHeld(file)).toBe(true);
  expect(() => openStore(file, now)).toThrow(/another campforge/);
  store.close();
  expect(isRecordHeld(file)).toBe(false);
  openStore(file, now).close();
});
