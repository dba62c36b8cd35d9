import { ANSWER_FORMS, answerForm } from "../core/draft/answer-form.ts";
import { countNoun } from "../core/text/count-noun.ts";
import { escapeMarkdown } from "../core/text/markdown.ts";
import { accuracyInShort, describeAuthor } from "./describe-measured.ts";
import { domainTitle, firstSentence, markdownTable } from "./page-parts.ts";
import type { Portrayed } from "./read-catalogue.ts";

/** The first page of a library: how many bootcamps there are by domain, form of answer and author, and each of them. */
export function renderIndexPage(all: readonly Portrayed[]): string {
  const domains = [...Map.groupBy(all, ({ card }) => card.domain)];
  const authors = [...Map.groupBy(all, ({ card }) => describeAuthor(card))].toSorted(
    ([one, some], [other, others]) => others.length - some.length || (one < other ? -1 : 1),
  );
  const forms = ANSWER_FORMS.map((form) => [form, all.filter((one) => formOf(one) === form)] as const);
  const judged = all.filter(({ card }) => card.judge !== null).length;
  return [
    "# The library, bootcamp by bootcamp",
    "",
    `${countNoun(all.length, "bootcamp")} in ${countNoun(domains.length, "domain")}. The judge's accuracy was measured for ${judged} of them; where it was not, the pages say so. [How a library is kept, and what a card holds](../library.md).`,
    "",
    ...markdownTable(
      ["domain", "bootcamps", "by hand", "by a model", "judged"],
      domains.map(([domain, some]) => {
        const byHand = some.filter(isByHand).length;
        return [
          `[${domainTitle(domain)}](${domain}.md)`,
          String(some.length),
          String(byHand),
          String(some.length - byHand),
          String(some.filter(({ card }) => card.judge !== null).length),
        ];
      }),
    ),
    "",
    "## By form of answer",
    "",
    ...markdownTable(
      ["answer", "bootcamps", ""],
      forms
        .filter(([, some]) => some.length > 0)
        .map(([form, some]) => [form, String(some.length), some.map(link).join(", ")]),
    ),
    "",
    "## By author",
    "",
    ...markdownTable(
      ["written", "bootcamps", ""],
      authors.map(([author, some]) => [
        escapeMarkdown(author),
        String(some.length),
        some.map(link).join(", "),
      ]),
    ),
    "",
  ].join("\n");
}

/** The page of a domain, with a row for each of its bootcamps. */
export function renderDomainPage(domain: string, all: readonly Portrayed[]): string {
  return [
    `# ${domainTitle(domain)}`,
    "",
    "[Library](README.md)",
    "",
    ...markdownTable(
      ["bootcamp", "what it asks", "levels", "answer", "written", "judge's accuracy"],
      all.map((one) => [
        link(one),
        escapeMarkdown(firstSentence(one.portrait.card.description)),
        String(one.portrait.card.levels.length),
        formOf(one),
        escapeMarkdown(describeAuthor(one.card)),
        accuracyInShort(one.card),
      ]),
    ),
    "",
  ].join("\n");
}

const isByHand = ({ card }: Portrayed): boolean => card.models["author"] === undefined;

const formOf = ({ portrait }: Portrayed): string => answerForm(portrait.shape);

const link = ({ folder, card }: Portrayed): string => `[${escapeMarkdown(card.title)}](${folder}.md)`;
