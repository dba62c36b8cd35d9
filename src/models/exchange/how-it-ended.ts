/** How a reply came to its end, by the word that its endpoint has for it. */
export type Ending = "complete" | "cut off" | "filtered" | "unfinished";

/** Words for a reply that its server gave up half-way: it may go better another time. */
const UNFINISHED =
  /error|abort|cancel|interrupt|fail|overload|unavailable|timeout|timed|insufficient|unload|^load|malformed|disconnect|user_?stop/i;

/** Words for one that somebody would not let be said. */
const FILTERED =
  /filter|safety|safe|prohibit|block|recitation|sensitive|moderat|spii|refus|polic|guard|risk|censor|inspect/i;

/** Words for one that reached a limit. */
const CUT_OFF = /length|max|limit|window|trunc|budget|incomplete|exceed/i;

/**
 * Reads a finish reason by what it speaks of: every gateway and server has its own word for the same three things
 * (docs/endpoints.md lists those that are known). What speaks of none of them is an end of the model's own.
 */
export function howItEnded(finishReason: string | null | undefined): Ending {
  const word = finishReason ?? "";
  // A filter that is named beside a malformed call was none: Gemini says "function_call_filter: MALFORMED_…".
  if (FILTERED.test(word) && !/malformed/i.test(word)) return "filtered";
  if (CUT_OFF.test(word)) return "cut off";
  return UNFINISHED.test(word) ? "unfinished" : "complete";
}
