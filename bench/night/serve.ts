/**
 * An OpenAI-compatible endpoint on loopback, in a process of its own, that brings forth a class for every
 * description and then plays its judge. Arguments: latency in milliseconds, share of right answers, cases of
 * the middle level that a judge may be asked, by which share of it the latency may be shorter or longer. Prints
 * its address; `GET /meter` tells what it did so far.
 */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { z } from "zod";
import { Rng } from "../../src/bootcamp/index.ts";
import { CASE_RANGES } from "../../src/core/judging/case-ranges.ts";
import { sha256 } from "../../src/core/draft/hash.ts";

const [meanLatencyMs = 2_000, rightShare = 0.85, cases = 128, spread = 0] = process.argv.slice(2).map(Number);

/** Classes of `bench/gates/good` whose tests take little: what is measured is the way to the endpoint. */
const BASES = ["costly-bracket-repair", "impatient-queue", "generator-known-plaintext"];

/** Cases of the other levels, drawn only when a prompt asks for them. */
const OTHER_CASES = 64;

type DrawnClass = {
  readonly card: { readonly name: string; readonly version?: string; readonly levels: readonly object[] };
  new (): {
    caseGenerator: (rng: Rng, level: object) => unknown;
    promptFunc: (instance: unknown) => string;
    referenceAnswer: (instance: unknown) => string;
  };
};

type Variant = { readonly base: DrawnClass; readonly name: string; isExpanded: boolean };

const bases = await Promise.all(
  BASES.map(async (name) => {
    const file = join(import.meta.dirname, "..", "gates", "good", `${name}.ts`);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own files, each with one class
    const loaded = (await import(file)) as { readonly default: DrawnClass };
    return { source: readFileSync(file, "utf8"), loaded: loaded.default };
  }),
);
const answers = new Map<string, { readonly right: string; readonly wrong: string }>();
const variants = new Map<string, { readonly variant: Variant; readonly source: string }>();

function variantOf(title: string): { readonly variant: Variant; readonly source: string } {
  const known = variants.get(title);
  if (known !== undefined) return known;
  const base = bases[variants.size % bases.length];
  if (base === undefined) throw new Error("there are no classes");
  const { name } = base.loaded.card;
  const renamed = `${name}N${variants.size}`;
  const made = {
    variant: { base: base.loaded, name: renamed, isExpanded: false },
    source: base.source.replaceAll(new RegExp(`\\b${name}\\b`, "g"), renamed),
  };
  variants.set(title, made);
  drawLevel(made.variant, (base.loaded.card.levels.length - 1) >> 1, cases);
  return made;
}

function drawLevel({ base, name }: Variant, level: number, count: number): void {
  const bootcamp = new base();
  const { card } = base;
  const parameters = card.levels[level];
  if (parameters === undefined) return;
  const drawn = Array.from({ length: count }, (_, position) => {
    const address = {
      bootcamp: name,
      version: card.version ?? "1",
      level,
      seed: 0,
      index: CASE_RANGES.judge.start + position,
    };
    const instance = bootcamp.caseGenerator(Rng.forCase(address), parameters);
    return { prompt: bootcamp.promptFunc(instance), reference: bootcamp.referenceAnswer(instance) };
  });
  for (const [place, { prompt, reference }] of drawn.entries()) {
    const wrong = drawn[(place + 1) % drawn.length]?.reference ?? "";
    answers.set(sha256(prompt), { right: reference, wrong });
  }
}

function answerOf(prompt: string): string {
  const key = sha256(prompt);
  if (!answers.has(key)) {
    for (const { variant } of variants.values()) {
      if (variant.isExpanded) continue;
      variant.isExpanded = true;
      for (const level of variant.base.card.levels.keys()) drawLevel(variant, level, OTHER_CASES);
      if (answers.has(key)) break;
    }
  }
  const found = answers.get(key);
  const luck = Number.parseInt(sha256(`luck ${prompt}`).slice(0, 8), 16) / 2 ** 32;
  if (found === undefined) return "I do not know.";
  return luck < rightShare ? found.right : found.wrong;
}

const requestSchema = z.object({
  messages: z.array(
    z.object({ role: z.string(), content: z.union([z.string(), z.array(z.object({ text: z.string() }))]) }),
  ),
});

function reply(body: string): string {
  const texts = requestSchema
    .parse(JSON.parse(body))
    .messages.map(({ content }) =>
      typeof content === "string" ? content : content.map(({ text }) => text).join(""),
    );
  const title = /^Title: (.*)$/m.exec(texts[1] ?? "")?.[1];
  if (title !== undefined) drafts++;
  return title === undefined ? answerOf(texts.at(-1) ?? "") : `\`\`\`ts\n${variantOf(title).source}\`\`\``;
}

let inFlight = 0;
let drafts = 0;
let answered = 0;
let busyMs = 0;
let changedMs = performance.now();
const change = (by: number): void => {
  const now = performance.now();
  busyMs += inFlight * (now - changedMs);
  changedMs = now;
  inFlight += by;
};

const server = createServer((request, response) => {
  response.setHeader("content-type", "application/json");
  if (request.url === "/meter") {
    change(0);
    response.end(JSON.stringify({ atMs: performance.now(), inFlight, answered, drafts, busyMs }));
    return;
  }
  change(1);
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const begunMs = performance.now();
    const latencyMs = meanLatencyMs * (1 + spread * (2 * Math.random() - 1));
    const body = Buffer.concat(chunks).toString("utf8");
    const text = reply(body);
    const [prompt, completion] = [Math.ceil(body.length / 4), Math.ceil(text.length / 4)];
    const sent = JSON.stringify({
      id: "night",
      object: "chat.completion",
      created: 0,
      model: "scripted",
      choices: [{ index: 0, message: { role: "assistant", content: text }, finish_reason: "stop" }],
      usage: { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion },
    });
    setTimeout(
      () => {
        change(-1);
        answered++;
        response.end(sent);
      },
      Math.max(0, latencyMs - (performance.now() - begunMs)),
    );
  });
});
// On a busy machine a client may be late; it shall not find its connection closed.
server.keepAliveTimeout = 120_000;
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the endpoint has no port");
  process.stdout.write(`http://127.0.0.1:${address.port}\n`);
});
// The bench ends this process by closing its standard input.
process.stdin.resume().on("end", () => process.exit(0));
