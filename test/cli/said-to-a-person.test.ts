import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createProgram } from "../../src/cli/program/create-program.ts";
import { openStoreReader } from "../../src/store/open-store.ts";
import { campforge } from "../campforge.ts";
import { ROOT, scratchFolder } from "../project.ts";
import { aTask, writeRecord } from "../review/a-record.ts";
import { openReview } from "../review/open-review.ts";
import { endpointConfig } from "../scripted-endpoint.ts";
import { wordsOf } from "../shell-words.ts";
import { fillRecord } from "../store/fill-record.ts";

/** Records that hold one thing of each kind, and several. */
const folder = scratchFolder();
const one = join(folder.path, "one.sqlite");
const several = join(folder.path, "several.sqlite");
const undecided = join(folder.path, "undecided.sqlite");
const alone = join(folder.path, "alone.sqlite");
beforeAll(() => {
  fillRecord(one, { tasks: 1, rounds: 1, samples: 1 });
  fillRecord(several, { tasks: 3, rounds: 2, samples: 8 });
  writeRecord(undecided, [aTask({ id: "small-rsa" })]);
  const { sources, samples } = aTask({ id: "one" });
  const examples = [{ input: "1", output: "2" }];
  const few = { sources: sources.slice(0, 1), samples: samples.slice(0, 1), examples };
  writeRecord(alone, [aTask({ id: "one", ...few })]);
});
afterAll(() => folder.remove());

const LOOKS: readonly (readonly string[])[] = [
  ["status"],
  ["list"],
  ["runs"],
  ["compare", "1", "1"],
  ["report"],
  ["report", "--format", "html"],
  ["db", "check"],
  ["db", "gc", "--dry-run"],
  ["export", "library", "--dry-run", "--to", "nowhere"],
];

const shown = async (db: string, task = "task-1"): Promise<readonly string[]> => {
  const said: string[] = [];
  const config = folder.write("config.json", endpointConfig("http://127.0.0.1:9/v1"));
  const estimate = ["run", "tasks/cryptography/small-rsa.md", "--dry-run", "--config", config];
  const one = ["--rounds", "1", "--drafts", "1", "--judge-mean", "1"];
  for (const look of [...LOOKS, ["show", task], [...estimate, ...one]]) {
    const { code, stdout, stderr } = await campforge([...look, "--db", db]);
    expect([look, code, stderr]).toEqual([look, 0, stderr]);
    said.push(`${stdout}\n${stderr}`);
  }
  return said;
};

/** What the review's pages say of a record's first run. */
async function pagesOf(db: string): Promise<readonly string[]> {
  const review = await openReview(db);
  const entered = await fetch(review.url, { redirect: "manual" });
  const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
  const paths = [
    "",
    "/live",
    "/task/one",
    "/task/one/samples?round=1.1",
    "/task/one/cases?round=1.1&level=0&start=0",
  ];
  const pages: string[] = [];
  for (const path of paths) {
    const page = await fetch(new URL(`/run/1${path}`, review.url), { headers: { cookie } });
    expect([path, page.status]).toEqual([path, 200]);
    pages.push(await page.text());
  }
  await review.close();
  return pages;
}

test("one thing is told in the singular, several in the plural", async () => {
  const ones = [...(await shown(one)), ...(await pagesOf(alone))].join("\n").replaceAll(/<[^>]*>/g, " ");
  const plural =
    /(?<![\d.,/–-])\b1\s+(?:tasks|rounds|samples|calls|cases|runs|levels|descriptions|bootcamps|kills|findings|tokens|lines|drafts|attempts|examples|rows|texts|characters|hours|minutes|seconds)\b/g;
  expect(ones.match(plural)).toBeNull();
  const more = (await shown(several)).join("\n").replaceAll(/<[^>]*>/g, " ");
  const singular =
    /(?<![\d.,/–-])\b[2-9] (?:task|round|sample|call|run|level|description|bootcamp|finding|token|draft|attempt)\b(?![- ]\d)/g;
  expect(more.match(singular)).toBeNull();
});

test("every command that is offered as the next step is understood as it stands", async () => {
  const said = [...(await shown(one)), ...(await shown(several)), ...(await shown(undecided, "small-rsa"))];
  const decided = await campforge(["approve", "small-rsa", "--reviewer", "ada", "--db", undecided]);
  const back = await campforge([
    "sendback",
    "small-rsa",
    "--reviewer",
    "ada",
    "--note",
    "x",
    "--db",
    undecided,
  ]);
  const offered = [...said, decided.stdout, back.stdout].flatMap((text) =>
    [...text.matchAll(/^(?:Next:| {5}) {2}npx (campforge .*?)(?: {4}.*)?$/gm)].map(([, line = ""]) => line),
  );
  expect(new Set(offered.map((line) => line.split(" ")[1])).size).toBeGreaterThan(3);
  const isUnderstood = new Error("its options and arguments are read");
  for (const line of new Set(offered)) {
    const program = createProgram().hook("preAction", () => {
      throw isUnderstood;
    });
    const ended = await program.parseAsync(["node", ...wordsOf(line)]).catch((error: unknown) => error);
    expect({ line, ended }).toEqual({ line, ended: isUnderstood });
  }
});

const SCRIPT = "/usr/bin/script";

/** What the command line prints on a terminal of 80 columns, and how it ends, where these keys are pressed. */
function atTerminal(
  args: readonly string[],
  keys: string,
): { readonly drawn: string; readonly code: number | null } {
  const words = [process.execPath, join(ROOT, "bin", "campforge.js"), ...args];
  const command = words.map((word) => `'${word}'`).join(" ");
  const { stdout, status } = spawnSync(
    SCRIPT,
    ["-qfec", `stty cols 80 rows 24; exec ${command}`, "/dev/null"],
    {
      cwd: ROOT,
      env: { PATH: process.env["PATH"] ?? "", TERM: "xterm", USER: "root" },
      encoding: "utf8",
      input: keys,
    },
  );
  return { drawn: stdout.replaceAll("\r", "").replaceAll(/\u001b\[[0-9;?]*[A-Za-z]/g, ""), code: status };
}

describe.skipIf(!existsSync(SCRIPT))("at a terminal", () => {
  test("a case is printed as a person reads it, and as a JSON line where it is piped", async () => {
    const args = ["sample", "library/natural-science/calorimetry/bootcamp.ts", "--count", "1"];
    const { drawn } = atTerminal(args, "");
    const piped = JSON.parse((await campforge(args)).stdout);
    expect(drawn).toMatch(/^\S+, level 0, the easiest, case 0, seed 0\n/m);
    expect(drawn).toContain(piped.prompt.trimEnd());
    expect(drawn).toContain(`Reference answer\n${piped.reference}`);
    expect(drawn).not.toContain('{"case"');
  });

  test("who decides is asked, and the name that is typed stands in the record", () => {
    const db = join(folder.path, "asked.sqlite");
    writeRecord(db, [aTask({ id: "small-rsa" })]);
    const { drawn } = atTerminal(["approve", "small-rsa", "--db", db], "grace\r");
    expect(drawn).toMatch(/Who decides\?/);
    expect(drawn).toContain("small-rsa: approved by grace");
    const store = openStoreReader(db);
    expect(store.decisions(1)).toMatchObject([{ task: "small-rsa", reviewer: "grace" }]);
    store.close();
  });
});
