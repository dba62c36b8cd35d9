import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openStoreReader } from "../../src/store/open-store.ts";
import { scratchFolder } from "../project.ts";
import { aTask, writeRecord } from "./a-record.ts";
import { openReview } from "./open-review.ts";
import { dial, request, type Said, speak } from "./speak-http.ts";

const folder = scratchFolder();
const file = join(folder.path, "record.sqlite");
let review: Awaited<ReturnType<typeof openReview>>;
let cookie = "";

beforeAll(async () => {
  writeRecord(file, [aTask({ id: "mixing" })]);
  review = await openReview(file, { timeouts: { headMs: 300, requestMs: 600 } });
  const { pathname, search } = new URL(review.url);
  const entered = await ask(`GET ${pathname}${search}`, { cookie: null });
  cookie = /set-cookie: ([^;]+);/i.exec(entered.text)?.[1] ?? "";
  if (cookie === "") throw new Error(`the token was not exchanged for a cookie: ${entered.text}`);
});
afterAll(async () => {
  await review.close();
  folder.remove();
});

/** A request of the browser that was let in, but for what is overridden. */
function ask(
  line: string,
  headers: Readonly<Record<string, string | null>> = {},
  body?: string,
): Promise<Said> {
  return speak(review.authority, request(line, { host: review.authority, cookie, ...headers }, body));
}

const decisions = (): number => {
  const store = openStoreReader(file);
  try {
    return store.decisions(1).length;
  } finally {
    store.close();
  }
};

/** An approval that would be taken if everything about its request were right. */
function approval(): { readonly body: string; readonly headers: Readonly<Record<string, string>> } {
  const store = openStoreReader(file);
  const seen = store.reviewables(1).get("mixing")?.seen ?? "";
  store.close();
  const body = JSON.stringify({ kind: "approve", seen, after: null, note: null });
  const headers = {
    origin: `http://${review.authority}`,
    "content-type": "application/json",
    "x-campforge": "review",
    "content-length": String(body.length),
  };
  return { body, headers };
}

const DECIDE = "POST /run/1/task/mixing/decide";

describe("the token", () => {
  test("is exchanged for a cookie that scripts cannot read and other sites cannot send, and never shown again", async () => {
    const { pathname, search } = new URL(review.url);
    const entered = await ask(`GET ${pathname}${search}`, { cookie: null });
    expect(entered.text).toMatch(
      /^set-cookie: campforge-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict/im,
    );
    expect(entered.text).toMatch(/^location: \/\r$/im);
    expect(search).toMatch(/^\?token=[\w-]{43}$/);
    const page = await ask("GET /run/1");
    expect(page.status).toBe(200);
    expect(page.text).not.toContain(search.slice("?token=".length));
    expect(cookie).not.toContain(search.slice("?token=".length));
  });

  test.each([
    ["nothing", ""],
    ["a wrong one", "?token=AAAA"],
    ["one of the right length", `?token=${"A".repeat(43)}`],
    ["an empty one", "?token="],
  ])("with %s nobody is let in", async (_, query) => {
    expect((await ask(`GET /${query}`, { cookie: null })).status).toBe(401);
  });

  test.each([
    "/run/1",
    "/run/1/task/mixing",
    "/run/1/live",
    "/static/review.js",
    "/checks",
    "/nowhere",
    `/text/${"0".repeat(64)}`,
  ])("without the cookie %s is refused, with another one as well", async (path) => {
    expect((await ask(`GET ${path}`, { cookie: null })).status).toBe(401);
    expect((await ask(`GET ${path}`, { cookie: cookie.replace(/=.*/, "=AAAA") })).status).toBe(401);
  });
});

