import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { checkContract } from "../../src/compile/check-contract.ts";
import { createWarmProject } from "../../src/compile/check-types.ts";
import { createInProcessCompiler } from "../../src/compile/compile-source.ts";
import { findKeptState } from "../../src/compile/find-kept-state.ts";
import { makeScript } from "../../src/compile/make-program.ts";
import { prepareToolkit } from "../../src/compile/prepare-toolkit.ts";
import { readToolkitSources } from "../../src/compile/toolkit-sources.ts";
import type { Program } from "../../src/core/draft/compile-report.ts";
import type { Attempt } from "../../src/core/draft/execution.ts";
import { createSandbox } from "../../src/sandbox/create-sandbox.ts";

/**
 * Classes whose verifier pays for anything once it has seen an answer of 13, if only it can remember that;
 * each tries to remember it somewhere else.
 */
const FOLDER = join(import.meta.dirname, "stateful");
const FILES = readdirSync(FOLDER);

const sandbox = createSandbox({ size: 1 });
afterAll(() => sandbox.close());
const LIMITS = { timeoutMs: 10_000, memoryMiB: 64 };

const attempts = (answers: readonly number[]): readonly Attempt[] =>
  answers.map((answer) => ({ instance: { a: 1, b: 1 }, response: `Answer: ${answer}` }));

const modules = readToolkitSources();
const project = createWarmProject(modules);
const { toolkit } = prepareToolkit(modules, () => project.toolkit());

/** The class as the compiler makes a program of it. Most do what the policy refuses, and one has members of its own. */
function compilePastPolicy(source: string): Program {
  const file = project.parse(source);
  const others = checkContract(file).filter(({ code }) => code !== "static");
  expect([...project.diagnose(file, "bootcamp"), ...others]).toEqual([]);
  return { toolkit, code: makeScript(file).code };
}

describe("a verification cannot remember an earlier one of its batch", () => {
  test.each(FILES)("in %s", async (file) => {
    const program = compilePastPolicy(readFileSync(join(FOLDER, file), "utf8"));
    const verified = await sandbox.verify(program, attempts([7, 2, 7, 13, 7, 2, 8]), LIMITS);
    const scores = verified.status === "completed" ? verified.value : [];
    expect(scores).toHaveLength(7);
    const [seven, two] = scores;
    expect([scores[2], scores[4]]).toEqual([seven, seven]);
    expect(scores[5]).toEqual(two);
    for (const wrong of [0, 6]) expect(scores[wrong]).not.toMatchObject({ status: "scored", score: 1 });
  });

  test.each(FILES)("served with %s, whose way is the careful one", async (file) => {
    const careful = compilePastPolicy(readFileSync(join(FOLDER, file), "utf8"));
    expect(findKeptState(project.parse(readFileSync(join(FOLDER, file), "utf8"))).status).toBe("unproven");
    const responses = [7, 2, 7, 13, 7, 2, 8].map((answer) => ({
      caseName: "one",
      caseText: '{"a":1,"b":1}',
      response: `Answer: ${answer}`,
    }));
    const { outcomes } = await sandbox.scoring({ careful, still: null }, responses, LIMITS);
    expect(outcomes).toHaveLength(7);
    expect([outcomes[2], outcomes[4], outcomes[5]]).toEqual([outcomes[0], outcomes[0], outcomes[1]]);
    for (const wrong of [0, 6]) expect(outcomes[wrong]).not.toMatchObject({ status: "scored", score: 1 });
  });

  test("there are sixteen of them", () => {
    expect(FILES).toHaveLength(16);
  });
});

test("what the compiler takes for a comment and a script for code is refused", () => {
  const source = readFileSync(join(FOLDER, "comment-to-the-compiler.txt"), "utf8");
  expect(createInProcessCompiler().compile(source)).toMatchObject({
    status: "refused",
    diagnostics: expect.arrayContaining([expect.objectContaining({ code: "no-html-comment" })]),
  });
});
