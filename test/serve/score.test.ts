import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scoreListSchema, scoreResultSchema } from "../../src/core/training/score-api.ts";
import type { RunningServer } from "../../src/serve/start-server.ts";
import { aLibrary, aSum, shelve } from "./a-library.ts";
import { aServer, post, truthOf } from "./a-server.ts";

const library = aLibrary([
  { slug: "sum", name: "Sum", source: aSum("Sum"), version: 2 },
  { slug: "sum", name: "Sum", source: aSum("Sum", { verify: "return answer === 1 ? 1 : 0;" }), former: true },
  {
    slug: "trap",
    name: "Trap",
    source: aSum("Trap", {
      verify: `if (answer === 13) throw new Error("thirteen");
    for (let turn = 0; answer === 14; turn++) if (turn < 0) return 1;
    return answer === instance.a + instance.b ? 1 : 0.25;`,
    }),
  },
]);
let server: RunningServer;
beforeAll(async () => {
  server = await aServer(library.path);
});
afterAll(async () => {
  await server.close();
  library.remove();
});

const sum = truthOf("sum", 1, 1, 2);

describe("POST /v1/score", () => {
  test("scores one response, as a float", async () => {
    const right = await post(server, "/v1/score", { ground_truth: sum, response: "I think\nAnswer: 2" });
    expect([right.status, right.text]).toEqual([200, '{"status":"scored","score":1.0,"answer":"2"}']);
    const wrong = await post(server, "/v1/score", { ground_truth: sum, response: "Answer: 3" });
    expect(wrong.text).toBe('{"status":"scored","score":0.0,"answer":"3"}');
    const none = await post(server, "/v1/score", { ground_truth: sum, response: "two" });
    expect(scoreResultSchema.parse(none.json())).toMatchObject({ status: "unparsable", score: 0 });
    expect(none.text).toContain('"score":0.0');
  });

  test("scores a list in its order, and a part of a point is a part of a point", async () => {
    const trap = truthOf("trap", 1, 1);
    const items = [7, 2, 5].map((answer) => ({ ground_truth: trap, response: `Answer: ${answer}` }));
    const reply = await post(server, "/v1/score", { items });
    expect(reply.status).toBe(200);
    expect(scoreListSchema.parse(reply.json()).results).toMatchObject([
      { score: 0.25 },
      { score: 1 },
      { score: 0.25 },
    ]);
  });

  test("two versions of a bootcamp are served at once", async () => {
    const items = [1, 2].flatMap((version) =>
      [1, 2].map((answer) => ({
        ground_truth: truthOf("sum", 1, 1, version),
        response: `Answer: ${answer}`,
      })),
    );
    const { results } = scoreListSchema.parse((await post(server, "/v1/score", { items })).json());
    expect(results).toMatchObject([{ score: 1 }, { score: 0 }, { score: 0 }, { score: 1 }]);
  });

  test("half a pair of surrogates arrives as it was sent", async () => {
    const response = "\ud83d\nAnswer: 2";
    const reply = await post(server, "/v1/score", JSON.stringify({ ground_truth: sum, response }));
    expect(reply.json()).toMatchObject({ status: "scored", score: 1 });
  });

  test("a verifier that throws or runs out of time is an error, in a list of the item alone", async () => {
    const trap = truthOf("trap", 1, 1);
    const items = [2, 13, 14, 2].map((answer) => ({ ground_truth: trap, response: `Answer: ${answer}` }));
    const list = await post(server, "/v1/score", { items });
    expect(list.status).toBe(200);
    const { results } = scoreListSchema.parse(list.json());
    expect(results).toMatchObject([
      { status: "scored", score: 1 },
      { status: "error", code: "verifier-threw", retryable: false },
      { status: "error", code: "verifier-timed-out", retryable: false },
      { status: "scored", score: 1 },
    ]);
    expect(results[1]).not.toHaveProperty("score");
    const alone = await post(server, "/v1/score", items[1]);
    expect([alone.status, alone.json()]).toMatchObject([
      422,
      { code: "verifier-threw", message: /thirteen/ },
    ]);
  });
});

