import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { campforge, campforgeProcess } from "../campforge.ts";
import { ROOT, scratchFolder } from "../project.ts";
import { handOver } from "./hand-over.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());

const EXAMPLE = "library/natural-science/calorimetry/bootcamp.ts";
const sampled = z.object({ case: z.json(), prompt: z.string(), reference: z.string() });

const cases = (await campforge(["sample", EXAMPLE, "-n", "2", "--json"])).stdout
  .trim()
  .split("\n")
  .map((line) => sampled.parse(JSON.parse(line)));
const right = cases.map((one) => JSON.stringify({ case: one.case, response: one.reference }));
const wrong = cases.map((one) => JSON.stringify({ case: one.case, response: "\\boxed{-300}" }));

test("whoever keeps the pipe open gets each score before they send the next line", async () => {
  const child = spawn(process.execPath, [join(ROOT, "bin", "campforge.js"), "score", EXAMPLE], {
    cwd: ROOT,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const answers: unknown[] = [];
  for (const line of [right[0], wrong[0], right[1]]) {
    child.stdin.write(`${line}\n`);
    const [chunk] = await once(child.stdout, "data");
    answers.push(JSON.parse(String(chunk)));
  }
  child.stdin.end();
  const [code] = await once(child, "close");
  expect(answers).toMatchObject([{ score: 1 }, { score: 0 }, { score: 1 }]);
  expect(code).toBe(0);
});

test("a pipe that another process has made non-blocking is waited for", async () => {
  const { code, stdout } = await handOver(right[0] ?? "", ["score", EXAMPLE]);
  expect([code, JSON.parse(stdout)]).toMatchObject([0, { score: 1 }]);
});

test("a line that cannot be used is named after the scores of those before it", async () => {
  const input = [right[0], wrong[1], "", "{", right[1]].join("\n");
  const { code, stdout, stderr } = await campforgeProcess(["score", EXAMPLE], { input });
  const scores = stdout
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
  expect([code, scores]).toMatchObject([2, [{ score: 1 }, { score: 0 }]]);
  expect(stderr).toMatch(
    /standard input:4: is not valid JSON; expected .*\. 2 responses before it were scored/,
  );
});

test("lines in another encoding, a folder and a file that is not there are refused by name", async () => {
  mkdirSync(join(folder.path, "folder"));
  const latin = Buffer.concat([
    Buffer.from(`${right[0]}\n{"case": "`),
    Buffer.from([0xe4]),
    Buffer.from('"}'),
  ]);
  const file = join(folder.path, "latin.jsonl");
  writeFileSync(file, latin);
  const inputs = [file, join(folder.path, "folder"), join(folder.path, "nowhere.jsonl")];
  const said = [];
  for (const input of inputs) said.push(await campforge(["score", EXAMPLE, "--input", input]));
  expect(said.map(({ code }) => code)).toEqual([2, 2, 2]);
  expect(said[0]?.stderr).toMatch(/latin\.jsonl:2: is not UTF-8; save it as UTF-8/);
  expect(said[1]?.stderr).toMatch(/folder: is a folder, no file/);
  expect(said[2]?.stderr).toMatch(/nowhere\.jsonl: is not there/);
});
