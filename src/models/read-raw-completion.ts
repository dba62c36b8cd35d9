import { z } from "zod";
import { separateThinking } from "../bootcamp/index.ts";
import type { Completion, Usage } from "../core/completion.ts";

/** Tokens beyond this in one call are an endpoint's mistake, not a count. */
const MOST_TOKENS = 100_000_000;

const rawSchema = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({
          content: z.string().nullish(),
          refusal: z.string().nullish(),
          reasoning_content: z.string().nullish(),
          reasoning: z.string().nullish(),
        }),
      }),
    )
    .min(1),
  usage: z.unknown().optional(),
});

export type Prices = { readonly prompt: number; readonly completion: number };

/**
 * An endpoint's reply as a completion: thinking and text apart, wherever the endpoint puts them, and
 * nothing taken for complete that was cut, filtered or refused. `asked` is the length of what was sent,
 * in characters, for an estimate where the endpoint does not count.
 */
export function readRawCompletion(raw: unknown, asked: number, prices: Prices | undefined): Completion {
  const read = rawSchema.safeParse(raw);
  if (!read.success) {
    const usage = priceUsage(
      { promptTokens: estimateTokens(asked), completionTokens: 0, estimated: true },
      prices,
    );
    return { status: "failed", reason: "the endpoint's reply is no chat completion", usage };
  }
  const [choice] = read.data.choices;
  const content = choice?.message.content ?? "";
  const reply = separateThinking(content);
  const thinking = [choice?.message.reasoning_content, choice?.message.reasoning, reply.thinking]
    .filter((part) => typeof part === "string" && part !== "")
    .join("\n");
  const usage = priceUsage(readUsage(read.data.usage, asked, content.length + thinking.length), prices);
  const refusal = choice?.message.refusal ?? "";
  if (refusal !== "") return { status: "refused", reason: refusal.slice(0, 300), usage };
  if (choice?.finish_reason === "content_filter")
    return { status: "refused", reason: "content filter", usage };
  const text = reply.text.trim();
  if (choice?.finish_reason === "length") return { status: "truncated", text, thinking, usage };
  return text === "" ? { status: "empty", thinking, usage } : { status: "complete", text, thinking, usage };
}

type Counted = Omit<Usage, "cost">;

const usageSchema = z.object({
  prompt_tokens: z.number().min(0).max(MOST_TOKENS),
  completion_tokens: z.number().min(0).max(MOST_TOKENS),
});

function readUsage(raw: unknown, asked: number, answered: number): Counted {
  const read = usageSchema.safeParse(raw);
  if (!read.success) {
    return {
      promptTokens: estimateTokens(asked),
      completionTokens: estimateTokens(answered),
      estimated: true,
    };
  }
  return {
    promptTokens: Math.round(read.data.prompt_tokens),
    completionTokens: Math.round(read.data.completion_tokens),
    estimated: false,
  };
}

/** About four characters a token in English and code; rounded up, as a charge should be. */
function estimateTokens(characters: number): number {
  return Math.ceil(characters / 4);
}

function priceUsage(counted: Counted, prices: Prices | undefined): Usage {
  if (prices === undefined) return { ...counted, cost: null };
  return {
    ...counted,
    cost: (counted.promptTokens * prices.prompt + counted.completionTokens * prices.completion) / 1_000_000,
  };
}
