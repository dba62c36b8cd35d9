#!/usr/bin/env node
// A faulty OpenAI-compatible endpoint on loopback, for tests.
//   node fault-endpoint.mjs [PORT]
//   POST /MODE/v1/chat/completions     answers in the way of MODE (GET /modes lists them)
//   POST /mix-SEED-PERCENT/v1/…        a healthy answer, but PERCENT of 100 requests fail in a way drawn by SEED
//   GET  /stats                        requests received for each mode: {mode: {requests, open}}
import http from "node:http";

const J = { "content-type": "application/json" };
const S = { "content-type": "text/event-stream" };
const completion = (content, message = {}, choice = {}, top = {}) =>
  JSON.stringify({
    id: "x",
    object: "chat.completion",
    created: 1,
    model: "m",
    choices: [
      { index: 0, message: { role: "assistant", content, ...message }, finish_reason: "stop", ...choice },
    ],
    usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
    ...top,
  });
const error = (code, type, message = type) => JSON.stringify({ error: { message, type, code, param: null } });
const event = (value) => `data: ${JSON.stringify(value)}\n\n`;
const chunk = (delta, finish_reason = null) => ({
  id: "x",
  object: "chat.completion.chunk",
  created: 1,
  model: "m",
  choices: [{ index: 0, delta, finish_reason }],
});
const send =
  (status, body, headers = J) =>
  (_q, r) => {
    r.writeHead(status, headers);
    r.end(body);
  };
const GOOD = process.env.FAULT_ENDPOINT_REPLY ?? "Answer: 42";

export const modes = {
  ok: send(200, completion(GOOD)),
  "slow-2s": (_q, r) => {
    setTimeout(() => {
      r.writeHead(200, J);
      r.end(completion(GOOD));
    }, 2000);
  },
  "status-400": send(400, error("invalid_request", "invalid_request_error")),
  "context-overflow": send(
    400,
    error(
      "context_length_exceeded",
      "invalid_request_error",
      "This model's maximum context length is 8192 tokens.",
    ),
  ),
  "status-401": send(401, error("invalid_api_key", "invalid_request_error")),
  "status-403": send(403, error("x", "forbidden")),
  "status-404": send(404, error("model_not_found", "invalid_request_error")),
  "status-408": send(408, error("x", "timeout")),
  "status-409": send(409, error("x", "conflict")),
  "status-413": send(413, error("x", "too_large")),
  "status-422": send(422, error("x", "unprocessable")),
  "429-no-header": send(429, error("rate_limit_exceeded", "requests")),
  "429-after-2": send(429, error("rate_limit_exceeded", "requests"), { ...J, "retry-after": "2" }),
  "429-after-3600": send(429, error("rate_limit_exceeded", "requests"), { ...J, "retry-after": "3600" }),
  "429-quota": send(
    429,
    error("insufficient_quota", "insufficient_quota", "You exceeded your current quota"),
  ),
  "status-500": send(500, error("x", "server_error")),
  "502-html": send(502, "<html>bad gateway</html>", { "content-type": "text/html" }),
  "status-503": send(503, error("x", "overloaded")),
  "504-empty": send(504, ""),
  "status-529": send(529, error("x", "overloaded_error")),
  hang: () => {},
  drip: (_q, r) => {
    r.writeHead(200, J);
    const t = setInterval(() => r.write(" "), 500);
    r.on("close", () => clearInterval(t));
  },
  "body-cut": (_q, r) => {
    r.writeHead(200, { ...J, "content-length": 5000 });
    r.write(completion(GOOD).slice(0, 60));
    setTimeout(() => r.destroy(), 50);
  },
  "json-broken": send(200, '{"id": "x", "choices": [{'),
  "html-200": send(200, "<html>login</html>", { "content-type": "text/html" }),
  "html-as-json": send(200, "<html>login</html>"),
  "empty-200": send(200, ""),
  "no-choices": send(200, JSON.stringify({ id: "x", object: "chat.completion", choices: [] })),
  "content-null": send(200, completion(null)),
  "content-empty": send(200, completion("")),
  refusal: send(200, completion(null, { refusal: "I can't help with that." })),
  length: send(200, completion("```ts\nexport default class Foo {", {}, { finish_reason: "length" })),
  "content-filter": send(200, completion("", {}, { finish_reason: "content_filter" })),
  "error-in-200": send(200, error("x", "server_error")),
  "usage-missing": send(200, completion(GOOD, {}, {}, { usage: undefined })),
  "usage-absurd": send(
    200,
    completion(GOOD, {}, {}, { usage: { prompt_tokens: -5, completion_tokens: 1e15, total_tokens: "NaN" } }),
  ),
  "reasoning-content": send(200, completion(GOOD, { reasoning_content: "Answer: 41" })),
  reasoning: send(200, completion(GOOD, { reasoning: "Answer: 41" })),
  "think-tags": send(200, completion(`<think>Answer: 41</think>\n${GOOD}`)),
  "think-unopened": send(200, completion(`Answer: 41</think>\n${GOOD}`)),
  "think-unclosed": send(200, completion("<think>Answer: 42, I believe, but let me")),
  reset: (q) => {
    q.socket.resetAndDestroy();
  },
  redirect: send(302, "", { location: "http://127.0.0.1:1/elsewhere" }),
  "huge-60mb": (_q, r) => {
    r.writeHead(200, J);
    r.end(completion("x".repeat(6e7)));
  },
  "stream-truncated": (_q, r) => {
    r.writeHead(200, S);
    r.end(event(chunk({ content: "class A {" })));
  },
  "stream-stall": (_q, r) => {
    r.writeHead(200, S);
    r.write(event(chunk({ content: "class A {" })));
  },
  "stream-error": (_q, r) => {
    r.writeHead(200, S);
    r.end(
      event(chunk({ content: "cl" })) +
        event({ error: { message: "boom", code: 500, type: "server_error" } }),
    );
  },
};

