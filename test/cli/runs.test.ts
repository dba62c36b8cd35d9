import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { taskId } from "../../src/core/task/ids.ts";
import { openStore } from "../../src/store/open-store.ts";
import { campforge, type Ended } from "../campforge.ts";
import { scratchFolder } from "../project.ts";
import { aPlan, NO_VERSIONS } from "../store/a-plan.ts";
import { aTask, fillRecord, fixedNow } from "../store/fill-record.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());
const db = join(folder.path, "record.sqlite");
fillRecord(db, { tasks: 3, rounds: 2, samples: 8 });
begin({ rejected: [1], stopped: [3] });

/** A second run of the same tasks, in which some were rejected or left without a verdict. */
function begin(how: { readonly rejected: readonly number[]; readonly stopped: readonly number[] }): void {
  const store = openStore(db, fixedNow);
  const tasks = [1, 2, 3].map(aTask);
  const run = store.runs.begin({ plan: aPlan(), versions: NO_VERSIONS, tasks });
  const write = store.events(run);
  const none = { status: "not-asked" } as const;
  for (const number of how.rejected) {
    const task = aTask(number);
    const verdict = {
      status: "rejected",
      reason: { kind: "no usable draft", detail: "nothing came" },
    } as const;
    const gates = { oracle: none, critic: none, adversary: none };
    const synthesis = { task, rounds: [], judged: null, ...gates, verdict, decisive: null };
    write({ type: "task-decided", task, synthesis });
  }
  for (const number of how.stopped)
    store.runs.setTaskState(run, taskId(`task-${number}`), "stopped", "the time was over");
  store.runs.end(run, "stopped");
  store.close();
}

const ask = (...args: readonly string[]): Promise<Ended> => campforge([...args, "--db", db]);

test("runs lists each run with its verdicts, sorted, chosen and as CSV, too", async () => {
  const { stdout } = await ask("runs");
  expect(stdout).toMatch(/^run {2}state .*\n {2}2 {2}stopped .*\n {2}1 {2}complete /);
  expect(stdout).toContain("npx campforge compare 1 2");
  const csv = await ask("runs", "--sort", "-rejected", "--columns", "run,rejected", "--format", "csv");
  expect(csv.stdout).toBe("run,rejected\n2,1\n1,0\n");
  expect(await ask("runs", "--sort", "colour")).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringContaining("--sort colour: no such column; there are run, state,"),
  });
});

test("compare puts two runs side by side and names the verdicts that changed", async () => {
  const { stdout } = await ask("compare", "1", "2");
  expect(stdout).toMatch(/^task-1 +accepted \S+ +rejected +changed/m);
  expect(stdout).toMatch(
    /^Verdicts: \d of 3 changed\nRun 1: {2}described 3 → .*\n.*\nRun 2: {2}described 3 →/m,
  );
  const comparison = z
    .object({ tasks: z.array(z.object({ id: z.string(), isChanged: z.boolean() })) })
    .parse(JSON.parse((await ask("compare", "1", "2", "--json")).stdout));
  expect(comparison.tasks.find(({ id }) => id === "task-1")?.isChanged).toBe(true);
  expect((await ask("compare", "1", "9")).stderr).toContain("the record has no run 9");
});

test("a run begins again with the tasks that are named, that were rejected, or that were stopped", async () => {
  // Nothing is recorded of these tasks: each run ends with the name of the first that it began.
  const again = async (...args: readonly string[]): Promise<string> => {
    const { stdout, stderr } = await ask("run", "--model", "recorded:recordings", ...args);
    return `${/^Run \d+: (.*)$/m.exec(stdout)?.[1] ?? ""}; ${/for the task (\S+)\./.exec(stderr)?.[1] ?? stderr}`;
  };
  expect(await again("--failed", "--run", "2")).toBe("1 description; task-1");
  expect(await again("--stopped", "--run", "2")).toMatch(/^2 descriptions; task-[23]$/);
  expect(await again("--only", "task-2", "--run", "2")).toBe("1 description; task-2");
  expect(await again("--only", "taks-2", "--run", "2")).toContain("Did you mean task-2?");
  expect(await again("--failed", "--run", "1")).toContain("run 1 has no task that was rejected");
  expect(await again("--resume", "--failed")).toContain("start a new one: give one of them");
});
