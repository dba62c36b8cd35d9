import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { openWorkshop, JOB_LIMITS } from "../../src/workshop/workshop.ts";
import { DEFAULT_BAND } from "../../src/core/judging/band.ts";
import type { Complete, Completion, CompletionRequest } from "../../src/core/calls/completion.ts";
import { roundAddress } from "../../src/core/draft/draft.ts";
import { taskId } from "../../src/core/task/ids.ts";
import { SEQUENTIAL_RULE } from "../../src/core/judging/sampling-rule.ts";
import type { SynthesisEvent, SynthesisOptions, TaskOptions } from "../../src/core/run/synthesis.ts";
import type { TaskDescription } from "../../src/core/task/task-description.ts";
import { synthesize } from "../../src/evolution/synthesize.ts";
import { ROOT } from "../project.ts";
import { playedDrivers } from "./play-models.ts";

const workshop = openWorkshop();
afterAll(() => workshop.close());

const GOOD = readFileSync(join(ROOT, "library/natural-science/calorimetry/versions/1/bootcamp.ts"), "utf8");
const TYPE_ERROR = GOOD.replace('domain: "natural-science"', "domain: 3");
const BROKEN = GOOD.replace("finalTemperature(instance).toFixed(3)", '"warm"');
const fenced = (source: string): string => `Here it is.\n\n\`\`\`ts\n${source}\`\`\``;

const usage = { promptTokens: 1, completionTokens: 1, estimated: false, cost: null };
const complete = (text: string): Completion => ({ status: "complete", text, thinking: "", usage });

const task: TaskDescription = {
  id: taskId("warmth"),
  title: "Warmth",
  domain: "natural-science",
  description: "Bodies exchange heat until all are equally warm. How warm?",
  source: "",
  licence: "",
  examples: [],
  referenceSolution: null,
  waivers: [],
};

/** Another version of the same class, which draws the same cases. */
const OTHER = `${GOOD.trimEnd()}\n// Mixing loses no heat.\n`;

const options: SynthesisOptions = {
  rounds: 3,
  drafts: 1,
  seed: 0,
  rule: SEQUENTIAL_RULE,
  band: DEFAULT_BAND,
  limits: JOB_LIMITS,
  oracle: false,
  critic: false,
  adversary: false,
  judge: true,
};

type Played = {
  readonly requests: readonly CompletionRequest[];
  readonly events: readonly SynthesisEvent[];
  readonly result: Awaited<ReturnType<typeof synthesize>>;
};

/** Plays the line with authors who send these replies in turn, line by line, and a judge who answers so. */
async function play(
  replies: Readonly<Record<number, readonly Completion[]>>,
  judge: Complete,
  more: Partial<TaskOptions> = {},
  review: (call: number) => object = () => ({ faithful: 4, points: [] }),
  described: TaskDescription = task,
): Promise<Played> {
  const requests: CompletionRequest[] = [];
  const events: SynthesisEvent[] = [];
  const said = new Map<number, number>();
  const ask: Complete = (request) => {
    requests.push(request);
    if (request.address.role === "judge") return judge(request);
    if (request.address.role === "critic") {
      const call = requests.filter(({ address }) => address.role === "critic").length;
      return Promise.resolve(complete(`\`\`\`json\n${JSON.stringify(review(call))}\n\`\`\``));
    }
    const line = "line" in request.address ? request.address.line : 0;
    const index = said.get(line) ?? 0;
    said.set(line, index + 1);
    return Promise.resolve(replies[line]?.[index] ?? complete("I have nothing more to say."));
  };
  const drivers = playedDrivers(workshop, ask, events);
  return {
    requests,
    events,
    result: await synthesize(described, drivers, { ...options, sentBack: [], ...more }),
  };
}