const faulty = Object.keys(modes).filter(
  (m) =>
    ![
      "ok",
      "slow-2s",
      "hang",
      "drip",
      "stream-stall",
      "huge-60mb",
      "status-401",
      "status-403",
      "status-404",
      "429-quota",
      "429-after-3600",
    ].includes(m) &&
    !m.startsWith("reasoning") &&
    !m.startsWith("think"),
);
const stats = {};
const draws = {};
const draw = (seed) => {
  // a small xorshift: the same seed gives the same order of faults
  let x = draws[seed] ?? (Number(seed) * 2654435761 + 1) >>> 0;
  x ^= x << 13;
  x >>>= 0;
  x ^= x >>> 17;
  x ^= x << 5;
  x >>>= 0;
  draws[seed] = x;
  return x / 2 ** 32;
};

const server = http.createServer((q, r) => {
  const [, mode] = q.url.split("/");
  if (mode === "modes") return send(200, JSON.stringify(Object.keys(modes)))(q, r);
  if (mode === "stats") return send(200, JSON.stringify(stats))(q, r);
  if (q.url.endsWith("/models"))
    return send(200, JSON.stringify({ object: "list", data: [{ id: "m", object: "model" }] }))(q, r);
  const entry = (stats[mode] ??= { requests: 0, open: 0 });
  entry.requests++;
  entry.open++;
  r.on("close", () => entry.open--);
  for (const s of [q, r]) s.on("error", () => {});
  q.resume();
  q.on("end", () => {
    const mix = /^mix-(\d+)-(\d+)$/.exec(mode);
    const chosen = mix
      ? draw(mix[1]) * 100 < Number(mix[2])
        ? faulty[Math.floor(draw(mix[1]) * faulty.length)]
        : "ok"
      : mode;
    (modes[chosen] ?? send(404, error("no_such_mode", "invalid_request_error")))(q, r);
  });
});
server.listen(Number(process.argv[2] ?? 0), "127.0.0.1", () =>
  console.log(`http://127.0.0.1:${server.address().port}`),
);
