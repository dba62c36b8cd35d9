import { z } from "zod";
import type { Completion, Usage } from "../../core/calls/completion.ts";
import { type Prices, priceUsage, type WorstCase } from "../endpoint/worst-case.ts";
import { type Ending, howItEnded } from "./how-it-ended.ts";
import { readMessage } from "./read-message.ts";
import { readProblem } from "./read-problem.ts";
import type { Redact } from "./redact.ts";

const choiceSchema = z.looseObject({
  finish_reason: z.string().nullish().catch(null),
  message: z.unknown().optional(),
  /** Where a server puts what belongs into the message. */
  delta: z.unknown().optional(),
  text: z.string().nullish().catch(null),
  /** A gateway that lost the server behind it says so here, beside what had come until then. */
  error: z.unknown().optional(),
});

const replySchema = z.object({
  choices: z.array(choiceSchema).min(1),
  usage: z.unknown().optional(),
});

/** A chat completion that came to an end of its own, as its endpoint wrote it. */
export type Reply = Readonly<z.infer<typeof replySchema>>;

/**
 * Reads an endpoint's JSON as a chat completion; undefined where it is none, or none that came to an end. The message
 * may be left out where the reply was cut off or filtered before it began.
 */
export function parseReply(raw: unknown): Reply | undefined {
  const read = replySchema.safeParse(raw);
  if (!read.success) return undefined;
  const [choice] = read.data.choices;
  const ending = endingOf(choice);
  const isThere = typeof messageOf(choice) === "object" && messageOf(choice) !== null;
  return ending === "unfinished" || (ending === "complete" && !isThere) ? undefined : read.data;
}

/** How a choice ended. One with an error beside it, and no word for an end of its own, was given up half-way. */
function endingOf(choice: Reply["choices"][number] | undefined): Ending {
  const hasError = choice?.error !== undefined && choice.error !== null;
  return hasError && (choice.finish_reason ?? "") !== "stop"
    ? "unfinished"
    : howItEnded(choice?.finish_reason);
}

/** Why an answer with choices is no reply that could be used; undefined where it has none. Keys go before it is cut. */
export function whyNoReply(raw: unknown, redact: Redact): string | undefined {
  const [choice] = replySchema.safeParse(raw).data?.choices ?? [];
  if (choice === undefined) return undefined;
  if (endingOf(choice) !== "unfinished") return "its reply holds no message";
  const why = readProblem(choice.error ?? {}, "").said || (choice.finish_reason ?? "");
  return `its reply was given up half-way (${redact(why).slice(0, 200)})`;
}

/** The message of the first choice, wherever it stands. */
export function messageOf(choice: Reply["choices"][number] | undefined): unknown {
  const message = choice?.message ?? choice?.delta;
  if (message !== undefined && message !== null) return message;
  return typeof choice?.text === "string" ? { content: choice.text } : undefined;
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
  const said = readMessage(messageOf(choice));
  const [text, thinking] = [redact(said.text).trim(), redact(said.thinking)];
  if (said.refusal !== "") return { status: "refused", reason: redact(said.refusal).slice(0, 300), usage };
  switch (howItEnded(choice?.finish_reason)) {
    case "filtered":
      return { status: "refused", reason: filterReason(choice?.finish_reason ?? "", redact), usage };
    case "cut off":
      return { status: "truncated", text, thinking, usage };
    case "complete":
    case "unfinished":
      break;
  }
  if (text !== "") return { status: "complete", text, thinking, usage };
  const [tool] = said.tools;
  if (tool !== undefined)
    return { status: "refused", reason: redact(`it called a tool, ${tool}, and none was offered`), usage };
  return { status: "empty", thinking, usage };
}

function filterReason(word: string, redact: Redact): string {
  return word === "content_filter" ? "content filter" : `content filter (${redact(word).slice(0, 100)})`;
}

/**
 * How many tokens of the prompt the endpoint says it has read, those of its cache included; undefined where it does not
 * count. Some gateways count what was cached apart.
 */
export function countedPrompt({ usage }: Reply): number | undefined {
  const counts = usageSchema.safeParse(usage).data ?? {};
  const prompt = countSchema.safeParse(counts["prompt_tokens"] ?? counts["input_tokens"]);
  const details =
    usageSchema.safeParse(counts["prompt_tokens_details"] ?? counts["input_tokens_details"]).data ?? {};
  const cached = countSchema.safeParse(
    details["cached_tokens"] ?? counts["cache_read_input_tokens"] ?? counts["prompt_cache_hit_tokens"],
  );
  if (!prompt.success || prompt.data === 0) return undefined;
  return cached.success && cached.data > prompt.data ? prompt.data + cached.data : prompt.data;
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
  const read = (most: number, ...names: readonly string[]): number | undefined =>
    names
      .map((name) => countSchema.safeParse(counts.data?.[name]))
      .flatMap((count) =>
        count.success && count.data <= most * MOST_TIMES_WORST ? [Math.round(count.data)] : [],
      )
      .at(0);
  const prompt = read(worst.promptTokens, "prompt_tokens", "input_tokens");
  const total = read(worst.promptTokens + worst.completionTokens, "total_tokens");
  const rest = prompt === undefined || total === undefined || total < prompt ? undefined : total - prompt;
  const completion = read(worst.completionTokens, "completion_tokens", "output_tokens") ?? rest;
  return {
    promptTokens: prompt ?? worst.promptTokens,
    completionTokens: completion ?? worst.completionTokens,
    estimated: prompt === undefined || completion === undefined,
  };
}