/** The right answer to a judge's case: a judge that reads prompts is not at hand, so it is looked up. */
async function rightAnswer({ address }: CompletionRequest): Promise<Completion> {
  const report = await workshop.compiler.compile(GOOD);
  if (report.status !== "compiled" || address.role !== "judge")
    throw new Error("expected a case for the judge");
  const range = { level: address.level, seed: 0, start: address.index, count: 1 };
  const drawn = await workshop.sandbox.draw(report.program, range, JOB_LIMITS);
  const [one] = drawn.status === "completed" ? drawn.value : [];
  return complete(one?.status === "drawn" ? one.reference : "");
}

/** A judge that solves every other case. */
const everyOther: Complete = (request) =>
  request.address.role === "judge" && request.address.index % 2 === 1
    ? rightAnswer(request)
    : Promise.resolve(complete("\\boxed{1}"));

const hears = ({ requests }: Played, index: number): string => requests[index]?.messages.at(-1)?.text ?? "";

describe("the straight line", () => {
  test("has one more round for each note of a reviewer, beyond the last, and its verdict is the one that counts", async () => {
    const replies = {
      1: [complete(fenced(GOOD)), complete(fenced(OTHER)), complete("No code this time."), complete("None.")],
    };
    const sentBack = [
      { line: 1, round: 1, note: "say which\u202e number" },
      { line: 1, round: 2, note: "second note" },
      { line: 7, round: 1, note: "about a line that is not there" },
    ];
    const played = await play(replies, everyOther, { rounds: 1, sentBack });
    expect(played.result.rounds.map(roundAddress)).toEqual([1, 2, 3].map((round) => ({ line: 1, round })));
    const authors = played.requests.filter(({ address }) => address.role !== "judge");
    expect(authors[1]?.messages.at(-1)?.text).toContain("say which\\u{202e} number");
    expect(authors[2]?.messages.at(-2)?.text).toContain(OTHER);
    expect(authors[2]?.messages.at(-1)?.text).toContain("second note");
    // The third round brought nothing usable, so the verdict is about the second.
    expect(played.result.decisive).toEqual({ line: 1, round: 2 });
    expect(played.result.verdict.status).toBe("accepted");
  });

  test("accepts a good draft in its first round, with as few calls as the sequential test needs", async () => {
    const { result, requests } = await play({ 1: [complete(fenced(GOOD))] }, everyOther);
    expect(result.verdict).toEqual({ status: "accepted", level: 1 });
    expect(requests.filter(({ address }) => address.role === "author")).toHaveLength(1);
    expect(requests.filter(({ address }) => address.role === "judge")).toHaveLength(16);
    expect(new Set(requests.map(({ seed }) => seed)).size, "each sample has a seed of its own").toBe(17);
  });

  test("takes a class that was written by hand as it is: nobody is asked for another, whatever is found", async () => {
    const by = (code: string): TaskDescription => ({ ...task, written: { file: "warmth.ts", code } });
    const objects = (): object => ({ faithful: 1, points: [] });
    const good = await play({}, everyOther, { rounds: 3, drafts: 2, critic: true }, objects, by(GOOD));
    expect(good.result.verdict.status).toBe("flagged");
    expect(good.result.rounds.map(roundAddress)).toEqual([{ line: 1, round: 1 }]);
    expect(new Set(good.requests.map(({ address }) => address.role))).toEqual(new Set(["critic", "judge"]));
    const broken = await play({}, everyOther, { rounds: 3 }, objects, by(BROKEN));
    expect(broken.result.verdict).toMatchObject({
      status: "rejected",
      reason: { kind: "unit tests failed" },
    });
    expect(broken.requests).toEqual([]);

    const sentBack = [{ line: 1, round: 1, note: "say which number" }];
    const again = await play({ 1: [complete(fenced(OTHER))] }, everyOther, { sentBack }, objects, by(GOOD));
    expect(again.result.decisive).toEqual({ line: 1, round: 2 });
    expect(
      hears(
        again,
        again.requests.findIndex(({ address }) => address.role === "refiner"),
      ),
    ).toContain("say which number");
  });

  test("flags what nobody judged, and asks nobody to judge it", async () => {
    const { result, requests } = await play({ 1: [complete(fenced(GOOD))] }, everyOther, { judge: false });
    expect(result.verdict).toEqual({ status: "flagged", reasons: [{ kind: "not judged" }] });
    expect(result.judged).toBeNull();
    expect(requests.map(({ address }) => address.role)).toEqual(["author"]);
  });

  test("sends a type error back with its line, then a failed test with its case, and accepts what comes of it", async () => {
    const played = await play(
      { 1: [TYPE_ERROR, BROKEN, GOOD].map((source) => complete(fenced(source))) },
      everyOther,
    );
    expect(played.result.verdict.status).toBe("accepted");
    expect(played.result.rounds.map(({ status }) => status)).toEqual(["not-compiled", "tested", "tested"]);
    expect(hears(played, 1)).toMatch(
      /does not compile[\s\S]*Line \d+, column \d+, type error TS2322[\s\S]*domain: 3/,
    );
    expect(hears(played, 2)).toMatch(/reference answers score 1[\s\S]*\\boxed\{warm\}/);
  });

  test.each<readonly [string, Completion]>([
    ["prose", complete("First I would think about it.")],
    ["two different blocks", complete(`${fenced(GOOD)}\n${fenced(BROKEN)}`)],
    ["a reply that was cut off", { status: "truncated", text: fenced(GOOD), thinking: "", usage }],
    ["nothing", { status: "empty", thinking: "", usage }],
  ])("gives %s one repair turn within its round", async (_, reply) => {
    const played = await play({ 1: [reply, complete(fenced(GOOD))] }, everyOther);
    expect(played.result.rounds).toHaveLength(1);
    expect(played.result.verdict.status).toBe("accepted");
    expect(hears(played, 1)).toContain("cannot be used");
  });

  test("rejects an author who never sends code, after a repair turn in each round", async () => {
    const { result, requests } = await play({}, everyOther);
    expect(result.verdict).toMatchObject({ status: "rejected", reason: { kind: "no usable draft" } });
    expect(requests).toHaveLength(6);
  });

  test("rejects what fails its tests in every round, and names them, without asking a judge", async () => {
    const { result, requests } = await play(
      { 1: [BROKEN, BROKEN, BROKEN].map((source) => complete(fenced(source))) },
      everyOther,
    );
    expect(result.verdict).toMatchObject({
      reason: {
        kind: "unit tests failed",
        checks: ["reference answers score 1", "worked solutions hold"],
      },
    });
    expect(requests.some(({ address }) => address.role === "judge")).toBe(false);
  });

  test("judges the fittest of several lines of descent", async () => {
    const replies = { 1: [complete(fenced(BROKEN))], 2: [complete(fenced(GOOD))] };
    const { result, requests } = await play(replies, everyOther, { drafts: 2, rounds: 1 });
    expect(result.decisive).toEqual({ line: 2, round: 1 });
    expect(result.verdict.status).toBe("accepted");
    expect(
      new Set(requests.filter(({ address }) => address.role === "author").map(({ sample }) => sample)),
    ).toEqual(new Set([1, 2]));
  });

  test("blames the judge's budget when its replies are cut off, and sends nothing back", async () => {
    const cutOff: Complete = () => Promise.resolve({ status: "truncated", text: "", thinking: "", usage });
    const { result } = await play({ 1: [complete(fenced(GOOD))] }, cutOff);
    expect(result.verdict).toMatchObject({
      status: "flagged",
      reasons: [{ kind: "judge budget too small" }],
    });
    expect(result.rounds).toHaveLength(1);
  });

  test("calls a task too hard when attempts at the same case disagree, its verifier wrong when they agree", async () => {
    const guessing: Complete = (request) => Promise.resolve(complete(`\\boxed{${request.seed % 1000}}`));
    const hard = await play({ 1: [complete(fenced(GOOD))] }, guessing, { rounds: 1 });
    expect(hard.result.verdict).toMatchObject({ reason: { kind: "too hard" } });
    const sure: Complete = (request) =>
      Promise.resolve(
        complete(`\\boxed{${1000 + (request.address.role === "judge" ? request.address.index : 0)}}`),
      );
    const wrong = await play({ 1: [complete(fenced(GOOD))] }, sure, { rounds: 1 });
    expect(wrong.result.verdict).toMatchObject({ reason: { kind: "broken" } });
  });

  test("asks an author whose clean draft was too simple for harder levels", async () => {
    const played = await play({ 1: [complete(fenced(GOOD))] }, rightAnswer, { rounds: 2 });
    expect(played.result.verdict).toMatchObject({ reason: { kind: "too simple" } });
    const back = played.requests.find(({ address }) => address.role === "refiner");
    expect(back?.messages.at(-1)?.text).toMatch(/solved too many[\s\S]*against the description once more/);
  });
});

