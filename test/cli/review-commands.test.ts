import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { campforge, type Ended } from "../campforge.ts";
import { scratchFolder } from "../project.ts";
import { handOver } from "./hand-over.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());
const made = join(folder.path, "made.sqlite");

beforeAll(async () => {
  const tasks = [
    "tasks/cryptography/small-rsa.md",
    "tasks/natural-science/limiting-reagent.md",
    "tasks/language-analysis/numeral-system.md",
  ];
  const ran = await campforge(["run", ...tasks, "--config", "recordings/demo.json", "--db", made]);
  if (ran.code !== 0) throw new Error(ran.stderr);
}, 300_000);

let count = 0;
/** The record of a run in which one task was accepted, one flagged, and one rejected. */
function aRecord(): string {
  const db = join(folder.path, `record-${++count}.sqlite`);
  copyFileSync(made, db);
  return db;
}

const ask = (db: string, ...args: readonly string[]): Promise<Ended> =>
  campforge([...args, "--db", db], { env: { CAMPFORGE_REVIEWER: "ada" } });

const listed = z.array(z.object({ id: z.string(), review: z.string().nullable() }));

async function states(db: string, ...filters: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const { stdout } = await ask(db, "list", "--json", ...filters);
  return Object.fromEntries(listed.parse(JSON.parse(stdout)).map(({ id, review }) => [id, review ?? ""]));
}

const shown = z.object({
  review: z.string(),
  seen: z.string(),
  decisions: z.array(
    z.object({ kind: z.string(), reviewer: z.string(), note: z.string().nullable(), seen: z.string() }),
  ),
});

describe("decisions from the terminal", () => {
  test("are taken, listed by state, shown with their history, and taken back", async () => {
    const db = aRecord();
    expect(await ask(db, "approve", "small-rsa", "--note", "clear")).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        /^small-rsa: approved by ada: clear\nNext: {2}npx campforge export library --dry-run/,
      ),
    });
    const sent = await ask(db, "send-back", "numeral-system", "--note", "harder", "--reviewer", "bob");
    expect(sent).toMatchObject({ code: 0 });
    expect(sent.stdout).toContain(`campforge run --resume --db ${db}`);
    expect(await ask(db, "reject", "1/limiting-reagent", "--note", "a copy")).toMatchObject({ code: 0 });
    expect(await states(db)).toEqual({
      "small-rsa": "approved",
      "limiting-reagent": "rejected",
      "numeral-system": "sent-back",
    });
    expect(await states(db, "--state", "sent-back")).toEqual({ "numeral-system": "sent-back" });
    expect((await ask(db, "undo", "limiting-reagent")).code).toBe(0);
    expect(await states(db, "--state", "open")).toEqual({ "limiting-reagent": "open" });

    const { stdout } = await ask(db, "show", "limiting-reagent");
    expect(stdout).toMatch(/Review: open\n +\d+ .* ada {2}reject of line 1, round 3: a copy\n/);
    expect(stdout).toMatch(/ada {2}undo of decision \d+/);
    const json = shown.parse(JSON.parse((await ask(db, "show", "small-rsa", "--json")).stdout));
    expect(json).toMatchObject({
      review: "approved",
      decisions: [{ kind: "approve", reviewer: "ada", note: "clear", seen: json.seen }],
    });
  }, 120_000);

  test("end with 8 when one is refused, and the others are taken", async () => {
    const db = aRecord();
    const { code, stdout } = await ask(db, "approve", "numeral-system", "small-rsa");
    expect(code).toBe(8);
    expect(stdout).toMatch(
      /^numeral-system: refused: it was rejected; it can be sent back, not approved\nsmall-rsa: approved by ada\nNext:/,
    );
    const again = await ask(db, "approve", "small-rsa", "--json");
    expect([again.code, JSON.parse(again.stdout)]).toMatchObject([
      8,
      { task: "small-rsa", status: "refused" },
    ]);
  }, 120_000);

  test("are about what was shown: another hash is told that something has changed", async () => {
    const db = aRecord();
    const { stdout } = await ask(db, "show", "small-rsa");
    const offered = /approve 1\/small-rsa --seen ([0-9a-f]+)/.exec(stdout)?.[1] ?? "";
    const wrong = offered.replace(/^./, (digit) => (digit === "0" ? "1" : "0"));
    expect(await ask(db, "approve", "small-rsa", "--seen", wrong)).toMatchObject({
      code: 8,
      stdout: expect.stringMatching(
        /^small-rsa: not decided: it has changed since you looked at it; npx campforge show 1\/small-rsa /,
      ),
    });
    expect((await ask(db, "approve", "small-rsa", "--seen", offered)).code).toBe(0);
  }, 120_000);

  test("are taken for all that a filter leaves, once somebody has said yes", async () => {
    const db = aRecord();
    const filter = ["--all-matching", "--reason", "Not Simplified"];
    const unasked = await ask(db, "approve", ...filter);
    expect([unasked.code, unasked.stdout]).toEqual([2, ""]);
    expect(unasked.stderr).toMatch(/1 task of run 1 match[\s\S]*--yes/);
    expect(await ask(db, "approve", ...filter, "--yes")).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^limiting-reagent: approved by ada\nNext:/),
    });
    const rest = await ask(
      db,
      "send-back",
      "--all-matching",
      "--verdict",
      "rejected",
      "--note",
      "n",
      "--yes",
    );
    expect(rest.stdout).toMatch(/^numeral-system: sent back by ada: n\n/);
    // What is decided already is not decided again.
    expect((await ask(db, "approve", "--all-matching", "--domain", "natural-science", "--yes")).stdout).toBe(
      "",
    );
    expect(await states(db)).toMatchObject({ "small-rsa": "open", "limiting-reagent": "approved" });
  }, 120_000);

  test.each<readonly [what: string, args: readonly string[], message: RegExp]>([
    ["no task", ["approve"], /which tasks\?/],
    [
      "a task that is not there, and decides nothing",
      ["approve", "small-rsa", "nothing"],
      /has no task nothing/,
    ],
    ["no note", ["reject", "small-rsa"], /a note is needed to reject/],
    ["filters without --all-matching", ["approve", "small-rsa", "--verdict", "flagged"], /filters select/],
    ["tasks and --all-matching", ["approve", "small-rsa", "--all-matching"], /not both/],
    ["no hash", ["approve", "small-rsa", "--seen", "xyz"], /hexadecimal/],
    ["no reviewer", ["approve", "small-rsa", "--reviewer", " "], /who decides\? Give --reviewer NAME/],
  ])(
    "refuse as a usage error: %s",
    async (_, args, message) => {
      const { code, stdout, stderr } = await ask(made, ...args);
      expect([code, stdout, stderr]).toEqual([2, "", expect.stringMatching(message)]);
      expect(Object.values(await states(made))).toEqual(["open", "open", "open"]);
    },
    120_000,
  );
});

