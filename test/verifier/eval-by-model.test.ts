import fs, { writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { sideOf } from "../../src/core/checks/calibration.ts";
import { readPromptVersions } from "../../src/files/read-prompts.ts";
import { hashProgram } from "../../src/core/draft/hash.ts";
import { cardText, numberCard } from "../../src/core/library/library-card.ts";
import { observeBehaviour } from "../../src/unittests/observe-behaviour.ts";
import { compiledProgram, JOB_LIMITS, openWorkshop } from "../../src/workshop/workshop.ts";
import { campforge } from "../campforge.ts";
import { reply, sendJson, startServer, type TestServer } from "../models/start-server.ts";
import { scratchFolder } from "../project.ts";
import { aCard, aLibrary } from "../serve/a-library.ts";
import { endOfWalk, inOtherWords, WALK, WALK_SOURCE } from "./a-walk.ts";
import { replyTo } from "./start-verifier-endpoint.ts";

// Every read of a file is counted, in modules too that another test of this process has loaded.
const reading = vi.spyOn(fs, "readFileSync");
syncBuiltinESMExports();
const promptsRead = (): number =>
  reading.mock.calls.filter(([file]) => String(file).endsWith(join("prompts", "verifier.md"))).length;

const CALIBRATED = {
  model: "compares",
  prompt: readPromptVersions()["verifier"] ?? "",
  right: sideOf(400, 400),
  wrong: sideOf(400, 400),
  invalid: 0,
  faults: 0,
  talk: { texts: 10, paid: [] },
};
const SHELVED = { ...WALK, source: WALK_SOURCE, modelVerified: CALIBRATED };
const library = aLibrary([SHELVED]);
const folder = scratchFolder();
const config = join(folder.path, "campforge.config.json");
const asked: string[] = [];
let server: TestServer;

const bodySchema = z.object({ model: z.string(), messages: z.array(z.object({ content: z.string() })) });
const eventSchema = z.object({
  cases: z.int(),
  figures: z.object({ all: z.object({ accuracy: z.unknown() }) }),
});

/** An evaluation takes a class only where it does what its card says. */
async function certify(): Promise<void> {
  const workshop = openWorkshop();
  const program = await compiledProgram(workshop.compiler.compile, WALK_SOURCE, "the class");
  const found = await observeBehaviour(program, 3, { sandbox: workshop.sandbox, limits: JOB_LIMITS });
  workshop.close();
  if (found.status === "unobservable") throw new Error(found.reason);
  const { hashes, ...rest } = aCard(SHELVED);
  const { code } = hashes;
  const certified = numberCard(
    { ...rest, hashes: { code, program: hashProgram(program), behaviour: found.hash } },
    1,
  );
  writeFileSync(join(library.path, "tests", WALK.slug, "card.json"), cardText(certified));
}

/** Walks are solved by one model, in words that the class does not know, and compared by another. */
beforeAll(async () => {
  await certify();
  server = await startServer();
  server.answerWith((_, response, body) => {
    const { model, messages } = bodySchema.parse(JSON.parse(body));
    const text = messages.at(-1)?.content ?? "";
    asked.push(model);
    const solved = `<answer>${inOtherWords(endOfWalk(text))}</answer>`;
    sendJson(response, 200, reply(model === "solves" ? solved : replyTo(text, {})));
  });
  const loopback = { baseUrl: server.baseUrl, concurrency: 4 };
  const role = (model: string): object => ({ endpoint: "loopback", model, maxTokens: 400 });
  const roles = { candidate: role("solves"), verifier: role("compares") };
  writeFileSync(config, JSON.stringify({ endpoints: { loopback }, ...roles }));
});
afterAll(() => {
  reading.mockRestore();
  syncBuiltinESMExports();
  server.close();
  library.remove();
  folder.remove();
});

/** Evaluates on so many cases; says what it came to, and how often all prompts were read for it. */
async function evaluate(cases: number): Promise<{ readonly event: unknown; readonly reads: number }> {
  const before = promptsRead();
  const flags = ["--config", config, "--db", join(folder.path, `${cases}.sqlite`), "--json"];
  const of = ["--library", library.path, "--levels", "0", "--cases", String(cases)];
  const { code, stdout, stderr } = await campforge(["eval", ...of, ...flags]);
  if (code !== 0) throw new Error(stderr);
  const event = eventSchema.parse(JSON.parse(stdout.trim().split("\n").at(-1) ?? ""));
  return { event, reads: promptsRead() - before };
}

test("an evaluation has answers compared by the model verifier, whose prompts are read once for all cases", async () => {
  const { reads } = await evaluate(1);
  const six = await evaluate(6);
  expect(six.event).toMatchObject({ cases: 6, figures: { all: { accuracy: { mean: 1, samples: 6 } } } });
  const count = (model: string): number => asked.filter((one) => one === model).length;
  expect([count("solves"), count("compares")]).toEqual([7, 7]);
  expect(reads).toBeGreaterThan(0);
  expect(six.reads).toBe(reads);
});