describe("a request that the endpoint turns away is no finding about the task:", () => {
  const turnedAway = (refusal: "size" | "other"): Completion => ({
    status: "failed",
    reason: "status 400: no",
    usage,
    refusal,
  });
  const lost = /the call failed: status 400: no/;
  const draft = (source: string): Completion => complete(fenced(source));

  test("a task whose author may not have its next round is undecided, and asks no further", async () => {
    const refused = Array<Completion>(4).fill(turnedAway("other"));
    await expect(play({ 1: [draft(BROKEN), ...refused] }, everyOther)).rejects.toThrow(lost);
    const answered = await play({ 1: [draft(BROKEN), turnedAway("other"), draft(GOOD)] }, everyOther);
    expect(answered.result.verdict.status).toBe("accepted");
  });

  test("a conversation that has grown too long leaves the rounds before it", async () => {
    const refused = Array<Completion>(4).fill(turnedAway("size"));
    const { result } = await play({ 1: [draft(BROKEN), ...refused] }, everyOther);
    expect(result.verdict).toMatchObject({ reason: { kind: "unit tests failed" } });
  });

  test("a judge that may not be asked, or not be asked again about what it failed, leaves the task undecided", async () => {
    const never: Complete = () => Promise.resolve(turnedAway("size"));
    await expect(play({ 1: [draft(GOOD)] }, never)).rejects.toThrow(lost);
    const once: Complete = ({ address, seed }) =>
      Promise.resolve(
        address.role === "judge" && address.attempt > 1 ? turnedAway("other") : complete(`\\boxed{${seed}}`),
      );
    await expect(play({ 1: [draft(GOOD)] }, once, { rounds: 1 })).rejects.toThrow(lost);
  });

  test("what is turned away now and then is asked in other cases", async () => {
    const judge: Complete = (request) =>
      request.address.role === "judge" && request.address.index % 5 === 0
        ? Promise.resolve(turnedAway("other"))
        : everyOther(request);
    const { result } = await play({ 1: [draft(GOOD)] }, judge);
    expect(result.verdict.status).toBe("accepted");
  });

  test("an adversary that may not be asked has not failed to find a shortcut", async () => {
    const replies = [draft(GOOD), turnedAway("other"), turnedAway("other")];
    await expect(play({ 1: replies }, everyOther, { adversary: true })).rejects.toThrow(lost);
  });
});

