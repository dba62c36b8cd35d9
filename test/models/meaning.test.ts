import { describe, expect, test } from "vitest";
import { howItEnded } from "../../src/models/exchange/how-it-ended.ts";
import { meaningOf } from "../../src/models/exchange/meaning.ts";
import { readNamedWait } from "../../src/models/endpoint/named-wait.ts";
import { readProblem } from "../../src/models/exchange/read-problem.ts";

/** What a refusal is about, as its body and headers tell it, and how long is to be waited. */
function read(status: number, body: unknown, headers: object = {}): readonly [string, number | null] {
  const { code, said } = readProblem(body, typeof body === "string" ? body : "");
  const wait = readNamedWait({ headers: { ...headers }, body, said, nowMs: 1_000_000_000_000 });
  return [meaningOf({ httpStatus: status, code, said, wait }), wait.ms];
}
const error = (message: string, more: object = {}): object => ({ error: { message, ...more } });

describe("no credit is told by its words, whatever the status and the language:", () => {
  test.each<[status: number, body: unknown]>([
    [402, error("Insufficient Balance")],
    [429, error("您的账户已欠费，请充值后重试。", { code: "1113" })],
    [429, error("您的账户已被锁定，请联系客服解锁", { code: "1112" })],
    [429, error("您的 GLM Coding Plan 套餐已到期，暂无法使用", { code: "1309" })],
    [400, error("Access denied, please make sure your account is in good standing.", { code: "Arrearage" })],
    [400, error("Your credit balance is too low to access the Anthropic API.")],
    [403, error("用户额度不足, 剩余额度: 0", { code: "insufficient_user_quota" })],
    [403, { code: 30001, message: "Sorry, your account balance is insufficient", data: null }],
    [
      403,
      error("The request failed because your account has an overdue balance.", {
        code: "AccountOverdueError",
      }),
    ],
    [403, error("Your team has either used all available credits or reached its monthly spending limit.")],
    [412, error("Account acme is suspended, possibly due to reaching the monthly spending limit")],
    [
      429,
      error("Your account org-1<ak-2> is suspended, please check your plan and billing details", {
        type: "exceeded_current_quota_error",
      }),
    ],
    [
      429,
      error("You exceeded your current quota, please check your plan and billing details.", {
        code: "insufficient_quota",
      }),
    ],
    [200, { base_resp: { status_code: 1008, status_msg: "insufficient balance" } }],
    [403, error("Das Guthaben ist aufgebraucht.")],
    [403, error("user quota is not enough", { code: "insufficient_user_quota" })],
    [403, error("Solde insuffisant. Veuillez recharger.")],
    [400, error("Saldo insuficiente en la cuenta.")],
    [402, error("Недостаточно средств на балансе")],
    ...[
      "credit_balance_exhausted",
      "organization_spend_limit_exceeded",
      "project_spend_limit_exceeded",
      "organization_usage_limit_exceeded",
    ].map((code): [number, object] => [429, error("Request refused.", { code })]),
    [429, error("残高が不足しています")],
  ])("%i %j", (status, body) => {
    expect(read(status, body)[0]).toBe("billing");
  });
});

