import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readMap } from "../../src/atlas/read-map.ts";
import { openStoreReader } from "../../src/store/open-store.ts";
import { scratchFolder } from "../project.ts";
import { aTask, writeRecord } from "../review/a-record.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());

test("drafts of a record stand on the map unless they are rejected", () => {
  const file = join(folder.path, "record.sqlite");
  writeRecord(file, [
    aTask({ id: "mixing" }),
    aTask({ id: "clean", verdict: { status: "accepted", level: 1 } }),
    aTask({
      id: "poor",
      verdict: { status: "rejected", reason: { kind: "no usable draft", detail: "none" } },
    }),
  ]);
  writeRecord(file, [aTask({ id: "twice", verdict: { status: "accepted", level: 1 } })]);
  // Whatever the latest run made of a task counts.
  writeRecord(file, [
    aTask({
      id: "twice",
      verdict: { status: "rejected", reason: { kind: "no usable draft", detail: "none" } },
    }),
  ]);
  const record = openStoreReader(file);
  const { bootcamps } = readMap([], record);
  record.close();
  expect(bootcamps.map(({ where, answer, hardBecause }) => [where, answer, hardBecause])).toEqual([
    [{ kind: "record", run: 1, task: "mixing" }, "number", null],
    [{ kind: "record", run: 1, task: "clean" }, "number", null],
  ]);
});
