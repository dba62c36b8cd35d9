import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { libraryCardSchema, type LibraryCard } from "../../src/core/library/library-card.ts";
import { campforge } from "../campforge.ts";
import { ROOT, scratchFolder } from "../project.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());
const FOLDER = "cryptography/small-rsa";
const library = join(folder.path, "library");
const db = join(folder.path, "record.sqlite");
const DESCRIPTION = readFileSync(join(ROOT, "tasks", `${FOLDER}.md`), "utf8");

async function must(...args: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await campforge(args, { env: { CAMPFORGE_REVIEWER: "ada" } });
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}: ${stdout}${stderr}`);
}

/** The class that the recorded solver, adversary, critic and judge were shown. */
function recordedClass(): string {
  const draft = readFileSync(join(ROOT, "recordings/drafts/small-rsa/line-1-round-1.md"), "utf8");
  const [, code] = /```ts\n([\s\S]*?)```/.exec(draft) ?? [];
  if (code === undefined) throw new Error("expected a class in the recorded draft");
  return code;
}

const readCard = (): LibraryCard =>
  libraryCardSchema.parse(JSON.parse(readFileSync(join(library, FOLDER, "card.json"), "utf8")));

const rewriteCard = (card: LibraryCard): void =>
  writeFileSync(join(library, FOLDER, "card.json"), JSON.stringify(card));

test("a class written by hand gets on its card what only a run can measure, and keeps it when the card is renewed", async () => {
  mkdirSync(join(library, FOLDER), { recursive: true });
  writeFileSync(join(library, FOLDER, "bootcamp.ts"), recordedClass());
  cpSync(join(ROOT, "recordings"), join(folder.path, "recordings"), { recursive: true });
  folder.write(
    "small-rsa.md",
    DESCRIPTION.replace("title:", `bootcamp: library/${FOLDER}/bootcamp.ts\ntitle:`),
  );
  await must("verify-library", library, "--renew");
  expect(readCard()).toMatchObject({
    origin: null,
    judge: null,
    path: { status: "fast", reason: expect.stringContaining("keeps nothing") },
    measured: { shortcut: { status: "not measured" } },
  });

  const recorded = ["--model", `recorded:${join(folder.path, "recordings")}`];
  await must("run", join(folder.path, "small-rsa.md"), "--db", db, ...recorded);
  await must("approve", "small-rsa", "--note", "clear", "--db", db);
  await must("export", "library", "--to", library, "--db", db);
  const card = readCard();
  expect(readFileSync(join(library, FOLDER, "bootcamp.ts"), "utf8")).toBe(recordedClass());
  expect(card).toMatchObject({
    version: 1,
    path: { status: "fast" },
    origin: { task: "small-rsa", line: 1, round: 1 },
    measured: { shortcut: { status: "measured" }, verifier: { status: "measured", result: "vouches" } },
    approval: { reviewer: "ada" },
  });
  expect(card.judge?.inBand).not.toEqual([]);
  expect(Object.keys(card.models).sort()).toEqual(["adversary", "critic", "judge", "solver"]);
  await must("verify-library", library);

  // A check that warned then and passes now takes its flag along.
  const flags = ["warned: no leak", "truth unconfirmed: a shorter answer"];
  rewriteCard({ ...card, flags, gates: card.gates.filter(({ check }) => check !== "no leak") });
  await must("verify-library", library, "--renew");
  const renewed = { flags: flags.slice(1), hashes: readCard().hashes, gates: readCard().gates };
  expect(readCard()).toEqual({ ...card, ...renewed });
  expect(readCard().gates.map(({ check }) => check)).toEqual(card.gates.map(({ check }) => check));
  await must("verify-library", library);
}, 240_000);
