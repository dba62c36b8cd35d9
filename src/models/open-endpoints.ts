import { type EarlierTraffic, NO_EARLIER_TRAFFIC } from "../core/calls/earlier-traffic.ts";
import type { Ledger } from "../core/calls/ledger.ts";
import { createAccounts } from "./endpoint/accounts.ts";
import { type Asking, createAsk, type Member } from "./exchange/ask-route.ts";
import { createChat } from "./exchange/chat-client.ts";
import type { Chat } from "./exchange/exchange.ts";
import type { Clock } from "./endpoint/timer-clock.ts";
import { knownCompat, type Profiles } from "../core/calls/compat.ts";
import { createDispatcher, type Proxy } from "./endpoint/dispatcher.ts";
import { type EndpointRole, endpointsOf, type ModelConfig } from "../core/calls/model-config.ts";
import type { Redact } from "./exchange/redact.ts";
import { type KeyOf, requireEndpoint } from "./endpoint/require-models.ts";
import { createPriorities } from "./endpoint/priority.ts";
import type { RunSwitch } from "../core/run/run-switch.ts";
import type { ShortRead } from "./endpoint/short-read.ts";
import type { Timing } from "./endpoint/timing.ts";
import { createEndpointGate, type EndpointGate } from "./endpoint/endpoint-gate.ts";

export type EndpointsSetup = {
  readonly config: ModelConfig;
  readonly keyOf: KeyOf;
  readonly warn: (message: string) => void;
  readonly ledger: Ledger;
  readonly timing: Timing;
  readonly proxy: Proxy;
  readonly profiles: Profiles;
  readonly runSwitch: Pick<RunSwitch, "state" | "onChange">;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly random: () => number;
  readonly redact: Redact;
  /** What a process before sent to an endpoint and was told; left out where there is none. */
  readonly earlier?: (endpoint: string) => EarlierTraffic;
};

/** The endpoints of a run, each opened when the first role needs it and shared by all that do. */
export type Endpoints = {
  readonly openRole: (role: EndpointRole) => Asking;
  readonly gates: () => readonly EndpointGate[];
  /** True while calls wait until others give back what they do not need of the budget. */
  readonly isShort: () => boolean;
};

/** More than one could be set to with `concurrency`. */
const MOST_CONNECTIONS = 1024;

type OpenedEndpoint = {
  readonly gate: EndpointGate;
  readonly memberFor: (role: EndpointRole) => Member;
};

/** Throws a ModelFault from `openRole` when an endpoint is not configured or lacks its key. */
export function openEndpoints(setup: EndpointsSetup): Endpoints {
  const opened = new Map<string, OpenedEndpoint>();
  const gates = (): readonly EndpointGate[] => [...opened.values()].map(({ gate }) => gate);
  const pumpAll = (): void => {
    for (const gate of gates()) gate.pump();
  };
  const accounts = createAccounts(setup.ledger, pumpAll);
  setup.runSwitch.onChange(pumpAll);
  const isHeld = (): boolean => accounts.isHeld() || setup.runSwitch.state() !== "on";
  const priorities = createPriorities();
  const troubles = (): readonly string[] =>
    gates().flatMap(({ name, lastTrouble }) => {
      const reason = lastTrouble();
      return reason === undefined ? [] : [`${name}: ${reason}`];
    });
  const open = (name: string): OpenedEndpoint => {
    const endpoint = opened.get(name) ?? openEndpoint(name, setup, isHeld);
    opened.set(name, endpoint);
    return endpoint;
  };
  return {
    gates,
    isShort: accounts.isHeld,
    openRole: (role) =>
      createAsk(
        endpointsOf(role).map((name) => open(name).memberFor(role)),
        role.maxTokens,
        { ...setup, accounts, priorities, troubles },
      ),
  };
}

function openEndpoint(name: string, setup: EndpointsSetup, isHeld: () => boolean): OpenedEndpoint {
  const { config, apiKey } = requireEndpoint(name, setup.config, setup.keyOf);
  const { clock, redact, warn } = setup;
  const dispatcher = createDispatcher(config.baseUrl, MOST_CONNECTIONS, setup.proxy);
  const gate = createEndpointGate({
    ...setup,
    name,
    config,
    isHeld,
    earlier: setup.earlier?.(name) ?? NO_EARLIER_TRAFFIC,
  });
  let saidUncounted = false;
  let saidShortRead = false;
  return {
    gate,
    memberFor: ({ model, temperature }) => {
      const compat = knownCompat(
        { name, baseUrl: config.baseUrl, compat: config.compat },
        model,
        setup.profiles,
      );
      const deadlineMs = config.timeoutSeconds * 1000;
      const exchanging = { dispatcher, clock, redact, deadlineMs };
      const chats = new Map<number, Chat>();
      const chat = (maxTokens: number): Chat => {
        const known = chats.get(maxTokens);
        if (known !== undefined) return known;
        const made = createChat({ ...exchanging, config, apiKey, model, maxTokens, temperature, compat });
        chats.set(maxTokens, made);
        return made;
      };
      const onUncounted = (): void => {
        if (saidUncounted || compat.usage === false) return;
        saidUncounted = true;
        warn(`${name} does not say how many tokens a call took: each is charged with the most it could take`);
      };
      const onShortRead = (found: ShortRead): void => {
        if (saidShortRead) return;
        saidShortRead = true;
        warn(describeShortRead(name, found));
      };
      const { mostTokens = Infinity } = compat;
      return { gate, config, chat, onUncounted, onShortRead, mostTokens };
    },
  };
}

/** What to do about an endpoint that reads less than it was sent. */
export function describeShortRead(name: string, { read, fewest }: ShortRead): string {
  const count = (tokens: number): string => tokens.toLocaleString("en-US");
  return `${name} read ${count(read)} tokens of a prompt that has ${count(fewest)} at least: it seems to cut prompts short, and to answer what is left. Give the model a longer context (with Ollama OLLAMA_CONTEXT_LENGTH, with others the server's context length)`;
}
