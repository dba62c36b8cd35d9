import { trace } from "@opentelemetry/api";
import type { CallMemo } from "../core/calls/completion.ts";

const ORIGIN = "campforge.reply.origin";

/** Notes on the span of a model call where its reply came from: the endpoint, the memo, a recording. */
export function traceMemo(memo: CallMemo): CallMemo {
  return {
    find: (intent) => {
      const found = memo.find(intent);
      if (found !== undefined) trace.getActiveSpan()?.setAttribute(ORIGIN, "memo");
      return found;
    },
    begin: memo.begin,
    finish: (intent, completion, origin) => {
      memo.finish(intent, completion, origin);
      trace.getActiveSpan()?.setAttribute(ORIGIN, origin);
    },
    kept: memo.kept,
  };
}
