import { createServer } from "node:http";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ROOT } from "../project.ts";

/** What an endpoint on loopback has been asked, and by how many at once. Its replies are composed. */
export type CountingEndpoint = {
  readonly baseUrl: string;
  readonly requests: () => number;
  /** Tokens of all answers, sent or not. */
  readonly tokens: () => number;
  /** How often each request was answered whole, by its body. */
  readonly completed: ReadonlyMap<string, number>;
  /** The most requests under way at once, and the most that came in within any minute, without the first few. */
  readonly mostAtOnce: () => number;
  readonly mostInAMinute: (without: number) => number;
  /** Values of the header with the key. */
  readonly keys: ReadonlySet<string>;
  readonly close: () => Promise<void>;
};

/** The class of the library whose tests take least. */
const SMALL_CLASS = "natural-science/calorimetry";

const REFUSED = "export default class Unfinished extends Bootcamp { readonly name = 5; }";

/** As many of the first tasks get prose alone, which costs no CPU time: a worker that is killed there starts quickly. */
export const PROSE_TASKS = 170;

const requestSchema = z.object({
  messages: z.array(
    z.object({ role: z.string(), content: z.union([z.string(), z.array(z.object({ text: z.string() }))]) }),
  ),
});

/** What its author writes: prose and classes by the task's number, or one of them for every task. */
export type Author = "mixed" | "prose" | "class";

/**
 * Starts an endpoint whose author writes, by the number in the title of a task, prose, or, of later tasks, now and then a
 * class that does not compile, or one of the library that passes. Its judge gives an answer that is wrong. What it says
 * depends on what it is asked alone. It names the key that it was given in each reply, as a careless gateway would.
 */
export async function startCountingEndpoint(
  latencyMs: number,
  author: Author = "mixed",
  bootcamp: string = SMALL_CLASS,
): Promise<CountingEndpoint> {
  const source = readFileSync(join(ROOT, "library", bootcamp, "bootcamp.ts"), "utf8");
  const completed = new Map<string, number>();
  const arrivals: number[] = [];
  const keys = new Set<string>();
  let [underWay, mostAtOnce, tokens] = [0, 0, 0];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      arrivals.push(performance.now());
      mostAtOnce = Math.max(mostAtOnce, ++underWay);
      let isOver = false;
      response.on("close", () => {
        if (!isOver) underWay--;
        isOver = true;
      });
      const key = request.headers.authorization ?? "";
      keys.add(key);
      const { messages } = requestSchema.parse(JSON.parse(body));
      const text = `${replyTo(
        { author, source },
        messages.map(({ content }) => textOf(content)),
      )}\n\n(${key})`;
      const usage = {
        prompt_tokens: Math.ceil(body.length / 4),
        completion_tokens: Math.ceil(text.length / 4),
      };
      tokens += usage.prompt_tokens + usage.completion_tokens;
      setTimeout(() => {
        if (isOver) return; // its asker was killed
        completed.set(body, (completed.get(body) ?? 0) + 1);
        response.setHeader("content-type", "application/json");
        const message = { role: "assistant", content: text };
        const choices = [{ index: 0, message, finish_reason: "stop" }];
        const id = { id: "composed", object: "chat.completion", created: 0, model: "composed" };
        response.end(JSON.stringify({ ...id, choices, usage }));
      }, latencyMs);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the endpoint has no port");
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    requests: () => arrivals.length,
    tokens: () => tokens,
    completed,
    mostAtOnce: () => mostAtOnce,
    mostInAMinute: (without) => {
      let first = 0;
      const counted = arrivals.slice(without);
      return counted.reduce((most, atMs, index) => {
        while ((counted[first] ?? 0) <= atMs - 60_000) first++;
        return Math.max(most, index - first + 1);
      }, 0);
    },
    keys,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const textOf = (content: string | readonly { readonly text: string }[]): string =>
  typeof content === "string" ? content : content.map(({ text }) => text).join("");

function replyTo(
  { author, source }: { readonly author: Author; readonly source: string },
  texts: readonly string[],
): string {
  const title = texts.map((text) => /^Title: task (\d+)$/m.exec(text)?.[1]).find((one) => one !== undefined);
  if (title === undefined) return "I would say \\boxed{0}";
  const number = Number(title);
  // A comment makes each of them another class, to be compiled and tested on its own.
  if (author === "class") return `\`\`\`ts\n${source}\n// ${number}\n\`\`\``;
  if (author === "prose") return "I have no class for it.";
  if (number <= PROSE_TASKS || number % 5 !== 0) return "I have no class for it.";
  return `\`\`\`ts\n${number % 100 === 0 ? source : `${REFUSED} // ${number}`}\n\`\`\``;
}

/** So many descriptions as lines of JSON, numbered after `before`. */
export const describeTasks = (count: number, before = 0): string =>
  Array.from({ length: count }, (_, at) => before + at)
    .map((index) =>
      JSON.stringify({
        id: `task-${index + 1}`,
        title: `task ${index + 1}`,
        domain: "natural-science",
        description: `Given the masses and temperatures of two bodies of water, say the temperature of both, number ${index + 1}.`,
      }),
    )
    .join("\n");
