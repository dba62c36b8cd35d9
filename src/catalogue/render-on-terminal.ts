import { answerForm } from "../core/draft/answer-form.ts";
import type { CheckedCard } from "../core/draft/card.ts";
import { alignColumns } from "../core/text/align-columns.ts";
import type { Column } from "../core/text/fit-table.ts";
import { countNoun } from "../core/text/count-noun.ts";
import { levelRank } from "../core/text/level-rank.ts";
import { paint } from "../core/text/paint.ts";
import { wrapText } from "../core/text/wrap-text.ts";
import { accuracyInShort, describeAuthor, describeMeasured } from "./describe-measured.ts";
import type { ShownCase } from "./portray-bootcamp.ts";
import type { Portrayed } from "./read-catalogue.ts";
import { readDocumentation } from "./read-documentation.ts";

/** Prose is no wider than this on any terminal. */
const WIDEST = 100;

/** The columns of a table of bootcamps. */
export const LIBRARY_COLUMNS: readonly Column<Portrayed>[] = [
  { name: "domain", cell: ({ card }) => card.domain, spare: 1 },
  { name: "name", cell: ({ card }) => card.slug, spare: 0 },
  {
    name: "levels",
    cell: ({ portrait }) => String(portrait.card.levels.length),
    by: ({ portrait }) => portrait.card.levels.length,
    spare: 2,
  },
  { name: "answer", cell: ({ portrait }) => answerForm(portrait.shape), spare: 0 },
  { name: "written", cell: ({ card }) => describeAuthor(card), spare: 3 },
  { name: "accuracy", cell: ({ card }) => accuracyInShort(card), spare: 0 },
];

/** How many bootcamps a library has. */
export function countLibrary(all: readonly Portrayed[]): string {
  const domains = new Set(all.map(({ card }) => card.domain)).size;
  return `${countNoun(all.length, "bootcamp")} in ${countNoun(domains, "domain")}`;
}

/** A bootcamp as a person reads it on `width` cells: its card in words, its levels, and some cases. */
export function renderBootcamp(one: Portrayed, cases: readonly ShownCase[], width = Infinity): string {
  const columns = Math.min(width, WIDEST);
  const renderFact = (what: string, found: string): readonly string[] => {
    const [first = "", ...more] = wrapText(found, columns - LABEL);
    return [`${what.padEnd(LABEL)}${first}`, ...more.map((line) => `${" ".repeat(LABEL)}${line}`)];
  };
  const { card, portrait, folder, source } = one;
  const { description, answerFormat } = portrait.card;
  const documentation = readDocumentation(source);
  const lines = [
    paint("bold", `${card.title} (${folder})`),
    `class ${card.name}, version ${card.version}, written ${describeAuthor(card)}`,
    "",
    ...wrapText(description, columns),
    "",
    ...(documentation === undefined ? [] : [...wrapText(documentation, columns), ""]),
    ...renderFact(`answer (${answerForm(portrait.shape)})`, answerFormat),
    ...describeMeasured(card).flatMap(({ what, found }) => renderFact(what, found)),
    "",
    paint("bold", "Levels"),
    ...renderLevels(portrait.card),
    ...cases.flatMap((shown) => renderCase(shown, portrait.card.levels.length)),
  ];
  return `${lines.join("\n")}\n`;
}

/** As wide as the longest label, and two spaces. */
const LABEL = "read beyond the gates".length + 2;

function renderLevels({ levels, parameters }: CheckedCard): readonly string[] {
  const rows = Object.entries(parameters).map(([name, { meaning }]) => [
    name,
    ...levels.map((level) => String(level[name] ?? "")),
    meaning,
  ]);
  const head = ["", ...levels.map((_, level) => String(level)), ""];
  return alignColumns([head, ...rows]).map((line) => `  ${line}`.trimEnd());
}

function renderCase({ level, seed, prompt, reference }: ShownCase, levels: number): readonly string[] {
  return [
    "",
    paint("bold", `A case of level ${level}${levelRank(level, levels)} (seed ${seed})`),
    ...indented(prompt),
    paint("bold", "Reference answer"),
    ...indented(reference),
  ];
}

const indented = (text: string): readonly string[] =>
  text.split("\n").map((line) => (line === "" ? "" : `  ${line}`));
