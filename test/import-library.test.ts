import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ROOT, scratchFolder } from "./project.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());

/** Nodes of different majors that this machine has, ours among them: docs/library.md promises 20 and 24. */
const nodes = new Map(
  [
    process.execPath,
    ...(process.env["PATH"] ?? "").split(delimiter).map((path) => join(path, "node")),
  ].flatMap((node) => {
    const { status, stdout } = spawnSync(node, ["-p", "process.versions.node"], { encoding: "utf8" });
    return status === 0 ? [[Number(stdout.split(".")[0]), node] as const] : [];
  }),
);

/** Draws a case of each bootcamp and has its reference answer scored. */
const program = (library: string): string => `
import { bootcamps, load } from "${library}";
import { Rng } from "campforge/bootcamp";
let sum = 0;
for (const { name } of bootcamps) {
  const Class = await load(name);
  const bootcamp = new Class();
  const instance = bootcamp.caseGenerator(Rng.from("seed"), Class.card.levels[0]);
  sum += bootcamp.verifyScore(bootcamp.referenceAnswer(instance), instance).score;
}
console.log(sum === bootcamps.length && sum > 10 ? "all" : sum);
`;

/** A clone as it is before anything is built. */
const clone = join(folder.path, "clone");
mkdirSync(clone);
for (const part of ["package.json", "bin", "library", "src/bootcamp"])
  cpSync(join(ROOT, part), join(clone, part), { recursive: true });
symlinkSync(join(ROOT, "node_modules"), join(clone, "node_modules"));
folder.write("clone/use.js", program("campforge/library"));

/** A project of somebody's own, with a library in the form in which they are exported. */
const project = join(folder.path, "project");
mkdirSync(join(project, "node_modules"), { recursive: true });
symlinkSync(clone, join(project, "node_modules", "campforge"));
cpSync(join(ROOT, "library"), join(project, "library"), { recursive: true });
folder.write("project/package.json", JSON.stringify({ type: "module", private: true }));
folder.write("project/use.js", program("./library/index.ts"));

test.each([...nodes])(
  "Node %i imports the library by name in a fresh clone, and an exported one by its path in a project of its own",
  (_, node) => {
    for (const cwd of [clone, project]) {
      const ran = spawnSync(node, ["--import", "campforge/register", "use.js"], { cwd, encoding: "utf8" });
      expect({ cwd, stdout: ran.stdout, errors: ran.status === 0 ? "" : ran.stderr }).toEqual({
        cwd,
        stdout: "all\n",
        errors: "",
      });
    }
  },
);
