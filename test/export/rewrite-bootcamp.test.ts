import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { libraryCardSchema, type LibraryCard } from "../../src/core/library/library-card.ts";
import { campforge } from "../campforge.ts";
import { ROOT, scratchFolder } from "../project.ts";

const FOLDER = "character-puzzles/typing-with-undo";
const folder = scratchFolder();
afterAll(() => folder.remove());
const library = join(folder.path, "library");
cpSync(join(ROOT, "library", FOLDER), join(library, FOLDER), { recursive: true });
const original = readFileSync(join(library, FOLDER, "bootcamp.ts"), "utf8");

/** Milliseconds: the bootcamps that ship with Campforge may have to be drawn from for the first time. */
const PATIENCE = 240_000;

const VERDICT = "return answer === resultOf(instance) ? 1 : 0;";

/** The class with some of its text replaced, in a file of its own. */
function rewritten(text: string, by: string): string {
  expect(original).toContain(text);
  return folder.write("bootcamp.ts", original.replace(text, by));
}

const rewrite = (file: string, ...more: readonly string[]): ReturnType<typeof campforge> =>
  campforge(["library", "rewrite", file, "--library", library, "--cases", "20", ...more], {
    env: { CAMPFORGE_REVIEWER: "ada" },
  });

const readCard = (version = ""): LibraryCard =>
  libraryCardSchema.parse(JSON.parse(readFileSync(join(library, FOLDER, version, "card.json"), "utf8")));

test.each([
  ["that pays another answer", VERDICT, 'return answer !== "" ? 1 : 0;', "another score for"],
  [
    "whose cases are harder by its own word",
    "return commandsOf(instance.keys).length;",
    "return commandsOf(instance.keys).length + 1;",
    "another hardness",
  ],
])(
  "a class %s is not put in the place of one",
  async (_, text, by, reason) => {
    const before = readFileSync(join(library, FOLDER, "card.json"), "utf8");
    const { code, stdout } = await rewrite(rewritten(text, by));
    expect(code).toBe(8);
    expect(stdout).toContain(`${FOLDER}: is not the same`);
    expect(stdout).toContain(reason);
    expect(readFileSync(join(library, FOLDER, "card.json"), "utf8")).toBe(before);
  },
  PATIENCE,
);

test(
  "a class that does the same is the next version, for which what models and readers found still holds",
  async () => {
    const before = readCard();
    const file = rewritten(
      VERDICT,
      "const right = resultOf(instance);\n    return right === answer ? 1 : 0;",
    );
    const tried = await rewrite(file, "--dry-run");
    expect(tried.stdout).toContain(`it would be version ${before.version + 1}`);
    expect(readCard()).toEqual(before);

    const { code, stdout } = await rewrite(file, "--note", "easier to read");
    expect(stdout).toMatch(/does the same: \d+ cases and \d+ responses alike/);
    expect(code).toBe(0);
    const after = readCard();
    expect(readCard(`versions/${before.version}`)).toEqual(before);
    expect(after).toMatchObject({
      version: before.version + 1,
      hashes: { behaviour: before.hashes.behaviour },
      rewritten: { of: before.version, reviewer: "ada", note: "easier to read" },
      approval: before.approval,
    });
    const ofModels = ({ gates }: LibraryCard): LibraryCard["gates"] =>
      gates.filter(({ gate }) => gate !== "unit tests" && gate !== "critic");
    expect(ofModels(after)).toEqual(ofModels(before));
    // Whoever reads the source has not read this one.
    const critic = after.gates.find(({ gate }) => gate === "critic");
    expect(critic).toMatchObject({ result: "skipped", detail: expect.stringContaining("another") });

    const again = await rewrite(file);
    expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining("to the letter") });
    const verified = await campforge(["verify-library", library]);
    // Beside the one that ships with Campforge it is no new one; all else is as its card says.
    const differences = verified.stdout.split("\n").filter((line) => line.startsWith("differs"));
    expect(differences.map((line) => line.replace(/^differs +\S+ +([a-z ]+): .*$/, "$1"))).toEqual(["new"]);
  },
  PATIENCE,
);
