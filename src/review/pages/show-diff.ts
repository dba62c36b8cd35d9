import { countNoun } from "../../core/text/count-noun.ts";
import { type Html, html } from "../../charts/html.ts";
import { diffWordsWithSpace } from "diff";
import { countChanges, type DiffLine, type DiffRow, diffRows } from "./diff-rows.ts";
import type { RecordedRound } from "../../core/draft/recorded-round.ts";
import { highlightLines, type Token } from "./highlight.ts";
import { showTokens } from "./show-code.ts";

type Sourced = RecordedRound & { readonly source: string };

/** Names a round in an address: LINE.ROUND. */
export const roundKey = ({ line, round }: { readonly line: number; readonly round: number }): string =>
  `${line}.${round}`;

/** Which rounds are compared: those that are named, else the decisive one with the one before it. */
export function chooseRounds(
  rounds: readonly RecordedRound[],
  wanted: { readonly from: string | null; readonly to: string | null; readonly decisive: string | null },
): { readonly from: Sourced; readonly to: Sourced } | undefined {
  const sourced = rounds.flatMap((round) =>
    round.source === null ? [] : [{ ...round, source: round.source }],
  );
  const find = (key: string | null): Sourced | undefined => sourced.find((one) => roundKey(one) === key);
  const to = find(wanted.to) ?? find(wanted.decisive) ?? sourced.at(-1);
  if (to === undefined) return undefined;
  const before = sourced.filter((one) => one.line === to.line && one.round < to.round).at(-1);
  const from = find(wanted.from) ?? before;
  return from === undefined || from === to ? undefined : { from, to };
}

/** Two rounds side by side, with links to compare others. */
export function showDiff(
  rounds: readonly RecordedRound[],
  chosen: { readonly from: Sourced; readonly to: Sourced },
  address: string,
): Html {
  const { from, to } = chosen;
  const rows = diffRows(from.source, to.source);
  const { removed, added } = countChanges(rows);
  const pick = (side: "from" | "to", current: Sourced): Html => {
    const other = side === "from" ? to : from;
    return html`<ul class="tabs" aria-label="${side === "from" ? "Compare" : "with"}">${rounds
      .filter((one) => one.source !== null && isOnSide(one, other, side))
      .map((one) => {
        const keys = side === "from" ? [roundKey(one), roundKey(to)] : [roundKey(from), roundKey(one)];
        const href = `${address}/diff?from=${keys[0]}&to=${keys[1]}`;
        const isCurrent = roundKey(one) === roundKey(current);
        return html`<li><a href="${href}" hx-get="${href}" hx-target="#diff-view" hx-swap="outerHTML"${isCurrent ? html` aria-current="true"` : null}>${nameRound(one, rounds)}</a></li>`;
      })}</ul>`;
  };
  return html`<div id="diff-view"><div class="bar">${pick("from", from)}<span class="dim">compared with</span>${pick("to", to)}<p class="dim"><span class="minus">−${removed}</span> <span class="plus">+${added}</span> lines</p></div>
${removed + added === 0 ? html`<p class="empty">The two are the same.</p>` : sideBySide(rows, chosen, rounds)}</div>`;
}

/** The earlier rounds are offered on the left, the later ones on the right; of other lines all. */
function isOnSide(one: RecordedRound, other: RecordedRound, side: "from" | "to"): boolean {
  if (one.line !== other.line) return true;
  return side === "from" ? one.round < other.round : one.round > other.round;
}

const nameRound = (one: RecordedRound, rounds: readonly RecordedRound[]): string =>
  new Set(rounds.map(({ line }) => line)).size > 1
    ? `line ${one.line}, round ${one.round}`
    : `round ${one.round}`;

