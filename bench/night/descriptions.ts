import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readDescriptions } from "../../src/files/read-descriptions.ts";

const root = join(import.meta.dirname, "..", "..");
const shared = process.env["CAMPFORGE_SHARED"] ?? join(root, "..", "shared");

const line = z.object({ id: z.string(), domain: z.string(), description: z.string() });

/**
 * As many descriptions as are wanted, as JSON lines: our own, other people's where they are at hand, then all
 * of them again under other titles.
 */
export function composeDescriptions(count: number): string {
  const ours = readDescriptions([join(root, "tasks")]).tasks;
  const file = join(shared, "tasks", "codecontests-60.jsonl");
  const others = existsSync(file)
    ? readFileSync(file, "utf8")
        .split("\n")
        .filter((text) => text !== "")
        .map((text) => line.parse(JSON.parse(text)))
    : [];
  const all = [...ours, ...others].map(({ id, domain, description }) => ({ id, domain, description }));
  return Array.from({ length: count }, (_, index) => {
    const one = all[index % all.length];
    if (one === undefined) throw new Error("there are no descriptions");
    const turn = Math.floor(index / all.length);
    const name = one.id
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-")
      .slice(0, 70);
    const id = turn === 0 ? name : `${name}-v${turn}`;
    const remark = turn === 0 ? "" : `\n\nThis is variant ${turn} of the family: name things after it.`;
    return JSON.stringify({ id, title: id, domain: one.domain, description: `${one.description}${remark}` });
  }).join("\n");
}
