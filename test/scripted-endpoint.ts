import { join } from "node:path";
import { composeJudge } from "../recordings/compose/compose-judge.ts";
import { composeOracle } from "../recordings/compose/compose-oracle.ts";
import { readScripts } from "../recordings/compose/read-scripts.ts";
import { type ScriptedEndpoint, serveScripts } from "../recordings/compose/serve.ts";
import { readTitles } from "../recordings/compose/titles.ts";
import { ROOT } from "./project.ts";

/** Starts an endpoint that plays the scripts of a few tasks, and answers others with those too. */
export async function startScriptedEndpoint(
  tasks: readonly string[],
  latencyMs: number,
): Promise<ScriptedEndpoint> {
  const scripts = readScripts(join(ROOT, "recordings", "drafts")).filter(({ task }) => tasks.includes(task));
  const judge = await composeJudge(scripts, 0);
  const oracle = await composeOracle(scripts, 0);
  return serveScripts({ scripts, judge, oracle, titles: readTitles(join(ROOT, "tasks")), latencyMs });
}

/** A configuration for it. */
export function endpointConfig(baseUrl: string, more: object = {}): string {
  const role = { endpoint: "loopback", model: "scripted" };
  const endpoint = { baseUrl, apiKeyEnv: "LOOPBACK_KEY", concurrency: 8, timeoutSeconds: 30 };
  return JSON.stringify({ endpoints: { loopback: endpoint }, author: role, judge: role, ...more });
}
