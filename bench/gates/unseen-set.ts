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
  const read = (part: string, ending: string): readonly UnseenGood[] =>
    readdirSync(join(folder, part))
      .filter((file) => file.endsWith(ending))
      .sort()
      .map((file) => ({
        name: basename(file, ending),
        source: readFileSync(join(folder, part, file), "utf8"),
      }));
  const good = read("good", ".ts");
  const whole = read("defects", ".ts").map(readPlant);
  const edited = read("defects", ".edit").map((plant) => editBase(readPlant(plant), good));
  return { good, plants: [...whole, ...edited] };
}

function readPlant({ name, source }: UnseenGood): UnseenPlant {
  const [, comment = "", rest = ""] = /^\/\*\n([\s\S]*?)\*\/\n([\s\S]*)$/.exec(source) ?? [];
  const lines = [...comment.matchAll(/^\s*(\w+): (.*)$/gm)].map(([, key, value]) => [key, value]);
  const header = headerSchema.safeParse(Object.fromEntries(lines));
  if (!header.success) throw new Error(`${name}: expected a comment with defect, base, what and needs`);
  // The header would tell a check what to look for.
  return { ...header.data, name, source: rest };
}

const EDIT = /^<<<<<<< base\n([\s\S]*?)\n=======\n([\s\S]*?)\n?>>>>>>> plant$/gm;

/** A plant that is written as edits of its good class, each of which has to apply at exactly one place. */
function editBase(plant: UnseenPlant, good: readonly UnseenGood[]): UnseenPlant {
  const base = good.find(({ name }) => `${name}.ts` === plant.base);
  if (base === undefined) throw new Error(`${plant.name}: there is no good class ${plant.base}`);
  let source = base.source;
  for (const [, from = "", to = ""] of plant.source.matchAll(EDIT)) {
    const parts: readonly string[] = source.split(from);
    if (parts.length !== 2)
      throw new Error(
        `${plant.name}: expected once in ${plant.base}, found ${parts.length - 1} times: ${from}`,
      );
    source = parts.join(to);
  }
  return { ...plant, source };
}
