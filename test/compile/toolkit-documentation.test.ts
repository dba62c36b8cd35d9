import { readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import * as toolkit from "../../src/bootcamp/index.ts";
import { createCompiler } from "../../src/compile/create-compiler.ts";

const compiler = createCompiler();
afterAll(() => compiler.close());

const INDEX = readFileSync(new URL("../../src/bootcamp/index.ts", import.meta.url), "utf8");

/** Every name that the index exports, types included. */
const NAMES = [...INDEX.matchAll(/export \{([^}]*)\}/g)].flatMap(([, names = ""]) =>
  names
    .split(",")
    .map((name) => name.replace("type ", "").trim())
    .filter((name) => name !== ""),
);

/** What the framework exports for itself, and what people alone write with: no author needs to read of it. */
const INTERNAL = new Set(
  "Asked BootcampClass CaseAddress Extracted extractAnswer MAX_LISTED MAX_RESPONSE_LENGTH ModelVerification ModelVerifiedCard ModelVerifiedFormat modelVerified Reply Score ScoreOptions separateThinking verifierOf".split(
    " ",
  ),
);

/** The functions that are declared once for numbers and once for bigints, or with and without an argument. */
const TWICE = new Set(["countBy", "gcd", "modulo"]);

describe("the toolkit's documentation", () => {
  test("declares every export for authors once, or once for each of its signatures", async () => {
    const { markdown } = await compiler.documentation();
    expect(NAMES).toEqual(expect.arrayContaining(Object.keys(toolkit)));
    for (const name of NAMES) {
      const declared = markdown.match(
        new RegExp(`^(?:abstract )?(?:function|class|type|const) ${name}\\b`, "gm"),
      );
      const times = INTERNAL.has(name) ? 0 : TWICE.has(name) ? 2 : 1;
      expect({ name, times: declared?.length ?? 0 }).toEqual({ name, times });
    }
  });

  test("shows signatures and no bodies, and an example where there is one", async () => {
    const { markdown, examples } = await compiler.documentation();
    expect(markdown).toMatch(/^function gcd\(.*\): \w+;$/m);
    expect(markdown).not.toMatch(/^\s*return /m);
    expect(markdown).not.toContain("#a:");
    expect(markdown).toMatch(/^ {2}workedSolution\?\(instance: Case\): string;$/m);
    expect(markdown).toMatch(/^ {2}hardness\?\(instance: Case\): number;$/m);
    expect(examples.length).toBeGreaterThan(30);
    for (const { expression, value } of examples) {
      expect(markdown).toContain(`// ${expression} → ${value}`);
    }
  });
});
