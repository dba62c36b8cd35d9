import { z } from "zod";
import type { Completion, Message } from "../core/calls/completion.ts";
import { fillSlots, type Prompts } from "../core/calls/prompts.ts";
import { fenceFor } from "./fence-off.ts";
import { readJsonReply } from "./read-json-reply.ts";

/** The third look at a case: its prompt and the two answers, in an order that tells nothing. */
export function arbiterMessages(
  about: { readonly prompt: string; readonly a: string; readonly b: string },
  prompts: Prompts,
): readonly Message[] {
  const fence = fenceFor("data", about.prompt, about.a, about.b);
  return [
    { role: "system", text: prompts.arbiter.system.text },
    { role: "user", text: fillSlots(prompts.arbiter.user, { ...about, fence }) },
  ];
}

/** The third look at one answer that a class and a checker disagree about. */
export function appraiserMessages(
  about: { readonly prompt: string; readonly answer: string },
  prompts: Prompts,
): readonly Message[] {
  const fence = fenceFor("data", about.prompt, about.answer);
  return [
    { role: "system", text: prompts.appraiser.system.text },
    { role: "user", text: fillSlots(prompts.appraiser.user, { ...about, fence }) },
  ];
}

const appraisalSchema = z.object({
  answer: z.enum(["right", "wrong", "unclear"]),
  why: z.string().max(4_000).default(""),
});

/** What the third look says of one answer; undefined when its reply says nothing of it. */
export type Appraisal = z.infer<typeof appraisalSchema>;

/** Reads the appraisal at the end of a reply. */
export function readAppraisal(reply: Completion): Appraisal | undefined {
  const read = readJsonReply(reply, appraisalSchema, "appraisal");
  return read.status === "read" ? read.value : undefined;
}

const rulingSchema = z.object({
  right: z.enum(["A", "B", "both", "neither", "unclear"]),
  why: z.string().max(4_000).default(""),
});

/** What the third look says; undefined when its reply is no ruling. */
export type Ruling = z.infer<typeof rulingSchema>;

/** Reads the ruling at the end of a reply. */
export function readRuling(reply: Completion): Ruling | undefined {
  const read = readJsonReply(reply, rulingSchema, "ruling");
  return read.status === "read" ? read.value : undefined;
}
