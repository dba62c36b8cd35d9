import { countNoun } from "../core/text/count-noun.ts";
import { posix } from "node:path";
import { answerForm } from "../core/draft/answer-form.ts";
import type { CheckedCard } from "../core/draft/card.ts";
import { formatCount } from "../core/text/format-number.ts";
import { codeBlock, escapeMarkdown, inlineCode } from "../core/text/markdown.ts";
import { describeAuthor, describeMeasured } from "./describe-measured.ts";
import { domainTitle, markdownTable } from "./page-parts.ts";
import type { ShownCase } from "./portray-bootcamp.ts";
import type { Portrayed } from "./read-catalogue.ts";
import { readDocumentation } from "./read-documentation.ts";

/** What is shown of a prompt and of a reference answer, in characters: enough for all but the hardest cases. */
const LONGEST = { prompt: 2_400, reference: 1_200 } as const;

/** Digits of a hash that are shown. */
const SHOWN_DIGITS = 12;

/**
 * The page of a bootcamp: what it asks, its levels, a case of the easiest and of the hardest, what was measured.
 * `library` leads from the page's folder to the library.
 */
export function renderBootcampPage(one: Portrayed, library: string): string {
  const { card, portrait, folder, source } = one;
  const { levels, description, answerFormat } = portrait.card;
  const documentation = readDocumentation(source);
  const at = (file: string): string => posix.join(library, folder, file);
  return [
    `# ${escapeMarkdown(card.title)}`,
    "",
    `[Library](../README.md), [${domainTitle(card.domain)}](../${card.domain}.md)`,
    "",
    escapeMarkdown(description),
    "",
    ...(documentation === undefined ? [] : [escapeMarkdown(documentation), ""]),
    `- Class: [${card.name}](${at("bootcamp.ts")}), version ${card.version}, written ${escapeMarkdown(describeAuthor(card))}`,
    `- Card: [card.json](${at("card.json")}), behaviour ${inlineCode(card.hashes.behaviour.slice(0, SHOWN_DIGITS))}`,
    `- Answer (${answerForm(portrait.shape)}): ${escapeMarkdown(answerFormat)}`,
    `- On a terminal: ${inlineCode(`npx campforge library show ${card.slug}`)}`,
    "",
    "## Levels",
    "",
    ...renderLevels(portrait.card),
    "",
    ...renderCase("The easiest level", portrait.easiest),
    ...renderCase(`The hardest level, ${levels.length - 1}`, portrait.hardest),
    "## What was measured",
    "",
    ...markdownTable(
      ["what", "found"],
      describeMeasured(card).map(({ what, found }) => [what, escapeMarkdown(found)]),
    ),
    "",
  ].join("\n");
}

/** A row for each parameter, a column for each level: there are at most 20 levels, and names are long. */
function renderLevels({ levels, parameters }: CheckedCard): readonly string[] {
  const names = Object.keys(parameters);
  if (names.length === 0) return [`${countNoun(levels.length, "level")}, without parameters.`];
  return markdownTable(
    ["parameter", "meaning", ...levels.map((_, level) => `level ${level}`)],
    names.map((name) => [
      inlineCode(name),
      escapeMarkdown(parameters[name]?.meaning ?? ""),
      ...levels.map((level) => escapeMarkdown(String(level[name] ?? ""))),
    ]),
  );
}

function renderCase(heading: string, { prompt, reference, seed }: ShownCase): readonly string[] {
  return [
    `## ${heading}`,
    "",
    `The first case of seed ${seed}, as a model is asked it:`,
    "",
    codeBlock(shorten(prompt, LONGEST.prompt)),
    "",
    "Reference answer:",
    "",
    codeBlock(shorten(reference, LONGEST.reference)),
    "",
  ];
}

/** The beginning of a long text up to the end of a line, with how much is left out. */
function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const line = text.lastIndexOf("\n", limit);
  const kept = text.slice(0, line > limit / 2 ? line : limit).replace(/[\ud800-\udbff]$/, "");
  return `${kept}\n… ${formatCount(text.length - kept.length)} more characters`;
}
