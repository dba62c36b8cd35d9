import { z } from "zod";
import { separateThinking } from "../../bootcamp/index.ts";
import type { Completion, Usage } from "../../core/calls/completion.ts";
import { type Prices, priceUsage, type WorstCase } from "../endpoint/worst-case.ts";

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

/** Gateways and servers that gave up on a reply half-way say so here. */
const UNFINISHED = new Set(["error", "abort"]);

/** Whether an endpoint's reply has the shape of a chat completion that came to an end of its own. */
export function isChatCompletion(raw: unknown): boolean {
  const read = rawSchema.safeParse(raw);
  return read.success && !UNFINISHED.has(read.data.choices[0]?.finish_reason ?? "");
}

/**
 * A chat completion as a completion of ours: thinking and text apart, wherever the endpoint puts them, and
 * nothing taken for complete that was cut, filtered or refused. Where it does not count its tokens, the worst
 * case is charged. Throws on what is no chat completion.
 */
export function readRawCompletion(raw: unknown, worst: WorstCase, prices: Prices | undefined): Completion {
  const read = rawSchema.parse(raw);
  const [choice] = read.choices;
  const usage = priceUsage(readUsage(read.usage, worst), prices);
  const refusal = choice?.message.refusal ?? "";
  if (refusal !== "") return { status: "refused", reason: refusal.slice(0, 300), usage };
  if (choice?.finish_reason === "content_filter")
    return { status: "refused", reason: "content filter", usage };
  const reply = separateThinking(choice?.message.content ?? "");
  const thinking = [choice?.message.reasoning_content, choice?.message.reasoning, reply.thinking]
    .filter((part) => typeof part === "string" && part !== "")
    .join("\n");
  const text = reply.text.trim();
  if (choice?.finish_reason === "length") return { status: "truncated", text, thinking, usage };
  return text === "" ? { status: "empty", thinking, usage } : { status: "complete", text, thinking, usage };
}

/**
 * Prompts are estimated, and some endpoints count thinking beyond the limit of a reply, so a count may be
 * above the worst case; beyond this many times it is an endpoint's mistake.
 */
const MOST_TIMES_WORST = 10;

const usageSchema = z.looseObject({});
const countSchema = z.number().min(0);

/** What the endpoint counted, each count clamped to the worst case where it is missing or absurd. */
function readUsage(raw: unknown, worst: WorstCase): Omit<Usage, "cost"> {
  const counts = usageSchema.safeParse(raw);
  const read = (name: string, most: number): number | undefined => {
    const count = countSchema.safeParse(counts.data?.[name]);
    return count.success && count.data <= most * MOST_TIMES_WORST ? Math.round(count.data) : undefined;
  };
  const prompt = read("prompt_tokens", worst.promptTokens);
  const completion = read("completion_tokens", worst.completionTokens);
  return {
    promptTokens: prompt ?? worst.promptTokens,
    completionTokens: completion ?? worst.completionTokens,
    estimated: prompt === undefined || completion === undefined,
  };
}
