import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readToolkit } from "../src/workshop/read-toolkit.ts";
import { campforge } from "./campforge.ts";
import { ROOT, scratchFolder } from "./project.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());

/** The first block of a page in a language. */
function blockOf(page: string, language: string): string {
  const text = readFileSync(join(ROOT, "docs", page), "utf8");
  return new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, "s").exec(text)?.[1] ?? "";
}

test("the toolkit's page is what authors are told of it: vitest run test/pages-for-users.test.ts -u writes it", async () => {
  const page = `# The toolkit

What a bootcamp may import from \`campforge/bootcamp\`, as the prompt of authors has it; made from the docstrings in
\`src/bootcamp\`. [writing-a-bootcamp.md](writing-a-bootcamp.md) begins with an example.

${await readToolkit()}
`;
  await expect(page).toMatchFileSnapshot(join(ROOT, "docs/toolkit.md"));
});

test("the bootcamp of the page on writing one passes every check", async () => {
  const file = folder.write("long-sum.ts", blockOf("writing-a-bootcamp.md", "ts"));
  const { code, stdout } = await campforge(["check", file]);
  expect({ code, failed: code === 0 ? "" : stdout }).toEqual({ code: 0, failed: "" });
});

test("the program of the page on using the library runs as it stands", () => {
  const program = blockOf("using-the-library.md", "ts");
  const args = ["--import", "campforge/register", "--input-type=module", "-e", program];
  const ran = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  expect({ status: ran.status, said: ran.stderr }).toEqual({ status: 0, said: "" });
  expect(ran.stdout).toMatch(/status: '(?:scored|unparsable)'/);
});
