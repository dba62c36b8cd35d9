import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { bareName, DEFAULT_REPLY_TOKENS, type RoleConfig } from "../core/calls/model-config.ts";
import type { ModelVerifier } from "../core/draft/model-verifier.ts";
import {
  PROMPT_FILES,
  PROMPT_SECTIONS,
  type PromptFile,
  type Prompts,
  type ReplyTokens,
  type PromptSection,
  slotsOf,
} from "../core/calls/prompts.ts";
import { librarySources } from "./library-sources.ts";
import { PROJECT } from "./project.ts";

const DEFAULT_TOKENS: ReplyTokens = { author: DEFAULT_REPLY_TOKENS, judge: DEFAULT_REPLY_TOKENS };

/**
 * Reads the texts for models and the examples; `toolkit` is the documentation that the compiler made, and
 * `replyTokens` what the models' replies are limited to.
 */
export function readPrompts(toolkit: string, replyTokens = DEFAULT_TOKENS): Prompts {
  const files = Object.fromEntries(PROMPT_FILES.map((file) => [file, readPrompt(file).sections]));
  return {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each file was held against the table
    ...(files as Pick<Prompts, PromptFile>),
    toolkit,
    replyTokens,
    examples: librarySources().flatMap(({ folder, source, isExample }) =>
      isExample ? [{ title: folder, source }] : [],
    ),
  };
}

/** The version of every file, whose texts any task may have needed. */
export function readPromptVersions(): Readonly<Record<string, string>> {
  return Object.fromEntries(PROMPT_FILES.map((file) => [file, readPrompt(file).version]));
}

/** A model that compares answers, by its own name and the version of the prompt that it is asked by. */
export const nameVerifier = (role: RoleConfig): ModelVerifier => ({
  model: bareName(role),
  prompt: readPrompt("verifier").version,
});

const readPrompt = (file: PromptFile): Prompt =>
  parsePrompt(readFileSync(join(PROJECT, "prompts", `${file}.md`), "utf8"), file);

type Prompt = { readonly version: string; readonly sections: Readonly<Record<string, PromptSection>> };

const headSchema = z.strictObject({ version: z.string().min(1) });

/**
 * Reads a file of texts: a head with its version, then sections that begin with a line `## Name`. Throws where
 * its sections, or the slots of one, are not those that the table names for the file.
 */
export function parsePrompt(text: string, file: PromptFile): Prompt {
  const [, head = "", body = ""] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  const [before = "", ...parts] = body.split(/^## (?=[A-Za-z][A-Za-z ]*$)/m);
  const sections = parts.map((part) => {
    const [heading = ""] = part.split("\n", 1);
    return { name: camelCase(heading), text: part.slice(heading.length).trim() };
  });
  const names = sections.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  const read = z.object({ head: headSchema, sections: sectionsSchema(file) }).safeParse({
    head: parse(head),
    sections: Object.fromEntries(sections.map(({ name, text: words }) => [name, words])),
  });
  if (!read.success) throw new Error(`prompts/${file}.md: ${z.prettifyError(read.error)}`);
  if (twice !== undefined) throw new Error(`prompts/${file}.md: it has two sections ${twice}`);
  if (before.trim() !== "") throw new Error(`prompts/${file}.md: text stands before its first section`);
  return { version: read.data.head.version, sections: read.data.sections };
}

function sectionsSchema(file: PromptFile): z.ZodType<Readonly<Record<string, PromptSection>>> {
  const table: Readonly<Record<string, readonly string[]>> = PROMPT_SECTIONS[file];
  return z.strictObject(
    Object.fromEntries(Object.entries(table).map(([name, slots]) => [name, sectionSchema(slots)])),
  );
}

function sectionSchema(slots: readonly string[]): z.ZodType<PromptSection> {
  return z
    .string()
    .min(1)
    .superRefine((text, context) => {
      const found = slotsOf(text);
      for (const slot of slots) if (!found.has(slot)) context.addIssue(`the slot {{${slot}}} is missing`);
      for (const slot of found) if (!slots.includes(slot)) context.addIssue(`unknown slot {{${slot}}}`);
      // What only looks like a slot would reach a model as it stands.
      const [broken] = /\{\{(?![a-z_]+\}\})[^\n]{0,20}/.exec(text) ?? [];
      if (broken !== undefined) context.addIssue(`not a slot: ${broken}`);
    })
    .transform((text) => ({ text, slots }));
}

/** "Library example" → libraryExample. */
function camelCase(heading: string): string {
  const [first = "", ...others] = heading.trim().toLowerCase().split(/\s+/);
  return first + others.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}
