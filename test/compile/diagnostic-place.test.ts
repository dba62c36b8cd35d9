import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { createCompiler } from "../../src/compile/create-compiler.ts";
import type { CompileReport } from "../../src/core/draft/compile-report.ts";
import { aSource } from "./a-source.ts";
import { LIBRARY_SOURCES } from "./library-sources.ts";

const compiler = createCompiler();
afterAll(() => compiler.close());

const SOURCES = [aSource(), ...LIBRARY_SOURCES.map(([, source]) => source)];

/** Statements that are wrong at the top level, and where in them the report points. */
const PLANTED = [
  { text: 'const planted: number = "x";', code: "TS2322", column: 7 },
  { text: "let planted = 0;", code: "state", column: 1 },
  { text: "const planted = Math.random();", code: "no-random", column: 17 },
  { text: "const planted = (1 as any).x;", code: "no-any", column: 23 },
] as const;

/** The places between two statements of the top level: after a line that ends one. */
const placesIn = (source: string): readonly number[] =>
  source
    .split("\n")
    .flatMap((line, index) => (/^(?:\}\)?;?|const .*;|type .*;)$/.test(line) ? [index + 1] : []));

const found = (report: CompileReport): (CompileReport & { status: "refused" })["diagnostics"] =>
  report.status === "refused" ? report.diagnostics : [];

describe("the place of a diagnostic", () => {
  test("is the line and column at which the error was planted", async () => {
    const plantings = fc
      .constantFrom(...SOURCES)
      .chain((source) => fc.tuple(fc.constant(source), fc.constantFrom(...placesIn(source))));
    await fc.assert(
      fc.asyncProperty(
        plantings,
        fc.constantFrom(...PLANTED),
        fc.nat({ max: 6 }),
        fc.constantFrom("\n", "\r\n"),
        async ([source, index], { text, code, column }, indent, lineEnd) => {
          const planted = source
            .split("\n")
            .toSpliced(index, 0, " ".repeat(indent) + text)
            .join(lineEnd);
          const report = await compiler.compile(planted);
          expect(found(report)).toContainEqual(
            expect.objectContaining({ code, line: index + 1, column: column + indent, lineText: text }),
          );
        },
      ),
      { numRuns: 25 },
    );
  });

  test("shows the line of the source that it names, however the source is damaged", async () => {
    const damaged = fc
      .constantFrom(...SOURCES)
      .chain((source) =>
        fc.tuple(
          fc.constant(source),
          fc.nat({ max: source.length }),
          fc.nat({ max: 200 }),
          fc.constantFrom("", "{", "}", "`", '"', "/*", "any", "\n\n", "\u2028", "é🙂", "import x from 'y';"),
        ),
      );
    await fc.assert(
      fc.asyncProperty(damaged, async ([source, start, length, inserted]) => {
        const text = source.slice(0, start) + inserted + source.slice(start + length);
        const report = await compiler.compile(text);
        const lines = text.split("\n");
        for (const { line, column, lineText, message } of found(report)) {
          const whole = lines[line - 1] ?? "";
          expect(lineText).toBe(whole.trim().slice(0, 200));
          expect(column).toBeLessThanOrEqual(whole.length + 1);
          expect(message).not.toBe("");
        }
      }),
      { numRuns: 50 },
    );
  });
});
