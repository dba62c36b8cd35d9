import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openBlobs } from "../../src/store/blobs.ts";
import { openCallMemo } from "../../src/store/call-memo.ts";
import { openDatabase } from "../../src/store/open-database.ts";
import { openStore } from "../../src/store/open-store.ts";
import { openWriteGroup } from "../../src/store/write-group.ts";
import { scratchFolder } from "../project.ts";
import { aTask, fixedNow } from "./fill-record.ts";
import { aPlan, NO_VERSIONS } from "./a-plan.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());

test("a reply is kept though the turn in which its call began was lost", async () => {
  const file = join(folder.path, "record.sqlite");
  const store = openStore(file, fixedNow);
  const task = aTask(1);
  const run = store.runs.begin({ plan: aPlan(), versions: NO_VERSIONS, tasks: [task] });
  store.close();

  const { database, close } = openDatabase(file, "write");
  const group = openWriteGroup(database);
  const memo = openCallMemo(database, { blobs: openBlobs(database), run, now: fixedNow, group });
  const address = {
    role: "judge",
    task: task.id,
    line: 1,
    round: 1,
    level: 0,
    index: 0,
    caseHash: "c",
    attempt: 1,
  } as const;
  const intent = { key: "k", address, endpoint: "e", model: "m" };
  memo.begin(intent);
  const lost = group.kept();
  // As SQLite does on a full disk.
  const fillDisk = (): void => {
    database.exec("rollback");
    throw new Error("the disk is full");
  };
  expect(() => group.write(fillDisk)).toThrow(/full/);
  await expect(lost).rejects.toThrow(/full/);

  const usage = { promptTokens: 1, completionTokens: 1, estimated: false, cost: null };
  const reply = { status: "complete", text: "42", thinking: "", usage } as const;
  memo.finish(intent, reply, "endpoint");
  await group.kept();
  expect(memo.find(intent)).toEqual(reply);
  group.flush();
  close();
});
