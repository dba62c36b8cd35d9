import type { Asked, Score } from "../../bootcamp/index.ts";
import { type AskVerifier, settleAsked } from "../../core/draft/model-verifier.ts";
import type { JobLimits } from "../../core/draft/execution.ts";
import type { Scoring, ScoringOutcome } from "../../sandbox/score-responses.ts";
import type { ServedClass, Target } from "../holdings/served-class.ts";
import type { HomeOf } from "./assign-homes.ts";
import { createClassLines, PATIENCE_MS } from "./class-lines.ts";

/** One response and the case that it answers. */
export type Submission = { readonly target: Target; readonly response: string };

/** Hears of what was scored. */
export type DeskListener = {
  readonly scored: (of: ServedClass, outcome: ScoringOutcome, submission: Submission) => void;
  readonly ran: (cpuMs: number) => void;
  /** A class that was taken for one that keeps nothing is none: from now on it is served carefully. */
  readonly notStill: (of: ServedClass, reason: string) => void;
};

/** Where responses wait for a sandbox. */
export type ScoreDesk = {
  /** Outcomes in the order of the submissions. */
  readonly score: (submissions: readonly Submission[]) => Promise<readonly ScoringOutcome[]>;
  readonly waiting: () => number;
};

type Ticket = Submission & {
  /** When it was submitted, in ms. */
  readonly at: number;
  readonly resolve: (outcome: ScoringOutcome) => void;
};

/**
 * Hands responses to `lanes` jobs at a time. What waits for the same class goes together, whoever asked, so that a
 * busy server is a faster one. Each class has a lane that is its own, and so a process that keeps it loaded; another
 * one helps out where it is idle and responses wait.
 */
export function createScoreDesk(
  scoring: Scoring,
  options: {
    readonly lanes: number;
    readonly homeOf: HomeOf;
    /** Who is asked about the answers of a class; nothing waits for it but the response that it is about. */
    readonly ask: (of: ServedClass) => AskVerifier;
    readonly limits: JobLimits;
    readonly listener: DeskListener;
  },
): ScoreDesk {
  const { lanes, homeOf, ask, limits, listener } = options;
  const lines = createClassLines<Ticket>(homeOf);
  const moved = new WeakSet<ServedClass>();
  const idle = new Set(Array.from({ length: lanes }, (_, lane) => lane));
  let timer: NodeJS.Timeout | undefined;

  const work = async (lane: number, of: ServedClass, batch: readonly Ticket[]): Promise<void> => {
    const programs = moved.has(of) ? { ...of.programs, still: null } : of.programs;
    const attempts = batch.map(({ target, response }) => ({
      caseName: target.caseName,
      caseText: target.caseText,
      response,
    }));
    try {
      const { outcomes, cpuMs, notStill } = await scoring(programs, attempts, { ...limits, lane });
      if (notStill !== null && !moved.has(of)) {
        moved.add(of);
        listener.notStill(of, notStill);
      }
      listener.ran(cpuMs);
      batch.forEach((ticket, index) => {
        const outcome = outcomes[index] ?? { status: "faulted", reason: "no outcome" };
        if (outcome.status !== "asks") settle(ticket, outcome);
        else void askModel(outcome, ask(of)).then((settled) => settle(ticket, settled));
      });
    } catch (error) {
      for (const ticket of batch) settle(ticket, { status: "faulted", reason: String(error) });
    }
  };
  const settle = (ticket: Ticket, outcome: ScoringOutcome): void => {
    listener.scored(ticket.target.of, outcome, ticket);
    ticket.resolve(outcome);
  };
  const dispatch = (): void => {
    for (const lane of idle) {
      const taken = lines.take(lane, performance.now());
      if (taken === undefined) continue;
      idle.delete(lane);
      void work(lane, ...taken).finally(() => {
        idle.add(lane);
        dispatch();
      });
    }
    if (lines.waiting() === 0 || idle.size === 0 || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      dispatch();
    }, PATIENCE_MS);
  };
  return {
    score: (submissions) => {
      const at = performance.now();
      const outcomes = submissions.map(
        ({ target, response }) =>
          new Promise<ScoringOutcome>((resolve) => lines.add({ target, response, at, resolve })),
      );
      dispatch();
      return Promise.all(outcomes);
    },
    waiting: lines.waiting,
  };
}

/** What a model makes of an answer; the lane goes on meanwhile. Never rejects. */
async function askModel(asked: Asked, ask: AskVerifier): Promise<Score> {
  try {
    return settleAsked(asked, await ask(asked));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return settleAsked(asked, { status: "fault", reason, mayPass: true });
  }
}
