import { z } from "zod";
import type { Completion, Message } from "../core/calls/completion.ts";
import { fillSlots, type Prompts } from "../core/calls/prompts.ts";
import { cutText } from "../core/text/cut-text.ts";
import { fenceFor } from "./fence-off.ts";
import { readJsonBlock } from "./read-json-block.ts";

/** A family that a proposal might be the same as. */
export type OtherFamily = { readonly title: string; readonly about: string };

/** What a short look at a proposal found; `sameAs` counts the others from 0. */
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

const MOST_OF_OTHER = 700;
const LETTERS = "ABCDEFGH";

/** Asks for a short look at a description whose example has no answer, beside the families that come nearest to it. */
export function checkerMessages(
  description: string,
  others: readonly OtherFamily[],
  { checker }: Prompts,
): readonly Message[] {
  const shown = others
    .slice(0, LETTERS.length)
    .map(({ title, about }, place) =>
      fillSlots(checker.other, {
        letter: LETTERS.charAt(place),
        title,
        about: cutText(about, MOST_OF_OTHER),
      }),
    )
    .join("\n\n");
  const fence = fenceFor("data", description, shown);
  return [
    { role: "system", text: checker.system.text },
    { role: "user", text: fillSlots(checker.user, { fence, description, others: shown }) },
  ];
}

const lookSchema = z.object({
  answer: z.union([z.string(), z.number()]).transform(String),
  text_alone: z.boolean(),
  by_rule: z.boolean(),
  clear: z.boolean(),
  same_as: z.string().nullable().default(null),
  why: z.string().max(2_000).default(""),
});

/** Reads such a look. */
export function readLook(reply: Completion, others: number): Look {
  const read = readReply(reply, lookSchema);
  if (read.status === "void") return read;
  const { answer, text_alone, by_rule, clear, same_as, why } = read.found;
  const named = same_as === null ? -1 : LETTERS.indexOf(same_as.trim().toUpperCase().charAt(0) || "?");
  return {
    status: "looked",
    answer,
    isTextAlone: text_alone,
    isByRule: by_rule,
    isClear: clear,
    sameAs: named >= 0 && named < others ? named : null,
    why,
  };
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
  const read = readReply(reply, settledSchema);
  return read.status === "void" ? read : { status: "settled", ...read.found };
}

function readReply<Value>(
  reply: Completion,
  schema: z.ZodType<Value>,
):
  { readonly status: "found"; readonly found: Value } | { readonly status: "void"; readonly reason: string } {
  if (reply.status !== "complete") return { status: "void", reason: `the reply is ${reply.status}` };
  const read = schema.safeParse(readJsonBlock(reply.text));
  if (read.success) return { status: "found", found: read.data };
  const [issue] = read.error.issues;
  return {
    status: "void",
    reason: `the reply is not as asked for: ${issue?.path.join(".")} ${issue?.message}`,
  };
}
