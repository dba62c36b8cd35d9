import { isEqualOutput } from "../task/equal-output.ts";

/**
 * Whether two answers to one case say the same, as far as that can be told without knowing the task: letter case, white
 * space, brackets around the whole, full stops and the signs between items count for nothing.
 */
export function isSameAnswer(one: string, other: string): boolean {
  return isEqualOutput(one, other) || isEqualOutput(plain(one), plain(other));
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/^\s*(?:the )?(?:final )?answer\s*(?:is)?\s*[:=]?/i, "")
    .replace(/\\boxed\{([\s\S]*)\}/, "$1")
    .replace(/<\/?answer>|[`*$]/g, "")
    .replace(/[,;|]/g, " ")
    .replace(/\s*(=|:|->|→|-)\s*/g, "$1")
    .replace(/^[\s([{]+|[\s)\]}.]+$/g, "")
    .trim();
}
