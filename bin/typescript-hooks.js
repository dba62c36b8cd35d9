// The module hooks of register.js; they run in a thread of their own.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import module from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const isBuilt = existsSync(join(root, "dist"));
const SOURCES = { "campforge/bootcamp": "src/bootcamp/index.ts", "campforge/library": "library/index.ts" };

export function resolve(specifier, context, next) {
  const source = isBuilt ? undefined : SOURCES[specifier];
  return next(source === undefined ? specifier : pathToFileURL(join(root, source)).href, context);
}

/** A Node that strips types does so itself. */
const strips =
  typeof module.stripTypeScriptTypes === "function" && Number(process.versions.node.split(".")[0]) >= 24;

export async function load(url, context, next) {
  if (strips || !url.startsWith("file:") || !url.endsWith(".ts")) return next(url, context);
  const { ts } = await import("ts-morph");
  const { outputText } = ts.transpileModule(await readFile(fileURLToPath(url), "utf8"), {
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2022,
      verbatimModuleSyntax: true,
    },
  });
  return { format: "module", shortCircuit: true, source: outputText };
}
