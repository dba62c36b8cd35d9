import { lowerAscii } from "./formatting.ts";

/** Openings and closings that models put around their thinking, and whether a bare closing ends one. */
const TAGS: readonly (readonly [open: string, close: string])[] = [
  ["<think>", "</think>"],
  ["<thinking>", "</thinking>"],
  ["<thought>", "</thought>"],
  ["<thoughts>", "</thoughts>"],
  ["<reasoning>", "</reasoning>"],
  ["<reflection>", "</reflection>"],
  ["<scratchpad>", "</scratchpad>"],
  ["<seed:think>", "</seed:think>"],
  ["<|begin_of_thought|>", "<|end_of_thought|>"],
  ["<|think|>", "<|/think|>"],
  ["<|start_thinking|>", "<|end_thinking|>"],
  ["[think]", "[/think]"],
  ["◁think▷", "◁/think▷"],
  ["<|channel|>analysis", "<|channel|>final"],
  ["<|channel|>commentary", "<|channel|>final<|message|>"],
];

/** What every tag begins with: most replies hold none, and need no search for each of them. */
const FIRST_SIGN = /[<[◁]/;

/** A reply in two parts. `text` is all that may hold an answer. */
export type Reply = { readonly thinking: string; readonly text: string };

/**
 * Parts a response into thinking and text. A closing tag without an opening ends a thinking that began
 * with the response; an opening without a closing makes all that follows thinking.
 *
 * @example separateThinking("<think>Answer: 41</think>Answer: 42").text // → "Answer: 42"
 * @example separateThinking("so 41</think>Answer: 42").text // → "Answer: 42"
 * @example separateThinking("<think>Answer: 42").text // → ""
 */
export function separateThinking(response: string): Reply {
  if (!FIRST_SIGN.test(response)) return { thinking: "", text: response };
  const lower = response.toLowerCase();
  // A few letters change length in lower case, and offsets would no longer agree.
  const searched = lower.length === response.length ? lower : lowerAscii(response);
  let start = 0;
  const thoughts: string[] = [];
  for (const [, close] of TAGS) {
    const last = searched.lastIndexOf(close);
    if (last >= 0) start = Math.max(start, last + close.length);
  }
  if (start > 0) thoughts.push(response.slice(0, start));
  let end = response.length;
  for (const [open] of TAGS) {
    const unclosed = searched.indexOf(open, start);
    if (unclosed >= 0) end = Math.min(end, unclosed);
  }
  if (end < response.length) thoughts.push(response.slice(end));
  return { thinking: thoughts.join("\n"), text: response.slice(start, end) };
}
