import { accuracyByLevel } from "../../charts/accuracy-by-level.ts";
import { type Html, html } from "../../charts/html.ts";
import { decisiveLevel, type JudgeReport } from "../../core/judging/judge-report.ts";
import { countNoun } from "../../core/text/count-noun.ts";
import { decisionPanel } from "./decision-panel.ts";
import type { ReviewedRun, ReviewedTask, StartedRun } from "../queue/drivers.ts";
import { describeEntry, type QueueItem } from "../queue/filter-queue.ts";
import type { LongTexts } from "./long-texts.ts";
import { showCode } from "./show-code.ts";
import { chooseRounds, roundKey, showDiff } from "./show-diff.ts";
import { showRound } from "./show-round.ts";
import type { Evidence } from "./show-check.ts";
import { inline } from "./show-text.ts";
import { type Grounds, groundsOf, whySection } from "./why-section.ts";

/** What the page of one bootcamp is made of. */
export type TaskView = {
  readonly run: ReviewedRun;
  readonly task: ReviewedTask;
  /** The query of the queue that the reader came from; empty for the whole queue. */
  readonly back: string;
  /** What lies before and after it in that queue. */
  readonly neighbours: { readonly previous: QueueItem | undefined; readonly next: QueueItem | undefined };
  readonly compare: { readonly from: string | null; readonly to: string | null };
  readonly command: string;
  readonly started: StartedRun;
};

/** The page of one bootcamp: why it was flagged, and everything that a decision can rest on. */
export function taskPage(view: TaskView, texts: LongTexts): Html {
  const { run, task } = view;
  const item = describeEntry(task);
  const address = `/run/${run.id}/task/${task.id}`;
  const decisive = task.decisive === null ? null : roundKey(task.decisive);
  const round = task.rounds.find((one) => roundKey(one) === decisive) ?? task.rounds.at(-1);
  const chosen = chooseRounds(task.rounds, { ...view.compare, decisive });
  const panel = decisionPanel(item, { run: run.id, decisive, command: view.command, started: view.started });
  const evidence: Evidence = { texts, source: round?.source ?? null };
  const canRun = round?.status === "tested";
  const sections: readonly Section[] = [
    { id: "why", name: "Why", content: whySection(task, round, evidence) },
    { id: "description", name: "Description", content: descriptionSection(task, texts) },
    ...(task.judged === null
      ? []
      : [{ id: "accuracy", name: "Accuracy", content: accuracySection(task.judged, view, texts) }]),
    ...(canRun
      ? [
          {
            id: "cases",
            name: "Cases",
            content: lazy(
              `${address}/cases?round=${roundKey(round)}&level=${levelOf(task)}&start=0`,
              "cases-view",
              "Drawing cases in the sandbox…",
              "See the cases",
            ),
          },
        ]
      : []),
    ...(task.judged === null || round === undefined
      ? []
      : [
          {
            id: "transcripts",
            name: "Transcripts",
            content: lazy(
              `${address}/samples?round=${roundKey(round)}`,
              "samples-view",
              "Reading the transcripts…",
              "See the transcripts",
            ),
          },
        ]),
    { id: "rounds", name: "Rounds", content: roundsSection(task, decisive, evidence) },
    ...(chosen === undefined
      ? []
      : [{ id: "diff", name: "Changes", content: showDiff(task.rounds, chosen, address) }]),
    ...(round?.source === null || round === undefined
      ? []
      : [
          { id: "code", name: "Class", content: showCode(round.source, `The class of round ${round.round}`) },
        ]),
  ];
  return html`<div class="task">
<div class="task-head"><p class="crumbs"><a href="/run/${run.id}${view.back}" data-queue aria-keyshortcuts="q">Queue</a> <span class="dim">run ${run.id}</span></p>
<h1>${inline(task.title)}</h1><p class="dim"><bdi>${task.domain}</bdi> · <bdi>${task.id}</bdi> · ${countNoun(task.roundCount, "round")}</p>
${neighbourLinks(view)}</div>
<aside class="task-side">${panel}<nav class="contents" aria-label="On this page"><ul>${sections.map(({ id, name }) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav></aside>
<div class="task-main">${sections.map(({ id, name, content }) => html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${name}</h2>${content}</section>`)}</div>
</div>`;
}

type Section = { readonly id: string; readonly name: string; readonly content: Html };

/** A part that is asked for once the page is there; without scripts it is a link. */
const lazy = (href: string, id: string, meanwhile: string, label: string): Html =>
  html`<div id="${id}" hx-get="${href}" hx-trigger="load" hx-swap="outerHTML"><p class="dim" role="status">${meanwhile}</p><noscript><a href="${href}">${label}</a></noscript></div>`;

const levelOf = ({ judged }: ReviewedTask): number =>
  judged === null ? 0 : (decisiveLevel(judged)?.level ?? 0);

function neighbourLinks({ run, back, neighbours }: TaskView): Html {
  const from = back === "" ? "" : `?from=${encodeURIComponent(back)}`;
  const link = (item: QueueItem | undefined, rel: "prev" | "next", key: string): Html =>
    item === undefined
      ? html`<span class="dim">${rel === "next" ? "end of the queue" : "start of the queue"}</span>`
      : html`<a href="/run/${run.id}/task/${item.id}${from}" rel="${rel}" aria-keyshortcuts="${key}">${rel === "next" ? "Next" : "Previous"}: ${inline(item.title.slice(0, 60))} <kbd>${key}</kbd></a>`;
  return html`<nav class="neighbours" aria-label="Queue">${link(neighbours.previous, "prev", "k")}${link(neighbours.next, "next", "j")}</nav>`;
}

function descriptionSection({ description }: ReviewedTask, texts: LongTexts): Html {
  const { source, licence, examples, referenceSolution, waivers, written } = description;
  return html`${texts.prose(description.description)}
