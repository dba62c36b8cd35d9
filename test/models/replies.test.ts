import { describe, expect, test } from "vitest";
import { parseReply, toCompletion, whyNoReply } from "../../src/models/exchange/reply.ts";

const ABOUT = {
  worst: { promptTokens: 1_000, completionTokens: 16_000 },
  prices: undefined,
  redact: (text: string): string => text,
};

function read(choice: object, top: object = {}): Partial<ReturnType<typeof toCompletion>> | undefined {
  const reply = parseReply({ choices: [choice], ...top });
  if (reply === undefined) return undefined;
  const { usage: _, ...completion } = toCompletion(reply, ABOUT);
  return completion;
}
const say = (content: unknown, message: object = {}, finish: string | null = "stop"): object => ({
  message: { role: "assistant", content, ...message },
  finish_reason: finish,
});
const complete = (text: string, thinking = ""): object => ({ status: "complete", text, thinking });

describe("a reply is read in whatever shape it comes:", () => {
  test.each<[what: string, choice: object, expected: object | undefined]>([
    [
      "a list of parts",
      say([
        { type: "text", text: "a" },
        { type: "text", text: "b" },
      ]),
      complete("ab"),
    ],
    ["one part", say({ type: "text", text: "a" }), complete("a")],
    ["OpenAI's other type of part", say([{ type: "output_text", text: "a" }]), complete("a")],
    [
      "a part of thinking",
      say([
        { type: "reasoning", text: "t" },
        { type: "text", text: "a" },
      ]),
      complete("a", "t"),
    ],
    ["a thinking of parts", say([{ type: "thinking", thinking: [{ text: "t" }] }, "a"]), complete("a", "t")],
    [
      "a part of a kind of its own",
      say([
        { type: "image_url", image_url: { url: "x" } },
        { type: "text", text: "a" },
      ]),
      complete("a"),
    ],
    [
      "thinking in details",
      say("a", { reasoning_details: [{ type: "reasoning.text", text: "t" }] }),
      complete("a", "t"),
    ],
    ["a delta in the message's place", { delta: { content: "a" }, finish_reason: "stop" }, complete("a")],
    ["no word for its end", say("a", {}, null), complete("a")],
    ["a null content", say(null), { status: "empty", thinking: "" }],
    [
      "no content at all",
      { message: { role: "assistant" }, finish_reason: "stop" },
      { status: "empty", thinking: "" },
    ],
    ["thinking alone", say("", { reasoning: "t" }), { status: "empty", thinking: "t" }],
    [
      "a tool that nobody offered",
      say(null, { tool_calls: [{ function: { name: "search" } }] }, "tool_calls"),
      { status: "refused", reason: "it called a tool, search, and none was offered" },
    ],
    [
      "a tool beside a text",
      say("a", { tool_calls: [{ function: { name: "search" } }] }, "tool_calls"),
      complete("a"),
    ],
    ["a refusal in a part", say([{ type: "refusal", refusal: "no" }]), { status: "refused", reason: "no" }],
    ["a filter", say("a", {}, "SAFETY"), { status: "refused", reason: "content filter (SAFETY)" }],
    ["a limit", say("a", {}, "model_length"), { status: "truncated", text: "a", thinking: "" }],
    [
      "a limit without a message",
      { finish_reason: "length" },
      { status: "truncated", text: "", thinking: "" },
    ],
    [
      "a filter without a message",
      { finish_reason: "content_filter" },
      { status: "refused", reason: "content filter" },
    ],
    [
      "thinking apart, tags in the text",
      say("// <think> a </think>", { reasoning_content: "t" }),
      complete("// <think> a </think>", "t"),
    ],
    ["the end of a turn", say("a<|im_end|>", { reasoning_content: "t" }), complete("a", "t")],
    ["nothing", { finish_reason: "stop" }, undefined],
    ["a server that gave up", say("a", {}, "insufficient_system_resource"), undefined],
    [
      "an error beside half a text",
      { ...say("a", {}, null), error: { message: "upstream lost" } },
      undefined,
    ],
  ])("%s", (_, choice, expected) => {
    expect(read(choice)).toEqual(expected);
  });
});

test("why an answer is no reply is said", () => {
  const why = (choice: object): string | undefined => whyNoReply({ choices: [choice] }, (text) => text);
  expect(why({ ...say("a", {}, null), error: { message: "upstream lost" } })).toMatch(
    /half-way \(upstream lost\)/,
  );
  expect(why(say("a", {}, "network_error"))).toMatch(/half-way \(network_error\)/);
  expect(why({ finish_reason: "stop" })).toBe("its reply holds no message");
  expect(whyNoReply({ choices: [] }, (text) => text)).toBeUndefined();
});

test("tokens that were not counted apart are the rest of all", () => {
  const reply = parseReply({
    choices: [{ finish_reason: "length" }],
    usage: { prompt_tokens: 300, total_tokens: 16_300 },
  });
  const completion = reply === undefined ? undefined : toCompletion(reply, ABOUT);
  expect(completion?.usage).toEqual({
    promptTokens: 300,
    completionTokens: 16_000,
    estimated: false,
    cost: null,
  });
});
