import { afterAll, describe, expect, test } from "vitest";
import { createCompiler } from "../../src/compile/create-compiler.ts";
import { aSource, type SourcePieces } from "./a-source.ts";

const compiler = createCompiler();
afterAll(() => compiler.close());

const topLevel = (text: string): SourcePieces => ({ before: text });
const inside = (text: string): SourcePieces => ({ promptFunc: `void (${text});\nreturn "";` });

const FAULTS: readonly (readonly [what: string, pieces: SourcePieces, code: string, words: RegExp])[] = [
  ["eval", inside('eval("1")'), "banned-name", /runs text as code/],
  ["Function", inside('new Function("return 1")'), "banned-name", /runs text as code/],
  ["Date", inside("Date.now()"), "banned-name", /reads the clock/],
  ["Math.random", inside("Math.random()"), "no-random", /rng that is passed in/],
  ["process", inside("process.env"), "banned-name", /access to the machine/],
  ["require", inside('require("fs")'), "banned-name", /campforge\/bootcamp/],
  ["globalThis", inside("globalThis"), "banned-name", /global state/],
  ["a promise", inside("Promise.resolve()"), "banned-name", /synchronous/],
  ["await", { promptFunc: 'void (async () => { await 0; })();\nreturn "";' }, "no-async", /synchronous/],
  [
    "a generator",
    { promptFunc: 'void (function* () { yield 0; })();\nreturn "";' },
    "no-async",
    /no generators/,
  ],
  [
    "try and catch",
    { promptFunc: 'try { return "a"; } catch { return ""; }' },
    "no-try",
    /never become a score/,
  ],
  ["with", { promptFunc: 'with ({}) { return ""; }' }, "no-with", /with/],
  [
    "a rounded exact value",
    inside("Math.round(({ toNumber: () => 1.5 }).toNumber())"),
    "no-rounding",
    /equals/,
  ],
  [
    "a shortened exact value",
    inside("({ toNumber: () => 1.5 }).toNumber().toFixed(2)"),
    "no-rounding",
    /isClose/,
  ],
  ["an async function", inside("async () => 1"), "no-async", /synchronous/],
  ["an array of floats", inside("new Float64Array(1)"), "banned-name", /array of numbers/],
  ["what a script takes for a comment", inside("1 <!--Number(2)"), "no-html-comment", /space/],
  [
    "what a script takes for a comment's end",
    inside("((n: number) => n-->1)(2)"),
    "no-html-comment",
    /space/,
  ],
  ["debugger", { promptFunc: 'debugger;\nreturn "";' }, "no-debugger", /debugger/],
  ["a cast to any", inside("(1 as any).foo"), "no-any", /hides type errors/],
  ["a parameter of type any", inside("((x: any) => x)(1)"), "no-any", /hides type errors/],
  ["@ts-ignore", { promptFunc: "// @ts-ignore\nreturn 1;" }, "no-suppression", /fix the type error/],
  [
    "@ts-expect-error",
    { promptFunc: "// @ts-expect-error\nreturn 1;" },
    "no-suppression",
    /fix the type error/,
  ],
  ["@ts-nocheck", topLevel("// @ts-nocheck"), "no-suppression", /fix the type error/],
  ["a dynamic import", inside('import("node:fs")'), "no-import", /dynamic import/],
  ["a prototype", inside("Array.prototype"), "no-prototype", /prototype is not allowed/],
  [
    "__proto__",
    inside("({} as { __proto__: string }).__proto__"),
    "no-prototype",
    /__proto__ is not allowed/,
  ],
  ["a constructor by property", inside('"x".constructor'), "no-prototype", /constructor is not allowed/],
  ["toLocaleString", inside("(1).toLocaleString()"), "no-locale", /machine's language/],
  ["localeCompare", inside('"a".localeCompare("b")'), "no-locale", /machine's language/],
];

test("what looks like a comment of HTML is fine within texts, patterns and comments", async () => {
  const pieces = inside('/* <!-- --> */ ["<!--", `-->${1}<!--`, /<!--|-->/.source]');
  expect(await compiler.compile(aSource(pieces))).toMatchObject({ status: "compiled" });
});

describe("a policy error", () => {
  test.each(FAULTS)("%s is refused, by code and in words", async (_what, pieces, code, words) => {
    expect(await compiler.compile(aSource(pieces))).toMatchObject({
      status: "refused",
      diagnostics: expect.arrayContaining([
        expect.objectContaining({ category: "policy", code, message: expect.stringMatching(words) }),
      ]),
    });
  });
});
