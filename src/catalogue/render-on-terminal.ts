import { answerForm } from "../core/draft/answer-form.ts";
import type { CheckedCard } from "../core/draft/card.ts";
import { alignColumns } from "../core/text/align-columns.ts";
import { countNoun } from "../core/text/count-noun.ts";
import { levelRank } from "../core/text/level-rank.ts";
import { paint } from "../core/text/paint.ts";
import { wrapText } from "../core/text/wrap-text.ts";
import { accuracyInShort, describeAuthor, describeMeasured } from "./describe-measured.ts";
import type { ShownCase } from "./portray-bootcamp.ts";
import type { Portrayed } from "./read-catalogue.ts";
import { readDocumentation } from "./read-documentation.ts";

const WIDTH = 100;

/** The bootcamps of a library as a table. */
export function renderList(library: string, all: readonly Portrayed[]): string {
  const rows = all.map(({ card, portrait }) => [
    card.domain,
    card.slug,
    String(portrait.card.levels.length),
    answerForm(portrait.shape),
    describeAuthor(card),
    accuracyInShort(card),
  ]);
  const [head = "", ...lines] = alignColumns([
    ["domain", "name", "levels", "answer", "written", "judge's accuracy"],
    ...rows,
  ]);
  const domains = new Set(all.map(({ card }) => card.domain)).size;
  const count = `${library}: ${countNoun(all.length, "bootcamp")} in ${countNoun(domains, "domain")}`;
  return `${[paint("bold", head), ...lines, "", `${count}. campforge library show NAME shows one.`].join("\n")}\n`;
}

/** A bootcamp as a person reads it: its card in words, its levels, and some cases. */
export function renderBootcamp(one: Portrayed, cases: readonly ShownCase[]): string {
  const { card, portrait, folder, source } = one;
  const { description, answerFormat } = portrait.card;
  const documentation = readDocumentation(source);
  const lines = [
    paint("bold", `${card.title} (${folder})`),
    `class ${card.name}, version ${card.version}, written ${describeAuthor(card)}`,
    "",
    ...wrapText(description, WIDTH),
    "",
    ...(documentation === undefined ? [] : [...wrapText(documentation, WIDTH), ""]),
    ...renderFact(`answer (${answerForm(portrait.shape)})`, answerFormat),
    ...describeMeasured(card).flatMap(({ what, found }) => renderFact(what, found)),
    "",
    paint("bold", "Levels"),
    ...renderLevels(portrait.card),
    ...cases.flatMap((shown) => renderCase(shown, portrait.card.levels.length)),
  ];
  return `${lines.join("\n")}\n`;
}

const LABEL = 20;

function renderFact(what: string, found: string): readonly string[] {
  const [first = "", ...more] = wrapText(found, WIDTH - LABEL);
  return [`${what.padEnd(LABEL)}${first}`, ...more.map((line) => `${" ".repeat(LABEL)}${line}`)];
}

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
    paint("bold", "The class's own answer"),
    ...indented(reference),
  ];
}

const indented = (text: string): readonly string[] =>
  text.split("\n").map((line) => (line === "" ? "" : `  ${line}`));