test("a description is fenced by a line that it cannot contain, and what it says is passed on as it is", async () => {
  const { requests } = await play({ 1: [complete(fenced(GOOD))] }, everyOther);
  const user = requests[0]?.messages.find(({ role }) => role === "user")?.text ?? "";
  const [fence = ""] = /=== description [0-9a-f]{24} ===/.exec(user) ?? [];
  expect(user.split(fence)).toHaveLength(4);
  expect(user).toContain(`${fence}\n${task.description}\n${fence}`);
});

describe("a draft that passes with remarks", () => {
  const remarked = GOOD.replace("export default", "// For simplicity, losses are ignored.\nexport default");
  const reply = complete("I weighed it.\n\nNothing to change: losses are no part of the description.");
  const stands = "losses are no part of the description.";

  test("stands where its author finds nothing to change, spends no round, and keeps the reason", async () => {
    const played = await play({ 1: [complete(fenced(remarked)), reply] }, everyOther);
    expect(hears(played, 1)).toContain("Nothing to change:");
    expect(hears(played, 1)).toContain("of your module: // For simplicity, losses are ignored.");
    expect(played.events).toContainEqual(
      expect.objectContaining({ type: "draft-stands", round: expect.objectContaining({ stands }) }),
    );
    expect(played.result.rounds).toMatchObject([{ status: "tested", stands }]);
    expect(played.result.verdict).toMatchObject({ status: "flagged" });
    expect(played.result.decisive).toEqual({ line: 1, round: 1 });
  });

  test("stands after a critic's points too, which are put to its author once", async () => {
    const review = { faithful: 2, points: [] };
    const played = await play(
      { 1: [complete(fenced(GOOD)), reply] },
      everyOther,
      { critic: true },
      () => review,
    );
    expect(played.requests.filter(({ address }) => address.role === "critic")).toHaveLength(1);
    expect(played.events.filter(({ type }) => type === "draft-stands")).toHaveLength(1);
    expect(played.result.verdict).toMatchObject({ status: "flagged", reasons: [{ kind: "critic" }] });
  });

  test("has to say so: no other reply without code will do, nor that one where something failed", async () => {
    const failing = await play(
      { 1: [complete(fenced(BROKEN)), reply, reply, complete(fenced(GOOD))] },
      everyOther,
    );
    expect(failing.events.filter(({ type }) => type === "draft-stands")).toHaveLength(0);
    expect(failing.result.decisive).toEqual({ line: 1, round: 3 });
  });
});

