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
  [400, error("This model's maximum context length is 4096 tokens."), "other"],
  [
    401,
    error("Incorrect API key provided: sk-1. You can find your API key at https://x.com/account/billing."),
    "other",
  ],
])("%i %j is about %s", (status, body, meaning) => {
  expect(read(status, body)[0]).toBe(meaning);
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
    ],
  ],
  ["complete", ["stop", "STOP", "eos", "end_turn", "eosFound", "stop_sequence", "tool_calls", "", "load"]],
])("a reply is %s by any word for it", (ending, words) => {
  expect(words.map((word) => [word, howItEnded(word)])).toEqual(words.map((word) => [word, ending]));
});
