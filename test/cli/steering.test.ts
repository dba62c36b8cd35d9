import { createServer, type Server } from "node:http";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { ScriptedEndpoint } from "../../recordings/compose/serve.ts";
import { campforge, campforgeProcess, type Ended, type Started, startCampforge } from "../campforge.ts";
import { scratchFolder } from "../project.ts";
import { endpointConfig, startScriptedEndpoint } from "../scripted-endpoint.ts";

const TASKS = ["small-rsa", "nonogram"];
const FILES = ["tasks/cryptography/small-rsa.md", "tasks/graphical-puzzles/nonogram.md"];
const KEY = { env: { LOOPBACK_KEY: "a key" } };
const WAIT_MS = 120_000;

const folder = scratchFolder();
let endpoint: ScriptedEndpoint;
let silent: { readonly server: Server; readonly asked: () => number };

beforeAll(async () => {
  endpoint = await startScriptedEndpoint(TASKS, 400);
  folder.write("config.json", endpointConfig(endpoint.baseUrl, { gates: { oracle: false, critic: false } }));
  silent = await serveSilence();
  const address = silent.server.address();
  const port = address === null || typeof address === "string" ? 0 : address.port;
  folder.write("silent.json", endpointConfig(`http://127.0.0.1:${port}/v1`));
});
afterAll(async () => {
  await endpoint.close();
  silent.server.closeAllConnections();
  silent.server.close();
  folder.remove();
});

/** An endpoint that never answers. */
async function serveSilence(): Promise<typeof silent> {
  let asked = 0;
  const server = createServer(() => {
    asked++;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, asked: () => asked };
}

const db = (name: string): string => join(folder.path, `${name}.sqlite`);
const runArgs = (name: string, config = "config.json"): readonly string[] => [
  "run",
  ...FILES,
  "--config",
  join(folder.path, config),
  "--db",
  db(name),
];

const sent = (): number => [...endpoint.answered.values()].reduce((sum, count) => sum + count, 0);

const statusSchema = z.looseObject({
  aliveness: z.enum(["alive", "ended", "killed"]),
  phase: z.string(),
  pid: z.int(),
  writtenAt: z.string(),
  calls: z.object({ inFlight: z.int(), waiting: z.int(), sent: z.int() }),
  tasks: z.looseObject({ total: z.int(), decided: z.int(), parallel: z.int() }),
  endpoints: z.array(z.looseObject({ endpoint: z.string(), allowed: z.int() })),
});
type Status = z.infer<typeof statusSchema>;

async function statusOf(name: string): Promise<Status | undefined> {
  const { stdout } = await campforge(["status", "--db", db(name), "--json"]);
  const read = statusSchema.safeParse(stdout === "" ? undefined : JSON.parse(stdout));
  return read.data;
}

/** Waits until something is there. */
async function until<Value>(
  look: () => Promise<Value | undefined | false> | Value | undefined | false,
): Promise<Value> {
  for (const deadline = performance.now() + WAIT_MS; performance.now() < deadline;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    await sleep(20);
  }
  throw new Error("it did not come about");
}

const statusWith = (name: string, is: (status: Status) => boolean): Promise<Status> =>
  until(async () => {
    const status = await statusOf(name);
    return status !== undefined && is(status) && status;
  });

/** Starts a run and waits until it says that calls are under way. */
async function startBusy(name: string): Promise<Started> {
  const started = startCampforge(runArgs(name), KEY);
  await statusWith(name, ({ aliveness, calls }) => aliveness === "alive" && calls.sent > 0);
  return started;
}

const ask = (name: string, ...words: readonly string[]): Promise<Ended> =>
  campforge([...words, "--db", db(name)]);

describe("from another terminal", () => {
  test("a run is paused, tuned, resumed and stopped, says what it is at, and can be gone on with", async () => {
    const { ended } = await startBusy("steered");
    const paused = await ask("steered", "pause");
    expect(paused).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^run 1: paused; \d+ calls? in flight/),
    });
    const still = await statusWith(
      "steered",
      ({ phase, calls }) => phase === "paused" && calls.inFlight === 0,
    );
    const count = sent();
    await statusWith("steered", ({ writtenAt }) => writtenAt > still.writtenAt);
    expect(sent(), "a paused run sends nothing").toBe(count);

    const tuned = await ask("steered", "tune", "--concurrency", "3", "--parallel", "1");
    expect(tuned.stdout).toBe("run 1: loopback: 3 requests at once; 1 task at once\n");
    const limits = await statusWith("steered", ({ tasks }) => tasks.parallel === 1);
    expect(limits.endpoints).toMatchObject([{ endpoint: "loopback", allowed: 3 }]);
    const unknown = await ask("steered", "tune", "--concurrency", "3", "--endpoint", "elsewhere");
    expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining("it uses loopback") });

    expect((await ask("steered", "resume")).code).toBe(0);
    await until(() => sent() > count);
    expect((await ask("steered", "stop")).stdout).toMatch(
      /^run 1: stopping; \d+ calls? in flight may finish/,
    );
    expect(await ended).toMatchObject({ code: 130, stderr: expect.stringContaining("nothing is lost") });
    expect(await statusOf("steered")).toMatchObject({ aliveness: "ended", phase: "stopped" });

    const late = await ask("steered", "pause");
    expect(late).toMatchObject({ code: 4, stderr: expect.stringContaining("no run is under way") });
    const resumed = await campforge(
      ["run", "--resume", "--config", join(folder.path, "config.json"), "--db", db("steered")],
      KEY,
    );
    expect(resumed.code).toBe(0);
    expect(await statusOf("steered")).toMatchObject({
      aliveness: "ended",
      phase: "done",
      tasks: { total: 2, decided: 2 },
    });
  }, 400_000);

  test("a killed run is told from one that is alive", async () => {
    const { child, ended } = await startBusy("killed");
    child.kill("SIGKILL");
    await ended;
    const { code, stdout } = await ask("killed", "status");
    expect(stdout).toMatch(
      /^Run 1, killed: [\s\S]*last heard of [\s\S]*Next: {2}npx campforge run --resume --run 1 .*nothing is lost/,
    );
    expect(code).toBe(6);
    expect(await ask("killed", "stop")).toMatchObject({
      code: 4,
      stderr: expect.stringContaining("was killed"),
    });
  }, 200_000);

  test("a detached run outlives the command that began it, and is watched and stopped", async () => {
    const begun = await campforgeProcess([...runArgs("detached"), "--detach"], KEY);
    expect(begun).toMatchObject({ code: 0, stderr: "" });
    const [, pid = ""] = /process (\d+)/.exec(begun.stdout) ?? [];
    expect(await statusOf("detached")).toMatchObject({ aliveness: "alive", pid: Number(pid) });
    // In a session of its own: no terminal that is closed can hang it up.
    expect(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ")[3]).toBe(pid);
    expect((await ask("detached", "stop")).code).toBe(0);
    const watched = await ask("detached", "status", "--watch");
    expect(watched).toMatchObject({ code: 0, stdout: expect.stringContaining("Run 1, stopped") });
    expect(readFileSync(`${db("detached")}.log`, "utf8")).toContain("Run 1: 2 descriptions");

    const refused = await campforgeProcess([...runArgs("detached", "missing.json"), "--detach"], KEY);
    expect(refused.code).toBe(3);
  }, 200_000);
});