describe("a limit over time is waited for, though it speaks of quota or billing:", () => {
  const quota = "You exceeded your current quota, please check your plan and billing details.";
  const retryInfo = { "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "2.5s" };
  test.each<[wait: number | null, body: unknown, headers?: object]>([
    [2_500, error(`${quota} Please retry in 2.5s.`)],
    [2_500, [error(quota, { details: [retryInfo] })]],
    [2_500, error(JSON.stringify(error(quota, { details: [retryInfo] })))],
    [
      20_000,
      error(
        "Rate limit reached on requests per min. Limit: 3 / min. Please try again in 20s. Please add a payment method to your account to increase your rate limit.",
      ),
    ],
    [
      372_000,
      error(
        "Rate limit reached on tokens per day (TPD). Please try again in 6m12s. Upgrade at https://x.com/settings/billing",
      ),
    ],
    [
      1_000,
      error("Your account reached max request: 3, please try again after 1 seconds", {
        type: "rate_limit_reached_error",
      }),
    ],
    [5_000, error("请求过于频繁，请在 5 秒后重试")],
    [
      60_000,
      error("Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 requests", {
        metadata: { headers: { "X-RateLimit-Reset": "1000000060000" } },
      }),
    ],
    [30_000, error("slow down"), { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "30" }],
    [12_000, error("slow down"), { "x-ratelimit-reset-after": "12" }],
    [null, [error("Resource has been exhausted (e.g. check quota).", { status: "RESOURCE_EXHAUSTED" })]],
    [
      null,
      error("Allocated quota exceeded, please increase your quota limit.", {
        code: "Throttling.AllocationQuota",
      }),
    ],
    [null, error("您当前使用该 API 的并发数过高，请降低并发", { code: "1302" })],
    [
      null,
      error("The engine is currently overloaded, please try again later", {
        type: "engine_overloaded_error",
      }),
    ],
  ])("%s ms for %j", (wait, body, headers) => {
    const [meaning, ms] = read(429, body, headers);
    expect(meaning).not.toBe("billing");
    expect(ms).toBe(wait);
  });

  test("a 402 that names a time passes, too", () => {
    expect(read(402, error("in_flight_budget_exhausted"), { "retry-after": "3" })).toEqual(["rate", 3_000]);
  });
});

test.each<[status: number, body: unknown, meaning: string]>([
  [403, error("Your chosen model requires moderation and your input was flagged"), "content"],
  [403, error('m requires moderation: your input was flagged for "x". No credits were charged.'), "content"],
  [403, error("Your account was suspended: its requests were flagged too often."), "billing"],
  [
    400,
    error("Input data may contain inappropriate content.", { code: "data_inspection_failed" }),
    "content",
  ],
  [400, error("This model's maximum context length is 4096 tokens."), "size"],
  [
    401,
    error("Incorrect API key provided: sk-1. You can find your API key at https://x.com/account/billing."),
    "key",
  ],
])("%i %j is about %s", (status, body, meaning) => {
  expect(read(status, body)[0]).toBe(meaning);
});

/** Google's error as gateways hand it on: a text of JSON inside another error. */
const quoted = (code: number, message: string, reason: string): object => ({
  error: {
    code,
    message: JSON.stringify({ error: { code, message, details: [{ reason }] } }),
    status: "Bad Request",
  },
});

describe("the same words mean the same, whatever their status and language:", () => {
  const MEANINGS: Readonly<Record<string, readonly (readonly [status: number, body: unknown])[]>> = {
    key: [
      [
        400,
        error("API key not valid. Please pass a valid API key.", {
          details: [{ reason: "API_KEY_INVALID" }],
        }),
      ],
      [400, quoted(400, "API Key not found. Please pass a valid API key.", "API_KEY_INVALID")],
      [400, error("API key expired. Please renew the API key.")],
      [400, { code: "Client specified an invalid argument", error: "Incorrect API key provided: na***ys." }],
      [403, error("Your API key was reported as leaked. Please use another API key.")],
      [403, error("Permission denied: Consumer 'api_key:AIza' has been suspended.", { code: 403 })],
      [404, { detail: "Invalid access token" }],
      [422, { detail: [{ msg: "authorization header missing", loc: ["header"] }] }],
      [400, error("无效的令牌")],
      [403, error("该令牌已过期")],
      [400, { error: { code: "1002", message: "Authorization Token非法，身份验证失败" } }],
      [200, { base_resp: { status_code: 2049, status_msg: "invalid api key" } }],
      [200, { error_code: 110, error_msg: "Access token invalid or no longer valid" }],
      [401, error("Access denied due to invalid subscription key or wrong API endpoint.")],
      [400, error("Der API-Key ist ungültig.")],
      [400, error("La clé API est invalide.")],
      [401, error("no")],
    ],
    access: [
      [403, error("Generative Language API has not been used in project 1 before or it is disabled.")],
      [403, error("You do not have access to model m.")],
      [403, "<html><title>Attention Required! | Cloudflare</title></html>"],
      [403, {}],
    ],
    place: [
      [
        403,
        error("Country, region, or territory not supported", {
          code: "unsupported_country_region_territory",
        }),
      ],
      [400, quoted(400, "User location is not supported for the API use.", "")],
      [403, error("This model is not available in your region.")],
      [
        403,
        {
          type: "error",
          error: { type: "RegionError", message: "This model is not available in your country." },
        },
      ],
      [403, error("当前地区不支持该服务")],
      [451, {}],
    ],
    model: [
      [400, error("Model Not Exist")],
      [400, error("m is not a valid model ID")],
      [400, { object: "error", message: "Invalid model: m", type: "invalid_model" }],
      [400, { code: 20012, message: "Model does not exist. Please check it carefully." }],
      [400, error("模型不存在，请检查模型代码。", { code: "1211" })],
    ],
    path: [
      [404, { detail: "Not Found" }],
      [404, {}],
      [405, {}],
    ],
    busy: [
      [400, error("The server is busy, please try again later.")],
      [409, error("Model is overloaded, please retry later")],
      [424, error("The engine is currently overloaded")],
      [425, error("Server busy")],
      [503, { code: 50508, message: "System is too busy now. Please try again later.", data: null }],
      [529, { type: "error", error: { type: "overloaded_error", message: "Overloaded" } }],
      [503, quoted(503, "The model is overloaded. Please try again later.", "UNAVAILABLE")],
      [503, quoted(503, "No capacity available for model on the server", "MODEL_CAPACITY_EXHAUSTED")],
      [400, { object: "error", message: "Service tier capacity exceeded for this model." }],
      [400, error("Selected model is at capacity. Please try a different model.")],
      [200, error("Our servers are currently overloaded.", { code: "server_is_overloaded" })],
      [500, error("系统繁忙，请稍后再试")],
      [400, error("当前分组上游负载已饱和，请稍后再试")],
      [400, error("该模型当前访问量过大，请您稍后再试")],
      [503, error("Too many requests")],
    ],
    loading: [
      [503, error("Loading model", { type: "unavailable_error" })],
      [400, error("Model m is still loading")],
      [503, { error: "Model meta-llama/Llama-2-7b is currently loading", estimated_time: 20 }],
      [409, { detail: "The deployment is scaling up from zero" }],
      [425, error("The model is warming up")],
      [424, { message: "server is not ready yet" }],
      [404, error("the model is being loaded")],
      [503, error("模型正在加载中")],
    ],
    rate: [
      [403, error("You have exceeded a secondary rate limit")],
      [400, error("requests per minute exceeded")],
      [429, error("Tokens per minute limit exceeded - too many tokens processed.")],
      [429, error("Selected model is at capacity")],
      [
        429,
        error(
          "Rate limit reached for model `llama-3.3-70b` on tokens per day (TPD): Limit 100000, Used 97050, Requested 3619. Please try again in 9m38s.",
        ),
      ],
      [
        429,
        error(
          "This request would exceed the rate limit for your organization of 30,000 input tokens per minute. Please reduce the prompt length or the maximum tokens requested, or try again later.",
        ),
      ],
      [
        429,
        error(
          "The system is currently experiencing high demand. Your request exceeds the maximum usage size allowed during peak load. Please retry after 20 seconds.",
        ),
      ],
    ],
    size: [
      [
        429,
        error(
          "Request too large for gpt-4o in organization org-x on tokens per min (TPM): Limit 30000, Requested 342389. The input or output tokens must be reduced in order to run successfully.",
          { type: "tokens", code: "rate_limit_exceeded" },
        ),
      ],
      [
        413,
        error(
          "Request too large for model `m` on tokens per minute (TPM): Limit 6000, Requested 14368, please reduce your message size and try again.",
          { code: "rate_limit_exceeded" },
        ),
      ],
      [429, error("token limit: 8,000; requested: 16,384")],
      [413, "<html><title>413 Request Entity Too Large</title></html>"],
      [400, error("prompt is too long: 210000 tokens > 200000 maximum")],
      [400, error("the request exceeds the available context size", { type: "exceed_context_size_error" })],
      [400, error("输入过长，超过模型上下文")],
    ],
    billing: [
      [403, error("Key limit exceeded (total limit)")],
      [
        429,
        error(
          "Quota exceeded for metric: generativelanguage.googleapis.com/generate_content_free_tier_requests, limit: 0, model: m. Please retry in 20.5s.",
        ),
      ],
    ],
    other: [
      [400, error("max_tokens is too large: 16000. This model supports at most 8192 completion tokens.")],
      [400, error("Failed to load model: out of memory")],
      [400, error("This request could not be read.")],
      [400, error("Unsupported value: 'temperature' does not support 0.2 with this model.")],
      [400, error("The server was started without --jinja")],
      [422, error("Value error, stop token id 5 is invalid")],
      [500, error("Internal Server Error")],
    ],
  };
  test.each(
    Object.entries(MEANINGS).flatMap(([meaning, told]) =>
      told.map(([status, body]) => ({ meaning, status, body })),
    ),
  )("$meaning: $status $body", ({ meaning, status, body }) => {
    expect(read(status, body)[0]).toBe(meaning);
  });
});

test.each<[body: unknown, said: string]>([
  [{ error: { message: "a" } }, "a"],
  [{ object: "error", message: "a", code: 400 }, "a"],
  [{ detail: "a" }, "a"],
  [{ detail: [{ loc: ["body", "messages", 0], msg: "a" }, { msg: "b" }] }, "a (body.messages.0); b"],
  [[{ error: { message: "a" } }], "a"],
  [{ error: "a" }, "a"],
  [
    { error: { message: "Provider returned error", metadata: { raw: '{"message": "a"}' } } },
    "Provider returned error: a",
  ],
  [{ errors: [{ message: "a\n  b" }] }, "a b"],
  [{ error: { code: 7 } }, ""],
])("the words of %j are found", (body, said) => {
  expect(readProblem(body, "").said).toBe(said);
});

test("of a page the title is the words, of a text all of it", () => {
  expect(readProblem(undefined, "<html><title>502 Bad gateway</title></html>").said).toBe("502 Bad gateway");
  expect(readProblem(undefined, "upstream connect error\n").said).toBe("upstream connect error");
});

test.each([
  [
    "cut off",
    [
      "length",
      "max_tokens",
      "MAX_TOKENS",
      "model_length",
      "max_output_tokens",
      "model_context_window_exceeded",
      "maxPredictedTokensReached",
      "contextLengthReached",
      "token_limit",
      "incomplete",
    ],
  ],
  [
    "filtered",
    [
      "content_filter",
      "SAFETY",
      "PROHIBITED_CONTENT",
      "RECITATION",
      "sensitive",
      "refusal",
      "content_filter: OTHER",
      "guardrail_intervened",
      "BLOCKLIST",
    ],
  ],
  [
    "unfinished",
    [
      "error",
      "abort",
      "network_error",
      "insufficient_system_resource",
      "cancelled",
      "engine_overloaded",
      "userStopped",
      "modelUnloaded",
      "load",
      "function_call_filter: MALFORMED_FUNCTION_CALL",
    ],
  ],
  ["complete", ["stop", "STOP", "eos", "end_turn", "eosFound", "stop_sequence", "tool_calls", ""]],
])("a reply is %s by any word for it", (ending, words) => {
  expect(words.map((word) => [word, howItEnded(word)])).toEqual(words.map((word) => [word, ending]));
});
