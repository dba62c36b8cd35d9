import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { siblingModule } from "./sibling-module.ts";

/** Where prepared sources stand; whoever deletes it while nothing runs loses nothing but time. */
const FOLDER = join(findModules(import.meta.dirname), ".cache", "campforge");

/** What every child starts as a thread, by its name and without an import. */
const WATCHDOG = siblingModule(import.meta.url, "watchdog");

/** A statement that imports another module of this package. One that is overlooked costs its stripping, no more. */
const IMPORT = /^(?:import|export)\b[^;"]*"(\.[^"]+\.ts)"/gm;

/** Many times the sources of this package. */
const MOST_BYTES = 64 * 1024 * 1024;

const prepared = new Map<string, readonly string[]>();

/**
 * The flags with which Node starts a program of a checkout without its types, which were taken off beforehand: to start
 * Node's own stripping takes a child, and its watchdog once more, as long as everything else that it does to be ready,
 * and no compile cache can spare it that where it may write nothing. No flags for a program that is JavaScript already,
 * or where the folder cannot be written. The folder of installed packages has to be readable for the child.
 */
export function preparedSources(entry: URL): readonly string[] {
  let flags = prepared.get(entry.href);
  if (flags === undefined) {
    flags = entry.pathname.endsWith(".ts") ? flagsFor(collectSources([entry, WATCHDOG])) : [];
    prepared.set(entry.href, flags);
  }
  return flags;
}

function flagsFor(sources: ReadonlyMap<string, string>): readonly string[] {
  const hash = createHash("sha256").update(process.version);
  for (const [url, source] of sources) hash.update(`\0${url}\0${source}`);
  const file = join(FOLDER, `sources-${hash.digest("hex").slice(0, 32)}.mjs`);
  try {
    if (!existsSync(file)) keep(file, loaderOf(sources));
    return [`--import=${pathToFileURL(file).href}`];
  } catch {
    return []; // a checkout may belong to somebody else: then each child strips types itself
  }
}

/** All modules that entries import, and these in turn, by their URLs. */
function collectSources(entries: readonly URL[]): ReadonlyMap<string, string> {
  const sources = new Map<string, string>();
  const visit = (url: URL): void => {
    // What looks like an import may stand in a text.
    if (sources.has(url.href) || !existsSync(url)) return;
    const source = readFileSync(url, "utf8");
    sources.set(url.href, source);
    for (const [, path = ""] of source.matchAll(IMPORT)) visit(new URL(path, url));
  };
  entries.forEach(visit);
  return sources;
}

/** A module that, imported before all others, has Node load what is in it rather than the files. */
function loaderOf(sources: ReadonlyMap<string, string>): string {
  return [
    'import { registerHooks } from "node:module";',
    `const sources = new Map(${strip(sources)});`,
    "registerHooks({",
    "  load(url, context, next) {",
    "    const source = sources.get(url);",
    '    return source === undefined ? next(url, context) : { format: "module", shortCircuit: true, source };',
    "  },",
    "});",
    "",
  ].join("\n");
}

/** In a process of its own: stripping by hand is experimental, of which Node tells whoever does it. */
function strip(sources: ReadonlyMap<string, string>): string {
  const program = fileURLToPath(siblingModule(import.meta.url, "strip-sources"));
  return execFileSync(process.execPath, ["--disable-warning=ExperimentalWarning", program], {
    input: JSON.stringify([...sources]),
    encoding: "utf8",
    maxBuffer: MOST_BYTES,
    stdio: ["pipe", "pipe", "ignore"],
  });
}

/** Another process finds the whole file or none. */
function keep(file: string, text: string): void {
  const partial = `${file}.${process.pid}`;
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(partial, text);
    renameSync(partial, file);
  } finally {
    rmSync(partial, { force: true });
  }
}

/** The nearest folder of installed packages, or where it would be. */
function findModules(from: string): string {
  const parent = dirname(from);
  const found = join(from, "node_modules");
  return existsSync(found) || parent === from ? found : findModules(parent);
}
