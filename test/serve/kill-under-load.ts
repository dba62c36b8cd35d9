import { setTimeout as sleep } from "node:timers/promises";
import type { Rng } from "../../src/bootcamp/index.ts";
import { sandboxProcesses } from "./sandbox-processes.ts";
import { type Client, compareSaid, type Found, type TrainerRequest } from "./trainer-requests.ts";

/** What becomes of requests while processes are killed, by kind of request. */
export type KillReport = {
  readonly kills: number;
  /** Of processes that were at work that moment. */
  readonly atWork: number;
  readonly requests: ReadonlyMap<string, number>;
  readonly responses: ReadonlyMap<Found, number>;
  /** Why requests got no reply, or none that can be read. */
  readonly unanswered: readonly string[];
  /** What was found with the code of the refusal, by kind of request, and how often. */
  readonly refusals: ReadonlyMap<string, number>;
};

export type KillPlan = {
  readonly kills: number;
  readonly client: Client;
  /** The process of the server. */
  readonly server: number;
  /** Requests that are under way at a time. */
  readonly lanes: number;
  readonly request: (index: number) => TrainerRequest;
  readonly rng: Rng;
  /** After so many ms it ends, however many were killed. */
  readonly mostMs?: number;
  /** Hears of every hundredth kill. */
  readonly tell?: (kills: number) => void;
};

/** Every so many kills all processes are killed at once. */
const ALL_AT_ONCE = 20;

/** Between two kills at most so many requests are answered, and at most so much time goes by, in ms. */
const MOST_ANSWERED = 20;
const MOST_PAUSE_MS = 250;
const LOOK_MS = 5;

/** Sends requests without a break while one process after the other is killed with SIGKILL. */
export async function killUnderLoad(plan: KillPlan): Promise<KillReport> {
  const requests = new Map<string, number>();
  const responses = new Map<Found, number>();
  const refusals = new Map<string, number>();
  const unanswered: string[] = [];
  let isOver = false;
  let next = 0;
  let answered = 0;
  const hasEnded = (): boolean => isOver;
  const lane = async (): Promise<void> => {
    while (!hasEnded()) {
      const { kind, rights, ask } = plan.request(next++);
      add(requests, kind);
      try {
        const said = await ask(plan.client);
        if (said.length !== rights.length) throw new Error(`${said.length} of ${rights.length} answered`);
        rights.forEach((right, index) => {
          const one = said[index] ?? { status: "refused", code: "none", retryable: false };
          const found = compareSaid(right, one);
          add(responses, found);
          if (one.status === "refused" && found !== "right") add(refusals, `${kind}: ${found}: ${one.code}`);
        });
      } catch (error) {
        unanswered.push(`${kind}: ${error instanceof Error ? error.message : String(error)}`);
      }
      answered++;
    }
  };
  const kill = async (): Promise<{ readonly kills: number; readonly atWork: number }> => {
    const killed = new Set<number>();
    let atWork = 0;
    const end = performance.now() + (plan.mostMs ?? Infinity);
    while (killed.size < plan.kills && performance.now() < end) {
      const alive = sandboxProcesses(plan.server).filter(({ pid }) => !killed.has(pid));
      const victims =
        killed.size % ALL_AT_ONCE === ALL_AT_ONCE - 1
          ? alive
          : plan.rng.sample(alive, Math.min(1, alive.length));
      for (const { pid, isRunning } of victims) {
        if (killed.size === plan.kills) break;
        if (!killNow(pid)) continue;
        killed.add(pid);
        if (isRunning) atWork++;
        if (killed.size % 100 === 0) plan.tell?.(killed.size);
      }
      const enough = answered + plan.rng.integer(0, MOST_ANSWERED);
      const latest = performance.now() + MOST_PAUSE_MS;
      const isEnough = (): boolean => answered >= enough || performance.now() >= latest;
      while (!isEnough()) await sleep(LOOK_MS);
    }
    isOver = true;
    return { kills: killed.size, atWork };
  };
  const [{ kills, atWork }] = await Promise.all([
    kill().finally(() => (isOver = true)),
    ...Array.from({ length: plan.lanes }, lane),
  ]);
  return { kills, atWork, requests, responses, unanswered, refusals };
}

/** Whether the process was still there. */
function killNow(pid: number): boolean {
  try {
    return process.kill(pid, "SIGKILL");
  } catch {
    return false;
  }
}

function add<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
