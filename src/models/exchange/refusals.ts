import { ASKED_IN_NUMBERS, ModelFault, type Role } from "../../core/calls/completion.ts";

/** A request that its endpoint turned away, with the endpoint's words. */
export type Refused = {
  readonly task: string;
  readonly role: Role;
  readonly endpoint: string;
  readonly reason: string;
  /** So many in a row say something of an endpoint that has answered nothing yet; 1 unless it is given. */
  readonly least?: number;
};

/**
 * Tells a request that an endpoint will not answer from an endpoint that answers none: a fault of the endpoint is no
 * verdict on a task. One for each role, since what it asks (a model, a limit) may be refused where another is answered.
 */
export type Refusals = {
  /** A call of the role, from its beginning to its end. */
  readonly during: <Value>(call: () => Promise<Value>) => Promise<Value>;
  /** Somebody was answered: earlier refusals were of their own requests. */
  readonly answered: () => void;
  /**
   * Resolves once the refusal is known to be the request's own; waits meanwhile for others that are under way. Throws
   * a ModelFault, for everybody who waits, once it is the endpoint's.
   */
  readonly refused: (refusal: Refused) => Promise<void>;
};

/** Tasks that an endpoint refuses in a row, with the same words, before its refusals are suspected to be its own. */
const SUSPECT_TASKS = 3;

/** So many say that it is, though others are still under way. */
const CERTAIN_TASKS = 12;

type Held = {
  readonly refusal: Refused;
  readonly release: () => void;
  readonly fail: (fault: ModelFault) => void;
};

/** Opens them for one role. `onStop` hears of the fault before those who wait do. */
export function createRefusals(onStop: (fault: ModelFault) => void): Refusals {
  let hasAnswered = false;
  let underWay = 0;
  let held: readonly Held[] = [];
  let row: { readonly words: string; readonly tasks: Set<string>; requests: number } | undefined;

  const releaseAll = (): void => {
    const all = held;
    held = [];
    for (const one of all) one.release();
  };
  const stop = (refusal: Refused): void => {
    const fault = refusedFault(refusal, hasAnswered, row?.tasks.size ?? 1);
    onStop(fault);
    const all = held;
    held = [];
    for (const one of all) one.fail(fault);
  };
  /** Decides once nobody is left who could be answered. */
  const decide = (): void => {
    const last = held.at(-1)?.refusal;
    if (last === undefined || row === undefined) return;
    const isCertain = row.tasks.size >= CERTAIN_TASKS;
    if (!isCertain && underWay > held.length) return;
    // Some roles are asked in numbers: one refusal of one request says little.
    const isOneOfMany = ASKED_IN_NUMBERS.has(last.role);
    if (!hasAnswered && row.requests < 2 && isOneOfMany) releaseAll();
    else stop(last);
  };
  return {
    during: async (call) => {
      underWay++;
      try {
        return await call();
      } finally {
        underWay--;
        decide();
      }
    },
    answered: () => {
      hasAnswered = true;
      row = undefined;
      releaseAll();
    },
    refused: (refusal) => {
      const words = refusal.reason.replaceAll(/\d+/g, "#");
      if (row === undefined || (hasAnswered && row.words !== words)) {
        releaseAll();
        row = { words, tasks: new Set(), requests: 0 };
      }
      row.tasks.add(refusal.task);
      row.requests++;
      if (!hasAnswered && row.requests < (refusal.least ?? 1)) return Promise.resolve();
      if (hasAnswered && row.tasks.size < SUSPECT_TASKS) return Promise.resolve();
      return new Promise((release, fail) => {
        held = [...held, { refusal, release, fail }];
        decide();
      });
    },
  };
}

function refusedFault({ endpoint, role, reason }: Refused, hasAnswered: boolean, tasks: number): ModelFault {
  const what = hasAnswered
    ? `refuses what the ${role} asks, for ${tasks} tasks in a row`
    : `has answered nothing that the ${role} asked`;
  const help = `${endpoint} ${what}, and says: ${reason}. No task was decided by that. Put it right (campforge doctor --probe asks what a run asks; docs/endpoints.md), then run again with --resume`;
  return new ModelFault("refused", help);
}
