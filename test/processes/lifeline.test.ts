import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { isRunning } from "./is-running.ts";

const scratch = mkdtempSync(join(tmpdir(), "campforge-lifeline-"));
const supervisors: ChildProcess[] = [];
afterAll(() => {
  supervisors.forEach((supervisor) => supervisor.kill("SIGKILL"));
  rmSync(scratch, { recursive: true });
});

const SUPERVISOR = fileURLToPath(new URL("./doomed-supervisor.ts", import.meta.url));

describe("a child whose supervisor is killed", () => {
  test("ends within a second, though it never gives control back", async () => {
    const file = join(scratch, "busy");
    const supervisor = spawn(process.execPath, [SUPERVISOR, file], { stdio: "ignore" });
    supervisors.push(supervisor);
    const written = (): string => (existsSync(file) ? readFileSync(file, "utf8") : "");
    await expect.poll(written, { timeout: 20_000, interval: 5 }).toMatch(/^\d+$/);
    const child = Number(written());
    expect(isRunning(child)).toBe(true);

    supervisor.kill("SIGKILL");
    await expect.poll(() => isRunning(child), { timeout: 1_000, interval: 5 }).toBe(false);
  });
});
