import { readdirSync, readFileSync, statSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { campforgeProcess } from "../campforge.ts";
import { scratchFolder } from "../project.ts";
import { reply, sendJson, startServer, type TestServer } from "../models/start-server.ts";

/** Nothing that anybody would write by chance. */
const KEY = "sk-canary-7f3QzT0pV9wXb2LmN5";
const FORMS = [KEY, Buffer.from(KEY).toString("base64").replaceAll("=", ""), KEY.slice(10)];

const folder = scratchFolder();
const env = { CANARY_KEY: KEY };
let server: TestServer;
let asked = 0;

beforeAll(async () => {
  server = await startServer();
  server.answerWith((request, response) => {
    asked++;
    const said = echo(request);
    // By turns: in a reply, in its thinking, in errors that are tried again, and in one that fails the call.
    const turn = asked % 5;
    if (turn === 1) sendJson(response, 503, { error: { message: said, type: said, code: said } });
    else if (turn === 2)
      sendJson(response, 429, { error: { message: said } }, { "retry-after": "0", "x-key": said });
    else if (turn === 3)
      sendJson(response, 200, reply(code(said), { reasoning_content: said }, { id: said }));
    else if (turn === 4) sendJson(response, 422, { error: { message: said } });
    else sendJson(response, 200, reply(said, { refusal: said }));
  });
  const endpoint = { baseUrl: server.baseUrl, apiKeyEnv: "CANARY_KEY", concurrency: 2, timeoutSeconds: 20 };
  const role = { endpoint: "echo", model: "m" };
  folder.write("config.json", JSON.stringify({ endpoints: { echo: endpoint }, author: role, judge: role }));
});
afterAll(() => {
  server.close();
  folder.remove();
});

/** The key in every form in which a server or a proxy may give it back. */
function echo(request: IncomingMessage): string {
  const sent = request.headers.authorization ?? "no key came";
  return `${sent} ${Buffer.from(KEY).toString("base64")} ${encodeURIComponent(KEY)} ${JSON.stringify({ key: KEY })}`;
}

const code = (said: string): string =>
  `\`\`\`ts\nexport default class Echo { readonly said = ${JSON.stringify(said)}; }\n\`\`\``;

/** Every byte of every file, folders within included. */
function written(path: string): readonly (readonly [name: string, bytes: Buffer])[] {
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .map((name) => join(path, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => [file, readFileSync(file)] as const);
}

test("a key that its endpoint gives back in every way is nowhere in what is printed or written", async () => {
  const db = join(folder.path, "record.sqlite");
  const at = ["--db", db];
  const config = ["--config", join(folder.path, "config.json")];
  const said: string[] = [];
  const call = async (args: readonly string[]): Promise<number | null> => {
    const { code: exitCode, stdout, stderr } = await campforgeProcess(args, { env });
    said.push(stdout, stderr);
    return exitCode;
  };
  const tasks = ["tasks/cryptography/small-rsa.md", "tasks/algorithms"];
  await call([
    "run",
    ...tasks,
    ...config,
    ...at,
    "--verbose",
    "--record",
    join(folder.path, "recordings"),
    "--trace",
  ]);
  await call(["run", "--resume", ...config, ...at, "--json"]);
  expect(asked, "the endpoint was asked, and with the key").toBeGreaterThan(10);
  await call(["doctor", ...config, ...at, "--probe"]);
  await call(["status", ...at, "--json"]);
  for (const format of ["text", "md", "html", "json"])
    expect(
      await call(["report", ...at, "--format", format, "--out", join(folder.path, `report.${format}`)]),
    ).toBe(0);
  await call(["list", ...at, "--json"]);
  await call(["show", "small-rsa", ...at]);
  await call(["show", "small-rsa", ...at, "--json"]);
  expect(await call(["db", "backup", join(folder.path, "copy.sqlite"), ...at])).toBe(0);

  const files = written(folder.path);
  expect(files.length).toBeGreaterThan(6);
  expect(said.join("").length).toBeGreaterThan(1_000);
  const leaks = FORMS.flatMap((form) => [
    ...said.filter((text) => text.includes(form)).map(() => "what was printed"),
    ...files.filter(([, bytes]) => bytes.includes(form)).map(([file]) => file),
  ]);
  expect(leaks).toEqual([]);
}, 300_000);
