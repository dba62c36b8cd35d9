import { PLAIN_DRIVERS } from "../../src/core/run/plain-drivers.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Workshop } from "../../src/workshop/workshop.ts";
import { JOB_LIMITS } from "../../src/workshop/workshop.ts";
import { readPrompts } from "../../src/files/read-prompts.ts";
import { DEFAULT_BAND } from "../../src/core/judging/band.ts";
import type { Complete, Completion, CompletionRequest, Role } from "../../src/core/calls/completion.ts";
import type { TestedRound } from "../../src/core/draft/draft.ts";
import { taskId } from "../../src/core/task/ids.ts";
import { SEQUENTIAL_RULE } from "../../src/core/judging/sampling-rule.ts";
import type { Drivers, SynthesisEvent } from "../../src/core/run/synthesis.ts";
import type { TaskDescription } from "../../src/core/task/task-description.ts";
import type { Work } from "../../src/evolution/line/work.ts";
import { reviewDraft } from "../../src/evolution/line/review-draft.ts";
import { createConverse } from "../../src/models/converse.ts";
import { ROOT } from "../project.ts";

/** A class whose truth is right, and a solver and verifier of its cases. */
const FOLDER = "library/natural-science/calorimetry";

/** A published version, which stays as it is whatever comes after it. */
export const GOOD = readFileSync(join(ROOT, FOLDER, "versions/1/bootcamp.ts"), "utf8");
export const SOLVER = readFileSync(join(ROOT, "recordings/solvers/calorimetry.ts"), "utf8");
export const UNABLE = `export function solve(prompt: string): string { return prompt.slice(0, 0); }
export function check(prompt: string, response: string): "right" | "wrong" | "unsure" {
  return prompt === response ? "wrong" : "unsure";
}
`;
/** A program that solves nothing and says so of every answer. */
export const saying = (verdict: "right" | "wrong"): string =>
  UNABLE.replace('"wrong" : "unsure"', `"unsure" : "${verdict}"`);

const usage = { promptTokens: 1, completionTokens: 1, estimated: false, cost: null };
const complete = (text: string): Completion => ({ status: "complete", text, thinking: "", usage });
export const fenced = (source: string): string => `\`\`\`ts\n${source}\`\`\``;
export const json = (value: object): string => `\`\`\`json\n${JSON.stringify(value)}\n\`\`\``;

/** Work, what models were asked for it, and what happened. */
export type Played = {
  readonly requests: readonly CompletionRequest[];
  readonly events: readonly SynthesisEvent[];
  readonly work: Work;
};

/** What the models of each role say, by what they are asked and how often they were before. */
export type Replies = Partial<Record<Role, (request: CompletionRequest, turn: number) => string>>;

/** The real drivers of a task, but for its models; what happens is added to the events. */
export function playedDrivers(workshop: Workshop, ask: Complete, events: SynthesisEvent[]): Drivers {
  return {
    compile: workshop.compiler.compile,
    compileBlind: workshop.compiler.compileBlind,
    sandbox: workshop.sandbox,
    known: () => Promise.resolve([]),
    prompts: readPrompts("(the toolkit)"),
    complete: ask,
    converse: createConverse(ask),
    ...PLAIN_DRIVERS,
    record: (event) => events.push(event),
  };
}

/** Work whose models say what they are given, by role and turn. */
export function playModels(
  workshop: Workshop,
  replies: Replies,
  description: Partial<TaskDescription> = {},
): Played {
  const requests: CompletionRequest[] = [];
  const events: SynthesisEvent[] = [];
  const ask: Complete = (request) => {
    requests.push(request);
    const { role } = request.address;
    const turn = requests.filter(({ address }) => address.role === role).length;
    return Promise.resolve(complete(replies[role]?.(request, turn) ?? "I have nothing to say."));
  };
  const work: Work = {
    task: {
      id: taskId("warmth"),
      title: "Warmth",
      domain: "natural-science",
      description: "Bodies exchange heat until all are equally warm. How warm is that?",
      source: "",
      licence: "",
      examples: [],
      referenceSolution: null,
      waivers: [],
      ...description,
    },
    drivers: playedDrivers(workshop, ask, events),
    options: {
      rounds: 3,
      drafts: 1,
      seed: 0,
      rule: SEQUENTIAL_RULE,
      band: DEFAULT_BAND,
      limits: JOB_LIMITS,
      oracle: true,
      critic: true,
      adversary: true,
      judge: true,
    },
  };
  return { requests, events, work };
}

/** A draft that has passed the unit tests, or at least was put before them. */
export async function testedRound(source: string, { work }: Played): Promise<TestedRound> {
  const reviewed = await reviewDraft(source, { line: 1, round: 1 }, work);
  if (reviewed.status !== "tested") throw new Error("the class is not tested");
  return reviewed;
}