describe("from another site's page the printed address", () => {
  const CLICKED = {
    cookie: null,
    "sec-fetch-site": "cross-site",
    "sec-fetch-mode": "navigate",
    "sec-fetch-dest": "document",
  } as const;
  const printed = (): string => `GET /${new URL(review.url).search}`;

  test("lets in when the whole window goes there, with a page that leads on and does not show the token", async () => {
    const entered = await ask(printed(), CLICKED);
    expect(entered.status).toBe(200);
    expect(entered.text).toMatch(
      /^set-cookie: campforge-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict/im,
    );
    expect(entered.text).not.toContain(new URL(review.url).search.slice("?token=".length));
  });

  test.each([
    ["a wrong token", "GET /?token=AAAA", {}],
    ["no token", "GET /", {}],
    ["no token, but the cookie", "GET /run/1", "cookie"],
    ["the token at another path", "GET /run/1?TOKEN", {}],
    ["a frame", "GET /?TOKEN", { "sec-fetch-dest": "iframe" }],
    ["a script's request", "GET /?TOKEN", { "sec-fetch-mode": "cors", "sec-fetch-dest": "empty" }],
    ["an image", "GET /?TOKEN", { "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image" }],
    ["another origin", "GET /?TOKEN", { origin: "http://evil.example" }],
    [
      "a browser that does not say what for",
      "GET /?TOKEN",
      { "sec-fetch-mode": null, "sec-fetch-dest": null },
    ],
    ["HEAD", "HEAD /?TOKEN", {}],
  ])("is refused with %s, and no cookie is set", async (_, line, overrides) => {
    const head = overrides === "cookie" ? { cookie } : overrides;
    const search = new URL(review.url).search.slice(1);
    const said = await ask(line.replace("TOKEN", search), { ...CLICKED, ...head });
    expect(said.status).toBe(403);
    expect(said.text).not.toMatch(/^set-cookie/im);
  });

  test("is refused as a change, token or not", async () => {
    const { body, headers } = approval();
    const line = `POST /${new URL(review.url).search}`;
    expect((await ask(line, { ...CLICKED, ...headers }, body)).status).toBe(403);
  });
});

describe("names", () => {
  test.each([
    ["another site's name that points here", "evil.example"],
    ["the right name without its port", "127.0.0.1"],
    ["another port", "127.0.0.1:1"],
    ["a name for this machine that was not printed", "localhost"],
    ["every address", "0.0.0.0"],
  ])("a Host that is %s is refused, cookie or not", async (_, host) => {
    const port = review.authority.split(":")[1] ?? "";
    const full =
      host === "localhost" || host === "0.0.0.0" || host === "evil.example" ? `${host}:${port}` : host;
    expect((await ask("GET /run/1", { host: full })).status).toBe(421);
    expect((await ask("GET /run/1", { host: full, cookie: null })).status).toBe(421);
    expect(
      (await ask(`GET ${new URL(review.url).search.replace("?", "/?")}`, { host: full, cookie: null }))
        .status,
    ).toBe(421);
  });

  test("a request line that names another server does not change who is asked", async () => {
    expect((await ask("GET http://evil.example/run/1", { host: "evil.example" })).status).toBe(421);
    expect((await speak(review.authority, request("GET /run/1", { cookie }))).status).toBe(400);
  });
});

