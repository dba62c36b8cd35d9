import Database from "better-sqlite3";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { campforge, startCampforge } from "../campforge.ts";
import { type FaultyEndpoint, startFaultyEndpoint } from "../faulty-endpoint.ts";
import { startServer, type TestServer } from "../models/start-server.ts";
import { scratchFolder } from "../project.ts";
import { type FrozenCase, playSolver, readCases, type Said, scriptSolver } from "./scripted-solver.ts";

/** Four levels of two tasks: 400 cases. */
const CASES = "--bootcamps calorimetry,map-colouring --levels 0-3 --cases 50 --seed 2".split(" ");
/** What the solver is right with, by level. */
const ACCURACIES = [0.95, 0.7, 0.4, 0.1];
const CONCURRENCY = 4;
const KILLED_AFTER = [70, 150];

const folder = scratchFolder();
const place = (name: string): string => join(folder.path, name);
let server: TestServer;
let endpoint: FaultyEndpoint;
let config: string;
let cases: readonly FrozenCase[];
const said = new Map<string, Said>();

beforeAll(async () => {
  const frozen = await campforge(["eval", "--freeze", place("benchmark.jsonl"), ...CASES]);
  if (frozen.code !== 0) throw new Error(frozen.stderr);
  cases = await readCases(place("benchmark.jsonl"));
  server = await startServer();
  // Exactly: an interval of 95% would miss one level in twenty by chance.
  const solve = scriptSolver(cases, ACCURACIES, "exactly");
  server.answerWith(
    playSolver(solve, { latencyMs: 10, heard: (prompt, what) => void said.set(prompt, what) }),
  );
  endpoint = await startFaultyEndpoint(server.baseUrl, { percent: 5, seed: 1, passing: true });
  const local = { baseUrl: endpoint.baseUrl, concurrency: CONCURRENCY, timeoutSeconds: 30 };
  config = folder.write("config.json", JSON.stringify({ endpoints: { local } }));
});
afterAll(async () => {
  await endpoint.close();
  server.close();
  folder.remove();
});

const command = (): readonly string[] => [
  "eval",
  "--model",
  "local/solver",
  "--max-tokens",
  "200",
  "--config",
  config,
  "--db",
  place("record.sqlite"),
  "--out",
  place("solver.json"),
  "--out",
  place("solver.html"),
  ...CASES,
];

/** Runs the command until the endpoint has had so many more requests, and kills it then. */
async function killAfter(requests: number): Promise<number | null> {
  const from = endpoint.requests();
  const { child, ended } = startCampforge(command());
  const watch = setInterval(() => {
    if (endpoint.requests() >= from + requests) child.kill("SIGKILL");
  }, 2);
  const { code } = await ended;
  clearInterval(watch);
  await endpoint.settled();
  return code;
}

/** Completed calls that were sent again: by the record's own word there are none, whatever was killed. */
function sentAgain(): unknown {
  const database = new Database(place("record.sqlite"), { readonly: true });
  const count = database
    .prepare(
      `select count(*) from call join reservation on reservation.key = call.key
       where call.state = 'done' and reservation.begun_at > call.done_at`,
    )
    .pluck()
    .get();
  database.close();
  return count;
}

const accuracySchema = z.object({ mean: z.number(), low: z.number(), high: z.number(), samples: z.int() });
const figuresSchema = z.object({ accuracy: accuracySchema, samples: z.int() });
const resultsSchema = z.object({
  figures: z.object({
    all: figuresSchema,
    levels: z.array(z.object({ level: z.int(), tasks: z.int(), figures: figuresSchema })),
  }),
  cases: z.array(z.object({ id: z.string(), outcomes: z.array(z.union([z.number(), z.string()])) })),
});

const readResults = (name: string): z.infer<typeof resultsSchema> =>
  resultsSchema.parse(JSON.parse(readFileSync(place(name), "utf8")));

test("an evaluation of 400 cases against a failing endpoint that is killed twice finds the accuracy that the solver has on each level, and sends no completed call again", async () => {
  expect(cases).toHaveLength(400);
  for (const requests of KILLED_AFTER) expect(await killAfter(requests), "it was killed").toBeNull();
  const { code, stdout } = await startCampforge(command()).ended;
  expect(code).toBe(0);
  expect(endpoint.met.size, "faults of several kinds were met").toBeGreaterThan(3);

  expect(sentAgain()).toBe(0);
  const repaid = [...endpoint.asked.values()].reduce(
    (sum, { completed }) => sum + Math.max(0, completed - 1),
    0,
  );
  expect(repaid, "only answers that were on their way").toBeLessThanOrEqual(
    KILLED_AFTER.length * CONCURRENCY,
  );

  const { figures, cases: results } = readResults("solver.json");
  // Every case came to what the solver said to it, and an endpoint's fault to nothing.
  expect(new Map(results.map(({ id, outcomes }) => [id, outcomes]))).toEqual(
    new Map(cases.map(({ id, prompt }) => [id, [said.get(prompt)?.outcome]])),
  );
  expect(figures.levels.map(({ level }) => level)).toEqual([0, 1, 2, 3]);
  for (const { level, figures: found } of figures.levels) {
    const known = ACCURACIES[level] ?? Number.NaN;
    expect(found.samples).toBe(100);
    expect(found.accuracy.low, `level ${level}`).toBeLessThanOrEqual(known);
    expect(found.accuracy.high, `level ${level}`).toBeGreaterThanOrEqual(known);
    expect(found.accuracy.high - found.accuracy.low).toBeLessThan(0.2);
  }
  expect(stdout).toMatch(/^- accuracy: 0\.\d\d \(mean over 2 tasks, 0\.\d\d to 0\.\d\d\)$/m);
}, 300_000);
