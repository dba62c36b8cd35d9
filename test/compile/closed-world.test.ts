import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createCompiler } from "../../src/compile/create-compiler.ts";
import { aSource } from "./a-source.ts";
import { leaks } from "./leaks.ts";

const compiler = createCompiler();
/** Files that a draft would like to see, each of which holds a word that stands nowhere else. */
const scratch = mkdtempSync(join(tmpdir(), "campforge-canary-"));
const beside = join(import.meta.dirname, "canary.tmp.ts");
const CANARY = `canary${Buffer.from(scratch).toString("hex")}`;
const CANARIES = ["secret.ts", "secret.d.ts", "secret.json", "secret.txt"].map((name) => join(scratch, name));
for (const file of [...CANARIES, beside]) {
  writeFileSync(file, file.endsWith("json") ? `{"${CANARY}": 1}` : `export const ${CANARY}: ${CANARY} = 1;`);
}
afterAll(() => {
  compiler.close();
  rmSync(scratch, { recursive: true });
  rmSync(beside);
});

const FILES = ["/etc/passwd", "file:///etc/passwd", "../../../../../../etc/passwd", "./package.json", "zod"];

/** The first lines of a source that would reach a file. */
const WAYS: readonly string[] = [
  'import pw from "FILE";',
  'import type pw from "FILE";',
  'import * as pw from "FILE";',
  'import "FILE";',
  'import pw from "FILE" with { type: "json" };',
  'import pw = require("FILE");',
  'export * from "FILE";',
  'export { root } from "FILE";',
  'type Pw = typeof import("FILE");\nconst pw: Pw = 1;',
  'type Pw = import("FILE").root;',
  'const pw = import("FILE");',
  'declare module "FILE" { export const root: 1; }',
  '/// <reference path="FILE" />',
  '/// <reference types="FILE" />',
  '/// <reference lib="FILE" />',
  '// @ts-nocheck\nimport pw from "FILE";',
  "//# sourceMappingURL=FILE\n{}",
];

/** What would show that a file of this machine was read, or where this project lies. */
const SECRETS = [
  ...readFileSync("/etc/passwd", "utf8").split("\n"),
  readFileSync(new URL("../../package.json", import.meta.url), "utf8").slice(0, 60),
  import.meta.dirname,
].filter((text) => text.length > 10);

describe("a draft that wants to read files", () => {
  test.each(WAYS)("by %s is refused, and its report shows nothing of them", async (way) => {
    for (const file of FILES) {
      const report = await compiler.compile(`${way.replace("FILE", file)}\n${aSource()}`);
      expect(report).toMatchObject({ status: "refused" });
      const shown = JSON.stringify(report);
      for (const secret of SECRETS) expect(shown).not.toContain(secret);
    }
  });

  test.each(leaks)("by $name is refused, and no byte of them is shown", async ({ source }) => {
    for (const file of [...CANARIES, beside, "/etc/passwd", "/proc/self/environ"]) {
      const report = await compiler.compile(aSource({ before: source(file) }));
      expect(report).toMatchObject({ status: "refused" });
      const shown = JSON.stringify(report);
      // A report quotes the draft, and so the path that stands in it.
      const secrets = [CANARY, ...SECRETS].filter((secret) => !file.includes(secret));
      for (const secret of secrets) expect(shown).not.toContain(secret);
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
