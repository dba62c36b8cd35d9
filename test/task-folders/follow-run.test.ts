import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openStore } from "../../src/store/open-store.ts";
import { followRun } from "../../src/task-folders/follow-run.ts";
import { folderName } from "../../src/task-folders/task-folder.ts";
import { openWorkshop } from "../../src/workshop/workshop.ts";
import { scratchFolder } from "../project.ts";
import { aTask, writeRecord } from "../review/a-record.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());

test("a verdict that changes at the end of a run changes the task's report", async () => {
  const file = join(folder.path, "record.sqlite");
  writeRecord(file, [aTask({ id: "heat" })]);
  const store = openStore(file, () => "2026-01-02T03:04:05.000Z");
  const report = (): string => readFileSync(join(folder.path, "generated", "heat", "report.md"), "utf8");
  const notices: string[] = [];
  const workshop = openWorkshop();
  try {
    const noticeLine = (text: string): void => void notices.push(text);
    const folders = followRun(join(folder.path, "generated"), { run: 1, store, workshop, noticeLine });
    await folders.complete();
    expect(report()).not.toContain("near-duplicate");
    const [described] = store.tasks(1, "heat");
    if (described === undefined) throw new Error("the record lost its task");
    const detail = "it is a near-duplicate of cold, of the same run";
    const verdict = {
      status: "flagged",
      reasons: [{ kind: "truth unconfirmed", detail }],
    } as const;
    const found = { type: "twin-found", task: described.task, verdict } as const;
    store.events(1)(found);
    folders.follow(found);
    await folders.settle();
  } finally {
    workshop.close();
  }
  store.close();
  expect(report()).toContain("near-duplicate of cold");
  expect(notices).toEqual([]);
});

test("the name of a folder is safe, and no two tasks share one", () => {
  const ids = ["small-rsa", "small_rsa", "../../etc", "..-..-etc", "a/b", "a b", "", ".", "A", "a"];
  const names = ids.map(folderName);
  expect(new Set(names).size).toBe(ids.length);
  for (const name of names) expect(name).toMatch(/^[a-z0-9][a-z0-9_-]{0,127}$/);
  expect(names[0]).toBe("small-rsa");
});
