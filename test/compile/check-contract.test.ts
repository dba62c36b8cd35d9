import { afterAll, describe, expect, test } from "vitest";
import { createCompiler } from "../../src/compile/create-compiler.ts";
import { aSource, type SourcePieces } from "./a-source.ts";

const compiler = createCompiler();
afterAll(() => compiler.close());

const heading = (text: string): SourcePieces => ({ heading: text });
const member = (text: string): SourcePieces => ({ members: text });
const topLevel = (text: string): SourcePieces => ({ before: text });

const FAULTS: readonly (readonly [what: string, pieces: SourcePieces, code: string, words: RegExp])[] = [
  [
    "no default class",
    heading("class NumberSum extends Bootcamp<Case, number, Level>"),
    "no-class",
    /default export/,
  ],
  [
    "a class without a name",
    heading("export default class extends Bootcamp<Case, number, Level>"),
    "name",
    /needs a name/,
  ],
  [
    "a base class of its own",
    heading(
      "abstract class Base extends Bootcamp<Case, number, Level> {}\nexport default class NumberSum extends Base",
    ),
    "extends",
    /must extend Bootcamp/,
  ],
  ["no base class", heading("export default class NumberSum"), "extends", /must extend Bootcamp/],
  [
    "an abstract class",
    heading("export default abstract class NumberSum extends Bootcamp<Case, number, Level>"),
    "TS2322",
    /abstract/,
  ],
  ["no card", { card: "" }, "no-card", /static readonly card/],
  ["a constructor", member("constructor() { super(); }"), "constructor", /no constructor/],
  ["a field", member("readonly extra = 1;"), "state", /extra: .*no fields/],
  ["a private field", member("#extra = 1;"), "state", /#extra: .*no fields/],
  ["a method of its own", member("extra(): number { return 1; }"), "method", /extra: put it outside/],
  ["a second static member", member("static readonly extra = 1;"), "static", /extra: card is the only/],
  ["a static block", member("static { Object.freeze([]); }"), "static", /card is the only/],
  [
    "a verifyScore of its own",
    member('override verifyScore() { return { status: "error", message: "" } as const; }'),
    "final",
    /verifyScore is final/,
  ],
  ["an assignment to this", { promptFunc: 'this.extra = 1;\nreturn "";' }, "state", /do not assign to this/],
  [
    "a compound assignment to this",
    { promptFunc: 'this.extra ??= 1;\nreturn "";' },
    "state",
    /do not assign to this/,
  ],
  [
    "another import",
    topLevel('import { readFileSync } from "node:fs";'),
    "import",
    /only from "campforge\/bootcamp"/,
  ],
  [
    "an import of everything",
    topLevel('import * as all from "campforge/bootcamp";'),
    "import",
    /import by name/,
  ],
  [
    "an effect at the top level",
    topLevel("Object.freeze([]);"),
    "top-level-effect",
    /are allowed at the top level/,
  ],
  ["a loop at the top level", topLevel("for (;;) {}"), "top-level-effect", /are allowed at the top level/],
  ["a let at the top level", topLevel("let n = 0;"), "state", /use const/],
  ["a var at the top level", topLevel("var n = 0;"), "state", /use const/],
  ["a second export", topLevel("export const n = 0;"), "export", /nothing else/],
  ["an exported function", topLevel("export function one(): number { return 1; }"), "export", /nothing else/],
  ["a second exported class", topLevel("export class Other {}"), "export", /one class/],
];

describe("a contract error", () => {
  test.each(FAULTS)("%s is refused, by code and in words", async (_what, pieces, code, words) => {
    expect(await compiler.compile(aSource(pieces))).toMatchObject({
      status: "refused",
      diagnostics: expect.arrayContaining([
        expect.objectContaining({ category: "contract", code, message: expect.stringMatching(words) }),
      ]),
    });
  });
});
