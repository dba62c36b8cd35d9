import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";

/** A good class of a set that nothing was tuned on. */
export type UnseenGood = { readonly name: string; readonly source: string };

/** A class with one fault, and whether it can be seen without a second verifier. */
export type UnseenPlant = UnseenGood & {
  readonly defect: string;
  /** The good class that it was made from. */
  readonly base: string;
  readonly what: string;
  readonly needs: "no model" | "second verifier";
};

export type UnseenSet = { readonly good: readonly UnseenGood[]; readonly plants: readonly UnseenPlant[] };

const headerSchema = z.object({
  defect: z.string(),
  base: z.string(),
  what: z.string(),
  needs: z.enum(["no model", "second verifier"]),
});

/** Reads a set by the name of its folder. Throws where a plant does not begin with what is wrong with it. */
export function readUnseenSet(name: string): UnseenSet {
  const folder = join(import.meta.dirname, name);
  const read = (part: string): readonly UnseenGood[] =>
    readdirSync(join(folder, part))
      .filter((file) => file.endsWith(".ts"))
      .sort()
      .map((file) => ({
        name: basename(file, ".ts"),
        source: readFileSync(join(folder, part, file), "utf8"),
      }));
  return { good: read("good"), plants: read("defects").map(readPlant) };
}

function readPlant({ name, source }: UnseenGood): UnseenPlant {
  const [, comment = "", rest = ""] = /^\/\*\n([\s\S]*?)\*\/\n([\s\S]*)$/.exec(source) ?? [];
  const lines = [...comment.matchAll(/^\s*(\w+): (.*)$/gm)].map(([, key, value]) => [key, value]);
  const header = headerSchema.safeParse(Object.fromEntries(lines));
  if (!header.success) throw new Error(`${name}: expected a comment with defect, base, what and needs`);
  // The header would tell a check what to look for.
  return { ...header.data, name, source: rest };
}
