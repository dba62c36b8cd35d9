import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { openPortrayer } from "../../src/catalogue/portray-bootcamp.ts";
import { readCatalogue } from "../../src/catalogue/read-catalogue.ts";
import { renderBootcampPage } from "../../src/catalogue/render-bootcamp-page.ts";
import { openWorkshop } from "../../src/workshop/workshop.ts";
import { campforge, type Ended } from "../campforge.ts";
import { ROOT, scratchFolder } from "../project.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());

const MINUTES = 240_000;
const SUDOKU = "graphical-puzzles/sudoku";
const CALORIMETRY = "natural-science/calorimetry";

let count = 0;

/** A library of two bootcamps as they ship. */
function aLibrary(): string {
  const path = join(folder.path, `library-${++count}`);
  for (const one of [SUDOKU, CALORIMETRY])
    cpSync(join(ROOT, "library", one), join(path, one), { recursive: true });
  return path;
}

const write = (library: string, to: string, ...flags: readonly string[]): Promise<Ended> =>
  campforge(["library", "docs", library, "--to", to, ...flags]);

function bytesIn(path: string): Readonly<Record<string, string>> {
  const files = readdirSync(path, { recursive: true, encoding: "utf8" }).filter((name) => name.includes("."));
  return Object.fromEntries(files.sort().map((name) => [name, readFileSync(join(path, name), "utf8")]));
}

describe("campforge library docs", () => {
  test(
    "docs/library is as it writes it; where it is not, run: node bin/campforge.js library docs",
    async () => {
      const { code, stdout } = await write("library", "docs/library", "--check");
      expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining("0 left over") });
    },
    MINUTES,
  );

  test("writes the same bytes each time, and removes the pages of what is gone, but nobody else's", async () => {
    const library = aLibrary();
    const to = join(folder.path, `pages-${count}`);
    expect(await write(library, to, "--check")).toMatchObject({ code: 8 });
    expect(existsSync(to)).toBe(false);
    expect(await write(library, to)).toMatchObject({ code: 0 });
    const before = bytesIn(to);
    expect(Object.keys(before)).toEqual([
      "README.md",
      `${SUDOKU.split("/")[0]}.md`,
      `${SUDOKU}.md`,
      `${CALORIMETRY.split("/")[0]}.md`,
      `${CALORIMETRY}.md`,
    ]);
    expect(await write(library, to)).toMatchObject({ stdout: expect.stringContaining("0 pages written") });
    expect(bytesIn(to)).toEqual(before);
    writeFileSync(join(to, "notes.md"), "mine\n");
    rmSync(join(library, CALORIMETRY), { recursive: true });
    expect(await write(library, to, "--check")).toMatchObject({
      code: 8,
      stdout: expect.stringContaining(`${to}/${CALORIMETRY}.md`),
    });
    expect(await write(library, to)).toMatchObject({ code: 0 });
    expect(readdirSync(to).sort()).toEqual([
      "README.md",
      "graphical-puzzles",
      "graphical-puzzles.md",
      "notes.md",
    ]);
  });

  test("overwrites no page that it did not write, and then writes none", async () => {
    const to = join(folder.path, `pages-${++count}`);
    const library = aLibrary();
    cpSync(join(ROOT, "docs", "library", SUDOKU, ".."), join(to, SUDOKU, ".."), { recursive: true });
    writeFileSync(join(to, `${SUDOKU}.md`), "mine\n");
    const before = bytesIn(to);
    const { code, stderr } = await write(library, to);
    expect({ code, stderr }).toMatchObject({ code: 7, stderr: expect.stringContaining(`${SUDOKU}.md`) });
    expect(bytesIn(to)).toEqual(before);
  });

  test("no prompt ends the block that it stands in", async () => {
    const workshop = openWorkshop();
    const [listed] = readCatalogue(aLibrary());
    if (listed === undefined) throw new Error("the library is empty");
    const subject = { name: listed.folder, source: listed.source };
    const portrait = await openPortrayer(workshop).portray(subject);
    workshop.close();
    const prompt = "one\n```\n````text\n# not a heading\n`````\n[not a link](nowhere.md)\n";
    const page = renderBootcampPage(
      { ...listed, portrait: { ...portrait, easiest: { ...portrait.easiest, prompt } } },
      "../library",
    );
    const lines = page.slice(page.indexOf("## The easiest level")).split("\n");
    const opening = lines.findIndex((line) => line.startsWith("```"));
    const fence = lines[opening]?.replace("text", "") ?? "";
    const closing = lines.findIndex((line, at) => at > opening && line.startsWith(fence));
    expect(lines.slice(opening + 1, closing).join("\n")).toBe(prompt.trimEnd());
  });
});

const shownSchema = z.object({
  name: z.string(),
  cases: z.array(
    z.object({ level: z.number(), seed: z.number(), prompt: z.string(), reference: z.string() }),
  ),
});

describe("campforge library", () => {
  test("lists each bootcamp with its levels, and says where no accuracy was measured", async () => {
    const { code, stdout } = await campforge(["library", "--library", aLibrary()]);
    expect(code).toBe(0);
    const [, first = "", second = ""] = stdout.split("\n");
    expect(first).toMatch(/^graphical-puzzles +sudoku +5 +grid +by hand +/);
    expect(second).toMatch(/^natural-science +calorimetry +5 +number +by hand +/);
    const card: unknown = JSON.parse(readFileSync(join(ROOT, "library", SUDOKU, "card.json"), "utf8"));
    const { judge } = z.object({ judge: z.unknown() }).parse(card);
    expect(first.endsWith("not measured")).toBe(judge === null);
  });

  test("shows the same cases of one as campforge sample draws, by any of its names", async () => {
    const library = aLibrary();
    const args = ["--level", "2", "--seed", "7"];
    const shown = await campforge(["library", "show", "Sudoku", "--library", library, ...args, "--json"]);
    const { name, cases } = shownSchema.parse(JSON.parse(shown.stdout));
    const sampled = await campforge(["sample", join(library, SUDOKU, "bootcamp.ts"), ...args]);
    expect(name).toBe("Sudoku");
    expect(JSON.parse(sampled.stdout)).toMatchObject({
      prompt: cases[0]?.prompt,
      reference: cases[0]?.reference,
    });
    const words = await campforge(["library", "show", SUDOKU, "--library", library]);
    expect(words.stdout).toContain("A case of level 0, the easiest (seed 0)");
    expect(words.stdout).toContain("A case of level 4, the hardest (seed 0)");
  });

  test("suggests the nearest name for one that is not there, and names the levels there are", async () => {
    const library = aLibrary();
    const wrong = await campforge(["library", "show", "sudokku", "--library", library]);
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining("did you mean sudoku?") });
    const far = await campforge(["library", "show", "chess", "--library", library]);
    expect(far).toMatchObject({ code: 2, stderr: expect.not.stringContaining("did you mean") });
    const high = await campforge(["library", "show", "sudoku", "--library", library, "--level", "5"]);
    expect(high).toMatchObject({ code: 2, stderr: expect.stringContaining("levels 0 to 4") });
  });
});
