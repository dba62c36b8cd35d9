import { createServer, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Program } from "../../src/core/draft/compile-report.ts";
import { compiledProgram, JOB_LIMITS, openWorkshop } from "../../src/workshop/workshop.ts";
import { campforge } from "../campforge.ts";
import { scratchFolder } from "../project.ts";
import { adapter, EXAMPLES, JAVASCRIPT, PYTHON, translation } from "../evolution/a-reference.ts";
import { fenced, GOOD, SOLVER } from "../evolution/play-models.ts";
import { endpointConfig } from "../scripted-endpoint.ts";

const folder = scratchFolder();
const workshop = openWorkshop();
const WRONG = GOOD.replace("(capacity + iceGrams * WATER)", "(capacity + 0 * WATER)");

const described = (id: string, language: string, code: string): string =>
  JSON.stringify({
    id,
    domain: "natural-science",
    description: "Bodies exchange heat until all are equally warm, and ice melts. How warm is that?",
    reference_solution: { language, code },
    examples: EXAMPLES,
  });

const good = folder.write("good.ts", GOOD);
const wrong = folder.write("wrong.ts", WRONG);
const task = folder.write("warmth.jsonl", described("warmth", "javascript", JAVASCRIPT));
const leads = folder.write("adapter.ts", adapter);

const requestSchema = z.object({
  messages: z.array(z.object({ content: z.union([z.string(), z.array(z.object({ text: z.string() }))]) })),
});

const bodies: string[] = [];
let endpoint: Server;
let config = "";
let solver: Program;

/** The author writes the library's class, the oracle's author leads to the solution, the judge is often right. */
async function reply(messages: readonly string[]): Promise<string> {
  const [system = "", prompt = ""] = messages;
  if (system.startsWith("You write bootcamps")) return fenced(GOOD);
  if (system.includes("toInput")) return fenced(adapter);
  if (prompt.length % 3 === 0) return "\\boxed{1}";
  const solved = await workshop.sandbox.call(solver, { of: "solve", arguments: [[prompt]] }, JOB_LIMITS);
  return (solved.status === "completed" ? solved.value[0] : undefined) ?? "";
}

async function answer(messages: readonly string[], response: ServerResponse): Promise<void> {
  const message = { role: "assistant", content: await reply(messages) };
  const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ choices: [{ index: 0, message, finish_reason: "stop" }], usage }));
}

beforeAll(async () => {
  solver = await compiledProgram(
    (source) => workshop.compiler.compileBlind(source, "solver"),
    SOLVER,
    "the solver",
  );
  endpoint = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      bodies.push(body);
      const { messages } = requestSchema.parse(JSON.parse(body));
      const texts = messages.map(({ content }) =>
        typeof content === "string" ? content : content.map(({ text }) => text).join(""),
      );
      void answer(texts, response);
    });
  });
  await new Promise<void>((resolve) => endpoint.listen(0, "127.0.0.1", resolve));
  const address = endpoint.address();
  const port = address === null || typeof address === "string" ? 0 : address.port;
  const gates = { gates: { oracle: true, critic: false }, rounds: 1 };
  config = folder.write("config.json", endpointConfig(`http://127.0.0.1:${port}/v1`, gates));
}, 120_000);
afterAll(() => {
  endpoint.closeAllConnections();
  endpoint.close();
  workshop.close();
  folder.remove();
});

describe("campforge check --task", { timeout: 120_000 }, () => {
  const check = (file: string, ...more: readonly string[]): ReturnType<typeof campforge> =>
    campforge(["check", file, "--waive", "new=it is the library's own", ...more]);

  test("tries the solution on the description's examples, and says what is missing to compare it", async () => {
    const { code, stdout } = await check(good, "--task", task);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /agrees with the reference solution\s+the description's solution gives the outputs of 2 of 2 examples, and nothing leads from prompts to it: give --adapter/,
    );
  });

  test("compares a class with the solution through an adapter, with the case that shows it", async () => {
    const agreed = await check(good, "--task", task, "--adapter", leads);
    expect(agreed.code).toBe(0);
    expect(agreed.stdout).toContain("answers 200 of 200 fresh cases, all of them as the class does");

    const disagreed = await check(wrong, "--task", task, "--adapter", leads);
    expect(disagreed.code).toBe(8);
    expect(disagreed.stdout).toMatch(/run as it is\) disagrees on \d+ of 200 fresh cases/);
    expect(disagreed.stdout).toMatch(
      /the solution's input:[\s\S]*its output:[\s\S]*the reference answer of the class:/,
    );

    const waived = await check(
      wrong,
      "--task",
      task,
      "--adapter",
      leads,
      "--json",
      "--waive",
      "agrees with the reference solution=it leaves the melt water out",
    );
    expect(waived.code).toBe(0);
    expect(waived.stdout).toContain('"status":"waived"');
  });

  test("names one description of several, and holds a translation to the examples", async () => {
    const several = folder.write(
      "several.jsonl",
      `${described("cold", "javascript", JAVASCRIPT)}\n${described("warm", "python3", PYTHON)}\n`,
    );
    const unnamed = await check(good, "--task", several);
    expect(unnamed).toMatchObject({ code: 2, stderr: expect.stringContaining(`--task ${several}#cold`) });
    const missing = await check(good, "--task", `${several}#hot`);
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining("holds no description hot") });
    const faulty = folder.write("translation.ts", translation("0"));
    const { stdout } = await check(good, "--task", `${several}#warm`, "--adapter", faulty);
    expect(stdout).toMatch(
      /the `answer` function of its adapter gives a different output for example 2 of 2/,
    );
  });

  test("says what is wrong with an adapter", async () => {
    const alone = await check(good, "--adapter", leads);
    expect(alone).toMatchObject({ code: 2, stderr: expect.stringContaining("give --task, too") });
    const halved = folder.write(
      "halved.ts",
      adapter.replace("export function toResponse", "function toResponse"),
    );
    const refused = await check(good, "--task", task, "--adapter", halved);
    expect(refused).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("expected export function toResponse"),
    });
  });
});

describe("campforge run with a reference solution", { timeout: 240_000 }, () => {
  const run = async (name: string, ...more: readonly string[]): Promise<string> => {
    const db = join(folder.path, `${name}.sqlite`);
    const args = ["run", task, "--config", config, "--db", db, "--judge-samples", "24", ...more];
    const ended = await campforge(args, { env: { LOOPBACK_KEY: "a key" } });
    expect(ended.stderr).toBe("");
    expect(ended.stdout).toContain("agrees with the reference solution: passed");
    const shown = await campforge(["show", "warmth", "--db", db]);
    const certificate = await campforge(["show", "warmth", "--certificate", "--db", db]);
    return `${shown.stdout}${certificate.stdout}`;
  };

  test("confirms the truth by it, keeps it from the author of the class, and shows the check", async () => {
    const shown = await run("kept");
    expect(shown).toContain("it reproduces the outputs of 2 of 2 examples");
    expect(shown).toContain(
      "the reference solution, led to from prompts alone, answered 200 of 200 fresh cases",
    );
    const authors = bodies.filter((body) => body.includes("You write bootcamps"));
    expect(authors.length).toBeGreaterThan(0);
    expect(authors.filter((body) => body.includes("ice * fusion"))).toEqual([]);
  });

  test("shows it to the author as well where it is shared", async () => {
    bodies.length = 0;
    await run("shared", "--share-reference");
    const authors = bodies.filter((body) => body.includes("You write bootcamps"));
    expect(authors.every((body) => body.includes("ice * fusion"))).toBe(true);
  });
});
