import { expect, test } from "vitest";
import type { Completion, CompletionRequest, Role } from "../../../src/core/calls/completion.ts";
import { taskId } from "../../../src/core/task/ids.ts";
import { type CallQueue, createCallQueue } from "../../../src/run/batch/call-queue.ts";
import { createRunSwitch, type RunSwitch } from "../../../src/run/batch/run-switch.ts";

const usage = { promptTokens: 1, completionTokens: 1, estimated: false, cost: null };
const reply: Completion = { status: "complete", text: "", thinking: "", usage };

function aRequest(role: Role, index: number): CompletionRequest {
  const place = { task: taskId("a"), line: 1, round: 1 };
  const address =
    role === "judge"
      ? ({ role, ...place, level: 0, index, caseHash: "", attempt: 1 } as const)
      : ({ role: "author", ...place, turn: index } as const);
  return { address, messages: [], sample: 1, seed: 0 };
}

type Endpoint = {
  readonly queue: CallQueue;
  readonly runSwitch: RunSwitch;
  /** Roles in the order in which they were sent. */
  readonly sent: string[];
  readonly answerOne: () => Promise<void>;
};

/** A queue before an endpoint that answers when it is told to. */
function open(slots: () => number): Endpoint {
  const sent: string[] = [];
  const waiting: (() => void)[] = [];
  const runSwitch = createRunSwitch();
  const queue = createCallQueue(
    ({ address }) => {
      sent.push(address.role);
      return new Promise((resolve) => waiting.push(() => resolve(reply)));
    },
    { laneOf: () => ({ endpoint: "e", slots }), runSwitch },
  );
  const answerOne = async (): Promise<void> => {
    waiting.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { queue, runSwitch, sent, answerOne };
}

test("no more calls are under way than there are slots, and whoever is not the judge goes first", async () => {
  const { queue, sent, answerOne } = open(() => 2);
  const all = [1, 2, 3, 4].map((index) => queue.complete(aRequest("judge", index)));
  all.push(queue.complete(aRequest("author", 5)));
  expect(queue.load()).toEqual([{ endpoint: "e", inFlight: 2, waiting: 3, slots: 2 }]);
  while (sent.length < 5) await answerOne();
  expect(sent).toEqual(["judge", "judge", "author", "judge", "judge"]);
  await answerOne();
  await answerOne();
  expect(await Promise.all(all)).toHaveLength(5);
});

test("a pause sends nothing more and loses nothing; what is under way ends", async () => {
  const { queue, runSwitch, sent, answerOne } = open(() => 1);
  const first = queue.complete(aRequest("judge", 1));
  const second = queue.complete(aRequest("judge", 2));
  runSwitch.pause();
  await answerOne();
  expect(await first).toBe(reply);
  expect(sent).toHaveLength(1);
  runSwitch.resume();
  expect(sent).toHaveLength(2);
  await answerOne();
  expect(await second).toBe(reply);
});

test("a stop refuses what waits and what comes later, and lets what is under way end", async () => {
  const { queue, runSwitch, sent, answerOne } = open(() => 1);
  const first = queue.complete(aRequest("judge", 1));
  const second = queue.complete(aRequest("judge", 2));
  runSwitch.stop();
  await expect(second).rejects.toMatchObject({ name: "ModelFault", kind: "stopped" });
  await expect(queue.complete(aRequest("author", 3))).rejects.toMatchObject({ kind: "stopped" });
  runSwitch.resume();
  await answerOne();
  expect(await first).toBe(reply);
  expect(sent).toHaveLength(1);
});

test("slots that are added are used once that is announced", () => {
  let slots = 1;
  const { queue, runSwitch, sent } = open(() => slots);
  for (const index of [1, 2, 3]) void queue.complete(aRequest("judge", index));
  slots = 3;
  runSwitch.announce();
  expect(sent).toHaveLength(3);
});
