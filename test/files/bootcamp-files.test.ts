import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findBootcampFiles } from "../../src/files/bootcamp-files.ts";
import { scratchFolder } from "../project.ts";

const CLASS = "export default class Camp extends Bootcamp {}\n";

test("a folder stands for every class below it, once, and a file for itself", () => {
  const folder = scratchFolder();
  for (const name of ["a/c", "a/.kept", "a/node_modules", "empty"])
    mkdirSync(join(folder.path, name), { recursive: true });
  const files = ["a/b.ts", "a/c/d.ts"].map((name) => folder.write(name, CLASS));
  for (const name of ["a/index.ts", "a/b.d.ts", "a/b.test.ts", "a/.kept/e.ts", "a/node_modules/f.ts"])
    folder.write(name, name === "a/index.ts" ? "export {};\n" : CLASS);
  const draft = folder.write("draft.ts", "");
  expect(findBootcampFiles([draft, join(folder.path, "a"), ...files, "not-there.ts"])).toEqual([
    draft,
    ...files,
    "not-there.ts",
  ]);
  folder.write("empty/readme.md", "");
  expect(() => findBootcampFiles([join(folder.path, "empty")])).toThrow(/no bootcamp files/);
  folder.remove();
});
