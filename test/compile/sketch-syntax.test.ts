import { expect, test } from "vitest";
import { createInProcessCompiler } from "../../src/compile/compile-source.ts";
import { similarity, type Sketch } from "../../src/core/draft/novelty.ts";
import { aSource } from "./a-source.ts";
import { LIBRARY_SOURCES } from "./library-sources.ts";

const compiler = createInProcessCompiler();

const sketch = (source: string): Sketch => {
  const report = compiler.compile(source);
  if (report.status === "compiled") return report.syntax;
  throw new Error(report.diagnostics.map(({ message }) => message).join("; "));
};

const [, colouring] = LIBRARY_SOURCES.find(([name]) => name.includes("map-colouring")) ?? ["", ""];

test("names, texts, numbers, comments and types do not count", () => {
  const renamed = colouring
    .replaceAll(/\bcountries\b/g, "masts")
    .replaceAll(/\bborders\b/g, "conflicts")
    .replaceAll("Borders", "Conflicts")
    .replace("type Border =", "// what disturbs\ntype Border =")
    .replace(/\bat,/, "at as itemAt,")
    .replaceAll(/\bat\(/g, "itemAt(");
  expect(renamed).not.toBe(colouring);
  expect(similarity(sketch(renamed), sketch(colouring))).toBeGreaterThan(0.95);
});

test("the order of statements and methods does not count", () => {
  const start = colouring.indexOf("  referenceAnswer(");
  const end = colouring.indexOf("  verifyCorrection(");
  const method = colouring.slice(start, end);
  const moved = colouring.replace(method, "").replace("  caseGenerator(", `${method}  caseGenerator(`);
  const helper = "function twice(n: number): number { return 2 * n; }";
  expect(moved).not.toBe(colouring);
  expect(sketch(moved)).toEqual(sketch(colouring));
  expect(sketch(`${aSource()}\n${helper}`)).toEqual(sketch(aSource({ before: helper })));
});

test("classes of different tasks are unlike", () => {
  const others = LIBRARY_SOURCES.filter(([, source]) => source !== colouring);
  const alike = others.map(([, source]) => similarity(sketch(source), sketch(colouring)));
  expect(Math.max(...alike)).toBeLessThan(0.25);
});
