import type { JobLimits } from "../../core/draft/execution.ts";
import type { Scoring, ScoringOutcome } from "../../sandbox/score-responses.ts";
import type { ServedClass, Target } from "../holdings/served-class.ts";
import type { HomeOf } from "./assign-homes.ts";

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

/** A lane takes another one's work when that has waited for as long as it takes a process to load a class. */
const PATIENCE_MS = 5;

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
    readonly limits: JobLimits;
    readonly listener: DeskListener;
  },
): ScoreDesk {
  const { lanes, homeOf, limits, listener } = options;
  /** By class, in the order in which classes came to be waited for. */
  const lines = new Map<ServedClass, Ticket[]>();
  const moved = new WeakSet<ServedClass>();
  const idle = new Set(Array.from({ length: lanes }, (_, lane) => lane));
  let waiting = 0;
  let timer: NodeJS.Timeout | undefined;

  /** The class that a lane takes next: of its own the one that came first, or one that has waited. */
  const choose = (lane: number): ServedClass | undefined => {
    const latest = performance.now() - PATIENCE_MS;
    let old: ServedClass | undefined;
    for (const [of, [first]] of lines) {
      if (homeOf(of) === lane) return of;
      if (first !== undefined && first.at <= latest) old ??= of;
    }
    return old;
  };
  const take = (of: ServedClass): readonly Ticket[] => {
    const line = lines.get(of) ?? [];
    let count = 0;
    for (let text = 0; count < line.length && count < BATCH && (count === 0 || text < MOST_TEXT); count++)
      text += line[count]?.response.length ?? 0;
    const batch = line.splice(0, count);
    // The others get their turn before the rest of this one.
    lines.delete(of);
    if (line.length > 0) lines.set(of, line);
    waiting -= batch.length;
    return batch;
  };
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
    for (const lane of idle) {
      const of = choose(lane);
      if (of === undefined) continue;
      idle.delete(lane);
      void work(lane, of, take(of)).finally(() => {
        idle.add(lane);
        dispatch();
      });
    }
    if (waiting === 0 || idle.size === 0 || timer !== undefined) return;
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
          new Promise<ScoringOutcome>((resolve) => {
            const line = lines.get(target.of) ?? [];
            line.push({ target, response, at, resolve });
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
