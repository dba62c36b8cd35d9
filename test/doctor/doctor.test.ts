import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { reply, sendJson, startServer, type TestServer } from "../models/start-server.ts";
import { campforge, campforgeProcess } from "../campforge.ts";
import { scratchFolder } from "../project.ts";

vi.setConfig({ testTimeout: 240_000 });

const KEY = "sk-doctor-0123456789";
const env = { DOCTOR_KEY: KEY };
const folder = scratchFolder();
const profiles = join(folder.path, ".campforge", "endpoints.json");
let server: TestServer;
let bodies: Record<string, unknown>[] = [];

beforeAll(async () => {
  server = await startServer();
  const role = { endpoint: "local", model: "m" };
  const local = { baseUrl: server.baseUrl, apiKeyEnv: "DOCTOR_KEY" };
  const config = { endpoints: { local }, author: role, judge: role };
  folder.write("campforge.config.json", JSON.stringify(config));
  folder.write(
    "task.md",
    "---\nid: sums\ntitle: Sums\ndomain: algorithm\n---\n\nAdd two whole numbers, written in decimal.\n",
  );
});
afterAll(() => {
  server.close();
  folder.remove();
});
beforeEach(() => {
  bodies = [];
});

/** Takes no seed and no max_tokens, thinks aloud, does not count, and tells everybody the key. */
function answerPeculiarly(): void {
  server.answerWith((request, response, body) => {
    if (request.url?.endsWith("/models") === true) {
      sendJson(response, 200, { data: [{ id: "m" }] });
      return;
    }
    const fields: Record<string, unknown> = JSON.parse(body);
    bodies.push(fields);
    const message = `unsupported parameter, says ${request.headers.authorization}`;
    if ("seed" in fields || "max_tokens" in fields) sendJson(response, 400, { error: { message } });
    else sendJson(response, 200, reply("2", { reasoning_content: "1 + 1" }, { usage: undefined }));
  });
}

test("doctor --probe says what a model can do and keeps it, and run asks accordingly", async () => {
  answerPeculiarly();
  const silent = await campforge(["doctor"], { cwd: folder.path, env });
  expect(silent.stdout).toContain("✓ endpoint local");
  expect(bodies).toEqual([]);
  expect(existsSync(profiles)).toBe(false);

  const probed = await campforge(["doctor", "--probe"], { cwd: folder.path, env });
  expect(probed.stdout).toMatch(
    /✓ model local\/m +answers in [\d.]+ s, ignores seeds: .*max_completion_tokens, returns reasoning \(reasoning_content\), reports no token counts.*\(4 calls\)/,
  );
  expect(probed.stdout).toContain(".campforge/endpoints.json, which campforge run reads");
  expect(bodies).toHaveLength(4);
  const compat = { seed: false, tokenLimit: "max_completion_tokens", reasoning: "reasoning_content" };
  expect(JSON.parse(readFileSync(profiles, "utf8"))).toEqual({
    version: 1,
    endpoints: { local: { baseUrl: server.baseUrl, models: { m: { ...compat, usage: false } } } },
  });
  expect(probed.stdout + probed.stderr + readFileSync(profiles, "utf8")).not.toContain(KEY);

  bodies = [];
  server.answerWith((_, response, body) => {
    bodies.push(JSON.parse(body));
    sendJson(response, 401, { error: { message: "no" } });
  });
  const run = await campforge(["run", "task.md"], { cwd: folder.path, env });
  expect(run.stderr).toContain("local refuses the key");
  expect(bodies).toHaveLength(1);
  expect(bodies[0]).toMatchObject({ max_completion_tokens: 16_000 });
  expect(bodies[0]).not.toHaveProperty("seed");
  expect(bodies[0]).not.toHaveProperty("max_tokens");
});

test("doctor --probe says what to do about a model that does not answer", async () => {
  server.answerWith((request, response) => {
    if (request.url?.endsWith("/models") === true) sendJson(response, 200, { data: [{ id: "m" }] });
    else sendJson(response, 404, { error: { message: `no m for ${request.headers.authorization}` } });
  });
  const probed = await campforge(["doctor", "--probe"], { cwd: folder.path, env });
  expect(probed.code).toBe(4);
  expect(probed.stdout).toMatch(/✗ model local\/m +local .*does not know the model.*check baseUrl and model/);
  expect(probed.stdout).not.toContain(KEY);
});

test("doctor says which proxy keeps an endpoint from being reached, and not that the endpoint is at fault", async () => {
  const far = scratchFolder();
  const role = { endpoint: "far", model: "m" };
  const endpoints = { far: { baseUrl: "https://models.invalid/v1", apiKeyEnv: "DOCTOR_KEY" } };
  far.write("campforge.config.json", JSON.stringify({ endpoints, author: role, judge: role }));
  const asked = { cwd: far.path, env: { ...env, HTTPS_PROXY: "http://me:s3cret@127.0.0.1:1", NO_PROXY: "" } };
  const { code, stdout } = await campforgeProcess(["doctor", "--probe"], asked);
  const why = "the proxy that HTTPS_PROXY names \\(127\\.0\\.0\\.1:1\\) .*that HTTPS_PROXY is correct";
  expect(stdout).toMatch(new RegExp(`✗ endpoint far +.*${why}`));
  expect(stdout).toMatch(new RegExp(`✗ model far/m +${why}`));
  expect(stdout).not.toMatch(/s3cret|baseUrl is correct/);
  expect(code).toBe(4);
  far.remove();
});

test("a file of profiles that cannot be read is ignored, with a notice", async () => {
  answerPeculiarly();
  folder.write(join(".campforge", "endpoints.json"), "{");
  const probed = await campforge(["doctor", "--probe"], { cwd: folder.path, env });
  expect(probed.stderr).toMatch(/endpoints\.json: is ignored, since it cannot be read/);
  expect(JSON.parse(readFileSync(profiles, "utf8"))).toMatchObject({ version: 1 });
});

test("a sandbox that cannot start is a finding with what to do, not a crash", async () => {
  answerPeculiarly();
  const nowhere = join(folder.path, "nowhere");
  const { code, stdout, stderr } = await campforgeProcess(["doctor"], {
    cwd: folder.path,
    env: { ...env, TMPDIR: nowhere },
  });
  expect(stderr).toBe("");
  expect(stdout).toMatch(/✗ confinement +a child process of the sandbox cannot be started \(.*run npm ci/);
  expect(stdout).toContain("✓ endpoint local");
  expect(code).toBe(1);
});
