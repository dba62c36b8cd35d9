import {
  ASKED_IN_NUMBERS,
  type Completion,
  type CompletionRequest,
  ModelFault,
  type Role,
} from "../../core/calls/completion.ts";
import type { Accounts, Account } from "../endpoint/accounts.ts";
import { admit } from "../endpoint/admit.ts";
import type { Chat } from "./exchange.ts";
import { classifyExchange, type Step } from "./classify-exchange.ts";
import type { Priorities } from "../endpoint/priority.ts";
import type { Redact } from "./redact.ts";
import { createRefusals } from "./refusals.ts";
import { countedPrompt, type Reply, toCompletion } from "./reply.ts";
import { findShortRead, type ShortRead } from "../endpoint/short-read.ts";
import { type Clock, waitFor } from "../endpoint/timer-clock.ts";
import type { EndpointConfig } from "../../core/calls/model-config.ts";
import type { Timing } from "../endpoint/timing.ts";
import type { Pass, EndpointGate } from "../endpoint/endpoint-gate.ts";
import { priceUsage, worstAmount, worstCase, type WorstCase } from "../endpoint/worst-case.ts";

/** One endpoint that may answer for a role. */
export type Member = {
  readonly gate: EndpointGate;
  readonly config: EndpointConfig;
  /** A client for replies of so many tokens. */
  readonly chat: (maxTokens: number) => Chat;
  /** Told when the endpoint did not count the tokens of a call. */
  readonly onUncounted: () => void;
  /** Told when it counted fewer tokens of a prompt than that takes at least. */
  readonly onShortRead: (found: ShortRead) => void;
  /** The most that a reply may be asked for; infinite where nothing is known. */
  readonly mostTokens: number;
};

/** What all routes of a run have in common. */
export type Circumstances = {
  readonly accounts: Accounts;
  readonly clock: Clock;
  readonly random: () => number;
  readonly timing: Timing;
  /** Ends waits; calls under way are let finish. */
  readonly signal: AbortSignal;
  readonly redact: Redact;
  readonly priorities: Priorities;
  /** What endpoints said last that have sent no reply since, each with its name. */
  readonly troubles: () => readonly string[];
};

/** Asks the endpoints of one role; `key` is what the memo knows the call by. */
export type Ask = (request: CompletionRequest, key: string) => Promise<Completion>;

/** How a role is asked at its endpoints. */
export type Asking = {
  readonly ask: Ask;
  /** Told of a reply that is known from before: an endpoint that has given one answers, whatever it refuses next. */
  readonly remembered: () => void;
};

const LONGEST_BACKOFF_MS = 30_000;

/** An endpoint that is too busy for one call, and answers others, gets about two minutes of back-off to take it. */
const TRIES_WHILE_PASSING = 8;

/**
 * The way of a call to whichever endpoint of its role has room, and through what may happen to it there.
 * Throws a ModelFault when the run must stop.
 */
export function createAsk(
  members: readonly Member[],
  maxTokens: number,
  circumstances: Circumstances,
): Asking {
  const refusals = createRefusals((fault) => {
    for (const { gate } of members) gate.refuseAll(fault);
  });
  const answer: Ask = (request, key) =>
    refusals.during(async () => {
      const ask = (most: number): Promise<Outcome> =>
        askUntilAnswered({ request, key, members, maxTokens: most }, circumstances);
      const first = await ask(maxTokens);
      const { task, role } = request.address;
      if (first.status === "refused") await refusals.refused({ ...first, task, role });
      const barren = whyBarren(first.completion, role);
      if (barren !== undefined)
        await refusals.refused({
          endpoint: first.endpoint,
          reason: barren,
          task,
          role,
          least: BARREN_REPLIES,
        });
      else if (first.completion.status !== "failed") refusals.answered();
      // A candidate is measured within the room that it was given.
      if (first.completion.status !== "truncated" || role === "candidate") return first.completion;
      const most = Math.max(...members.map(({ mostTokens }) => mostTokens));
      if (maxTokens >= most) return first.completion;
      // A reply that was cut off gets one more chance, with twice the room, where the endpoint grants it.
      const second = await ask(Math.min(maxTokens * 2, most));
      return second.completion.status === "failed" ? first.completion : second.completion;
    });
  return { ask: answer, remembered: refusals.answered };
}

