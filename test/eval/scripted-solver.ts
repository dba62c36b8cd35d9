import { readFileSync } from "node:fs";
import { z } from "zod";
import { load } from "../../library/index.ts";
import { sha256 } from "../../src/core/draft/hash.ts";
import { type Answer, reply, sendJson } from "../models/start-server.ts";

const CLASSES: Readonly<Record<string, string>> = {
  futoshiki: "Futoshiki",
  "map-colouring": "MapColouring",
  calorimetry: "Calorimetry",
};

const caseSchema = z.object({
  line: z.literal("case"),
  id: z.string(),
  bootcamp: z.string(),
  domain: z.string(),
  level: z.int(),
  prompt: z.string(),
  case: z.json(),
});

/** A case of a frozen benchmark, with what is right for it. */
export type FrozenCase = z.infer<typeof caseSchema> & { readonly right: string };

/** What a solver says to a case, and what that comes to. */
export type Said = {
  readonly outcome: number | "truncated" | "unparsable";
  readonly response: string;
  readonly finish: "stop" | "length";
};

/** The cases of a frozen benchmark, as the file has them. */
export async function readCases(file: string): Promise<readonly FrozenCase[]> {
  const lines = readFileSync(file, "utf8").trimEnd().split("\n").slice(1, -1);
  return Promise.all(
    lines.map(async (line) => {
      const one = caseSchema.parse(JSON.parse(line));
      const bootcamp = new (await load(CLASSES[one.bootcamp] ?? ""))();
      return { ...one, right: bootcamp.referenceAnswer(one.case) };
    }),
  );
}

const draw = (text: string): number => Number.parseInt(sha256(text).slice(0, 8), 16) / 2 ** 32;

/**
 * A solver that is right with a known probability on each level, by what a seed draws, or on exactly that share of its
 * cases, whatever the seed. Where it is not, a third of its replies each is wrong, unreadable, or cut off in the middle
 * of the right answer.
 */
export function scriptSolver(
  cases: readonly FrozenCase[],
  accuracies: readonly number[],
  how: "by chance" | "exactly" = "by chance",
): (prompt: string, seed: number) => Said {
  const byPrompt = new Map(cases.map((one) => [one.prompt, one]));
  const isRight = how === "exactly" ? rightOnShares(cases, accuracies) : rightByChance(accuracies);
  return (prompt, seed) => {
    const one = byPrompt.get(prompt);
    if (one === undefined) throw new Error("asked for what was not drawn");
    const { right, bootcamp, level } = one;
    if (isRight(one, seed)) return { outcome: 1, response: `So:\n\n${right}`, finish: "stop" };
    const kind = Math.floor(3 * draw(`kind ${prompt} ${seed}`));
    if (kind === 0) return { outcome: "unparsable", response: "I do not know.", finish: "stop" };
    if (kind === 1)
      return { outcome: "truncated", response: right.slice(0, right.length / 2), finish: "length" };
    const wrong = cases.find((other) => other.bootcamp === bootcamp && other.level !== level)?.right ?? "";
    return { outcome: 0, response: wrong, finish: "stop" };
  };
}

type IsRight = (one: FrozenCase, seed: number) => boolean;

const rightByChance =
  (accuracies: readonly number[]): IsRight =>
  ({ prompt, level }, seed) =>
    draw(`right ${prompt} ${seed}`) < (accuracies[level] ?? 0);

function rightOnShares(cases: readonly FrozenCase[], accuracies: readonly number[]): IsRight {
  const chosen = [...Map.groupBy(cases, ({ level }) => level)].flatMap(([level, all]) =>
    all
      .toSorted((one, other) => draw(one.prompt) - draw(other.prompt))
      .slice(0, Math.round((accuracies[level] ?? 0) * all.length)),
  );
  const right = new Set(chosen.map(({ prompt }) => prompt));
  return ({ prompt }) => right.has(prompt);
}

const requestSchema = z.object({
  messages: z.tuple([z.strictObject({ role: z.literal("user"), content: z.string() })]),
  seed: z.int(),
  max_tokens: z.int(),
});

/** Plays a solver as an endpoint that takes its time; `heard` is told of each request that it answers. */
export function playSolver(
  solve: (prompt: string, seed: number) => Said,
  about: { readonly latencyMs: number; readonly heard: (prompt: string, said: Said) => void },
): Answer {
  return (_, response, body) => {
    const { messages, seed } = requestSchema.parse(JSON.parse(body));
    const said = solve(messages[0].content, seed);
    about.heard(messages[0].content, said);
    const choices = [
      {
        index: 0,
        message: { role: "assistant", content: said.response },
        finish_reason: said.finish,
      },
    ];
    setTimeout(() => sendJson(response, 200, reply("", {}, { choices })), about.latencyMs);
  };
}
