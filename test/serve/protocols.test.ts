import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { casesReplySchema } from "../../src/core/training/score-api.ts";
import { extraInfoSchema } from "../../src/core/training/ground-truth.ts";
import type { RunningServer } from "../../src/serve/start-server.ts";
import { aLibrary, aSum } from "./a-library.ts";
import { aServer, post, truthOf } from "./a-server.ts";

/*
 * Each payload as the trainer's own source writes it; the file and the lines are named where it is sent, by the
 * repository's commit: OpenRLHF 3c3be62, xtuner b934f46, slime 624b824, NeMo Gym 07d6b0d, verifiers a60a606,
 * OpenEnv 685de41.
 */

const library = aLibrary([
  { slug: "sum", name: "Sum", source: aSum("Sum") },
  {
    slug: "trap",
    name: "Trap",
    source: aSum("Trap", { verify: "if (answer === 13) throw new Error('no'); return 1;" }),
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

const label = truthOf("sum", 1, 1);
const failing = { label: truthOf("trap", 1, 1), response: "Answer: 13" };

describe("XTuner", () => {
  // xtuner/v1/rl/judger/native.py, 200-213: httpx posts {response, label, extra_info} and takes the JSON object;
  // raise_for_status() turns anything else into an exception.
  test("gets an object with the score", async () => {
    const reply = await post(server, "/v1/judge", { response: "Answer: 2", label, extra_info: {} });
    expect([reply.status, reply.text]).toEqual([200, '{"score":1.0}']);
  });

  test("gets an HTTP error for a verifier that failed, never a score", async () => {
    const reply = await post(server, "/v1/judge", { ...failing, extra_info: {} });
    expect([reply.status, reply.json()]).toMatchObject([422, { code: "verifier-threw" }]);
  });
});

describe("slime", () => {
  // slime/rollout/rm_hub/__init__.py, 35-45: aiohttp posts {prompt, response, label}; the reply is the reward, of
  // which --reward-key score takes the number (slime/utils/types.py, 247).
  test("gets an object whose key score is the reward, whether its prompt is a text or messages", async () => {
    for (const prompt of ["What is 1 + 1?", [{ role: "user", content: "What is 1 + 1?" }]]) {
      const reply = await post(server, "/v1/judge", { prompt, response: "Answer: 3", label });
      expect([reply.status, reply.text]).toEqual([200, '{"score":0.0}']);
    }
  });
});

describe("OpenRLHF", () => {
  // openrlhf/utils/agent.py, 283 and 332-344: query is the decoded text with its special tokens, and the three
  // lists go as {query, prompts, labels}; 290-296 read rewards, scores and extra_logs of the reply.
  const prompt = "<|im_start|>user\nWhat is 1 + 1? Answer: 3<|im_end|>\n<|im_start|>assistant\n";
  const ask = (query: readonly string[], prompts: readonly string[], labels: readonly string[]) =>
    post(server, "/v1/openrlhf", { query, prompts, labels });

  test("gets a reward for each query, of what stands behind its prompt", async () => {
    const reply = await ask(
      [`${prompt}Answer: 2<|im_end|>`, `${prompt}Answer: 3<|im_end|>`],
      [prompt, prompt],
      [label, label],
    );
    expect(reply.text).toBe('{"rewards":[1.0,0.0],"scores":[1.0,0.0],"extra_logs":{"unparsable":[0.0,0.0]}}');
  });

  test("may have cut its prompt at the front, or marked the text's beginning", async () => {
    for (const query of [`<s>${prompt}Answer: 2</s>`, `${prompt.slice(9)}Answer: 2`])
      expect((await ask([query], [prompt], [label])).json()).toMatchObject({ rewards: [1] });
  });

  test("is refused where the response cannot be told, and where the lists differ", async () => {
    expect((await ask(["Answer: 2"], [prompt], [label])).json()).toMatchObject({ code: "invalid-request" });
    expect((await ask(["Answer: 2"], [], [label])).json()).toMatchObject({ code: "invalid-request" });
  });

  test("gets an HTTP error where a verifier failed", async () => {
    const reply = await ask([`${prompt}Answer: 13`], [prompt], [failing.label]);
    expect([reply.status, reply.json()]).toMatchObject([422, { code: "verifier-threw" }]);
  });
});

describe("NeMo Gym and verifiers", () => {
  const row = {
    id: 7,
    responses_create_params: { input: [{ role: "user", content: "What is 1 + 1?" }], temperature: 1 },
    ground_truth: label,
  };
  const response = (text: string): object => ({
    id: "resp_1",
    created_at: 0,
    model: "policy",
    object: "response",
    output: [
      { id: "rs_1", type: "reasoning", summary: [{ type: "summary_text", text: "Answer: 3" }] },
      {
        id: "msg_1",
        type: "message",
        role: "assistant",
        status: "completed",
        content: [{ type: "output_text", text, annotations: [] }],
      },
    ],
    parallel_tool_calls: true,
    tool_choice: "auto",
    tools: [],
  });

  test("begin a session with the whole row", async () => {
    // verifiers/v1/tasksets/nemo_gym/taskset.py, 65-68: post("seed_session", row), then .json().get("mcp").
    const reply = await post(server, "/seed_session", row);
    expect([reply.status, reply.json()]).toEqual([200, {}]);
  });

  test("get the row and the response back, with the reward", async () => {
    // taskset.py, 76-89: post("verify", row | {response}); reward, responses_create_params and response are taken
    // out of the reply, and what is left is recorded. nemo_gym/base_resources_server.py, 88-97, has the same fields.
    const body = { ...row, response: response("Answer: 2") };
    const reply = await post(server, "/verify", body);
    expect(reply.json()).toEqual({ ...body, unparsable: false, reward: 1 });
    expect(reply.text).toMatch(/"reward":1\.0\}$/);
    expect((await post(server, "/verify", { ...row, response: response("none") })).json()).toMatchObject({
      reward: 0,
      unparsable: true,
    });
  });

  test("get an HTTP error where a verifier failed, and where the row has no ground truth", async () => {
    const bad = await post(server, "/verify", {
      ...row,
      ground_truth: failing.label,
      response: response("Answer: 13"),
    });
    expect(bad.status).toBe(422);
    const { ground_truth: _, ...without } = row;
    const reply = await post(server, "/verify", { ...without, response: response("Answer: 2") });
    expect(reply.json()).toMatchObject({
      code: "invalid-request",
      message: expect.stringMatching(/ground_truth/),
    });
  });

  test("get the rewards of a run in numbers", async () => {
    // nemo_gym/config_types.py, 832-860, has the two bodies; global_config.py, 142, the name of the task's index.
    const verify_responses = [0, 0, 1, 1].map((task, index) => ({
      _ng_task_index: task,
      reward: index === 3 ? 0 : 1,
    }));
    const { group_level_metrics, agent_metrics, key_metrics } = (
      await post(server, "/aggregate_metrics", { verify_responses })
    ).json();
    expect(group_level_metrics).toMatchObject([
      { _ng_task_index: 0, "mean/reward": 1 },
      { _ng_task_index: 1, "mean/reward": 0.5, "max/reward": 1, "min/reward": 0, "median/reward": 0.5 },
    ]);
    expect([agent_metrics, key_metrics]).toMatchObject([{ "mean/reward": 0.75 }, { "mean/reward": 0.75 }]);
  });
});

describe("OpenEnv over HTTP", () => {
  const stepSchema = z.strictObject({
    observation: z.looseObject({
      prompt: z.string().nullable(),
      ground_truth: z.string(),
      status: z.string(),
    }),
    reward: z.number().nullable(),
    done: z.boolean(),
  });

  test("resets to a case and steps once", async () => {
    // src/openenv/core/env_server/types.py, 94-166: ResetRequest, StepRequest and what they get back.
    const reset = await post(server, "/reset", {
      seed: 42,
      episode_id: "episode-001",
      bootcamp: "sum",
      level: 0,
    });
    const { observation, reward, done } = stepSchema.parse(reset.json());
    expect([observation["bootcamp"], observation["level"], reward, done]).toEqual(["sum", 0, null, false]);
    const again = await post(server, "/reset", { seed: 42, bootcamp: "sum", level: 0, index: 0 });
    const { prompt, ground_truth } = stepSchema.parse(again.json()).observation;
    const [a = 0, b = 0] = [...(prompt ?? "").matchAll(/\d+/g)].map(([digits]) => Number(digits));
    const action = { response: `Answer: ${a + b}`, ground_truth };
    const step = await post(server, "/step", { action, timeout_s: 30, request_id: "1" });
    expect(stepSchema.parse(step.json())).toMatchObject({ reward: 1, done: true });
    expect(step.text).toContain('"reward":1.0');
  });

  test("may reset without a word, and says what it is", async () => {
    const bare = await fetch(`${server.url}/reset`, { method: "POST", headers: { "content-length": "0" } });
    expect(stepSchema.parse(await bare.json()).observation.status).toBe("open");
    // types.py, 214-245: EnvironmentMetadata, SchemaResponse, HealthResponse.
    expect(await (await fetch(`${server.url}/metadata`)).json()).toMatchObject({ name: "campforge" });
    expect(await (await fetch(`${server.url}/schema`)).json()).toMatchObject({
      action: { type: "object" },
      observation: { type: "object" },
      state: { type: "object" },
    });
    expect(await (await fetch(`${server.url}/state`)).json()).toMatchObject({ step_count: 0 });
  });
});

describe("OpenEnv over a WebSocket, by undici's client", () => {
  type Conversation = {
    readonly say: (message: unknown) => Promise<unknown>;
    readonly closed: Promise<number>;
  };

  async function open(): Promise<Conversation> {
    const socket = new WebSocket(`${server.url.replace("http", "ws")}/ws`);
    const closed = new Promise<number>((resolve) =>
      socket.addEventListener("close", ({ code }) => resolve(code)),
    );
    await new Promise((resolve, reject) => {
      socket.addEventListener("open", resolve);
      socket.addEventListener("error", reject);
    });
    return {
      closed,
      say: (message) =>
        new Promise((resolve) => {
          socket.addEventListener("message", ({ data }) => resolve(JSON.parse(String(data))), { once: true });
          socket.send(typeof message === "string" ? message : JSON.stringify(message));
        }),
    };
  }

  test("keeps the case between reset and step, and closes when asked", async () => {
    // src/openenv/core/env_client.py, 386, 404, 417 and 198: reset, step, state and close as they are sent.
    const { say, closed } = await open();
    const reset = z
      .object({
        type: z.literal("observation"),
        data: z.object({
          observation: z.looseObject({ prompt: z.string() }),
          reward: z.null(),
          done: z.literal(false),
        }),
      })
      .parse(await say({ type: "reset", data: { bootcamp: "sum", level: 1 } }));
    const [a = 0, b = 0] = [...reset.data.observation.prompt.matchAll(/\d+/g)].map(([digits]) =>
      Number(digits),
    );
    const step = await say({ type: "step", data: { response: `Answer: ${a + b}` } });
    expect(step).toMatchObject({
      type: "observation",
      data: { reward: 1, done: true, observation: { status: "scored" } },
    });
    expect(await say({ type: "state" })).toMatchObject({
      type: "state",
      data: { step_count: 1, bootcamp: "sum" },
    });
    void say({ type: "close" });
    expect(await closed).toBe(1000);
  });

  test("gets cases of its own beside environments over HTTP", async () => {
    const wish = { bootcamp: "sum", level: 2 };
    const shown = z.looseObject({ observation: z.looseObject({ ground_truth: z.string() }) });
    const { say } = await open();
    const cases: string[] = [];
    for (let episode = 0; episode < 8; episode++) {
      const overSocket = z.object({ data: shown }).parse(await say({ type: "reset", data: wish }));
      const overHttp = shown.parse((await post(server, "/reset", wish)).json());
      cases.push(overSocket.data.observation.ground_truth, overHttp.observation.ground_truth);
    }
    expect(new Set(cases).size).toBe(cases.length);
  });

  test("begins with the case that a row of a data set names", async () => {
    const { say } = await open();
    expect(await say({ type: "reset", data: { ground_truth: truthOf("sum", 20, 22) } })).toMatchObject({
      data: {
        observation: { prompt: expect.stringMatching(/20 \+ 22/), bootcamp: "sum", version: 1 },
        done: false,
      },
    });
    expect(await say({ type: "step", data: { response: "Answer: 42" } })).toMatchObject({
      data: { reward: 1 },
    });
    const broken = { type: "reset", data: { ground_truth: "{}" } };
    expect(await say(broken)).toMatchObject({ type: "error", data: { code: "VALIDATION_ERROR" } });
  });

  test("hears of what it did wrong by OpenEnv's codes", async () => {
    // types.py, 37-46: WSErrorCode.
    const { say } = await open();
    expect(await say("{")).toMatchObject({ type: "error", data: { code: "INVALID_JSON" } });
    expect(await say({ type: "dance" })).toMatchObject({ type: "error", data: { code: "UNKNOWN_TYPE" } });
    expect(await say({ type: "step", data: { answer: 1 } })).toMatchObject({
      type: "error",
      data: { code: "VALIDATION_ERROR" },
    });
    expect(await say({ type: "step", data: { response: "x" } })).toMatchObject({
      type: "error",
      data: { code: "VALIDATION_ERROR" },
    });
  });
});

describe("POST /v1/cases", () => {
  test("gives rows as a data set has them, and the same ones again", async () => {
    const wish = { bootcamp: "sum", seed: 5, level: 2, count: 6, start: 3 };
    const [one, two] = await Promise.all([post(server, "/v1/cases", wish), post(server, "/v1/cases", wish)]);
    expect(one.text).toBe(two.text);
    const { cases } = casesReplySchema.parse(one.json());
    expect(cases.map(({ extra_info }) => extraInfoSchema.parse(extra_info).index)).toEqual([
      3, 4, 5, 6, 7, 8,
    ]);
    const score = await post(server, "/v1/score", {
      ground_truth: cases[0]?.ground_truth,
      response: "Answer: 0",
    });
    expect(score.json()).toMatchObject({ status: "scored" });
  });

  test.each([
    [{ bootcamp: "sum", seed: 0, level: 3 }, /levels 0 to 2/],
    [{ bootcamp: "sum", seed: 0, level: 1, accuracy: 0.5 }, /one of them/],
    [{ bootcamp: "sum", seed: -1 }, /seed/],
    [{ bootcamp: "nothing", seed: 0 }, /no bootcamp "nothing"/],
  ])("refuses %j", async (wish, message) => {
    const reply = await post(server, "/v1/cases", wish);
    expect([reply.status >= 400 && reply.status < 500, reply.json()["message"]]).toEqual([
      true,
      expect.stringMatching(message),
    ]);
  });
});