describe("changes", () => {
  test.each([
    ["another origin", { origin: "http://evil.example" }, 403],
    ["another port of this machine as origin", { origin: "http://127.0.0.1:1" }, 403],
    ["an origin that hides", { origin: "null" }, 403],
    ["no origin", { origin: null }, 403],
    ["another site, as the browser says", { "sec-fetch-site": "cross-site" }, 403],
    ["another port, as the browser says", { "sec-fetch-site": "same-site" }, 403],
    ["a form", { "content-type": "application/x-www-form-urlencoded" }, 415],
    ["a form with a file", { "content-type": "multipart/form-data; boundary=x" }, 415],
    ["plain text that is JSON", { "content-type": "text/plain" }, 415],
    ["no type", { "content-type": null }, 415],
    ["no header of its own", { "x-campforge": null }, 403],
    ["no cookie", { cookie: null }, 401],
    ["another Host", { host: "evil.example" }, 421],
  ])("from %s are refused, and nothing is decided", async (_, overrides, status) => {
    const { body, headers } = approval();
    expect((await ask(DECIDE, { ...headers, ...overrides }, body)).status).toBe(status);
    expect(decisions()).toBe(0);
  });

  test.each(["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])("by %s are refused", async (method) => {
    const { body, headers } = approval();
    expect((await ask(DECIDE.replace("POST", method), headers, body)).status).toBe(405);
    expect(decisions()).toBe(0);
  });

  test.each([
    ["no JSON", "{"],
    ["another shape", '{"kind":"approve"}'],
    ["a field too many", '{"kind":"approve","seen":"","after":null,"note":null,"reviewer":"eve"}'],
    ["a decision that there is not", '{"kind":"export","seen":"","after":null,"note":null}'],
  ])("of %s are refused with a reason", async (_, body) => {
    const { headers } = approval();
    const said = await ask(DECIDE, { ...headers, "content-length": String(body.length) }, body);
    expect(said.status).toBe(400);
    expect(said.text).toContain('"status":"invalid"');
    expect(decisions()).toBe(0);
  });

  test("larger than 64 KiB are refused, whether they say how large they are or not", async () => {
    const { headers } = approval();
    const big = JSON.stringify({ note: "x".repeat(70_000) });
    expect((await ask(DECIDE, { ...headers, "content-length": String(big.length) }, big)).status).toBe(413);
    const chunked = `${big.length.toString(16)}\r\n${big}\r\n0\r\n\r\n`;
    const sent = { ...headers, "content-length": null, "transfer-encoding": "chunked" };
    expect((await ask(DECIDE, sent, chunked)).status).toBe(413);
    expect(decisions()).toBe(0);
  });
});

describe("slow clients", () => {
  test.each([
    ["the head", "GET /run/1 HTTP/1.1\r\nhost: "],
    ["the body", "POST /reviewer HTTP/1.1\r\nhost: HOST\r\nHEADERS\r\n\r\n{"],
  ])("who never end %s are cut off, and others are served meanwhile", async (_, beginning) => {
    const socket = dial(review.authority);
    const closed = new Promise<void>((done) => void socket.on("close", done).on("error", () => {}));
    socket.resume();
    const headers = { ...approval().headers, cookie, "content-length": "100" };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    socket.write(beginning.replace("HOST", review.authority).replace("HEADERS", lines.join("\r\n")));
    expect((await ask("GET /run/1")).status).toBe(200);
    await closed;
    expect(socket.destroyed).toBe(true);
  });
});

test("every answer forbids scripts, styles and requests from elsewhere, being framed, and being kept", async () => {
  for (const [line, headers] of [
    ["GET /run/1", {}],
    ["GET /static/review.js", {}],
    ["GET /nowhere", {}],
    ["GET /run/1", { cookie: null }],
    ["GET /run/1", { host: "evil.example" }],
    ["POST /reviewer", {}],
  ] as const) {
    const { text } = await ask(line, headers);
    const policy = /^content-security-policy: (.*)\r$/im.exec(text)?.[1] ?? "";
    expect(policy.split("; ").sort()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "img-src 'self'",
      "script-src 'self'",
      "style-src 'self'",
    ]);
    expect(text).toMatch(/^x-content-type-options: nosniff\r$/im);
    expect(text).toMatch(/^referrer-policy: no-referrer\r$/im);
    expect(text).toMatch(/^cache-control: no-store\r$/im);
    expect(text).toMatch(/^cross-origin-opener-policy: same-origin\r$/im);
    expect(text).toMatch(/^cross-origin-resource-policy: same-origin\r$/im);
    expect(text).not.toMatch(/^access-control-/im);
  }
});

test("what is right in everything is decided, once", async () => {
  const { body, headers } = approval();
  expect((await ask(DECIDE, headers, body)).status).toBe(200);
  expect(decisions()).toBe(1);
  expect((await ask(DECIDE, headers, body)).status).toBe(409);
  expect(decisions()).toBe(1);
  expect(review.faults).toEqual([]);
});
