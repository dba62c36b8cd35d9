import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { createCompiler } from "../../src/compile/create-compiler.ts";
import { createSandbox } from "../../src/sandbox/create-sandbox.ts";
import { aSource, type SourcePieces } from "./a-source.ts";

const compiler = createCompiler();
const sandbox = createSandbox({ size: 1 });
afterAll(() => {
  compiler.close();
  sandbox.close();
});

const LIMITS = { timeoutMs: 5_000, memoryMiB: 64 };
const THROWING = 'if (rngIsReal) throw new RangeError("planted");';

const lineOf = (source: string, text: string): number =>
  source.split("\n").findIndex((line) => line.includes(text)) + 1;

/** What stands before an error: types of several lines, comments, templates, casts that are blanked out. */
const PASSAGES = [
  "type Wide = {\n  readonly a: number;\n\n  readonly b: string;\n};",
  "/* a comment\n * of three lines\n */",
  "const text = `one\ntwo ${1 satisfies number}\nthree`;",
  "interface Shape<T> {\n  area(): T;\n}",
  "function same<T extends {\n  a: number;\n}>(one: T): T {\n  return one as T;\n}",
  "",
];
const MULTILINE_IMPORT = `import {
  Bootcamp,
  type Card,
  finalLine,
  integer,
  type Rng,
} from "campforge/bootcamp";`;

describe("the script of a draft", () => {
  test("has each line where the source has it", async () => {
    const planted: readonly SourcePieces[] = [
      { caseGenerator: `\n${THROWING}\nreturn { numbers: [rng.integer(1, level.count)] };` },
      { promptFunc: `${THROWING}\nreturn String(instance.numbers);` },
      {
        referenceAnswer: `const parts: readonly number[] =\n instance.numbers;\n${THROWING} return String(parts);`,
      },
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...planted),
        fc.uniqueArray(fc.constantFrom(...PASSAGES)),
        fc.boolean(),
        async (pieces, passages, multiline) => {
          const before = ["const rngIsReal: boolean = true;", ...passages].join("\n");
          const imports = multiline ? { imports: MULTILINE_IMPORT } : {};
          const source = aSource({ ...pieces, ...imports, before });
          const report = await compiler.compile(source);
          expect(report.status).toBe("compiled");
          if (report.status !== "compiled") return;
          const range = { level: 0, seed: 1, start: 0, count: 1 };
          const drawn = await sandbox.draw(report.program, range, LIMITS);
          const line = lineOf(source, THROWING);
          expect(drawn).toMatchObject({
            status: "completed",
            value: [{ status: "threw", message: `RangeError: planted (line ${line})` }],
          });
        },
      ),
      { numRuns: 15 },
    );
  });

  test("says the line of an error at load", async () => {
    const source = aSource({
      before: 'const first: number = [1].at(0) ?? 0;\nconst bad = "x".repeat(-first);',
    });
    const report = await compiler.compile(source);
    expect(report.status).toBe("compiled");
    if (report.status !== "compiled") return;
    expect(await sandbox.load(report.program, LIMITS)).toEqual({
      status: "threw",
      message: `RangeError: Invalid count value: -1 (line ${lineOf(source, "repeat(-first)")})`,
    });
  });
});
