import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OpenedVerifier, openVerifier } from "../../src/cli/input/open-verifier.ts";
import { sideOf } from "../../src/core/checks/calibration.ts";
import { readPromptVersions } from "../../src/files/read-prompts.ts";
import { readConfig } from "../../src/files/read-config.ts";
import type { RunningServer } from "../../src/serve/start-server.ts";
import { campforge } from "../campforge.ts";
import { aLibrary, aSum } from "../serve/a-library.ts";
import { aServer, post } from "../serve/a-server.ts";
import { WALK, WALK_SOURCE } from "./a-walk.ts";
import { startVerifierEndpoint, type VerifierEndpoint } from "./start-verifier-endpoint.ts";

const PROMPT = readPromptVersions()["verifier"] ?? "";
const CALIBRATED = {
  model: "scripted-verifier",
  prompt: PROMPT,
  right: sideOf(400, 400),
  wrong: sideOf(398, 400),
  invalid: 1,
  faults: 0,
  talk: { texts: 10, paid: [] },
};
const SUM = { slug: "sum", name: "Sum", source: aSum("Sum") };
const library = aLibrary([{ ...WALK, source: WALK_SOURCE, modelVerified: CALIBRATED }, SUM]);
const folder = mkdtempSync(join(tmpdir(), "campforge-verifier-"));
const config = join(folder, "campforge.config.json");
let endpoint: VerifierEndpoint;
let verifier: OpenedVerifier | undefined;
let server: RunningServer;

beforeAll(async () => {
  endpoint = await startVerifierEndpoint();
  const loopback = { baseUrl: endpoint.baseUrl, concurrency: 16, scripted: true };
  const role = { endpoint: "loopback", model: "scripted-verifier" };
  writeFileSync(config, JSON.stringify({ endpoints: { loopback }, verifier: role }));
  verifier = openVerifier(readConfig(config));
  server = await aServer(library.path, verifier === undefined ? {} : { verifier });
});

afterAll(async () => {
  await server.close();
  verifier?.close();
  endpoint.close();
  library.remove();
  rmSync(folder, { recursive: true, force: true });
});

const CASE = { legs: [{ blocks: 3, to: "west" }] };
const item = (answer: string): object => ({
  ground_truth: JSON.stringify({ bootcamp: WALK.slug, version: 1, case: CASE }),
  response: `<answer>${answer}</answer>`,
});

test("the server scores by its verifier, with invalid answers counted apart", async () => {
  const items = ["just 3 west", "3 east", "I would rather not say"].map(item);
  const { status, json } = await post(server, "/v1/score", { items });
  expect({ status, results: json()["results"] }).toEqual({
    status: 200,
    results: [
      { status: "scored", score: 1, answer: "just 3 west" },
      { status: "scored", score: 0, answer: "3 east" },
      { status: "unparsable", score: 0, reason: expect.stringContaining("invalid") },
    ],
  });
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  expect(metrics).toMatch(
    /campforge_verifications_total\{bootcamp="walk-in-words",version="1",outcome="invalid"\} 1/,
  );
});

test("a fault of the verifier is an error, never a score, and other classes go on", async () => {
  endpoint.set("down");
  const alone = await post(server, "/v1/score", item("it is 3 west"));
  expect(alone.status).toBe(503);
  expect(alone.json()).toMatchObject({ code: "model-verifier-unavailable", retryable: true });
  endpoint.set({});
  expect((await post(server, "/v1/score", item("it is 3 west"))).json()).toMatchObject({ score: 1 });
  endpoint.set({ silent: 1 });
  const sum = {
    ground_truth: JSON.stringify({ bootcamp: "sum", version: 1, case: { a: 1, b: 2 } }),
    response: "Answer: 3",
  };
  const both = await post(server, "/v1/score", { items: [item("again 3 west"), sum] });
  expect(both.json()["results"]).toMatchObject([
    { status: "error", code: "model-verifier-unclear", retryable: false },
    { status: "scored", score: 1 },
  ]);
});

test("campforge serve does not start without a verifier for what its library promises", async () => {
  const { code, stderr } = await campforge(["serve", library.path, "--port", "0"], { cwd: tmpdir() });
  expect(code).toBe(3);
  expect(stderr).toContain("tests/walk-in-words has its answers compared by a model");
});

test.each([
  { what: "is not calibrated", card: {}, says: "its card does not say so" },
  {
    what: "is calibrated with another model",
    card: { modelVerified: { ...CALIBRATED, model: "another" } },
    says: `calibrated as another with prompt ${PROMPT}, and scripted-verifier with prompt ${PROMPT} is configured`,
  },
])("a class whose verifier $what is not served, and the rest of its library is", async ({ card, says }) => {
  const other = aLibrary([{ ...WALK, source: WALK_SOURCE, ...card }, SUM]);
  const running = await aServer(other.path, verifier === undefined ? {} : { verifier });
  try {
    const { bootcamps, problems } = running.holdings();
    expect([...bootcamps.keys()]).toEqual(["sum"]);
    expect(problems).toEqual([{ folder: "tests/walk-in-words", reason: expect.stringContaining(says) }]);
  } finally {
    await running.close();
    other.remove();
  }
});
