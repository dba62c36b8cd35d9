import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Prompts, PromptTemplate } from "../core/calls/prompts.ts";
import { librarySources } from "./library-sources.ts";
import { PROJECT } from "./project.ts";

/** Reads the templates and the examples; `toolkit` is the documentation that the compiler made. */
export function readPrompts(toolkit: string): Prompts {
  return {
    author: readTemplate("author"),
    refine: readTemplate("refine"),
    judge: readTemplate("judge"),
    solver: readTemplate("solver"),
    translator: readTemplate("translator"),
    checker: readTemplate("checker"),
    arbiter: readTemplate("arbiter"),
    appraiser: readTemplate("appraiser"),
    critic: readTemplate("critic"),
    toolkit,
    examples: librarySources().flatMap(({ folder, source, isExample }) =>
      isExample ? [{ title: folder, source }] : [],
    ),
  };
}

/** The version of each template by its role. */
export function readPromptVersions(): Readonly<Record<string, string>> {
  const names = [
    "author",
    "refine",
    "judge",
    "solver",
    "translator",
    "checker",
    "arbiter",
    "appraiser",
    "critic",
  ];
  return Object.fromEntries(names.map((name) => [name, readTemplate(name).version]));
}

function readTemplate(name: string): PromptTemplate {
  const text = readFileSync(join(PROJECT, "prompts", `${name}.md`), "utf8");
  const match = /^---\nversion: "([^"]+)"\n---\n\n## System\n([\s\S]*?)\n## User\n([\s\S]*)$/.exec(text);
  if (match === null) throw new Error(`prompts/${name}.md: expected a version, ## System and ## User`);
  const [, version = "", system = "", user = ""] = match;
  return { version, system: system.trim(), user: user.trim() };
}