describe("a signal", () => {
  test.each([
    ["SIGINT", 130, /nothing is lost. Resume with/],
    ["SIGTERM", 143, /nothing is lost. Resume with/],
    ["SIGHUP", 143, /^$/],
  ] as const)(
    "%s stops a run, which leaves resumably with %i",
    async (signal, code, said) => {
      const { child, ended } = await startBusy(signal);
      child.kill(signal);
      const end = await ended;
      expect(end.code).toBe(code);
      expect(end.stderr).toMatch(said);
      expect(await statusOf(signal)).toMatchObject({
        aliveness: "ended",
        phase: "stopped",
        calls: { inFlight: 0 },
      });
    },
    200_000,
  );

  test("a second interrupt leaves at once, though a call never ends", async () => {
    const before = silent.asked();
    const { child, ended } = startCampforge(runArgs("hasty", "silent.json"), KEY);
    await until(() => silent.asked() > before);
    const begun = performance.now();
    const isOver = ended.then(() => true);
    while (!(await Promise.race([isOver, sleep(100, false)]))) child.kill("SIGINT");
    expect((await ended).code).toBe(130);
    expect(performance.now() - begun, "without the graceOver of 30 s").toBeLessThan(29_000);
    expect(await statusOf("hasty")).toMatchObject({ aliveness: "killed" });
  }, 200_000);

  test("a reader of the output that goes away stops a run cleanly", async () => {
    const { child, ended } = await startBusy("unread");
    child.stdout?.destroy();
    expect((await ended).code).toBe(143);
    expect(await statusOf("unread")).toMatchObject({ aliveness: "ended", phase: "stopped" });
  }, 200_000);
});
