import type { Completion } from "./completion.ts";

/** What begins the reason where there was no reply at all. */
export const FAILED_CALL = "the call failed: ";

/** Why a reply has no text that could be read. */
export function describeNoText(reply: Exclude<Completion, { status: "complete" }>): string {
  switch (reply.status) {
    case "truncated":
      return reply.text === "" && reply.thinking !== ""
        ? "the reply was cut off while the model still thought: it needs more maxTokens, or less thinking"
        : "the reply was cut off before its end";
    case "empty":
      return reply.thinking === ""
        ? "the reply was empty"
        : "the model thought and did not answer: the reply holds thinking alone";
    case "refused":
      return `the model refused: ${reply.reason}`;
    case "failed":
      return `${FAILED_CALL}${reply.reason}`;
  }
}
