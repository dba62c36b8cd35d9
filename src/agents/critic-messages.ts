import { z } from "zod";
import type { Completion, Message } from "../core/calls/completion.ts";
import type { Check } from "../core/checks/unit-test-report.ts";
import type { LevelParameters } from "../core/draft/card.ts";
import { CRITIC_POINT_KINDS, type CriticReport } from "../core/judging/critic-report.ts";
import { fillSlots, type Prompts } from "../core/calls/prompts.ts";
import { cutText } from "../core/text/cut-text.ts";
import { makeVisibleLine } from "../core/text/visible-text.ts";
import { fenceFor } from "./fence-off.ts";
import { readJsonReply } from "./read-json-reply.ts";

/** A case as the critic sees it. */
type ShownCase = { readonly level: number; readonly prompt: string; readonly reference: string };

/** What the critic reads; all of it is data to it. */
export type Reviewed = {
  readonly description: string;
  readonly source: string;
  /** The levels of the card, the easiest first. */
  readonly levels: readonly LevelParameters[];
  /** What the unit tests found. */
  readonly checks: readonly Check[];
  readonly cases: readonly ShownCase[];
};

/** A check as the critic sees it. */
type ShownCheck = Pick<Check, "status" | "detail"> & { readonly check: Check["name"] };

/** What is shown of a check's detail, in characters. */
const MOST_DETAIL = 320;

/** What is shown of a line of the class that a check names: the listing has no numbers. */
const MOST_OF_A_LINE = 60;

/** What each check that ran established of the class itself; whether it is new depends on what else there is. */
function shownChecks({ checks, source }: Pick<Reviewed, "checks" | "source">): readonly ShownCheck[] {
  const lines = source.split("\n");
  return checks
    .filter(({ name, status }) => status !== "skipped" && name !== "new")
    .map(({ name, status, detail }) => ({ check: name, status, detail: quoteLines(detail, lines) }));
}

function quoteLines(detail: string, lines: readonly string[]): string {
  return cutText(makeVisibleLine(detail), MOST_DETAIL).replace(/\bline (\d+)\b/g, (named, line: string) => {
    const text = lines[Number(line) - 1]?.trim() ?? "";
    if (text === "" || detail.includes(text)) return named;
    return `${named} (${cutText(makeVisibleLine(text), MOST_OF_A_LINE)})`;
  });
}

/** The description, the class, its levels, its checks and some of its cases, each between lines that cannot stand in them. */
export function criticMessages(reviewed: Reviewed, prompts: Prompts): readonly Message[] {
  const { description, source } = reviewed;
  const { system, user, shownCase, shownLevel, shownCheck } = prompts.critic;
  const hardest = reviewed.levels.length - 1;
  const cases = reviewed.cases.map((one) => fillSlots(shownCase, { ...one, hardest })).join("\n\n");
  const levels = reviewed.levels
    .map((one, level) => fillSlots(shownLevel, { level, parameters: JSON.stringify(one) }))
    .join("\n");
  const checks = shownChecks(reviewed)
    .map((one) => fillSlots(shownCheck, one))
    .join("\n");
  const data = { description, source, levels, checks, prompts: cases };
  const fence = fenceFor("data", ...Object.values(data));
  return [
    { role: "system", text: system.text },
    { role: "user", text: fillSlots(user, { fence, ...data }) },
  ];
}

const reviewSchema = z.object({
  faithful: z.number().min(0).max(4),
  points: z
    .array(
      z.object({
        kind: z.enum(CRITIC_POINT_KINDS),
        point: z.string().min(1).max(1_000),
        quote: z.string().min(4).max(1_000),
      }),
    )
    .max(12)
    .default([]),
});

/** Reads a review. One that quotes what stands nowhere in what was reviewed counts for nothing. */
export function readReview(reply: Completion, reviewed: Reviewed): CriticReport {
  const review = readJsonReply(reply, reviewSchema, "review");
  if (review.status === "void") return review;
  const { faithful, points } = review.value;
  const words = spaced(
    [
      reviewed.description,
      reviewed.source,
      ...reviewed.levels.map((one) => JSON.stringify(one)),
      ...shownChecks(reviewed).map(({ detail }) => detail),
      ...reviewed.cases.flatMap(({ prompt, reference }) => [prompt, reference]),
    ].join("\n"),
  );
  const invented = points.find(({ quote }) => !words.includes(spaced(quote)));
  if (invented !== undefined)
    return { status: "void", reason: `it quotes text that does not occur: ${invented.quote.slice(0, 200)}` };
  return { status: "reviewed", faithful, points };
}

const spaced = (text: string): string => text.replace(/\s+/g, " ").trim();
