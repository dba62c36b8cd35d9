import { join } from "node:path";
import { readScripts } from "../recordings/compose/read-scripts.ts";
import { type ScriptedEndpoint, serveScripts } from "../recordings/compose/serve.ts";
import { readTitles } from "../recordings/compose/titles.ts";
import { type Composed, composeOnce } from "./compose-once.ts";
import { ROOT } from "./project.ts";

/** Starts an endpoint that plays the scripts of a few tasks, and answers others with those too. */
export async function startScriptedEndpoint(
  tasks: readonly string[],
  latencyMs: number,
): Promise<ScriptedEndpoint> {
  const scripts = readScripts(join(ROOT, "recordings", "drafts")).filter(({ task }) => tasks.includes(task));
  const composed: Composed[] = [];
  for (const script of scripts) composed.push(await composeOnce(script));
  const judge = joined(composed.map((one) => one.judge));
  const oracle = {
    solvers: joined(composed.map((one) => one.oracle.solvers)),
    adversaries: joined(composed.map((one) => one.oracle.adversaries)),
    cases: joined(composed.map((one) => one.oracle.cases)),
  };
  return serveScripts({ scripts, judge, oracle, titles: readTitles(join(ROOT, "tasks")), latencyMs });
}

const joined = <Value>(maps: readonly ReadonlyMap<string, Value>[]): ReadonlyMap<string, Value> =>
  new Map(maps.flatMap((map) => [...map]));

/** A configuration for it. */
export function endpointConfig(baseUrl: string, more: object = {}): string {
  const role = { endpoint: "loopback", model: "scripted" };
  const endpoint = { baseUrl, apiKeyEnv: "LOOPBACK_KEY", concurrency: 8, timeoutSeconds: 30 };
  return JSON.stringify({ endpoints: { loopback: endpoint }, author: role, judge: role, ...more });
}
