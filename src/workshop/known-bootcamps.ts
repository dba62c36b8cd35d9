import { join } from "node:path";
import { z } from "zod";
import type { CodeHash } from "../core/task/ids.ts";
import { hashCode } from "../core/draft/hash.ts";
import type { KnownBootcamp, NoveltySketches } from "../core/draft/novelty.ts";
import { sketchBootcamp } from "../unittests/sketch-bootcamp.ts";
import { hashSources, keepResult, recallResult } from "../files/kept-results.ts";
import { librarySources } from "../files/library-sources.ts";
import { JOB_LIMITS, type Workshop } from "./workshop.ts";

type Hashed = { readonly codeHash: CodeHash; readonly known: KnownBootcamp };

/**
 * The bootcamps of the library and of further files, without those of one code: what a draft must not be a
 * twin of. They are compiled and drawn once, at the first call, where no earlier process has done so.
 */
export function openKnownBootcamps(
  workshop: Workshop,
  others: readonly { readonly name: string; readonly source: string }[] = [],
): (except: CodeHash) => Promise<readonly KnownBootcamp[]> {
  let sketched: Promise<readonly Hashed[]> | undefined;
  return async (except) => {
    sketched ??= sketchAll(workshop, [...libraryBootcamps(), ...others]);
    return (await sketched).flatMap(({ codeHash, known }) => (codeHash === except ? [] : [known]));
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

const libraryBootcamps = (): readonly { readonly name: string; readonly source: string }[] =>
  librarySources().map(({ folder, source }) => ({ name: join("library", folder, "bootcamp.ts"), source }));

async function sketchAll(
  workshop: Workshop,
  sources: readonly { readonly name: string; readonly source: string }[],
): Promise<readonly Hashed[]> {
  const done = new Map<CodeHash, Hashed>();
  const sketching = hashSources(SKETCHING);
  for (const { name, source } of sources) {
    const codeHash = hashCode(source);
    if (done.has(codeHash)) continue;
    const sketches = await sketchOnce(source, `${codeHash}-${sketching}`, workshop);
    if (sketches !== undefined) done.set(codeHash, { codeHash, known: { name, ...sketches } });
  }
  return [...done.values()];
}

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
