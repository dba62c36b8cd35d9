import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder that holds package.json, prompts and library, in a checkout and in an installed package. */
export const PROJECT = findProject(dirname(fileURLToPath(import.meta.url)));

function findProject(from: string): string {
  if (existsSync(join(from, "prompts")) && existsSync(join(from, "package.json"))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error("the project's folder with its prompts cannot be found");
  return findProject(parent);
}

/** Campforge's own version. */
export function readVersion(): string {
  const text: unknown = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8"));
  return typeof text === "object" && text !== null && "version" in text ? String(text.version) : "unknown";
}

/** The index of the library that ships with Campforge: what other libraries begin with, once their list is put in. */
export function readIndexTemplate(): string {
  return readFileSync(join(PROJECT, "library", "index.ts"), "utf8");
}

/** A file of `python/`, the trainers' side. */
export function readPythonFile(name: string): string {
  return readFileSync(join(PROJECT, "python", name), "utf8");
}
