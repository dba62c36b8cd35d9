import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { readCodeBlock } from "../../src/agents/read-code-block.ts";

const ROOT = join(import.meta.dirname, "../..");
const cardSchema = z.object({ version: z.int() });

/** The good class that a defect was planted in. */
export type Base = {
  /** The slug of its task. */
  readonly name: string;
  readonly source: string;
};

/**
 * A good class by its name from the project's root: a file, the reply of a recording, or one version of a bootcamp of
 * the library, as `library/natural-science/calorimetry@2`. Plants name the version, since a bootcamp that is rewritten
 * keeps its former versions, and is no longer what they were planted in. Throws where there is none.
 */
export function readBase(name: string): Base {
  const [, bootcamp, version] = /^(library\/.+)@(\d+)$/.exec(name) ?? [];
  if (bootcamp === undefined) return readFile(name);
  const folder = join(ROOT, bootcamp);
  const { version: current } = cardSchema.parse(JSON.parse(readFileSync(join(folder, "card.json"), "utf8")));
  const file = Number(version) === current ? "bootcamp.ts" : `versions/${version}/bootcamp.ts`;
  if (!existsSync(join(folder, file))) throw new Error(`${name}: the library has no such version`);
  return { name: basename(bootcamp), source: readFileSync(join(folder, file), "utf8") };
}

function readFile(file: string): Base {
  const text = readFileSync(join(ROOT, file), "utf8");
  const name = /(?:\/bootcamp\.ts|\.md)$/.test(file) ? basename(dirname(file)) : basename(file, ".ts");
  if (!file.endsWith(".md")) return { name, source: text };
  const block = readCodeBlock(text);
  if (block.status === "unusable") throw new Error(`${file}: ${block.reason}`);
  return { name, source: block.source };
}
