import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { campforge, type Ended } from "../campforge.ts";
import { reply, sendJson, startServer, type TestServer } from "../models/start-server.ts";
import { ROOT, scratchFolder } from "../project.ts";

const TASKS = ["tasks/cryptography/small-rsa.md", "tasks/mathematical-modelling/weather-chain.md"];
const CODE = "```ts\nexport default class Unfinished {}\n```";

const requestSchema = z.object({ messages: z.array(z.object({ content: z.string() })) });

const folder = scratchFolder();
let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => {
  server.close();
  folder.remove();
});

const verdicts = async (config: readonly string[]): Promise<unknown> => {
  const { stdout } = await campforge(["list", "--json", ...config], { cwd: folder.path });
  return z
    .array(z.object({ id: z.string(), verdict: z.string().nullable() }))
    .parse(JSON.parse(stdout))
    .map(({ id, verdict }) => [id, verdict]);
};

test("a task whose every call is refused is not decided, the others are, and a resumed run takes it up", async () => {
  const role = { endpoint: "e", model: "m" };
  const config = { endpoints: { e: { baseUrl: server.baseUrl } }, author: role, judge: role, db: "r.sqlite" };
  const options = ["--config", folder.write("config.json", JSON.stringify(config))];
  const run = (...more: readonly string[]): Promise<Ended> =>
    campforge(["run", ...more, ...options], { cwd: folder.path });
  let refuses = true;
  server.answerWith((_, response, body) => {
    const [, asked] = requestSchema.parse(JSON.parse(body)).messages;
    if (refuses && /weather/i.test(asked?.content ?? ""))
      sendJson(response, 413, { detail: "the request is too long for this plan" });
    else sendJson(response, 200, reply(CODE));
  });
  const ended = await run(...TASKS.map((task) => join(ROOT, task)), "--rounds", "1", "--parallel", "1");
  expect(ended.code).toBe(4);
  expect(ended.stderr).toMatch(
    /1 task could not be decided.*weather-chain: .*status 413: the request is too long/,
  );
  expect(await verdicts(options)).toEqual([
    ["small-rsa", "rejected"],
    ["weather-chain", null],
  ]);

  refuses = false;
  const resumed = await run("--resume");
  expect(resumed.code).toBe(0);
  expect(await verdicts(options)).toEqual([
    ["small-rsa", "rejected"],
    ["weather-chain", "rejected"],
  ]);
});
