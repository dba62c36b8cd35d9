import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Prompts, PromptTemplate } from "../core/prompts.ts";

/** The folder that holds package.json, prompts and library: two above this one, one more when built. */
export const PROJECT = findProject(dirname(fileURLToPath(import.meta.url)));

function findProject(from: string): string {
  if (existsSync(join(from, "prompts")) && existsSync(join(from, "package.json"))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error("the project's folder with its prompts cannot be found");
  return findProject(parent);
}

/** Reads the templates and the examples; `toolkit` is the documentation that the compiler made. */
export function readPrompts(toolkit: string): Prompts {
  return {
    author: readTemplate("author"),
    refine: readTemplate("refine"),
    judge: readTemplate("judge"),
    toolkit,
    examples: readExamples(),
  };
}

function readTemplate(name: string): PromptTemplate {
  const text = readFileSync(join(PROJECT, "prompts", `${name}.md`), "utf8");
  const match = /^---\nversion: "([^"]+)"\n---\n\n## System\n([\s\S]*?)\n## User\n([\s\S]*)$/.exec(text);
  if (match === null) throw new Error(`prompts/${name}.md: expected a version, ## System and ## User`);
  const [, version = "", system = "", user = ""] = match;
  return { version, system: system.trim(), user: user.trim() };
}

/** The library's bootcamps, by domain and name. */
function readExamples(): Prompts["examples"] {
  const library = join(PROJECT, "library");
  return readdirSync(library, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("bootcamp.ts"))
    .sort()
    .map((file) => ({ title: dirname(file), source: readFileSync(join(library, file), "utf8") }));
}
