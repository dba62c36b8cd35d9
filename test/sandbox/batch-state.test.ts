import { readdirSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createInProcessCompiler } from "../../src/compile/compile-source.ts";
import type { Program } from "../../src/core/draft/compile-report.ts";
import type { Attempt } from "../../src/core/draft/execution.ts";
import { createSandbox } from "../../src/sandbox/create-sandbox.ts";
import { aScript } from "./a-program.ts";

/**
 * Classes whose verifier pays for anything once it has seen an answer of 13, if only it can remember that;
 * each tries to remember it somewhere else.
 */
const FOLDER = join(import.meta.dirname, "stateful");
const FILES = readdirSync(FOLDER).filter((file) => file.endsWith(".ts"));

const sandbox = createSandbox({ size: 1 });
afterAll(() => sandbox.close());
const LIMITS = { timeoutMs: 10_000, memoryMiB: 64 };

const attempts = (answers: readonly number[]): readonly Attempt[] =>
  answers.map((answer) => ({ instance: { a: 1, b: 1 }, response: `Answer: ${answer}` }));

/** The class as a script, past the compiler: most of these do what the policy refuses. */
function scriptOf(source: string): Program {
  const name = /export default class (\w+)/.exec(source)?.[1] ?? "";
  const script = stripTypeScriptTypes(source)
    .replace(/^import \{(.*)\} from .*$/m, (_, names: string) => `const {${names}} = __toolkit;`)
    .replace("export default class", "class");
  return aScript(`((__toolkit) => { "use strict"; ${script}\nreturn ${name}; })`);
}

describe("a verification cannot remember an earlier one of its batch", () => {
  test.each(FILES)("in %s", async (file) => {
    const program = scriptOf(readFileSync(join(FOLDER, file), "utf8"));
    const verified = await sandbox.verify(program, attempts([7, 2, 7, 13, 7, 2, 8]), LIMITS);
    const scores = verified.status === "completed" ? verified.value : [];
    expect(scores).toHaveLength(7);
    const [seven, two] = scores;
    expect([scores[2], scores[4]]).toEqual([seven, seven]);
    expect(scores[5]).toEqual(two);
    for (const wrong of [0, 6]) expect(scores[wrong]).not.toMatchObject({ status: "scored", score: 1 });
  });
});

test("what the compiler takes for a comment and a script for code is refused", () => {
  const source = readFileSync(join(FOLDER, "comment-to-the-compiler.txt"), "utf8");
  expect(createInProcessCompiler().compile(source)).toMatchObject({
    status: "refused",
    diagnostics: expect.arrayContaining([expect.objectContaining({ code: "no-html-comment" })]),
  });
});
