import { afterAll, describe, expect, test } from "vitest";
import { MAX_SOURCE_LENGTH } from "../../src/compile/compile-source.ts";
import { createCompiler } from "../../src/compile/create-compiler.ts";
import { aSource } from "./a-source.ts";
import { bombs } from "./bombs.ts";

// A fifth of what a source may take of users' machines: how it ends does not depend on when.
const compiler = createCompiler({ cpuLimitMs: 2_000 });
afterAll(() => compiler.close());

const refusalOf = (words: RegExp): object => ({
  status: "refused",
  diagnostics: [{ code: "too-large", message: expect.stringMatching(words), line: 1, column: 1 }],
});

/** Doubles at each of forty levels, with nothing that the compiler could have seen before. */
const SLOW_TYPE = `type B<S extends string, D extends 0[] = []> =
  D["length"] extends 40 ? S : B<\`\${S}0\`, [...D, 0]> | B<\`\${S}1\`, [...D, 0]>;
const b: B<""> = "x";`;

/** A string literal type that would be longer than a string can be. */
const HUGE_TYPE = `type S<T extends string, D extends 0[] = []> =
  D["length"] extends 35 ? T : S<\`\${T}\${T}\`, [...D, 0]>;
const s: S<"abcdefgh"> = "x";`;

describe("a source that is too much for the compiler", () => {
  test("is refused when its types have taken the CPU time that they may, and the next one compiles", async () => {
    await compiler.documentation();
    const start = performance.now();
    expect(await compiler.compile(aSource({ before: SLOW_TYPE }))).toMatchObject(refusalOf(/more than 2 s/));
    expect(performance.now() - start).toBeLessThan(15_000);
    expect(await compiler.compile(aSource())).toMatchObject({ status: "compiled" });
  });

  test("is refused when its types end the compiler, and the next one compiles", async () => {
    const report = await compiler.compile(aSource({ before: HUGE_TYPE }));
    expect(report).toMatchObject(refusalOf(/simplify/));
    expect(await compiler.compile(aSource())).toMatchObject({ status: "compiled" });
  });

  test("is refused when it is long, and looked at when it is nearly so", async () => {
    const source = aSource();
    const filling = " ".repeat(MAX_SOURCE_LENGTH - source.length);
    expect(await compiler.compile(source + filling)).toMatchObject({ status: "compiled" });
    expect(await compiler.compile(`${source}${filling} `)).toMatchObject(refusalOf(/longer than 200000/));
  });

  test("is refused when it nests deeply, and the next one compiles", async () => {
    for (const [open, close] of [
      ["(", ")"],
      ["{ a: ", "}"],
    ] as const) {
      const nested = `const deep = ${open.repeat(20_000)}1${close.repeat(20_000)};`;
      expect(await compiler.compile(aSource({ before: nested }))).toMatchObject({ status: "refused" });
      expect(await compiler.compile(aSource())).toMatchObject({ status: "compiled" });
    }
  });

  test.each(bombs)("is refused when it is $name, and the next one compiles", async ({ source }) => {
    const report = await compiler.compile(aSource({ before: source }));
    expect(report).toMatchObject({ status: "refused" });
    expect(JSON.stringify(report).length).toBeLessThan(50_000);
    expect(await compiler.compile(aSource())).toMatchObject({ status: "compiled" });
  });
});