/** A reply without a word may be a model's own; so many, and never another, are its endpoint's. */
const BARREN_REPLIES = 3;

/**
 * Why a completion holds nothing that a model has said; undefined where it does. Who judges is asked in numbers, and
 * its levels count such replies themselves.
 */
function whyBarren(completion: Completion, role: Role): string | undefined {
  if (ASKED_IN_NUMBERS.has(role)) return undefined;
  if (completion.status === "empty" && completion.thinking === "") return "nothing: each reply is empty";
  return completion.status === "truncated" && completion.text === "" && completion.thinking === ""
    ? "nothing: each reply is cut off before its first word, as where a prompt fills the model's context"
    : undefined;
}

/** What came of a call; `refused` where its endpoint turned the request itself away. */
type Outcome =
  | { readonly status: "came back"; readonly endpoint: string; readonly completion: Completion }
  | {
      readonly status: "refused";
      readonly endpoint: string;
      readonly reason: string;
      readonly completion: Completion;
    };

type Call = {
  readonly request: CompletionRequest;
  readonly key: string;
  readonly members: readonly Member[];
  readonly maxTokens: number;
};

async function askUntilAnswered(call: Call, about: Circumstances): Promise<Outcome> {
  const { request } = call;
  const worst = worstCase(request.messages, call.maxTokens);
  const failedAt = new Set<string>();
  let members = call.members;
  let priority = about.priorities.of(request);
  let tries = 0;
  let sends = 0;
  let firstTroubleAtMs: number | undefined;
  for (;;) {
    const tokens = worst.promptTokens + worst.completionTokens;
    const gates = members.map(({ gate }) => gate);
    const pass = await admit(gates, { priority, tokens }, failedAt);
    const member = members.find(({ gate }) => gate.name === pass.endpoint);
    if (member === undefined) throw new Error(`no endpoint of the role is called ${pass.endpoint}`);
    const account = openAccount(call, worst, { ...about, member, pass });
    if (account === undefined) continue;
    await keepReservation({ pass, account }, about.accounts);
    if (sends++ > 0) member.gate.countRetry();
    const step = await send(call, member, { pass, account });
    switch (step.status) {
      case "answered": {
        const completion = conclude(step.reply, { worst, redact: about.redact }, { member, pass, account });
        noteShortRead(step.reply, request, member);
        return { status: "came back", endpoint: pass.endpoint, completion };
      }
      case "stop":
        account.release();
        pass.doomed(step.fault);
        throw step.fault;
      case "filtered": {
        account.release();
        pass.answered(0);
        const reason = `content filter: ${step.reason}`;
        const completion = { ...failed(reason, member), status: "refused" } as const;
        return { status: "came back", endpoint: pass.endpoint, completion };
      }
      case "fail-item": {
        account.release();
        pass.answered(0);
        // Another endpoint of the role may be of another mind.
        members = members.filter((other) => other !== member);
        if (members.length > 0) break;
        const { reason, cause } = step;
        const completion = { ...failed(reason, member), refusal: cause };
        return { status: "refused", endpoint: pass.endpoint, reason, completion };
      }
      case "pause":
        account.release();
        pass.rateLimited(step.afterMs, step.reason); // the call keeps its priority
        break;
      case "trouble": {
        tries++;
        firstTroubleAtMs ??= about.clock.now();
        const usedUp = tries >= step.tries;
        const answeredAtMs = member.gate.answeredAtMs();
        const othersAnswered = answeredAtMs !== null && answeredAtMs >= firstTroubleAtMs;
        if (step.mayCost) account.chargeWhole();
        else account.release();
        const circuit = pass.troubled({
          ...step,
          tokens: step.mayCost ? tokens : 0,
          blamesEndpoint: usedUp && !othersAnswered,
          hasAlternative: members.length > 1,
        });
        const isLost = tries >= (step.isPassing ? TRIES_WHILE_PASSING : step.tries);
        if (isLost && othersAnswered && circuit === "closed") {
          const reason = `${step.reason}, ${tries} times, while others were answered`;
          return { status: "came back", endpoint: pass.endpoint, completion: failed(reason, member) };
        }
        failedAt.add(pass.endpoint);
        // Behind the others: whether it is the endpoint or this call that is at fault, they will tell.
        priority = about.priorities.behindOthers(priority);
        if (circuit === "closed") await waitFor(backOff(tries, about), about.clock, about.signal);
      }
    }
  }
}

