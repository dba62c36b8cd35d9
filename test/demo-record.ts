import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inject, vi } from "vitest";
import { z } from "zod";
import { campforgeProcess, type Ended } from "./campforge.ts";

/** How long a test may wait for the demo, which is eighteen tasks. */
export const DEMO_MS = 600_000;

const endedSchema = z.object({ code: z.int().nullable(), stdout: z.string(), stderr: z.string() });

/**
 * Copies the record of the demo to a file and returns how the run ended that made it. It is made once in a
 * run of the tests, by a process as a user starts it; whoever asks meanwhile waits for it.
 */
export async function copyDemoRecord(to: string): Promise<Ended> {
  const folder = join(inject("sharedFolder"), "demo");
  const record = join(folder, "record.sqlite");
  const report = join(folder, "ended.json");
  if (isFirst(folder)) {
    const ended = await campforgeProcess(["run", "--config", "recordings/demo.json", "--db", record]);
    writeFileSync(`${report}.partial`, JSON.stringify(ended));
    renameSync(`${report}.partial`, report);
  }
  await vi.waitUntil(() => existsSync(report), { timeout: DEMO_MS, interval: 200 });
  const ended = endedSchema.parse(JSON.parse(readFileSync(report, "utf8")));
  if (ended.code !== 0) throw new Error(`the demo ended with ${ended.code}: ${ended.stderr}`);
  copyFileSync(record, to);
  return ended;
}

/** Making a folder succeeds for one of all processes. */
function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}
