import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { ScriptedEndpoint } from "../../recordings/compose/serve.ts";
import { campforgeProcess } from "../campforge.ts";
import { ROOT, scratchFolder } from "../project.ts";
import { endpointConfig, startScriptedEndpoint } from "../scripted-endpoint.ts";

const KEY = "a-key-that-no-trace-may-hold-4711";
const TASK = "weather-chain";
const FILE = "tasks/mathematical-modelling/weather-chain.md";
/** Stands in what the author is told of the task. */
const DESCRIBED = readFileSync(join(ROOT, FILE), "utf8").split("\n\n").at(-1)?.trim().slice(0, 30) ?? "";
const MOST_MS = 400_000;

const span = z.object({
  id: z.string(),
  parent: z.string().nullable(),
  name: z.string(),
  kind: z.int(),
  attributes: z.record(z.string(), z.unknown()),
  status: z.object({ code: z.int(), message: z.string().optional() }),
  events: z.array(z.unknown()),
});
type Span = z.infer<typeof span>;

const folder = scratchFolder();
let endpoint: ScriptedEndpoint;
let first: Traced;
beforeAll(async () => {
  endpoint = await startScriptedEndpoint([TASK], 0);
  folder.write("config.json", endpointConfig(endpoint.baseUrl));
  first = await runTraced("first");
}, MOST_MS);
afterAll(async () => {
  await endpoint.close();
  folder.remove();
});

type Traced = { readonly text: string; readonly spans: readonly Span[] };

/** Runs one task under an SDK, on one record for all; gives its spans, as text and read. */
async function runTraced(name: string, flags: readonly string[] = []): Promise<Traced> {
  const file = join(folder.path, `${name}.jsonl`);
  const { code, stderr } = await campforgeProcess(
    [
      "run",
      FILE,
      "--config",
      join(folder.path, "config.json"),
      "--db",
      join(folder.path, "record.sqlite"),
      ...flags,
    ],
    {
      env: {
        LOOPBACK_KEY: KEY,
        SPANS_FILE: file,
        NODE_OPTIONS: `--import ${join(ROOT, "test", "tracing", "spans-to-file.mjs")}`,
      },
    },
  );
  expect([code, stderr]).toEqual([0, ""]);
  const text = readFileSync(file, "utf8");
  const spans = text
    .trim()
    .split("\n")
    .map((line) => span.parse(JSON.parse(line)));
  return { text, spans };
}

/** The names of the spans around one, from the outermost to itself. */
function pathOf(one: Span, spans: readonly Span[]): string {
  const parent = spans.find(({ id }) => id === one.parent);
  const name = one.name.startsWith("chat") ? `chat as ${String(one.attributes["campforge.role"])}` : one.name;
  return parent === undefined ? name : `${pathOf(parent, spans)} > ${name}`;
}

describe("a run under an SDK of OpenTelemetry", () => {
  test(
    "gives one tree for a task: rounds with their calls, compilations and sandbox jobs, then the stages",
    async () => {
      const { spans, text } = first;
      const paths = new Set(spans.map((one) => pathOf(one, spans)));
      for (const path of [
        "task",
        "task > round 1 > chat as author",
        "task > round 1 > compile",
        "task > round 2 > chat as refiner",
        "task > round 3 > sandbox verifyAlone",
        "task > second oracle > chat as solver",
        "task > second oracle > compile verifier",
        "task > second oracle > sandbox call",
        "task > adversary > chat as adversary",
        "task > adversary > compile guesser",
        "task > critic > chat as critic",
        "task > judge > chat as judge",
        "task > judge > sandbox draw",
      ])
        expect(paths).toContain(path);
      expect(spans.filter(({ parent }) => parent === null).map(({ name }) => name)).toEqual(["task"]);
      expect(spans.find(({ name }) => name === "task")?.attributes).toMatchObject({
        "campforge.task": TASK,
        "campforge.verdict": "accepted",
      });

      const judged = spans.find(({ attributes }) => attributes["campforge.role"] === "judge");
      expect(judged).toMatchObject({
        name: "chat scripted",
        kind: 2, // a client
        attributes: {
          "gen_ai.operation.name": "chat",
          "gen_ai.provider.name": "openai",
          "gen_ai.request.model": "scripted",
          "gen_ai.request.max_tokens": 16_000,
          "gen_ai.response.finish_reasons": ["stop"],
          "server.address": "127.0.0.1",
          "campforge.reply.origin": "endpoint",
          "campforge.task": TASK,
        },
      });
      const attributes = z
        .object({ "gen_ai.usage.input_tokens": z.int().min(1), "gen_ai.usage.output_tokens": z.int().min(1) })
        .safeParse(judged?.attributes);
      expect(attributes.success).toBe(true);

      expect(DESCRIBED).toHaveLength(30);
      for (const secret of [KEY, DESCRIBED, "```ts", "\\\\boxed", "extends Bootcamp"])
        expect(text).not.toContain(secret);
      expect(spans.filter(({ events, status }) => events.length > 0 || status.message !== undefined)).toEqual(
        [],
      );
    },
    MOST_MS,
  );

  test(
    "with --trace-content holds prompts and replies too, and still no key; the memo's replies say that they are",
    async () => {
      const { spans, text } = await runTraced("again", ["--trace-content"]);
      const [author] = spans.filter(({ attributes }) => attributes["campforge.role"] === "author");
      expect(author?.attributes["campforge.reply.origin"]).toBe("memo");
      expect(author?.attributes["gen_ai.input.messages"]).toContain(DESCRIBED);
      expect(author?.attributes["gen_ai.output.messages"]).toContain("```ts");
      expect(text).not.toContain(KEY);
    },
    MOST_MS,
  );
});
