import type { TaskId } from "../task/ids.ts";

/** One message of a conversation with a model. */
export type Message = { readonly role: "system" | "user" | "assistant"; readonly text: string };

/** What a call is made for. Recordings look replies up by it; the store keeps it with each call. */
export type CallAddress =
  | {
      readonly role: "author" | "refiner";
      readonly task: TaskId;
      readonly line: number;
      readonly round: number;
      /** 1, or 2 for the repair of a reply without usable code. */
      readonly turn: number;
    }
  | {
      readonly role: "solver" | "adversary";
      readonly task: TaskId;
      readonly line: number;
      readonly round: number;
      readonly turn: number;
    }
  | {
      readonly role: "arbiter";
      readonly task: TaskId;
      readonly line: number;
      readonly round: number;
      readonly caseHash: string;
    }
  | { readonly role: "critic"; readonly task: TaskId; readonly line: number; readonly round: number }
  | {
      readonly role: "judge";
      readonly task: TaskId;
      readonly line: number;
      readonly round: number;
      readonly level: number;
      readonly index: number;
      readonly caseHash: string;
      readonly attempt: number;
    }
  | ProposalCall<"proposer">
  | ProposalCall<"checker">
  | {
      readonly role: "verifier";
      /** The bootcamp, or in a run the task, whose answer is compared. */
      readonly task: TaskId;
      /** The hash of all that is compared. */
      readonly questionHash: string;
    }
  | CaseCall<"teacher">
  | CaseCall<"candidate">;

/** A call about a proposal: who writes its description, or who looks at it. */
type ProposalCall<Name extends string> = {
  readonly role: Name;
  /** Names the proposal by its run and its number there. */
  readonly task: TaskId;
  /** 1, or 2 where it is asked once more. */
  readonly turn: number;
};

/** A call about a case of a library: whose solutions are wanted, or whose accuracy is. */
type CaseCall<Name extends string> = {
  readonly role: Name;
  /** The bootcamp whose case it is. */
  readonly task: TaskId;
  readonly version: number;
  readonly level: number;
  readonly caseHash: string;
  readonly attempt: number;
};

export type Role = CallAddress["role"];

/** The roles that every run of tasks asks; a verifier is asked only where a class has its answers compared by one. */
export type LineRole = Exclude<Role, "teacher" | "candidate" | "proposer" | "checker" | "verifier">;

/** Roles that are asked for many replies of one kind, so that one of them says little of their endpoint. */
export const ASKED_IN_NUMBERS: ReadonlySet<Role> = new Set(["judge", "teacher", "candidate", "verifier"]);

/** Everything that decides a reply, and nothing else: no clock, no unseeded randomness. */
export type CompletionRequest = {
  readonly address: CallAddress;
  readonly messages: readonly Message[];
  /** Tells equal requests apart that shall have replies of their own. */
  readonly sample: number;
  readonly seed: number;
};

/** Tokens of one call; `estimated` when the endpoint did not say. Money is in the currency of the prices. */
export type Usage = {
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly estimated: boolean;
  readonly cost: number | null;
};

/** Where a reply came from. */
export type Origin = "endpoint" | "memo" | "recording";

/** A call that came back. Only `complete` is ever compiled or scored. */
export type Completion =
  | { readonly status: "complete"; readonly text: string; readonly thinking: string; readonly usage: Usage }
  | { readonly status: "truncated"; readonly text: string; readonly thinking: string; readonly usage: Usage }
  | { readonly status: "empty"; readonly thinking: string; readonly usage: Usage }
  | { readonly status: "refused"; readonly reason: string; readonly usage: Usage }
  | {
      readonly status: "failed";
      readonly reason: string;
      readonly usage: Usage;
      /** Why the endpoint turned the request away; left out where it did not, and nothing usable came back. */
      readonly refusal?: RefusalCause;
    };

/** A request may be too large for its endpoint, which says something of the request alone. */
export type RefusalCause = "size" | "other";

/** Asks a model once. Throws a ModelFault when no model can be asked. */
export type Complete = (request: CompletionRequest) => Promise<Completion>;

/** What follows a reply in a conversation: another turn, or its end. */
export type NextTurn =
  | { readonly status: "ask"; readonly text: string; readonly address: CallAddress }
  | { readonly status: "end" };

/** The beginning of a conversation. */
export type Opening = {
  readonly messages: readonly Message[];
  readonly address: CallAddress;
  readonly sample: number;
  readonly seed: number;
};

/** Talks with a model: after each reply `onReply` runs what it says and decides what follows. */
export type Converse = (opening: Opening, onReply: (reply: Completion) => Promise<NextTurn>) => Promise<void>;

/** Why no model can be asked. */
export type ModelFaultKind =
  | "stopped"
  | "unavailable"
  | "unauthorized"
  | "unknown model"
  | "refused"
  | "quota"
  | "budget"
  | "not recorded"
  | "configuration";

/** A fault of an endpoint or its configuration: the run stops here and can be resumed. */
export class ModelFault extends Error {
  readonly kind: ModelFaultKind;

  constructor(kind: ModelFaultKind, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = "ModelFault";
    this.kind = kind;
  }
}

/** A call as the memo keeps it, before its reply is known. */
export type CallIntent = {
  readonly key: string;
  readonly address: CallAddress;
  readonly endpoint: string;
  readonly model: string;
};

/**
 * Completed calls by the hash of what decides their replies. `find` and `finish` are one transaction each, and
 * also note that this run used the reply, and where it came from; what `begin` says of several calls may be
 * written together, soon after and before any of them is finished.
 */
export type CallMemo = {
  readonly find: (intent: CallIntent) => Completion | undefined;
  readonly begin: (intent: CallIntent) => void;
  readonly finish: (intent: CallIntent, completion: Completion, origin: Origin) => void;
  /** Resolves once everything finished so far outlives this process; rejects when it could not be kept. */
  readonly kept: () => Promise<void>;
};
