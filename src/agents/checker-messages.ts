import { z } from "zod";
import type { Completion, Message } from "../core/calls/completion.ts";
import { fillSlots, type Prompts } from "../core/calls/prompts.ts";
import { cutText } from "../core/text/cut-text.ts";
import { fenceFor } from "./fence-off.ts";
import { readJsonReply } from "./read-json-reply.ts";

/** A family that a proposal might be the same as. */
export type OtherFamily = { readonly title: string; readonly about: string };

/** What a short look at a proposal found; `sameAs` counts the other families from 0, the near ones first. */
export type Look =
  | {
      readonly status: "looked";
      readonly answer: string;
      readonly isTextAlone: boolean;
      readonly isByRule: boolean;
      readonly isClear: boolean;
      readonly sameAs: number | null;
      readonly why: string;
    }
  | { readonly status: "void"; readonly reason: string };

const MOST_OF_OTHER = 1_000;
/** Of the families that share few words with it a line each: enough to see what is asked. */
const MOST_OF_FURTHER = 160;
const LETTERS = "ABCDEFGH";

/** The families that share most words with a description, which are shown at length, and all others. */
type Others = { readonly near: readonly OtherFamily[]; readonly further: readonly OtherFamily[] };

/** Asks for a short look at a description whose example has no answer, beside the families that there are. */
export function checkerMessages(
  description: string,
  { near, further }: Others,
  { checker }: Prompts,
): readonly Message[] {
  const shown = near
    .slice(0, LETTERS.length)
    .map(({ title, about }, place) =>
      fillSlots(checker.other, {
        letter: LETTERS.charAt(place),
        title,
        about: cutText(about, MOST_OF_OTHER),
      }),
    )
    .join("\n\n");
  const more = further
    .map(({ title, about }, index) =>
      fillSlots(checker.further, {
        number: String(index + 1),
        title,
        about: cutText(about.replaceAll(/\s+/g, " ").trim(), MOST_OF_FURTHER),
      }),
    )
    .join("\n");
  const fence = fenceFor("data", description, shown, more);
  return [
    { role: "system", text: checker.system.text },
    { role: "user", text: fillSlots(checker.user, { fence, description, others: shown, more }) },
  ];
}

const lookSchema = z.object({
  answer: z.union([z.string(), z.number()]).transform(String),
  text_alone: z.boolean(),
  by_rule: z.boolean(),
  clear: z.boolean(),
  same_as: z.union([z.string(), z.number()]).transform(String).nullable().default(null),
  why: z.string().max(2_000).default(""),
});

/** Reads such a look at a proposal beside those families. */
export function readLook(reply: Completion, others: Others): Look {
  const read = readJsonReply(reply, lookSchema, "look");
  if (read.status === "void") return read;
  const { answer, text_alone, by_rule, clear, same_as, why } = read.value;
  return {
    status: "looked",
    answer,
    isTextAlone: text_alone,
    isByRule: by_rule,
    isClear: clear,
    sameAs: same_as === null ? null : indexOfNamed(same_as.trim(), others),
    why,
  };
}

/** Which of all families, the near ones first, a letter or a number names. */
function indexOfNamed(name: string, { near, further }: Others): number | null {
  const number = /^\d+/.exec(name)?.[0];
  const index =
    number === undefined
      ? LETTERS.indexOf(name.toUpperCase().charAt(0) || "?")
      : near.length + Number(number) - 1;
  const most = number === undefined ? near.length : near.length + further.length;
  return index >= (number === undefined ? 0 : near.length) && index < most ? index : null;
}

/** Asks which of two answers to the example is right. */
export function disputeMessages(
  description: string,
  { a, b }: { readonly a: string; readonly b: string },
  { checker }: Prompts,
): readonly Message[] {
  const fence = fenceFor("data", description, a, b);
  return [{ role: "user", text: fillSlots(checker.dispute, { fence, description, a, b }) }];
}

const opinion = z.enum(["right", "wrong", "unclear"]);
const settledSchema = z.object({ a: opinion, b: opinion, why: z.string().max(2_000).default("") });

/** What was said of the two. */
export type Settled =
  | ({ readonly status: "settled" } & z.infer<typeof settledSchema>)
  | { readonly status: "void"; readonly reason: string };

/** Reads what was said of the two. */
export function readSettled(reply: Completion): Settled {
  const read = readJsonReply(reply, settledSchema, "comparison");
  return read.status === "void" ? read : { status: "settled", ...read.value };
}
