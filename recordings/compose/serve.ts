import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { readCodeBlock } from "../../src/agents/read-code-block.ts";
import { arbiterReply, type OraclePlan, shownPrompt } from "./compose-oracle.ts";
import { composeReply, type JudgePlan } from "./compose-judge.ts";
import type { Script } from "./read-scripts.ts";

/** An OpenAI-compatible endpoint on loopback whose replies are scripted. */
export type ScriptedEndpoint = {
  readonly baseUrl: string;
  /** Requests answered with a completion so far, by what they asked: equal requests under one key. */
  readonly answered: ReadonlyMap<string, number>;
  readonly close: () => Promise<void>;
};

export type EndpointOptions = {
  readonly scripts: readonly Script[];
  readonly judge: ReadonlyMap<string, JudgePlan>;
  readonly oracle: OraclePlan;
  /** Title of a description → its task, for those that have a script. */
  readonly titles: ReadonlyMap<string, string>;
  readonly latencyMs: number;
};

const requestSchema = z.object({
  messages: z.array(
    z.object({ role: z.string(), content: z.union([z.string(), z.array(z.object({ text: z.string() }))]) }),
  ),
  seed: z.number().optional(),
});

/** Starts the endpoint on a free port. */
export async function serveScripts(options: EndpointOptions): Promise<ScriptedEndpoint> {
  const answered = new Map<string, number>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      if (request.url?.endsWith("/models") === true) {
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify({ object: "list", data: [{ id: "scripted", object: "model" }] }));
        return;
      }
      const text = reply(requestSchema.parse(JSON.parse(body)), options);
      setTimeout(() => {
        // Counted when it is sent: a call that was cut off before was not completed.
        answered.set(body, (answered.get(body) ?? 0) + 1);
        response.setHeader("content-type", "application/json");
        response.end(completion(text, body.length));
      }, options.latencyMs);
    });
  });
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return { baseUrl: `http://127.0.0.1:${portOf(server)}/v1`, answered, close: () => close(server) };
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("the scripted endpoint has no port");
  return address.port;
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}

function reply(request: z.infer<typeof requestSchema>, options: EndpointOptions): string {
  const messages = request.messages.map(({ role, content }) => ({
    role,
    text: typeof content === "string" ? content : content.map(({ text }) => text).join(""),
  }));
  const last = messages.at(-1)?.text ?? "";
  const plan = options.judge.get(last);
  if (plan !== undefined) return composeReply(plan, request.seed ?? 0);
  return (
    solverReply(messages, options.oracle) ??
    arbiterReply(last, options.oracle) ??
    criticReply(messages) ??
    authorReply(messages, options)
  );
}

/**
 * The oracle's author and the adversary say the same each time: what they write does not depend on what went
 * wrong. Translations nobody writes.
 */
function solverReply(messages: readonly { readonly text: string }[], plan: OraclePlan): string | undefined {
  const prompt = messages.map(({ text }) => shownPrompt(text)).find((one) => one !== undefined);
  if (prompt === undefined) return undefined;
  const asked = messages[0]?.text ?? "";
  const reply = asked.startsWith("You write two programs")
    ? plan.solvers.get(prompt)
    : asked.startsWith("You look for shortcuts")
      ? plan.adversaries.get(prompt)
      : undefined;
  return reply ?? "I cannot write this program.";
}

/** The scripted critic finds nothing; it reads no classes. */
function criticReply(messages: readonly { readonly text: string }[]): string | undefined {
  if (!messages[0]?.text.startsWith("You review a class")) return undefined;
  return `\`\`\`json\n${JSON.stringify({ faithful: 4, points: [] })}\n\`\`\``;
}

/** What the author says next: the reply that follows the last one, told by its text. */
function authorReply(
  messages: readonly { readonly role: string; readonly text: string }[],
  options: EndpointOptions,
): string {
  const opening = messages.find(({ role }) => role === "user")?.text ?? "";
  const title = /^Title: (.*)$/m.exec(opening)?.[1] ?? "";
  const script =
    options.scripts.find(({ task }) => task === options.titles.get(title)) ??
    fallback(title, options.scripts);
  const before = messages.findLast(({ role }) => role === "assistant")?.text;
  if (before === undefined) return script.replies[0]?.text ?? "";
  const code = readCodeBlock(before);
  const index = script.replies.findIndex(({ text, source }) =>
    code.status === "code" ? source === code.source : text === before.trim(),
  );
  return (script.replies[index + 1] ?? script.replies.at(-1))?.text ?? "";
}

/** A description without a script gets the replies of another one: the endpoint knows no other classes. */
function fallback(title: string, scripts: readonly Script[]): Script {
  const sum = [...title].reduce((total, symbol) => total + (symbol.codePointAt(0) ?? 0), 0);
  const script = scripts[sum % scripts.length];
  if (script === undefined) throw new Error("the endpoint has no scripts");
  return script;
}

function completion(text: string, asked: number): string {
  return JSON.stringify({
    id: "scripted",
    object: "chat.completion",
    created: 0,
    model: "scripted",
    choices: [{ index: 0, message: { role: "assistant", content: text }, finish_reason: "stop" }],
    usage: {
      prompt_tokens: Math.ceil(asked / 4),
      completion_tokens: Math.ceil(text.length / 4),
      total_tokens: Math.ceil(asked / 4) + Math.ceil(text.length / 4),
    },
  });
}
