import { setTimeout as sleep } from "node:timers/promises";
import { EXIT } from "../../core/run/exit-codes.ts";
import { findRunStatus, type FoundRun } from "../../record/find-run-status.ts";
import { openLiveBlock } from "../progress/live-block.ts";
import { readRecord } from "../../record/open-record.ts";
import { print, printJson, printLine } from "../output/print.ts";
import { lineWidth, terminalSize } from "../output/terminal-size.ts";
import { dbFlag, type NextStep, renderNext } from "../../record/render-next.ts";
import { endedLines, statusLine, statusLines } from "../progress/render-status.ts";
import { queueOf, resumeCommand } from "../../run/background/resume-command.ts";

/** A run writes its status every two seconds. */
const LOOK_MS = 2_000;
const LINE_EVERY_MS = 60_000;

export type StatusFlags = {
  readonly db: string;
  readonly config?: string;
  readonly run?: number;
  readonly json?: boolean;
  readonly watch?: boolean;
};

/**
 * Says what a run is at, once or until it ends; returns the exit code: 0, or 6 for a run whose process was
 * killed and that can be resumed.
 */
export async function status(flags: StatusFlags): Promise<number> {
  const store = readRecord(flags.db);
  try {
    const look = (): FoundRun => findRunStatus(store, flags.db, flags.run);
    const last = flags.watch === true ? await watch(look, flags) : look();
    if (flags.watch !== true || flags.json !== true) tell(last, flags);
    return last.aliveness === "killed" ? EXIT.stopped : EXIT.done;
  } finally {
    store.close();
  }
}

/** Shows a run until it ends; returns what it said last. */
async function watch(look: () => FoundRun, flags: StatusFlags): Promise<FoundRun> {
  const show = watchView(flags);
  for (;;) {
    const found = look();
    if (found.aliveness !== "alive") {
      show.end(found);
      return found;
    }
    show.next(found);
    await sleep(LOOK_MS);
  }
}

type WatchView = { readonly next: (found: FoundRun) => void; readonly end: (found: FoundRun) => void };

function watchView(flags: StatusFlags): WatchView {
  if (flags.json === true) return { next: printFound, end: printFound };
  if (!process.stdout.isTTY) {
    let toldMs = -LINE_EVERY_MS;
    const next = ({ status: said }: FoundRun): void => {
      if (said === undefined || performance.now() - toldMs < LINE_EVERY_MS) return;
      toldMs = performance.now();
      printLine(statusLine(said, Date.now()));
    };
    return { next, end: () => undefined };
  }
  const block = openLiveBlock(terminalSize);
  // The cursor is given back when the process ends, which it would not learn of otherwise.
  process.once("SIGINT", () => process.exit(EXIT.interrupted));
  process.once("SIGTERM", () => process.exit(EXIT.terminated));
  return {
    next: ({ status: said }) =>
      block.draw(
        said === undefined
          ? ["The run is starting."]
          : statusLines(said, Date.now(), terminalSize().columns - 1),
      ),
    end: () => block.end(),
  };
}

const printFound = ({ run, aliveness, status: said }: FoundRun): void =>
  printJson({ ...said, run, aliveness });

function tell(found: FoundRun, { json, db, config }: StatusFlags): void {
  if (json === true) return printFound(found);
  const { run, status: said, aliveness } = found;
  const columns = lineWidth();
  if (said === undefined)
    print(`Run ${run}: ${aliveness === "alive" ? "starting" : "nothing was recorded of it"}\n`);
  else if (aliveness === "alive") {
    print(`${statusLines(said, Date.now(), columns).join("\n")}\n`);
    print(`Process    ${said.pid} on ${said.host}\n`);
  } else print(`${endedLines(found, said, { atMs: Date.now(), columns }).join("\n")}\n`);
  print(`\n${nextSteps(found, { db, config })}`);
}

/** What may be done about a run now. */
function nextSteps(
  { run, aliveness, status: said }: FoundRun,
  about: { readonly db: string; readonly config: string | undefined },
): string {
  const db = dbFlag(about.db);
  if (aliveness === "alive")
    return renderNext([
      [`campforge status --watch${db}`, "until it ends"],
      [`campforge stop${db}`, "ends it, resumably; also pause, resume, tune"],
    ]);
  const look: NextStep = [`campforge list --run ${run}${db}`, "its tasks with their verdicts"];
  const isWhole = aliveness === "ended" && said?.phase === "done";
  const resume = resumeCommand({ run, ...about, queue: queueOf(said) });
  return renderNext(isWhole ? [look] : [[resume, "continues it; nothing is lost"], look]);
}
