import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { readCodeBlock } from "../../src/agents/read-code-block.ts";
import { type PublishedVersion, readPublished } from "../../src/export/published-versions.ts";

const ROOT = join(import.meta.dirname, "../..");

/** The good class that a defect was planted in. */
export type Base = {
  /** The slug of its task. */
  readonly name: string;
  readonly source: string;
};

let library: readonly PublishedVersion[] | undefined;

/**
 * A good class by its name from the project's root: a file, the reply of a recording, or one version of a bootcamp of
 * the library, as `library/natural-science/calorimetry@2`. Plants name the version, since a bootcamp that is rewritten
 * keeps its former versions, and is no longer what they were planted in. Throws where there is none.
 */
export function readBase(name: string): Base {
  if (!name.includes("@")) return readFile(name);
  library ??= readPublished(join(ROOT, "library"));
  const found = library.find(
    ({ domain, slug, version }) => name === join("library", domain, `${slug}@${version}`),
  );
  if (found === undefined) throw new Error(`${name}: the library has no such version`);
  return { name: found.slug, source: found.source };
}

function readFile(file: string): Base {
  const text = readFileSync(join(ROOT, file), "utf8");
  const name = /(?:\/bootcamp\.ts|\.md)$/.test(file) ? basename(dirname(file)) : basename(file, ".ts");
  if (!file.endsWith(".md")) return { name, source: text };
  const block = readCodeBlock(text);
  if (block.status === "unusable") throw new Error(`${file}: ${block.reason}`);
  return { name, source: block.source };
}
