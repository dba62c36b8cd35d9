import type { scratchFolder } from "./project.ts";
import { startFaultyEndpoint } from "./faulty-endpoint.ts";
import type { KillPlan } from "./kill-runs.ts";
import { endpointConfig, startScriptedEndpoint } from "./scripted-endpoint.ts";

/** Few tasks, whose judged stages are long: kills fall between and into requests. */
const TASKS = ["small-rsa", "nonogram"];
const FILES = ["tasks/cryptography/small-rsa.md", "tasks/graphical-puzzles/nonogram.md"];
/** As test/scripted-endpoint.ts configures it. */
const CONCURRENCY = 8;
const LATENCY_MS = 30;
const FAULT_PERCENT = 12;

/** Opens an endpoint that is scripted and faulty, and says how runs against it are begun and resumed. */
export async function openKillPlan(
  folder: ReturnType<typeof scratchFolder>,
  options: { readonly seed: string; readonly tell: (line: string) => void },
): Promise<{ readonly plan: KillPlan; readonly close: () => Promise<void> }> {
  const scripted = await startScriptedEndpoint(TASKS, LATENCY_MS);
  const endpoint = await startFaultyEndpoint(scripted.baseUrl, { percent: FAULT_PERCENT, seed: 0 });
  const config = folder.write("kills.json", endpointConfig(endpoint.baseUrl));
  const plan: KillPlan = {
    endpoint,
    folder: folder.path,
    begin: ["run", ...FILES, "--judge-samples", "48", "--config", config],
    resume: ["run", "--resume", "--config", config],
    env: { LOOPBACK_KEY: "a key" },
    concurrency: CONCURRENCY,
    faultSeeds: [1, 2],
    ...options,
  };
  const close = async (): Promise<void> => {
    await endpoint.close();
    await scripted.close();
  };
  return { plan, close };
}
