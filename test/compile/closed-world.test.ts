import { readFileSync } from "node:fs";
import { hostname, userInfo } from "node:os";
import { afterAll, describe, expect, test } from "vitest";
import { createCompiler } from "../../src/compile/create-compiler.ts";
import { aSource } from "./a-source.ts";

const compiler = createCompiler();
afterAll(() => compiler.close());

const FILES = ["/etc/passwd", "file:///etc/passwd", "../../../../../../etc/passwd", "./package.json", "zod"];

const WAYS: readonly ((file: string) => string)[] = [
  (file) => `import pw from "${file}";`,
  (file) => `import type pw from "${file}";`,
  (file) => `import * as pw from "${file}";`,
  (file) => `import "${file}";`,
  (file) => `import pw from "${file}" with { type: "json" };`,
  (file) => `import pw = require("${file}");`,
  (file) => `export * from "${file}";`,
  (file) => `export { root } from "${file}";`,
  (file) => `type Pw = typeof import("${file}");\nconst pw: Pw = 1;`,
  (file) => `type Pw = import("${file}").root;`,
  (file) => `const pw = import("${file}");`,
  (file) => `declare module "${file}" { export const root: 1; }`,
  (file) => `/// <reference path="${file}" />`,
  (file) => `/// <reference types="${file}" />`,
  (file) => `/// <reference lib="${file}" />`,
  (file) => `// @ts-nocheck\nimport pw from "${file}";`,
  (file) => `//# sourceMappingURL=${file}\n{}`,
];

/** What would show that a file of this machine was read: each longer than a word that the report itself may use. */
const SECRETS = [
  ...readFileSync("/etc/passwd", "utf8").split("\n"),
  readFileSync(new URL("../../package.json", import.meta.url), "utf8").slice(0, 60),
  hostname(),
  userInfo().homedir,
  process.cwd(),
].filter((text) => text.length > 4);

describe("a draft that wants to read files", () => {
  test.each(FILES)("is refused, and its report shows nothing of %s", async (file) => {
    for (const way of WAYS) {
      for (const source of [aSource({ before: way(file) }), `${way(file)}\n${aSource()}`]) {
        const report = await compiler.compile(source);
        expect({ source, status: report.status }).toEqual({ source, status: "refused" });
        const shown = JSON.stringify(report);
        for (const secret of SECRETS) expect(shown).not.toContain(secret);
      }
    }
  });

  test("cannot reach the compiler's own modules", async () => {
    for (const module of [
      "/toolkit/index.ts",
      "./toolkit/rng.ts",
      "/probe.ts",
      "/draft.ts",
      "/node_modules/x",
    ]) {
      const report = await compiler.compile(aSource({ before: `import { conforms } from "${module}";` }));
      expect(report).toMatchObject({
        status: "refused",
        diagnostics: expect.arrayContaining([expect.objectContaining({ code: "import" })]),
      });
    }
  });
});