describe("campforge try", () => {
  test("shows the case's prompt, and scores an answer alone, a whole response, and what comes by a pipe", async () => {
    const args = ["try", "small-rsa", "--level", "0", "--case", "0"];
    const wrong = await ask(made, ...args, "42");
    expect(wrong.code).toBe(0);
    expect(wrong.stdout).toMatch(/p = 17[\s\S]*scored as the response: [^\n]*42\nscore: 0\n$/);
    // m = 203^27 mod 391, worked out here and not read off the class.
    let plain = 1;
    for (let power = 0; power < 27; power++) plain = (plain * 203) % 391;
    expect((await ask(made, ...args, "m", "=", String(plain))).stdout).toMatch(/score: 1\n$/);
    const piped = await campforge([...args, "--db", made, "--json"], {
      input: `I think so.\nAnswer: m = ${plain}\n`,
    });
    expect(JSON.parse(piped.stdout)).toMatchObject({
      level: 0,
      index: 0,
      wasWrapped: false,
      score: { status: "scored", score: 1 },
    });
  }, 120_000);

  test("waits for an answer by a pipe that another process has made non-blocking", async () => {
    const args = ["try", "small-rsa", "--level", "0", "--case", "0", "--db", made, "--json"];
    const { code, stdout } = await handOver("42", args);
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { score: { status: "scored", score: 0 } }]);
  }, 120_000);

  test("refuses a level that is not there", async () => {
    const { code, stderr } = await ask(made, "try", "small-rsa", "--level", "9", "1");
    expect([code, stderr]).toEqual([2, expect.stringMatching(/has the levels 0 to 3/)]);
  }, 120_000);
});
