import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

export type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

/** An HTTP server in this process whose answers a test decides. */
export type TestServer = {
  readonly origin: string;
  /** As an endpoint's baseUrl. */
  readonly baseUrl: string;
  readonly requests: () => number;
  readonly answerWith: (answer: Answer) => void;
  readonly close: () => void;
};

export async function startServer(): Promise<TestServer> {
  let answer: Answer = (_, response) => void response.end();
  let requests = 0;
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString("utf8")));
    request.on("end", () => {
      requests++;
      answer(request, response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    baseUrl: `${origin}/v1`,
    requests: () => requests,
    answerWith: (next) => (answer = next),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A healthy reply; `message` and `top` replace its fields. */
export function reply(content = "Answer: 42", message: object = {}, top: object = {}): object {
  return {
    id: "x",
    object: "chat.completion",
    created: 1,
    model: "m",
    choices: [{ index: 0, message: { role: "assistant", content, ...message }, finish_reason: "stop" }],
    usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
    ...top,
  };
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}
