import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { sha256 } from "../../src/core/draft/hash.ts";

/** What a scripted proposer does with its n-th proposal, from 1 on; whatever is left out is a good one. */
export type Plot =
  | "good"
  | "twin of the first"
  | "incomplete once"
  | "shows its answer once"
  | "wrong example"
  | "unfit"
  | "taste"
  | "twin in other words";

/** A proposer and checker on loopback whose replies a program composes. */
export type ProposalEndpoint = {
  readonly baseUrl: string;
  /** How often each request was answered, by its body. */
  readonly answered: ReadonlyMap<string, number>;
  /** What each proposer was asked first. */
  readonly asked: readonly string[];
  readonly close: () => Promise<void>;
};

const requestSchema = z.object({
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
});

type Said = z.infer<typeof requestSchema>["messages"];

/** Starts it on a free port. */
export async function serveProposals(plots: readonly Plot[]): Promise<ProposalEndpoint> {
  const answered = new Map<string, number>();
  const asked: string[] = [];
  const reply = (messages: Said): string => {
    const [system = "", user = ""] = messages.map(({ content }) => content);
    if (!system.startsWith("You invent")) return check(messages, plots);
    const before = messages.length > 2 ? /^title: \w+ (\d+)$/m.exec(messages[2]?.content ?? "") : null;
    if (before === null) asked.push(user);
    const number = Number(before?.[1] ?? asked.length);
    return write(number, { user, isAgain: before !== null, plot: plots[number - 1] ?? "good" });
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      answered.set(body, (answered.get(body) ?? 0) + 1);
      const text = reply(requestSchema.parse(JSON.parse(body)).messages);
      response.setHeader("content-type", "application/json");
      const choice = { index: 0, finish_reason: "stop", message: { role: "assistant", content: text } };
      const usage = { prompt_tokens: 100, completion_tokens: 200, total_tokens: 300 };
      response.end(JSON.stringify({ id: "x", object: "chat.completion", choices: [choice], usage }));
    });
  });
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address: AddressInfo | string | null = server.address();
  const port = address === null || typeof address === "string" ? 0 : address.port;
  const close = (): Promise<void> => {
    server.closeAllConnections();
    return new Promise((resolve) => void server.close(() => resolve()));
  };
  return { baseUrl: `http://127.0.0.1:${port}/v1`, answered, asked, close };
}

/** Words of its own for each proposal, so that no two speak of the same. */
const wordsOf = (number: number): readonly string[] =>
  Array.from({ length: 40 }, (_, index) => sha256(`${number} ${index}`).replace(/\d/g, "").slice(0, 9));

function write(
  number: number,
  { user, isAgain, plot }: { readonly user: string; readonly isAgain: boolean; readonly plot: Plot },
): string {
  const [, domain = "", answer = "", because = ""] =
    /The cell: domain (.*), answer type (.*), hard because of (.*)\./.exec(user) ?? [];
  if (plot === "unfit") return "UNFIT: nothing good is made of this.";
  if (plot === "incomplete once" && !isAgain) return `---\ntitle: Half ${number}\n---\n\nToo little.`;
  const w = wordsOf(plot === "twin of the first" ? 1 : number);
  const size = plot === "twin of the first" ? 9 : 5;
  return `---
title: Proposal ${number}
domain: ${domain}
answer-type: ${answer}
hard-because: ${because}
---

A ${w[0]} of ${w[1]} is given with ${w[2]} and ${w[3]} ${w[4]}, and the ${w[5]} of its ${w[6]} is asked for.

## Rules

- Each ${w[7]} is ${w[8]} to ${w[9]}, unless ${w[10]} ${w[11]} its ${w[12]} ${w[13]}.
- The ${w[14]} ${w[15]} two ${w[16]}, and ${w[17]} ${w[18]} never ${w[19]}.
- A ${w[20]} counts ${w[21]} when ${w[22]} ${w[23]} ${w[24]} at its ${w[25]}.

## Answer

The ${w[26]} as ${w[27]}${plot === "shows its answer once" && !isAgain ? `, as in \`${100 + number}\`` : ""}; exactly one is right.

## Difficulty

The ${w[28]} grows from 3 ${w[29]} over 5, 7 and 9 to 11 ${w[30]}.

## Checking

A program ${w[31]} every ${w[32]} in turn and ${w[33]} the ${w[34]}.

## Example

### Case

A ${w[35]} of ${size} with ${w[36]} ${number}. MARK ${number} ${plot}

### Answer

${plot === "wrong example" ? 13 : 100 + number}

### Why

The ${w[37]} gives ${w[38]}, step by step.
`;
}

function check(messages: Said, plots: readonly Plot[]): string {
  const all = messages.map(({ content }) => content).join("\n");
  const number = Number(/MARK (\d+)/.exec(all)?.[1] ?? 0);
  const plot = plots[number - 1] ?? "good";
  if (all.startsWith("Two answers")) {
    const isFirst = /Answer A:\n.*\n13\n/.test(all);
    return json({ a: isFirst ? "wrong" : "right", b: isFirst ? "right" : "wrong", why: "counted again" });
  }
  return json({
    answer: String(100 + number),
    text_alone: true,
    by_rule: plot !== "taste",
    clear: true,
    // It shares no words with the one that it repeats, which therefore stands among the further ones.
    same_as: plot === "twin in other words" ? (/^(\d+)\. Countdown/m.exec(all)?.[1] ?? null) : null,
    why: plot === "taste" ? "which is nicest is a matter of taste" : "",
  });
}

const json = (value: unknown): string => `Worked through.\n\n\`\`\`json\n${JSON.stringify(value)}\n\`\`\`\n`;
