import type { JobLimits } from "../../core/draft/execution.ts";
import type { Scoring, ScoringOutcome } from "../../sandbox/score-responses.ts";
import type { ServedClass, Target } from "../holdings/served-class.ts";

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

/** So many responses cross to a child at once: more gain nothing, and one that hangs holds up fewer. */
const BATCH = 32;

/** What crosses at once, in characters: long responses travel in smaller company. */
const MOST_TEXT = 2_000_000;

type Ticket = Submission & { readonly resolve: (outcome: ScoringOutcome) => void };

/**
 * Hands responses to `lanes` jobs at a time. What waits for the same class goes together, whoever asked, so that a
 * busy server is a faster one.
 */
export function createScoreDesk(
  scoring: Scoring,
  options: { readonly lanes: number; readonly limits: JobLimits; readonly listener: DeskListener },
): ScoreDesk {
  const { lanes, limits, listener } = options;
  /** By class, in the order in which classes came to be waited for. */
  const lines = new Map<ServedClass, Ticket[]>();
  const moved = new WeakSet<ServedClass>();
  let busy = 0;
  let waiting = 0;

  const take = (): readonly [ServedClass, readonly Ticket[]] | undefined => {
    const [first] = lines;
    if (first === undefined) return undefined;
    const [of, line] = first;
    let count = 0;
    for (let text = 0; count < line.length && count < BATCH && (count === 0 || text < MOST_TEXT); count++)
      text += line[count]?.response.length ?? 0;
    const batch = line.splice(0, count);
    // The others get their turn before the rest of this one.
    lines.delete(of);
    if (line.length > 0) lines.set(of, line);
    waiting -= batch.length;
    return [of, batch];
  };
  const work = async (of: ServedClass, batch: readonly Ticket[]): Promise<void> => {
    const programs = moved.has(of) ? { ...of.programs, still: null } : of.programs;
    const attempts = batch.map(({ target, response }) => ({
      caseName: target.caseName,
      caseText: target.caseText,
      response,
    }));
    try {
      const { outcomes, cpuMs, notStill } = await scoring(programs, attempts, limits);
      if (notStill !== null && !moved.has(of)) {
        moved.add(of);
        listener.notStill(of, notStill);
      }
      listener.ran(cpuMs);
      batch.forEach((ticket, index) =>
        settle(ticket, outcomes[index] ?? { status: "faulted", reason: "no outcome" }),
      );
    } catch (error) {
      for (const ticket of batch) settle(ticket, { status: "faulted", reason: String(error) });
    }
  };
  const settle = (ticket: Ticket, outcome: ScoringOutcome): void => {
    listener.scored(ticket.target.of, outcome, ticket);
    ticket.resolve(outcome);
  };
  const dispatch = (): void => {
    while (busy < lanes) {
      const taken = take();
      if (taken === undefined) return;
      busy++;
      void work(...taken).finally(() => {
        busy--;
        dispatch();
      });
    }
  };
  return {
    score: (submissions) => {
      const outcomes = submissions.map(
        ({ target, response }) =>
          new Promise<ScoringOutcome>((resolve) => {
            const line = lines.get(target.of) ?? [];
            line.push({ target, response, resolve });
            lines.set(target.of, line);
            waiting++;
          }),
      );
      dispatch();
      return Promise.all(outcomes);
    },
    waiting: () => waiting,
  };
}