function sideBySide(
  rows: readonly DiffRow[],
  { from, to }: { readonly from: Sourced; readonly to: Sourced },
  rounds: readonly RecordedRound[],
): Html {
  const [olds, news] = [highlightLines(from.source), highlightLines(to.source)];
  const label = `What changed from ${nameRound(from, rounds)} to ${nameRound(to, rounds)}`;
  return html`<div class="diff" role="region" tabindex="0" aria-label="${label}" dir="ltr">${rows.map((row) => showRow(row, { olds, news }))}</div>`;
}

type Coloured = {
  readonly olds: readonly (readonly Token[])[];
  readonly news: readonly (readonly Token[])[];
};

function showRow(row: DiffRow, coloured: Coloured): Html {
  const { olds, news } = coloured;
  const tokens = (side: typeof olds, line: DiffLine): readonly Html[] =>
    showTokens(side[line.number - 1] ?? []);
  switch (row.kind) {
    case "folded":
      return html`<details class="fold"><summary>${countNoun(row.rows.length, "line")} without a change</summary>${row.rows.map((one) => showRow(one, coloured))}</details>`;
    case "same":
      return html`<div class="d-row d-same">${cell("old", row.before, tokens(olds, row.before))}${cell("new", row.after, tokens(news, row.after))}</div>`;
    case "removed":
      return html`<div class="d-row">${cell("del", row.before, tokens(olds, row.before))}<span class="d-cell d-none"></span></div>`;
    case "added":
      return html`<div class="d-row"><span class="d-cell d-none"></span>${cell("ins", row.after, tokens(news, row.after))}</div>`;
    case "changed": {
      const { before, after } = changedParts(row.before.text, row.after.text);
      return html`<div class="d-row">${cell("del", row.before, marked(olds, row.before, before))}${cell("ins", row.after, marked(news, row.after, after))}</div>`;
    }
  }
}

/** A line whose changed stretches are set off, its colours kept. */
function marked(
  side: readonly (readonly Token[])[],
  line: DiffLine,
  changed: readonly Stretch[],
): readonly Html[] {
  let end = 0;
  return (side[line.number - 1] ?? []).flatMap(({ kind, text: piece }) => {
    const start = end;
    end += piece.length;
    const cuts = changed.flatMap((one) => [one.start, one.end]).filter((at) => at > start && at < end);
    return [start, ...cuts].map((from, index) => {
      const to = cuts[index] ?? end;
      const shown = showTokens([{ kind, text: piece.slice(from - start, to - start) }]);
      return changed.some((one) => from >= one.start && to <= one.end)
        ? html`<mark>${shown}</mark>`
        : html`${shown}`;
    });
  });
}

function cell(kind: "old" | "new" | "del" | "ins", line: DiffLine, content: readonly Html[]): Html {
  const sign = kind === "del" ? "−" : kind === "ins" ? "+" : " ";
  const spoken = kind === "del" ? "removed: " : kind === "ins" ? "added: " : "";
  return html`<span class="d-cell d-${kind}"><span class="d-number" aria-hidden="true">${line.number}</span><span class="d-sign" aria-hidden="true">${sign}</span><code>${spoken === "" ? null : html`<span class="spoken">${spoken}</span>`}${content}</code></span>`;
}

/** Part of a line, from `start` up to `end`, in UTF-16 units. */
type Stretch = { readonly start: number; readonly end: number };

/** Lines longer than this are shown as changed as a whole. */
const LONGEST_COMPARED = 400;

/** Where two lines differ. */
function changedParts(
  before: string,
  after: string,
): { readonly before: readonly Stretch[]; readonly after: readonly Stretch[] } {
  if (before.length + after.length > LONGEST_COMPARED) return { before: [], after: [] };
  const parts = diffWordsWithSpace(before, after);
  const side = (leftOut: "added" | "removed"): readonly Stretch[] => {
    let end = 0;
    return parts.flatMap((part) => {
      if (part[leftOut]) return [];
      const start = end;
      end += part.value.length;
      return part.added || part.removed ? [{ start, end }] : [];
    });
  };
  return { before: side("added"), after: side("removed") };
}
