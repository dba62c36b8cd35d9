import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as toolkit from "../../src/bootcamp/index.ts";
import { boxed, bracketed, fencedBlock, finalLine, integer, tagged } from "../../src/bootcamp/index.ts";
import { createCompiler } from "../../src/compile/create-compiler.ts";
import type { ToolkitDocumentation } from "../../src/compile/toolkit-documentation.ts";
import { createSandbox } from "../../src/sandbox/create-sandbox.ts";
import { aSource } from "../compile/a-source.ts";

const compiler = createCompiler();
const sandbox = createSandbox({ size: 1 });
let documentation: ToolkitDocumentation;
beforeAll(async () => {
  documentation = await compiler.documentation();
});
afterAll(() => {
  compiler.close();
  sandbox.close();
});

/** What the framework exports for itself, and what people alone write with: authors are told nothing of it. */
const INTERNAL = new Set(["extractAnswer", "modelVerified", "separateThinking", "verifierOf"]);

const CALLABLE = Object.entries(toolkit)
  .filter(([name]) => !INTERNAL.has(name))
  .filter(([, value]) => typeof value === "function")
  .map(([name, value]) => ({ name, kind: /^class\b/.test(String(value)) ? "class" : "function" }));

/** A bootcamp whose prompt has a line for each example: what it gives, and what is said of it. */
function sourceOf({ examples }: ToolkitDocumentation): string {
  const lines = examples.map(
    ({ expression, value }) => `\`\${canonicalText(${expression})} → \${canonicalText(${value})}\`,`,
  );
  const code = lines.join("\n");
  const used = Object.keys(toolkit).filter((name) => new RegExp(`\\b${name}\\b`).test(code));
  const names = new Set(["Bootcamp", "type Card", "finalLine", "integer", "Rng", ...used]);
  return aSource({
    imports: `import { ${[...names].join(", ")} } from "campforge/bootcamp";`,
    promptFunc: `return [\n${code}\n].join("\\n");`,
  });
}

describe("the documentation of the toolkit", () => {
  test("has examples that compile, and that are true in the sandbox", async () => {
    const { examples } = documentation;
    const report = await compiler.compile(sourceOf(documentation));
    if (report.status === "refused") throw new Error(JSON.stringify(report.diagnostics, undefined, 2));
    const drawn = await sandbox.draw(
      report.program,
      { level: 0, seed: 1, start: 0, count: 1 },
      { timeoutMs: 10_000, memoryMiB: 128 },
    );
    const [outcome] = drawn.status === "completed" ? drawn.value : [];
    const lines = outcome?.status === "drawn" ? outcome.prompt.split("\n") : [JSON.stringify(drawn)];
    expect(lines).toHaveLength(examples.length);
    const claims = examples.map(({ of, expression }, index) => {
      const [given, said] = lines[index]?.split(" → ") ?? [];
      return { of, expression, given, said };
    });
    expect(claims.filter(({ given, said }) => given === undefined || given !== said)).toEqual([]);
  });

  test("says nothing of what the framework exports for itself", () => {
    expect([...INTERNAL].filter((name) => !(name in toolkit))).toEqual([]);
    expect([...INTERNAL].filter((name) => documentation.markdown.includes(name))).toEqual([]);
    expect(documentation.markdown).not.toContain("@internal");
  });

  test("says of each function and class what it does", () => {
    const silent = CALLABLE.filter(
      ({ name, kind }) => !new RegExp(`\\*/\\n(?:abstract )?${kind} ${name}\\b`).test(documentation.markdown),
    );
    expect(CALLABLE.length).toBeGreaterThan(40);
    expect(silent).toEqual([]);
  });

  test("has an example of each function", () => {
    const shown = new Set(documentation.examples.map(({ of }) => of));
    const functions = CALLABLE.filter(({ kind }) => kind === "function").map(({ name }) => name);
    expect(functions.filter((name) => !shown.has(name))).toEqual([]);
  });

  test("says what find gives, and shows of each answer format what it finds", () => {
    const { markdown, examples } = documentation;
    const told = /\/\*\* ([^\n]*) \*\/\ntype AnswerFormat\b/.exec(markdown)?.[1];
    expect(told).toMatch(/`find\(response\)` lists every text .* `\[\]` where there is none/);
    const finding = new Set(
      examples.filter(({ expression }) => expression.includes(".find(")).map(({ of }) => of),
    );
    const formats = [
      "boxed",
      "tagged",
      "bracketed",
      "finalLine",
      "fencedBlock",
      "wholeReply",
      "UnionFind.find",
    ];
    expect(formats.filter((name) => !finding.has(name))).toEqual([]);
    expect(told).toContain(
      "It goes through the whole of what it is given, thinking too, and stops at nothing",
    );
  });

  test.each([boxed, tagged, bracketed, finalLine, fencedBlock])(
    "is right in what it says of find: $name",
    (place) => {
      const format = place(integer());
      const answers = ["1", "no number", "**2**"];
      const response = `<think>\n${format.wrap("1")}\n</think>\n${answers.slice(1).map(format.wrap).join("\n")}`;
      expect(format.find(response)).toEqual(answers);
      expect(format.parse(format.find(response).at(-1) ?? "")).toEqual({ status: "parsed", value: 2 });
    },
  );

  test("has an example of each thing that an Rng or a Rational can do", () => {
    const shown = new Set(documentation.examples.map(({ of }) => of));
    const methods = [toolkit.Rng, toolkit.Rational, toolkit.UnionFind].flatMap(({ name, prototype }) =>
      Object.getOwnPropertyNames(prototype).map((method) => `${name}.${method}`),
    );
    const obvious = ["Rng.constructor", "UnionFind.constructor", "Rational.constructor", "Rational.toString"];
    expect(methods.filter((method) => !shown.has(method) && !obvious.includes(method))).toEqual([]);
  });
});
