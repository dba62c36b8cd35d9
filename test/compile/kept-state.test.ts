import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Project } from "ts-morph";
import { describe, expect, test } from "vitest";
import { createInProcessCompiler } from "../../src/compile/compile-source.ts";
import { findKeptState, type KeptState } from "../../src/compile/find-kept-state.ts";
import { ROOT } from "../project.ts";
import { aSum } from "../serve/a-library.ts";
import { LIBRARY_SOURCES } from "./library-sources.ts";

const project = new Project({ useInMemoryFileSystem: true });
const find = (source: string): KeptState =>
  findKeptState(project.createSourceFile("/draft.ts", source, { overwrite: true }));

const STATEFUL = join(ROOT, "test/sandbox/stateful");
const compiler = createInProcessCompiler();

describe("a class that tries to remember is sent the careful way", () => {
  test.each(readdirSync(STATEFUL))("%s", (file) => {
    expect(find(readFileSync(join(STATEFUL, file), "utf8"))).toMatchObject({ status: "unproven" });
  });

  test.each([
    [
      "a list that is added to",
      "const seen: number[] = [];",
      "seen.push(answer); return 0;",
      /seen\.push\(\) changes/,
    ],
    ["a field that is set", "const seen = { last: 0 };", "seen.last = answer; return 0;", /writes to seen/],
    ["a cell that is set", "const seen = [0];", "seen[0]! += answer; return 0;", /writes to seen/],
    [
      "a field that is deleted",
      "const seen: { a?: 1 } = { a: 1 };",
      "delete seen.a; return 0;",
      /writes to seen/,
    ],
    [
      "a map that is written to",
      "const seen = new Map<number, number>();",
      "seen.set(1, answer); return 0;",
      /seen\.set/,
    ],
    [
      "a map that is handed on",
      "const seen = new Map<number, number>(); const keep = (m: Map<number, number>) => m;",
      "return keep(seen).size;",
      /other ways than by asking/,
    ],
    [
      "a pattern with a place",
      "const digits = /\\d/g;",
      "return digits.test(String(answer)) ? 1 : 0;",
      /flag g or y/,
    ],
    [
      "weak collections",
      "const seen = new WeakSet<object>();",
      "return seen.has(instance) ? 1 : 0;",
      /WeakSet/,
    ],
    ["a generator", "function* turns() { yield 1; }", "return [...turns()][0] ?? 0;", /generator|yields/],
    [
      "a private name on an object of another constructor",
      "class Given { constructor(one: object) { return one; } } class Mark extends Given { #on = true; isOn(): boolean { return this.#on; } }",
      "return new Mark(instance).isOn() ? 1 : 0;",
      /#on can mark/,
    ],
    [
      "a private name of a class that a call makes",
      "const make = (one: object) => class { #on = true; is(): boolean { return #on in one; } };",
      "return new (make(instance))().is() ? 1 : 0;",
      /#on can mark/,
    ],
    [
      "a private field of the class itself",
      "class Count { static #calls = 0; static next() { return ++Count.#calls; } }",
      "return Count.next() > 1 ? 1 : 0;",
      /writes to Count/,
    ],
    [
      "a field of whatever a function is called on",
      "function mark(this: { on?: boolean }): void { this.on = true; }",
      "mark.call(instance); return 0;",
      /assigns to this/,
    ],
    [
      "an instance that stays",
      "class Box { value = 0; } const box = new Box();",
      "return box.value;",
      /a new Box/,
    ],
  ])("%s", (_, top, verify, reason) => {
    expect(find(aSum("Sum", { top, verify }))).toMatchObject({
      status: "unproven",
      reason: expect.stringMatching(reason),
    });
  });
});

describe("a class that keeps nothing is told from its text", () => {
  test.each([
    [
      "constants that are data",
      "const NAMES = ['a', 'b'] as const; const SIZES = { a: 1 }; const ALL = NAMES.map((name) => name);",
    ],
    [
      "functions of the module",
      "const twice = (n: number): number => 2 * n; function thrice(n: number): number { return 3 * n; }",
    ],
    [
      "maps that are only asked",
      "const WORTH = new Map([['a', 1]]); const worth = (name: string): number => WORTH.get(name) ?? 0;",
    ],
    [
      "state within one call",
      "const count = (n: number): number => { let sum = 0; [n].forEach((one) => { sum += one; }); return sum; };",
    ],
    [
      "a pattern without a place",
      "const DIGITS = /^\\d+$/; const isWhole = (text: string): boolean => DIGITS.test(text);",
    ],
    [
      "objects of its own classes, with fields that change, private ones too",
      "class Tally { #sum = 0; last = 0; #by: number[] = []; add(one: number): number { this.last = one; this.#by[0] = one; return (this.#sum += one); } } const total = (all: number[]): number => { const tally = new Tally(); return all.reduce((_, one) => tally.add(one), 0); };",
    ],
    ["sorting a copy", "const ORDER = [3, 1, 2]; const sorted = (): number[] => [...ORDER].sort();"],
  ])("%s", (_, top) => {
    expect(find(aSum("Sum", { top }))).toMatchObject({ status: "nothing" });
  });

  test("the library's classes do", () => {
    for (const [, source] of LIBRARY_SOURCES)
      expect(compiler.study(source)).toMatchObject({ status: "studied", path: { status: "still" } });
  });
});
