import { formatDuration } from "../../core/text/format-duration.ts";
import { fingerprintOf, type WorkerVersions } from "../postgres/fingerprint.ts";
import { refusalOf } from "./refusal-of.ts";
import type { OpenSession } from "./worker-desk.ts";

/** What a worker knows of the runs that it works for, and which of its attempts belongs to which. */
export type SessionBook = {
  /** Takes what was read now; returns the attempts whose run nobody leads any more. */
  readonly look: (sessions: readonly OpenSession[]) => readonly string[];
  readonly hold: (attempt: string, session: string) => void;
  readonly release: (attempt: string) => void;
  readonly sessionOf: (attempt: string) => string | undefined;
  readonly insideOf: (session: string) => readonly number[];
  /** How many tasks a worker with so many slots should have, that others have their share. */
  readonly share: (slots: number) => number;
  /** How often the runs want to hear of it, in milliseconds; undefined while there is none. */
  readonly beatMs: () => number | undefined;
  /** Why no run takes the worker, where there are some. */
  readonly refusal: () => string | undefined;
};

/** Follows the sessions that a worker of these versions may work for, and says what becomes of them. */
export function followSessions(about: {
  readonly versions: WorkerVersions;
  readonly say: (text: string) => void;
}): SessionBook {
  const { versions, say } = about;
  const fingerprint = fingerprintOf(versions);
  const held = new Map<string, string>();
  const silent = new Set<string>();
  let open: readonly OpenSession[] = [];
  let refused: string | undefined;

  const noteSilence = ({ id, run, host, quietMs, goneMs }: OpenSession): void => {
    const tasks = [...held.values()].filter((session) => session === id).length;
    const isSilent = quietMs > goneMs;
    if (isSilent === silent.has(id) || tasks === 0) return;
    if (isSilent) {
      silent.add(id);
      say(
        `the coordinator of run ${run} on ${host} has not been heard of for ${formatDuration(quietMs)}: tasks here wait for it (${tasks})`,
      );
    } else {
      silent.delete(id);
      say(`the coordinator of run ${run} on ${host} is there again`);
    }
  };
  const noteRefusal = (all: readonly OpenSession[]): void => {
    const reason = refusalOf(all, versions);
    if (reason !== undefined && reason !== refused) say(reason);
    refused = reason;
  };
  return {
    look: (sessions) => {
      noteRefusal(sessions);
      open = sessions.filter((one) => one.fingerprint === fingerprint);
      for (const session of open) noteSilence(session);
      const ids = new Set(open.map(({ id }) => id));
      return [...held].flatMap(([attempt, session]) => (ids.has(session) ? [] : [attempt]));
    },
    hold: (attempt, session) => void held.set(attempt, session),
    release: (attempt) => void held.delete(attempt),
    sessionOf: (attempt) => held.get(attempt),
    insideOf: (session) => open.find(({ id }) => id === session)?.inside ?? [],
    share: (slots) =>
      open.reduce(
        (sum, one) => sum + (one.slots === 0 ? slots : Math.ceil((one.atOnce * slots) / one.slots)),
        0,
      ),
    refusal: () => refused,
    beatMs: () => (open.length === 0 ? undefined : Math.min(...open.map((one) => one.beatMs))),
  };
}
