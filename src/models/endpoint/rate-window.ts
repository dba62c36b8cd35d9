import { RATE_WINDOW_MS } from "../../core/calls/earlier-traffic.ts";

/** One call in the window of a minute; its tokens are a worst case until they are corrected. */
export type Sent = { readonly atMs: number; tokens: number };

/** What was sent in the last minute, against limits a minute. */
export type RateWindow = {
  /** When a call of so many tokens may be sent: now, or a time to come. */
  readonly freeAt: (nowMs: number, tokens: number) => number;
  readonly add: (nowMs: number, tokens: number) => Sent;
  /** Takes a call back that was never sent. */
  readonly remove: (sent: Sent) => void;
};

/**
 * A sliding window: in no 60 seconds does an endpoint count more requests, or more tokens, than the limits say, also
 * where some arrive up to a second late. A call that is larger than the whole limit is sent when the window is empty.
 */
export function createRateWindow(limits: {
  readonly requests: number | undefined;
  readonly tokens: number | undefined;
}): RateWindow {
  const { requests = Infinity, tokens: mostTokens = Infinity } = limits;
  const window: Sent[] = [];
  const isUnlimited = requests === Infinity && mostTokens === Infinity;
  return {
    freeAt: (nowMs, tokens) => {
      while (window[0] !== undefined && window[0].atMs + RATE_WINDOW_MS <= nowMs) window.shift();
      let count = window.length;
      let sum = window.reduce((total, sent) => total + sent.tokens, 0);
      let freeAt = nowMs;
      for (const oldest of window) {
        if (count < requests && sum + tokens <= mostTokens) break;
        freeAt = oldest.atMs + RATE_WINDOW_MS;
        count--;
        sum -= oldest.tokens;
      }
      return freeAt;
    },
    add: (nowMs, tokens) => {
      const sent = { atMs: nowMs, tokens };
      if (!isUnlimited) window.push(sent);
      return sent;
    },
    remove: (sent) => {
      const index = window.indexOf(sent);
      if (index >= 0) window.splice(index, 1);
    },
  };
}
