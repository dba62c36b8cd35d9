import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { z } from "zod";
import { writeAtomically } from "./write-atomically.ts";

/** Where results stand that every process would otherwise work out anew; whoever deletes it loses nothing but time. */
const FOLDER = join(packageFolder(import.meta.dirname), "node_modules", ".cache", "campforge");

/** The package's own folder, found without looking at what a confined child may not read. */
function packageFolder(from: string): string {
  const parent = dirname(from);
  return existsSync(join(from, "package.json")) || parent === from ? from : packageFolder(parent);
}

/** What identifies a kept result: what it is, and a hash of everything that it depends on. */
export type ResultKey = {
  readonly kind: "toolkit" | "sketches" | "portraits" | "scripted";
  readonly hash: string;
};

/** A result kept by an earlier process, as JSON; undefined where there is none. */
export function recallText(key: ResultKey): string | undefined {
  try {
    return readFileSync(fileOf(key), "utf8");
  } catch {
    return undefined;
  }
}

/** A result kept by an earlier process; undefined where there is none, or none that can be read. */
export function recallResult<Value>(key: ResultKey, schema: z.ZodType<Value>): Value | undefined {
  try {
    return schema.safeParse(JSON.parse(recallText(key) ?? "")).data;
  } catch {
    return undefined;
  }
}

/** Keeps a result for later processes. Where the folder cannot be written, each works it out for itself. */
export function keepResult(key: ResultKey, value: unknown): void {
  const text = JSON.stringify(value);
  if (recallText(key) === text) return;
  try {
    mkdirSync(FOLDER, { recursive: true });
    writeAtomically(fileOf(key), text);
  } catch {
    // an installed package may belong to somebody else
  }
}

/** A hash of texts and of all sources in some folders of `src`, those below them included. */
export function hashSources(folders: readonly string[], texts: readonly string[] = []): string {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(text).update("\0");
  for (const folder of folders) {
    const path = join(import.meta.dirname, "..", folder);
    for (const file of readdirSync(path, { recursive: true, encoding: "utf8" }).sort()) {
      if (/\.[jt]s$/.test(file))
        hash
          .update(file)
          .update("\0")
          .update(readFileSync(join(path, file)));
    }
  }
  return hash.digest("hex").slice(0, 32);
}

const fileOf = ({ kind, hash }: ResultKey): string => join(FOLDER, `${kind}-${hash}.json`);
