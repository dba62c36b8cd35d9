import { z } from "zod";
import type { Completion, Message } from "../core/calls/completion.ts";
import { CRITIC_POINT_KINDS, type CriticReport } from "../core/judging/critic-report.ts";
import { fillSlots, type Prompts } from "../core/calls/prompts.ts";
import { fenceFor } from "./fence-off.ts";
import { readJsonReply } from "./read-json-reply.ts";

/** A case as the critic sees it. */
type ShownCase = { readonly level: number; readonly prompt: string; readonly reference: string };

/** What the critic reads; all of it is data to it. */
export type Reviewed = {
  readonly description: string;
  readonly source: string;
  readonly cases: readonly ShownCase[];
  /** The number of the hardest level; the easiest is 0. */
  readonly hardest: number;
};

/** The description, the class and some of its cases, each between lines that cannot stand in them. */
export function criticMessages(reviewed: Reviewed, prompts: Prompts): readonly Message[] {
  const { description, source, cases, hardest } = reviewed;
  const shown = cases.map((one) => fillSlots(prompts.critic.shownCase, { ...one, hardest })).join("\n\n");
  const fence = fenceFor("data", description, source, shown);
  return [
    { role: "system", text: prompts.critic.system.text },
    { role: "user", text: fillSlots(prompts.critic.user, { fence, description, source, prompts: shown }) },
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
      ...reviewed.cases.flatMap(({ prompt, reference }) => [prompt, reference]),
    ].join("\n"),
  );
  const invented = points.find(({ quote }) => !words.includes(spaced(quote)));
  if (invented !== undefined)
    return { status: "void", reason: `it quotes text that does not occur: ${invented.quote.slice(0, 200)}` };
  return { status: "reviewed", faithful, points };
}

const spaced = (text: string): string => text.replace(/\s+/g, " ").trim();
