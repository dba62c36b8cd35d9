import { join } from "node:path";
import type { CodeHash } from "../core/task/ids.ts";
import { hashCode } from "../core/draft/hash.ts";
import type { KnownBootcamp } from "../core/draft/novelty.ts";
import { sketchBootcamp } from "../unittests/sketch-bootcamp.ts";
import { librarySources } from "../files/library-sources.ts";
import { JOB_LIMITS, type Workshop } from "./workshop.ts";

type Hashed = { readonly codeHash: CodeHash; readonly known: KnownBootcamp };

/**
 * The bootcamps of the library and of further files, without those of one code: what a draft must not be a
 * twin of. They are compiled and drawn once, at the first call.
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

const libraryBootcamps = (): readonly { readonly name: string; readonly source: string }[] =>
  librarySources().map(({ folder, source }) => ({ name: join("library", folder, "bootcamp.ts"), source }));

async function sketchAll(
  { compiler, sandbox }: Workshop,
  sources: readonly { readonly name: string; readonly source: string }[],
): Promise<readonly Hashed[]> {
  const done = new Map<CodeHash, Hashed>();
  for (const { name, source } of sources) {
    const codeHash = hashCode(source);
    if (done.has(codeHash)) continue;
    const sketches = await sketchBootcamp(source, { compile: compiler.compile, sandbox, limits: JOB_LIMITS });
    if (sketches !== undefined) done.set(codeHash, { codeHash, known: { name, ...sketches } });
  }
  return [...done.values()];
}
