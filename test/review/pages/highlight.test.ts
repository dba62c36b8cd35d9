import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { highlight, highlightLines } from "../../../src/review/pages/highlight.ts";
import { ROOT } from "../../project.ts";

const joined = (source: string): string =>
  highlight(source)
    .map(({ text }) => text)
    .join("");

const kindOf = (source: string, piece: string): string | undefined =>
  highlight(source).find(({ text }) => text.includes(piece))?.kind;

describe("highlighting", () => {
  test("loses nothing and adds nothing, whatever the source", () => {
    const sign = fc.constantFrom(
      "`",
      "${",
      "}",
      "{",
      "/",
      "*",
      '"',
      "'",
      "\\",
      "\n",
      "a",
      "0x",
      "//",
      "[",
      "]",
      "\ud800",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(sign, fc.string()), { maxLength: 60 }), (parts) => {
        const source = parts.join("");
        expect(joined(source)).toBe(source);
        const lines = highlightLines(source).map((tokens) => tokens.map(({ text }) => text).join(""));
        expect(lines.join("\n")).toBe(source);
      }),
      { numRuns: 500 },
    );
    const whole = readFileSync(join(ROOT, "src/review/pages/highlight.ts"), "utf8");
    expect(joined(whole)).toBe(whole);
  });

  test.each([
    ["a comment", "x // a string: 'no'\n", "string", "comment"],
    ["a string with a comment sign", 'const a = "// b";', "// b", "string"],
    ["code in a template", "`a ${`b ${c} d`} e ${ f /* g */ }`", "g", "comment"],
    ["a brace in code in a template", "`${ { a: 1 } } tail`", "tail", "string"],
    ["a division", "a / b / 2", "2", "number"],
    ["a regular expression with a slash in a class", "x.match(/[/'](a)/u) // end", "(a)", "regex"],
    ["a division after a bracket", "(a) / 2 / 'x'", "x", "string"],
    ["a type", "new Map<Rational>()", "Rational", "type"],
    ["a keyword", "return x", "return", "keyword"],
  ])("knows %s", (_, source, piece, kind) => {
    expect(kindOf(source, piece)).toBe(kind);
  });
});
