import { spawn, spawnSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ROOT, scratchFolder } from "./project.ts";
import { aTask, writeRecord } from "./review/a-record.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());

/** An install that resolves for ever has happened; it must fail, not hang. */
const LIMIT_MS = 120_000;

type Ran = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

function execute(command: string, args: readonly string[], cwd: string): Ran {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8", timeout: LIMIT_MS });
  return { status, stdout, stderr };
}

test("the packed package installs into an empty project, where its command and its toolkit work", async () => {
  expect(execute("node", ["bin/build.js"], ROOT)).toMatchObject({ status: 0 });
  expect(execute("npm", ["pack", "--pack-destination", folder.path], ROOT).status).toBe(0);
  const [tarball = ""] = readdirSync(folder.path).filter((name) => name.endsWith(".tgz"));

  const project = join(folder.path, "project");
  mkdirSync(project);
  writeFileSync(
    join(project, "package.json"),
    JSON.stringify({ name: "empty", private: true, type: "module" }),
  );
  const install = [
    "install",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--prefer-offline",
    join("..", tarball),
  ];
  expect(execute("npm", install, project)).toMatchObject({ status: 0 });

  const use = `import { Rng, integer } from "campforge/bootcamp"; console.log(Rng.from("a").integer(3, 3) + integer()("4").value);`;
  writeFileSync(join(project, "use.js"), use);
  expect(execute("node", ["use.js"], project).stdout).toBe("7\n");

  writeFileSync(
    join(project, "typed.ts"),
    `import { integer } from "campforge/bootcamp";\nexport const read: string = integer()("4");\n`,
  );
  const flags = [
    "--noEmit",
    "--strict",
    "--module",
    "nodenext",
    "--target",
    "es2023",
    "--types",
    "",
    "typed.ts",
  ];
  const typed = execute("node", [join(ROOT, "node_modules/typescript/bin/tsc"), ...flags], project);
  expect(typed.stdout, "the declarations are found, and they are strict").toMatch(
    /typed\.ts\(2,14\): error TS2322/,
  );

  const installed = join("node_modules", "campforge");
  const absent = pagesNamedInMessages().filter((path) => !existsSync(join(project, installed, path)));
  expect(absent, "every page that a message sends people to is there").toEqual([]);
  const check = execute(
    "npx",
    ["campforge", "check", join(installed, "library/natural-science/calorimetry/bootcamp.ts")],
    project,
  );
  expect(check.stdout).toMatch(/\n {2}22 passed\n/);
  await expectReviewServed(project, installed);

  const typeCheck = (...files: readonly string[]): string =>
    execute("node", [join(ROOT, "node_modules/typescript/bin/tsc"), ...flags.slice(0, -1), ...files], project)
      .stdout;
  writeFileSync(
    join(project, "library.ts"),
    `import { cards, type LibraryCard, load } from "campforge/library";
const first: LibraryCard | undefined = cards[0];
const Class = await load(first?.name ?? "");
export const said: string = [cards.length, Class.card.slug === first?.slug].join();
export const wrong: number = first?.hashes.code;
`,
  );
  expect(typeCheck("library.ts").match(/error TS\d+.*/g)).toEqual([
    expect.stringMatching(/^error TS2322: Type 'string/),
  ]);
  writeFileSync(join(project, "said.js"), `import { said } from "./library.ts"; console.log(said);`);
  const files = readdirSync(join(ROOT, "library"), { recursive: true, encoding: "utf8" });
  const count = files.filter((file) => /^[^/]+\/[^/]+\/card\.json$/.test(file)).length;
  expect(execute("node", ["said.js"], project).stdout).toBe(`${count},true\n`);
  // One bootcamp is enough to see that the installed command compiles and runs what it compares.
  const shelf = "graphical-puzzles/futoshiki";
  const few = join(project, "few");
  cpSync(join(project, installed, "library", shelf), join(few, shelf), { recursive: true });
  for (const options of [["--renew"], []])
    expect(execute("npx", ["campforge", "verify-library", few, ...options], project)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^as its card says .*\nNext: /),
    });

  exportInto(join(project, "exported"));
  copyFileSync(join(project, "exported/cryptography/small-rsa/bootcamp.ts"), join(project, "small-rsa.ts"));
  writeFileSync(
    join(project, "train.ts"),
    `import { Rng } from "campforge/bootcamp";
import SmallRsa from "./small-rsa.js";
const bootcamp = new SmallRsa();
const instance = bootcamp.caseGenerator(Rng.from("a"), SmallRsa.card.levels[0]);
const score = (response: string): number => {
  const found = bootcamp.verifyScore(response, instance);
  return found.status === "scored" ? found.score : -1;
};
export const said: string = [
  bootcamp.promptFunc(instance).includes("Find m"),
  score(bootcamp.referenceAnswer(instance)),
  score("Answer: m = 1"),
].join();
`,
  );
  expect(typeCheck("train.ts"), "an exported class needs nothing but the toolkit").toBe("");
  // Node takes a type-stripped file by its own name only.
  const train = readFileSync(join(project, "train.ts"), "utf8");
  writeFileSync(join(project, "train.ts"), train.replace("./small-rsa.js", "./small-rsa.ts"));
  writeFileSync(
    join(project, "said.js"),
    `import { said } from "./train.ts";
import { cards, load } from "./exported/index.ts";
console.log(said, cards[0].version, (await load("SmallRsa", { version: 1 })).card.slug);`,
  );
  expect(execute("node", ["said.js"], project)).toMatchObject({
    stdout: "true,1,0 1 small-rsa\n",
    stderr: "",
  });
  const index = ["--allowImportingTsExtensions", "--resolveJsonModule", "exported/index.ts"];
  expect(typeCheck(...index)).toBe("");
}, 900_000);

