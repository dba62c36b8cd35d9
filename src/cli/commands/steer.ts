import { setTimeout as sleep } from "node:timers/promises";
import type { ControlAnswer, ControlRequest } from "../../core/run/control-request.ts";
import type { SharedStore } from "../../store/open-store.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { findRunStatus } from "../../record/find-run-status.ts";
import { openSharedRecord } from "../../record/open-record.ts";
import { printJson, printLine, printNoticeLine } from "../output/print.ts";
import { queueOf, resumeCommand } from "../../run/background/resume-command.ts";

/** A run looks twice a second; on a busy machine it may be late. */
const WAIT_MS = 20_000;
const LOOK_MS = 100;

/** Asks something of the run that is under way, and waits until it has answered; returns the exit code. */
export async function steer(
  request: ControlRequest,
  { db, config, json }: { readonly db: string; readonly config?: string; readonly json?: boolean },
): Promise<number> {
  const store = openSharedRecord(db, printNoticeLine);
  try {
    const { run, aliveness, status } = findRunStatus(store, db);
    if (aliveness !== "alive") {
      const state = aliveness === "ended" ? "has ended" : "was killed";
      throw new CommandError(
        EXIT.endpoint,
        `${db}: no run is under way; run ${run} ${state}. Resume with: ${resumeCommand({ db, config, queue: queueOf(status) })}`,
      );
    }
    const answer = await awaitAnswer(store, { id: store.control.ask(run, request), run, db });
    if (json === true) printJson({ run, ...answer });
    else if (answer.status === "done") printLine(`run ${run}: ${answer.note}`);
    if (answer.status === "refused") throw new CommandError(EXIT.usage, `run ${run} refuses: ${answer.note}`);
    return EXIT.done;
  } finally {
    store.close();
  }
}

async function awaitAnswer(
  store: SharedStore,
  about: { readonly id: number; readonly run: number; readonly db: string },
): Promise<ControlAnswer> {
  const deadline = performance.now() + WAIT_MS;
  for (;;) {
    const isAlive = findRunStatus(store, about.db, about.run).aliveness === "alive";
    const answer = store.control.answerTo(about.id);
    if (answer !== undefined) return answer;
    if (!isAlive)
      throw new CommandError(
        EXIT.endpoint,
        `run ${about.run} ended before it answered; campforge status shows how`,
      );
    if (performance.now() > deadline) {
      throw new CommandError(
        EXIT.endpoint,
        `run ${about.run} has not answered for ${WAIT_MS / 1000} s. It answers when it checks for requests again; campforge status shows when it last reported`,
      );
    }
    await sleep(LOOK_MS);
  }
}
