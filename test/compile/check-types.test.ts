import { afterAll, describe, expect, test } from "vitest";
import { createCompiler } from "../../src/compile/create-compiler.ts";
import { aSource, type SourcePieces } from "./a-source.ts";

const compiler = createCompiler();
afterAll(() => compiler.close());

const heading = (text: string): SourcePieces => ({ heading: text });
const topLevel = (text: string): SourcePieces => ({ before: text });
const inside = (text: string): SourcePieces => ({ promptFunc: `void (${text});\nreturn "";` });

const FAULTS: readonly (readonly [what: string, pieces: SourcePieces, code: string, words: RegExp])[] = [
  ["a value of the wrong type", inside('((n: number) => n)("x")'), "TS2345", /'string' is not assignable/],
  ["a name that is not there", inside("total"), "TS2304", /Cannot find name 'total'/],
  ["an index that may be missing", inside("instance.numbers.at(0).toFixed()"), "TS2532", /undefined/],
  ["fewer than three levels", { levels: "[{ count: 3 }, { count: 6 }]" }, "TS2322", /requires 3/],
  [
    "a parameter of the wrong type",
    { levels: '[{ count: 1 }, { count: 2 }, { count: "3" }]' },
    "TS2322",
    /./,
  ],
  [
    "a case with a Map in it",
    { caseType: "{ numbers: readonly number[]; seen: Map<string, number> }" },
    "TS2344",
    /Map/,
  ],
  ["a case with a Date in it", { caseType: "{ numbers: readonly number[]; day: Date }" }, "TS2344", /Date/],
  ["an enum", topLevel("enum Kind { A }"), "TS1294", /not allowed/],
  [
    "a method that is missing",
    heading(
      "class Other extends Bootcamp<Case, number, Level> {}\nexport default class NumberSum extends Bootcamp<Case, number, Level>",
    ),
    "TS2654",
    /verifyCorrection/,
  ],
];

describe("a type error", () => {
  test.each(FAULTS)("%s is refused, by code and in words", async (_what, pieces, code, words) => {
    expect(await compiler.compile(aSource(pieces))).toMatchObject({
      status: "refused",
      diagnostics: expect.arrayContaining([
        expect.objectContaining({ category: "type", code, message: expect.stringMatching(words) }),
      ]),
    });
  });
});