/** The pages of docs that the sources name: in messages, in help, in what they cite. */
function pagesNamedInMessages(): readonly string[] {
  const sources = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  const named = sources.flatMap((file) =>
    [...readFileSync(join(ROOT, "src", file), "utf8").matchAll(/\bdocs\/[\w-]+\.md\b/g)].map(
      ([path]) => path,
    ),
  );
  expect(named).toContain("docs/checks.md");
  return [...new Set(named)];
}

/** Runs one task of the demo, approves its bootcamp, and exports it. */
function exportInto(to: string): void {
  const db = join(folder.path, "record.sqlite");
  const steps = [
    ["run", "tasks/cryptography/small-rsa.md", "--config", "recordings/demo.json"],
    ["approve", "small-rsa", "--reviewer", "ada"],
    ["export", "library", "--to", to],
  ];
  for (const args of steps) {
    const ran = execute("node", ["bin/campforge.js", ...args, "--db", db], ROOT);
    expect(ran).toMatchObject({ status: 0 });
  }
}

/** The pages of an installed package, with everything that they load. */
async function expectReviewServed(project: string, installed: string): Promise<void> {
  const record = join(project, "record.sqlite");
  writeRecord(record, [aTask({ id: "mixing" })]);
  const review = spawn("node", [join(installed, "bin/campforge.js"), "review", "--db", record], {
    cwd: project,
  });
  const url = await new Promise<string>((found, failed) => {
    let text = "";
    review.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      const [address] = /http:\/\/\S+(?=\n)/.exec(text) ?? [];
      if (address !== undefined) found(address);
    });
    review.on("exit", (code) => failed(new Error(`the review ended with ${code}`)));
  });
  const entered = await fetch(url, { redirect: "manual" });
  const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
  const statuses = await Promise.all(
    ["/run/1", "/static/htmx.js", "/static/review.js", "/static/review.css"].map(async (path) => {
      const { status } = await fetch(new URL(path, url), { headers: { cookie } });
      return `${path} ${status}`;
    }),
  );
  expect(statuses.filter((one) => !one.endsWith(" 200"))).toEqual([]);
  const ended = new Promise((done) => void review.on("close", done));
  review.kill("SIGINT");
  expect(await ended).toBe(0);
}
