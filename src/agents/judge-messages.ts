import type { Message } from "../core/calls/completion.ts";
import { formatCount } from "../core/text/format-number.ts";
import { fillSlots, type Prompts } from "../core/calls/prompts.ts";

/** A case as the judge gets it: its prompt and nothing else of the class. */
export function judgeMessages(prompt: string, prompts: Prompts): readonly Message[] {
  return [
    {
      role: "system",
      text: fillSlots(prompts.judge.system, { reply_tokens: formatCount(prompts.replyTokens.judge) }),
    },
    { role: "user", text: fillSlots(prompts.judge.user, { prompt }) },
  ];
}
