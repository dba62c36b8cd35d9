import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startCampforge } from "../campforge.ts";
import { scratchFolder } from "../project.ts";
import { sendJson, startServer, type TestServer } from "../models/start-server.ts";

const folder = scratchFolder();
let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  const role = { endpoint: "local", model: "m" };
  const config = { endpoints: { local: { baseUrl: server.baseUrl } }, author: role, judge: role };
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

test("a run that waits for its endpoint says so, and ends at once when it is interrupted", async () => {
  server.answerWith((_, response) => {
    sendJson(response, 429, { error: { message: "come back later" } }, { "retry-after": "3600" });
  });
  const { child, ended } = startCampforge(["run", "task.md", "--db", "my runs/night.sqlite"], {
    cwd: folder.path,
  });
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString("utf8")));
  await vi.waitUntil(() => said.includes("local asks to wait 3600 s"), { timeout: 200_000 });
  child.kill("SIGINT");
  const { code, stderr } = await ended;
  expect(code).toBe(130);
  expect(stderr).toContain("Resume with: npx campforge run --resume --db 'my runs/night.sqlite'\n");
  expect(server.requests()).toBe(1);
}, 240_000);