describe("a critic that objects", () => {
  const point = { kind: "wrong rule", point: "Losses are left out.", quote: "Bodies exchange heat" };
  const better = GOOD.replace("exchange heat", "exchange their heat");
  const both = { 1: [complete(fenced(GOOD)), complete(fenced(better))] };

  test("is heard once by the author, word for word, and by the reviewer if it goes on", async () => {
    const played = await play(both, everyOther, { critic: true }, () => ({ faithful: 3, points: [point] }));
    const asked = played.requests.filter(({ address }) => address.role === "refiner");
    expect(asked).toHaveLength(1);
    expect(asked[0]?.messages.at(-1)?.text).toContain("wrong rule: Losses are left out.");
    expect(played.result.verdict).toMatchObject({
      status: "flagged",
      reasons: [{ kind: "critic", faithful: 3, points: 1 }],
    });
  });

  test("is content with what comes of it", async () => {
    const played = await play(both, everyOther, { critic: true }, (call) =>
      call === 1 ? { faithful: 1, points: [point] } : { faithful: 4, points: [] },
    );
    expect(played.result.verdict.status).toBe("accepted");
    expect(played.result.decisive).toEqual({ line: 1, round: 2 });
  });

  test("costs no draft: one that is rejected after it leaves the earlier one flagged", async () => {
    const tooEasyLater: Complete = (request) =>
      request.address.role === "judge" && request.address.round > 1
        ? rightAnswer(request)
        : everyOther(request);
    const two = { critic: true, rounds: 2 };
    const played = await play(both, tooEasyLater, two, () => ({ faithful: 1, points: [] }));
    expect(played.events.filter(({ type }) => type === "draft-judged")).toHaveLength(2);
    expect(played.result.verdict).toMatchObject({ status: "flagged", reasons: [{ kind: "critic" }] });
    expect(played.result.decisive).toEqual({ line: 1, round: 1 });
  });
});
