import { join } from "node:path";
import { z } from "zod";
import type { CodeHash } from "../core/task/ids.ts";
import { hashCode } from "../core/draft/hash.ts";
import type { KnownBootcamp, NoveltySketches } from "../core/draft/novelty.ts";
import { sketchBootcamp } from "../unittests/sketch-bootcamp.ts";
import { hashSources, keepResult, recallResult } from "../files/kept-results.ts";
import { librarySources } from "../files/library-sources.ts";
import { JOB_LIMITS, type Workshop } from "./workshop.ts";

/** A bootcamp by the name that authors are told, where a draft is its twin. */
export type NamedSource = { readonly name: string; readonly source: string };

/**
 * The bootcamps of the library and of further files, without those of one code: what a draft must not be a
 * twin of. The library is the one that ships with the project, unless another one is given. Each is compiled
 * and drawn once, when a draft of another code asks, where no earlier process has done so.
 */
export function openKnownBootcamps(
  workshop: Workshop,
  further: readonly NamedSource[] = [],
  library: readonly NamedSource[] = libraryBootcamps(),
): (except: CodeHash) => Promise<readonly KnownBootcamp[]> {
  const sketched = new Map<CodeHash, Promise<KnownBootcamp | undefined>>();
  let sketching: string | undefined;
  const sketch = (name: string, source: string, codeHash: CodeHash): Promise<KnownBootcamp | undefined> => {
    const hash = `${codeHash}-${(sketching ??= hashSources(SKETCHING))}`;
    const made =
      sketched.get(codeHash) ??
      sketchOnce(source, hash, workshop).then((one) => (one === undefined ? undefined : { name, ...one }));
    sketched.set(codeHash, made);
    return made;
  };
  const all = [...library, ...further].map((one) => ({ ...one, codeHash: hashCode(one.source) }));
  return async (except) => {
    // All at once: while one is compiled, another is drawn.
    const others = all.filter(({ codeHash }) => codeHash !== except);
    const made = await Promise.all(
      others.map(({ name, source, codeHash }) => sketch(name, source, codeHash)),
    );
    return [...new Set(made.filter((one) => one !== undefined))];
  };
}

/** Everything that the sketches of a source depend on. */
const SKETCHING = ["bootcamp", "compile", "core", "sandbox", "unittests"] as const;

const sketchesSchema: z.ZodType<NoveltySketches> = z.object({
  syntax: z.array(z.number()),
  prompts: z.array(z.number()),
  structure: z.array(z.number()),
  probes: z.array(z.object({ instance: z.json(), right: z.string(), wrong: z.array(z.string()) })),
});

/** The bootcamps that ship with the project, by their files. */
export const libraryBootcamps = (): readonly NamedSource[] =>
  librarySources().map(({ folder, source }) => ({ name: join("library", folder, "bootcamp.ts"), source }));

/** The sketches that an earlier process kept under a hash, or those made now, which are kept. */
async function sketchOnce(
  source: string,
  hash: string,
  { compiler, sandbox }: Workshop,
): Promise<NoveltySketches | undefined> {
  const key = { kind: "sketches", hash } as const;
  const kept = recallResult(key, sketchesSchema);
  if (kept !== undefined) return kept;
  const made = await sketchBootcamp(source, { compile: compiler.compile, sandbox, limits: JOB_LIMITS });
  if (made !== undefined) keepResult(key, made);
  return made;
}