<p class="dim">Source: ${inline(source)} · licence: ${inline(licence)}</p>
${written === undefined ? null : html`<p>Its class was written by hand: <bdi>${inline(written.file)}</bdi></p>`}
${examples.length === 0 ? null : html`<details><summary>${countNoun(examples.length, "example")}</summary>${examples.map(({ input, output }, index) => html`<div class="pair">${texts.block(input, { label: `input of example ${index + 1}`, limit: 1_500 })}${texts.block(output, { label: `output of example ${index + 1}`, limit: 1_500 })}</div>`)}</details>`}
${referenceSolution === null ? null : html`<details><summary>Reference solution in <bdi>${referenceSolution.language}</bdi></summary>${texts.block(referenceSolution.code, { label: "reference solution", dir: "ltr" })}</details>`}
${waivers.length === 0 ? null : html`<p>Waived beforehand: ${waivers.map(({ check, reason }) => html`<span class="badge">${check}</span> ${inline(reason)} `)}</p>`}`;
}

function accuracySection(
  { levels, levelCount, dispute }: JudgeReport,
  { run, task }: TaskView,
  texts: LongTexts,
): Html {
  const chart = accuracyByLevel(
    levels.map(({ level, accuracy, decision }) => ({ level, accuracy, decision, name: task.title })),
    { id: "levels", title: "The judge's accuracy by level", band: run.band, levelCount },
  );
  return html`<div class="accuracy"><div class="chart-box">${chart}</div><div class="scroll" tabindex="0" role="region" aria-label="Accuracy as a table"><table><caption>In the order of trying; intervals at 95%</caption><thead><tr><th scope="col">level</th><th scope="col">accuracy</th><th scope="col">interval</th><th scope="col">attempts</th><th scope="col">decision</th></tr></thead><tbody>${levels.map(
    ({ level, accuracy, attempts, truncated, empty, decision }) =>
      html`<tr><th scope="row">${level}</th><td>${accuracy.mean.toFixed(2)}</td><td>${accuracy.low.toFixed(2)}–${accuracy.high.toFixed(2)}</td><td>${attempts}${truncated + empty === 0 ? null : html` <span class="dim">(${truncated} cut off, ${empty} empty)</span>`}</td><td>${decision}</td></tr>`,
  )}</tbody></table></div></div>
${
  dispute.status === "not-asked"
    ? null
    : html`<h3>Attempts that were repeated: ${dispute.status === "too-hard" ? "the task is too hard" : "the verifier is wrong"}</h3>${dispute.cases.map(
        ({ index, prompt, reference, answers, agreed }) =>
          html`<details><summary>Case ${index}: ${agreed === null ? "no agreement" : html`agreed on ${inline(agreed.slice(0, 120))}`}</summary>${texts.block(prompt, { label: `prompt of repeated case ${index}`, look: "prompt", limit: 2_000 })}<dl class="versus"><div><dt>the class</dt><dd>${texts.block(reference, { label: `reference answer of repeated case ${index}`, limit: 400 })}</dd></div>${answers.map((answer, position) => html`<div><dt>attempt ${position + 1}</dt><dd>${texts.block(answer, { label: `answer ${position + 1} to repeated case ${index}`, limit: 400 })}</dd></div>`)}</dl></details>`,
      )}`
}`;
}

const NOTHING: Grounds = { checks: new Set(), gates: new Set() };

function roundsSection(task: ReviewedTask, decisive: string | null, evidence: Evidence): Html {
  const hasLines = new Set(task.rounds.map(({ line }) => line)).size > 1;
  if (task.rounds.length === 0) return html`<p class="empty">No round has ended yet.</p>`;
  const grounds = groundsOf(task);
  return html`${task.rounds.toReversed().map((round) => {
    const findings = task.findings.filter((one) => roundKey(one) === roundKey(round));
    const isDecisive = roundKey(round) === decisive;
    const above = isDecisive ? grounds : NOTHING;
    // The lines of other rounds are not those of the class on the page.
    const source = isDecisive ? evidence.source : null;
    const unusable = task.unusable.filter((one) => roundKey(one) === roundKey(round));
    const about = { findings, unusable, isDecisive, hasLines, above };
    return showRound(round, about, { ...evidence, source });
  })}`;
}
