import { z } from "zod";
import { separateThinking } from "../../bootcamp/index.ts";
import type { Completion, Usage } from "../../core/calls/completion.ts";
import { type Prices, priceUsage, type WorstCase } from "../endpoint/worst-case.ts";
import type { Redact } from "./redact.ts";

const replySchema = z.object({
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

/** A chat completion that came to an end of its own, as its endpoint wrote it. */
export type Reply = Readonly<z.infer<typeof replySchema>>;

/** Gateways and servers that gave up on a reply half-way say so here. */
const UNFINISHED = new Set(["error", "abort"]);

/** Reads an endpoint's JSON as a chat completion; undefined where it is none, or none that came to an end. */
export function parseReply(raw: unknown): Reply | undefined {
  const read = replySchema.safeParse(raw);
  return read.success && !UNFINISHED.has(read.data.choices[0]?.finish_reason ?? "") ? read.data : undefined;
}

/**
 * A chat completion as a completion of ours, without keys: thinking and text apart, wherever the endpoint puts
 * them, and nothing taken for complete that was cut, filtered or refused. Where it does not count its tokens, the
 * worst case is charged.
 */
export function toCompletion(
  { choices: [choice], usage: counted }: Reply,
  about: { readonly worst: WorstCase; readonly prices: Prices | undefined; readonly redact: Redact },
): Completion {
  const { redact } = about;
  const usage = priceUsage(readUsage(counted, about.worst), about.prices);
  const refusal = choice?.message.refusal ?? "";
  if (refusal !== "") return { status: "refused", reason: redact(refusal).slice(0, 300), usage };
  if (choice?.finish_reason === "content_filter")
    return { status: "refused", reason: "content filter", usage };
  const said = separateThinking(redact(choice?.message.content ?? ""));
  const apart = [choice?.message.reasoning_content, choice?.message.reasoning].map((part) =>
    redact(part ?? ""),
  );
  const thinking = [...apart, said.thinking].filter((part) => part !== "").join("\n");
  const text = said.text.trim();
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
