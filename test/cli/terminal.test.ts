import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { ScriptedEndpoint } from "../../recordings/compose/serve.ts";
import { campforge } from "../campforge.ts";
import { ROOT, scratchFolder } from "../project.ts";
import { endpointConfig, startScriptedEndpoint } from "../scripted-endpoint.ts";

/** util-linux's `script` runs a command on a terminal of its own; not every machine has it. */
const SCRIPT = "/usr/bin/script";
const WAIT_MS = 200_000;

const HIDE = "\u001b[?25l";
const SHOW = "\u001b[?25h";

describe.skipIf(!existsSync(SCRIPT))("on a terminal", () => {
  const folder = scratchFolder();
  const db = join(folder.path, "record.sqlite");
  let endpoint: ScriptedEndpoint;
  beforeAll(async () => {
    endpoint = await startScriptedEndpoint(["small-rsa"], 1_500);
    const gates = { oracle: false, critic: false };
    folder.write("config.json", endpointConfig(endpoint.baseUrl, { gates }));
  });
  afterAll(async () => {
    await endpoint.close();
    folder.remove();
  });

  /** Runs the command line on a terminal; what it draws comes back as it is drawn. */
  function onTerminal(args: readonly string[]): {
    readonly child: ChildProcess;
    readonly drawn: () => string;
  } {
    const words = [process.execPath, join(ROOT, "bin", "campforge.js"), ...args, "--db", db];
    words.push("--config", join(folder.path, "config.json"));
    const command = words.map((word) => `'${word}'`).join(" ");
    const child = spawn(SCRIPT, ["-qfec", `stty rows 20 cols 70; exec ${command}`, "/dev/null"], {
      cwd: ROOT,
      env: { PATH: process.env["PATH"] ?? "", TERM: "xterm", LOOPBACK_KEY: "a key" },
      stdio: ["pipe", "pipe", "inherit"],
    });
    let drawn = "";
    child.stdout.on("data", (chunk: Buffer) => (drawn += chunk.toString("utf8")));
    return { child, drawn: () => drawn };
  }

  async function until(is: () => boolean | Promise<boolean>): Promise<void> {
    const deadline = performance.now() + WAIT_MS;
    while (!(await is())) {
      if (performance.now() > deadline) throw new Error("it did not come about");
      await sleep(50);
    }
  }

  const statusSchema = z.looseObject({ aliveness: z.string(), phase: z.string() });
  const status = async (): Promise<z.infer<typeof statusSchema>> =>
    statusSchema.parse(JSON.parse((await campforge(["status", "--db", db, "--json"])).stdout));

  test("a run draws a live view, gives the cursor back when it is stopped, and outlives no closed terminal", async () => {
    const first = onTerminal(["run", "tasks/cryptography/small-rsa.md"]);
    await until(() => / 1 under\s+way/.test(first.drawn()));
    first.child.stdin?.write("\u0003");
    await new Promise((resolve) => first.child.once("close", resolve));
    const drawn = first.drawn();
    expect(drawn.indexOf(HIDE)).toBeGreaterThan(0);
    expect(drawn.lastIndexOf(SHOW)).toBeGreaterThan(drawn.lastIndexOf(HIDE));
    // What was drawn is erased each time, by as many lines as it had.
    expect(drawn).toMatch(/\u001b\[\d+A\r\u001b\[0J/);
    expect(drawn.slice(drawn.lastIndexOf(SHOW))).toContain("nothing is lost");

    const second = onTerminal(["run", "--resume"]);
    await until(() => second.drawn().includes("Verdicts"));
    second.child.kill("SIGKILL");
    await until(async () => (await status()).aliveness !== "alive");
    expect(await status()).toMatchObject({ aliveness: "ended", phase: "stopped" });
  }, 400_000);
});
