import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { campforgeProcess } from "../campforge.ts";
import { type CountingEndpoint, describeTasks, startCountingEndpoint } from "../fleet/counting-endpoint.ts";
import { scratchFolder } from "../project.ts";
import { endpointConfig } from "../scripted-endpoint.ts";

const KEY = "a-key-that-no-trace-may-hold-4711";

const folder = scratchFolder();
let endpoint: CountingEndpoint;
let server: Server;
let received: string[] = [];

beforeAll(async () => {
  // Its replies name the key that they were asked with; its author writes no class, so that nothing is compiled.
  endpoint = await startCountingEndpoint(0, "prose");
  folder.write("config.json", endpointConfig(endpoint.baseUrl, { rounds: 1 }));
  folder.write("tasks.jsonl", describeTasks(1));
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      received.push(`${JSON.stringify(request.headers)}\n${Buffer.concat(parts).toString("utf8")}`);
      response.setHeader("content-type", "application/json");
      response.end("{}");
    });
  });
  await new Promise<void>((done) => {
    server.listen(0, "127.0.0.1", done);
  });
});
afterAll(async () => {
  await endpoint.close();
  server.close();
  folder.remove();
});

/** What a run sends to a LangSmith of ours under these variables. */
async function sentUnder(variables: Readonly<Record<string, string>>): Promise<string> {
  received = [];
  const address = server.address();
  const port = isPlace(address) ? address.port : 0;
  const env = {
    LOOPBACK_KEY: KEY,
    LANGSMITH_ENDPOINT: `http://127.0.0.1:${port}`,
    LANGSMITH_API_KEY: "another",
    ...variables,
  };
  const db = join(folder.path, `${Object.keys(variables).length}.sqlite`);
  const [tasks, config] = ["tasks.jsonl", "config.json"].map((name) => join(folder.path, name));
  const args = ["run", tasks ?? "", "--config", config ?? "", "--db", db];
  expect(await campforgeProcess(args, { env })).toMatchObject({ code: 0, stderr: "" });
  return received.join("\n");
}

const isPlace = (address: string | AddressInfo | null): address is AddressInfo =>
  address !== null && typeof address === "object";

test("LangSmith is told nothing unless a variable says so, nothing that was said where it says that, and never a key", async () => {
  expect(await sentUnder({})).toBe("");
  const open = await sentUnder({ LANGSMITH_TRACING: "true" });
  expect(open).toContain("extends Bootcamp");
  expect(open).toContain("I have no class for it");
  const hidden = await sentUnder({
    LANGSMITH_TRACING: "true",
    LANGSMITH_HIDE_INPUTS: "true",
    LANGSMITH_HIDE_OUTPUTS: "true",
  });
  expect(hidden).toContain("ChatOpenAI");
  expect(hidden).not.toContain("extends Bootcamp");
  expect(hidden).not.toContain("I have no class for it");
  expect(`${open}${hidden}`).not.toContain(KEY);
}, 120_000);