const item = { ground_truth: sum, response: "Answer: 2" };

describe("bad input is refused by name, and nothing is scored", () => {
  const truth = (over: object): object => ({
    ground_truth: JSON.stringify({ bootcamp: "sum", version: 2, case: { a: 1, b: 1 }, ...over }),
    response: "Answer: 2",
  });
  test.each([
    ["a body that is no JSON", "{", 400, "invalid-json", /JSON/],
    ["a misspelt field", { ground_truth: sum, respons: "x" }, 400, "invalid-request", /response/],
    ["a field too many", { ...item, seed: 1 }, 400, "invalid-request", /seed/],
    ["an empty list", { items: [] }, 400, "invalid-request", /items/],
    [
      "a ground truth that is no JSON",
      { ...item, ground_truth: "42" },
      400,
      "invalid-request",
      /campforge export/,
    ],
    ["an unknown bootcamp", truth({ bootcamp: "sums" }), 404, "unknown-bootcamp", /"sums"/],
    ["an unknown version", truth({ version: 3 }), 404, "unknown-version", /2, 1|1, 2/],
    [
      "a case of another shape",
      truth({ case: { a: 1, b: "1" } }),
      422,
      "invalid-case",
      /case\.b: expected a number/,
    ],
    ["a case with a field missing", truth({ case: { a: 1 } }), 422, "invalid-case", /case\.b is missing/],
    [
      "a response over the limit",
      { ...item, response: "x".repeat(100_001) },
      413,
      "response-too-long",
      /100000/,
    ],
    [
      "a list over the limit",
      { items: Array.from({ length: 301 }, () => item) },
      413,
      "list-too-long",
      /300/,
    ],
    ["a body over the limit", { ...item, response: "x".repeat(4_000_000) }, 413, "body-too-large", /4000000/],
  ])("%s", async (_, body, status, code, message) => {
    const reply = await post(server, "/v1/score", body);
    expect([reply.status, reply.json()]).toMatchObject([
      status,
      { status: "error", code, message: expect.stringMatching(message), retryable: false },
    ]);
  });

  test("of a list the item is named, and none of the others is scored", async () => {
    const before = await counted();
    const reply = await post(server, "/v1/score", {
      items: [item, { ...item, ground_truth: truthOf("sum", 1, 1, 9) }],
    });
    expect(reply.json()).toMatchObject({
      code: "unknown-version",
      message: expect.stringMatching(/^item 1: /),
    });
    expect(await counted()).toBe(before);
  });

  test("a body of another type", async () => {
    const reply = await post(server, "/v1/score", item, { "content-type": "text/plain" });
    expect([reply.status, reply.json()]).toMatchObject([415, { code: "wrong-content-type" }]);
  });
});

async function counted(): Promise<string> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return text
    .split("\n")
    .filter((line) => line.startsWith("campforge_verifications_total"))
    .join();
}