function backOff(tries: number, { timing, random }: Circumstances): number {
  return Math.min(timing.retryDelayMs * 2 ** (tries - 1), LONGEST_BACKOFF_MS) * (0.5 + random() / 2);
}

/** Sets the worst case aside; without room for it gives the place back, to wait for room or to stop the run. */
function openAccount(
  { request, key }: Call,
  worst: WorstCase,
  about: Pick<Circumstances, "accounts" | "troubles"> & { readonly member: Member; readonly pass: Pass },
): Account | undefined {
  const { member, pass } = about;
  const opened = about.accounts.open({
    key,
    role: request.address.role,
    endpoint: pass.endpoint,
    worst: worstAmount(worst, member.config.prices),
  });
  if (opened.status === "open") return opened.account;
  pass.unused();
  if (opened.status === "over-budget") throw budgetFault(opened.reason, about.troubles());
  return undefined;
}

/** Tries that fail are paid for as well: where they were the last, more budget would go the same way. */
function budgetFault(reason: string, troubles: readonly string[]): ModelFault {
  const last =
    troubles.length === 0
      ? ""
      : `. More may not help: the last tries failed, and no reply has come since (${troubles.join("; ")})`;
  return new ModelFault("budget", `${reason}${last}`);
}

/** No request is sent whose reservation could be forgotten. */
async function keepReservation({ pass, account }: Sending, accounts: Accounts): Promise<void> {
  try {
    await accounts.kept();
  } catch (error) {
    account.forget();
    pass.unused();
    throw error;
  }
}

type Sending = { readonly pass: Pass; readonly account: Account };

async function send(call: Call, member: Member, { pass, account }: Sending): Promise<Step> {
  try {
    const found = await member.chat(call.maxTokens)(call.request.messages, call.request.seed);
    const hasAnswered = member.gate.answeredAtMs() !== null;
    return classifyExchange(found, { name: pass.endpoint, baseUrl: member.config.baseUrl, hasAnswered });
  } catch (error) {
    account.chargeWhole();
    pass.answered(0);
    throw error;
  }
}

function conclude(
  reply: Reply,
  about: { readonly worst: WorstCase; readonly redact: Redact },
  { member, pass, account }: Sending & { readonly member: Member },
): Completion {
  const completion = toCompletion(reply, { ...about, prices: member.config.prices });
  const { usage } = completion;
  account.settle(usage);
  pass.answered(usage.promptTokens + usage.completionTokens);
  if (usage.estimated) member.onUncounted();
  return completion;
}

/** An endpoint that cuts prompts short says so nowhere but in its count. */
function noteShortRead(reply: Reply, { messages }: CompletionRequest, member: Member): void {
  const found = findShortRead(countedPrompt(reply), messages);
  if (found !== undefined) member.onShortRead(found);
}

function failed(reason: string, { config }: Member): Extract<Completion, { status: "failed" }> {
  const nothing = { promptTokens: 0, completionTokens: 0, estimated: true };
  return { status: "failed", reason, usage: priceUsage(nothing, config.prices) };
}
