import { afterAll, describe, expect, test } from "vitest";
import { createCompiler } from "../../src/compile/create-compiler.ts";
import { aSource } from "./a-source.ts";
import { LIBRARY_SOURCES } from "./library-sources.ts";

const compiler = createCompiler();
afterAll(() => compiler.close());

describe("a good class", () => {
  test.each([...LIBRARY_SOURCES, ["number-sum", aSource()] as const])(
    "%s compiles, with its text of each kind",
    async (_, source) => {
      const report = await compiler.compile(source);
      expect(report).toMatchObject({ status: "compiled" });
      if (report.status !== "compiled") return;
      const { comments, strings, names } = report.sourceText;
      for (const { line, text } of [...comments, ...strings]) {
        const first = text.split("\n")[0] ?? "";
        const place = source.split("\n").slice(line - 1, line + text.split("\n").length);
        // A quotation mark in a string is written with a backslash.
        expect(place.join("\n").replaceAll("\\", "")).toContain(first.replaceAll("\\", ""));
      }
      expect(names.map(({ text }) => text)).toContain("verifyCorrection");
    },
  );

  test("may write its imports, types and ends of lines in other ways", async () => {
    const variants = [
      aSource({
        imports: `import type { Card, Rng } from "campforge/bootcamp";
import {
  Bootcamp,
  finalLine as lastLine,
  integer,
} from "campforge/bootcamp"`,
        answerFormat: "lastLine(integer())",
      }),
      aSource().replaceAll("\n", "\r\n"),
      aSource({ after: "// the last line is a comment" }).trimEnd(),
      `\uFEFF${aSource()}`,
      aSource({ before: "interface Pair { readonly left: number; readonly right: number }\n;" }),
      aSource({ before: "class Tally { n = 0 }\nfunction twice(n: number): number { return 2 * n; }" }),
      aSource({
        promptFunc:
          "const parts: { eval: number; Date: string } = { eval: 1, Date: 'x' };\nreturn `${parts.eval} ${parts.Date}`;",
      }),
    ];
    for (const source of variants) {
      expect(await compiler.compile(source)).toMatchObject({ status: "compiled" });
    }
  });

  test("leaves nothing behind for the next one", async () => {
    const source = aSource();
    const before = await compiler.compile(source);
    for (const [, other] of LIBRARY_SOURCES) await compiler.compile(other);
    await compiler.compile(aSource({ before: "declare global { interface Array<T> { extra: T } }" }));
    expect(await compiler.compile(source)).toEqual(before);
    const report = await compiler.compile(aSource({ promptFunc: "return String([1].extra);" }));
    expect(report).toMatchObject({ status: "refused", diagnostics: [{ code: "TS2339" }] });
  });
});