describe("the server", () => {
  test("answers to its own name only", async () => {
    const { port } = new URL(server.url);
    for (const host of [`evil.example:${port}`, "127.0.0.1"])
      expect(await statusWithHost(host, port)).toBe(421);
    expect(await statusWithHost(`localhost:${port}`, port)).toBe(200);
  });

  test("is healthy and ready, and counts", async () => {
    expect(await (await fetch(`${server.url}/health`)).json()).toEqual({ status: "healthy" });
    expect(await (await fetch(`${server.url}/ready`)).json()).toMatchObject({
      status: "ready",
      bootcamps: 2,
    });
    await post(server, "/v1/score", item);
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toMatch(
      /^campforge_verifications_total\{bootcamp="sum",version="2",outcome="scored"\} [1-9]/m,
    );
    expect(metrics).toMatch(/^campforge_request_seconds_bucket\{route="\/v1\/score",le="\+Inf"\} [1-9]/m);
    for (const line of metrics.trimEnd().split("\n"))
      expect(line).toMatch(/^(?:# (?:HELP|TYPE) \w+ .+|\w+(?:\{\w+="[^"]*"(?:,\w+="[^"]*")*\})? [\d.e+-]+)$/);
  });

  test("lets in whoever knows its token", async () => {
    const guarded = await aServer(library.path, { token: "secret" });
    try {
      expect((await post(guarded, "/v1/score", item)).json()).toMatchObject({ code: "unauthorized" });
      expect((await post(guarded, "/v1/score", item, { authorization: "Bearer wrong" })).status).toBe(401);
      expect((await post(guarded, "/v1/score", item, { authorization: "Bearer secret" })).status).toBe(200);
      expect((await post(guarded, "/v1/score?token=secret", item)).status).toBe(200);
      expect((await fetch(`${guarded.url}/health`)).status).toBe(200);
    } finally {
      await guarded.close();
    }
  });

  test("has no room for more than it was told, and answers what is under way when it stops", async () => {
    const small = await aServer(library.path, { inFlight: 2, timeoutMs: 700 });
    const slow = { ground_truth: truthOf("trap", 1, 1), response: "Answer: 14" };
    const replies = Promise.all([1, 2].map(() => post(small, "/v1/score", slow)));
    await reached(small, 2);
    const refused = await post(small, "/v1/score", item);
    expect([refused.status, refused.json()]).toMatchObject([429, { code: "busy", retryable: true }]);
    expect(refused.headers.get("retry-after")).toBe("1");
    const closing = small.close();
    expect((await replies).map(({ status, json }) => [status, json()["code"]])).toEqual([
      [422, "verifier-timed-out"],
      [422, "verifier-timed-out"],
    ]);
    await closing;
    await expect(fetch(`${small.url}/health`)).rejects.toThrow("fetch failed");
  });

  test("reads its library again without losing a request, and keeps a class whose hash is wrong out", async () => {
    const changing = aLibrary([{ slug: "sum", name: "Sum", source: aSum("Sum") }]);
    const notices: string[] = [];
    const own = await aServer(changing.path, { onNotice: (text) => notices.push(text) });
    try {
      const scores = Promise.all(
        Array.from({ length: 40 }, () =>
          post(own, "/v1/score", { ...item, ground_truth: truthOf("sum", 1, 1) }),
        ),
      );
      shelve(changing.path, { slug: "more", name: "More", source: aSum("More") });
      await own.reload();
      expect((await scores).map(({ json }) => json()["score"])).toEqual(Array.from({ length: 40 }, () => 1));
      expect([...own.holdings().bootcamps.keys()]).toEqual(["more", "sum"]);
      shelve(changing.path, { slug: "more", name: "More", source: aSum("More") });
      const { writeFileSync } = await import("node:fs");
      writeFileSync(`${changing.path}/tests/more/bootcamp.ts`, aSum("More", { verify: "return 1;" }));
      await own.reload();
      expect([...own.holdings().bootcamps.keys()]).toEqual(["sum"]);
      expect(notices.at(-1)).toMatch(
        /tests\/more: is not served: bootcamp\.ts is not what its card was drawn up for/,
      );
    } finally {
      await own.close();
      changing.remove();
    }
  });
});

/** Until so many requests are under way. */
async function reached(own: RunningServer, inFlight: number): Promise<void> {
  for (;;) {
    const text = await (await fetch(`${own.url}/metrics`)).text();
    if (text.includes(`\ncampforge_in_flight ${inFlight}\n`)) return;
  }
}

/** `fetch` writes the header itself. */
async function statusWithHost(host: string, port: string): Promise<number | undefined> {
  const { request } = await import("node:http");
  return new Promise((resolve, reject) => {
    request({ port, host: "127.0.0.1", path: "/health", headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
}
