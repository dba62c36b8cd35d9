import { countNoun } from "../../core/text/count-noun.ts";
import { createInterface } from "node:readline/promises";
import type { Decided, DecisionKind } from "../../core/review/decision.ts";
import type { SharedStore } from "../../store/open-store.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { requireRun, requireTask } from "../../record/find-task.ts";
import { openSharedRecord } from "../../record/open-record.ts";
import { print, printJson, printLine, printNotice, printNoticeLine } from "../output/print.ts";
import { queueOf } from "../../run/background/resume-command.ts";
import { dbFlag, type NextStep, renderNext } from "../../record/render-next.ts";
import { type ReviewFilter, readReviewed, reviewRows } from "../../review/queue/review-rows.ts";
import { reviewerName } from "../input/choose-reviewer.ts";

export type DecideOptions = ReviewFilter & {
  readonly db: string;
  readonly run?: number;
  readonly note?: string;
  readonly reviewer?: string;
  readonly seen?: string;
  readonly allMatching?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
};

type About = { readonly run: number; readonly task: string };

/** The least of a hash that names what was seen. */
const SEEN_PREFIX = /^[0-9a-f]{8,64}$/;

const DONE: Readonly<Record<DecisionKind, string>> = {
  approve: "approved",
  reject: "rejected",
  "send-back": "sent back",
  undo: "decision undone",
};

/**
 * Takes a reviewer's decision about tasks, each for itself. Returns 0 when all were taken, 8 when one was
 * refused or had changed. Nothing is decided unless every task that is named is there.
 */
export async function decide(
  kind: DecisionKind,
  ids: readonly string[],
  options: DecideOptions,
): Promise<number> {
  checkOptions(kind, ids, options);
  const store = openSharedRecord(options.db, printNoticeLine);
  try {
    const named = options.allMatching === true ? matching(kind, store, options) : find(ids, store, options);
    if (options.allMatching === true && !(await isConfirmed(kind, named, options))) return EXIT.usage;
    const reviewer = await reviewerName(options.reviewer);
    let isDone = true;
    let wereDecided = 0;
    for (const about of named) {
      const ended = decideOne(kind, about, { store, reviewer, options });
      say(about, ended, options);
      isDone &&= ended.status === "decided";
      if (ended.status === "decided") wereDecided++;
    }
    const [first] = named;
    if (first !== undefined && wereDecided > 0 && options.json !== true) {
      const queue = queueOf(store.runStatus(first.run));
      print(renderNext(nextSteps(kind, { db: options.db, queue })));
    }
    return isDone ? EXIT.done : EXIT.checkFailed;
  } finally {
    store.close();
  }
}

/** What a decision leads to. */
function nextSteps(
  kind: DecisionKind,
  { db, queue }: { readonly db: string; readonly queue: true | undefined },
): readonly NextStep[] {
  const flag = dbFlag(db);
  const open: NextStep = [`campforge list --state open${flag}`, "what still waits for a person"];
  switch (kind) {
    case "approve":
      return [[`campforge export library --dry-run${flag}`, "approved bootcamps become a library"], open];
    case "send-back":
      return [
        [
          `campforge run --resume${flag}${queue === true ? " --queue" : ""}`,
          "runs another round with your note as feedback",
        ],
        open,
      ];
    case "reject":
    case "undo":
      return [open];
  }
}

function checkOptions(kind: DecisionKind, ids: readonly string[], options: DecideOptions): void {
  const { state, verdict, domain, reason, allMatching, seen } = options;
  if (allMatching === true && ids.length > 0)
    throw new CommandError(EXIT.usage, `give tasks or --all-matching, not both`);
  if (allMatching !== true && ids.length === 0)
    throw new CommandError(
      EXIT.usage,
      `which tasks? campforge ${kind} TASK…, or --all-matching with filters`,
    );
  if (allMatching !== true && [state, verdict, domain, reason].some((one) => one !== undefined))
    throw new CommandError(EXIT.usage, "filters select tasks for --all-matching, which was not given");
  if (seen !== undefined && (ids.length !== 1 || !SEEN_PREFIX.test(seen)))
    throw new CommandError(
      EXIT.usage,
      "--seen: expected one task, and 8 to 64 hexadecimal digits from campforge show",
    );
  const needsNote = kind === "reject" || kind === "send-back";
  if (needsNote && (options.note ?? "").trim() === "")
    throw new CommandError(EXIT.usage, `a note is needed to ${kind}: say why with --note TEXT`);
}

function find(ids: readonly string[], store: SharedStore, options: DecideOptions): readonly About[] {
  const found = ids.map((id): About => {
    const { run, task } = requireTask(store, inRun(id, options.run));
    return { run, task: task.id };
  });
  // The same task twice is one wish.
  return [...new Map(found.map((about) => [`${about.run}/${about.task}`, about])).values()];
}

/** An id as `RUN/ID` where the run is given beside it. */
export function inRun(id: string, run: number | undefined): string {
  return run === undefined || id.includes("/") ? id : `${run}/${id}`;
}

/** Every task that can be decided about and that the filters leave; open ones unless a state is given. */
function matching(kind: DecisionKind, store: SharedStore, options: DecideOptions): readonly About[] {
  const run = requireRun(store, options.run).id;
  const rows = reviewRows(store, run, options).filter(({ review }) => {
    if (review === null) return false;
    return options.state !== undefined || (kind === "undo" ? review !== "open" : review === "open");
  });
  return rows.map(({ id }) => ({ run, task: id }));
}

async function isConfirmed(
  kind: DecisionKind,
  named: readonly About[],
  options: DecideOptions,
): Promise<boolean> {
  const tasks = countNoun(named.length, "task");
  const run = named[0] === undefined ? "" : ` of run ${named[0].run}`;
  printNotice(`${kind}: ${tasks}${run} ${named.length === 1 ? "matches" : "match"}`);
  if (options.yes === true || named.length === 0) return true;
  if (!process.stdin.isTTY) {
    printNotice("nothing was decided: give --yes to confirm");
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const reply = await terminal.question(`${kind} ${tasks}? [y/N] `);
  terminal.close();
  return /^y(?:es)?$/i.test(reply.trim());
}

function decideOne(
  kind: DecisionKind,
  about: About,
  by: { readonly store: SharedStore; readonly reviewer: string; readonly options: DecideOptions },
): Decided {
  const { store, reviewer, options } = by;
  const { content, history } = readReviewed(store, about.run, about.task);
  const now = content?.seen ?? "";
  const seen = options.seen === undefined || now.startsWith(options.seen) ? now : options.seen;
  const after = history.at(-1)?.id ?? null;
  return store.decide(about, { kind, seen, after, reviewer, note: options.note ?? null });
}

function say({ run, task }: About, ended: Decided, options: DecideOptions): void {
  if (options.json === true) {
    printJson({ run, task, ...ended });
    return;
  }
  if (ended.status === "decided") {
    const { kind, reviewer, note } = ended.decision;
    printLine(`${task}: ${DONE[kind]} by ${reviewer}${note === null ? "" : `: ${note}`}`);
  } else if (ended.status === "refused") printLine(`${task}: refused: ${ended.reason}`);
  else {
    const look = `npx campforge show ${run}/${task}${dbFlag(options.db)}`;
    printLine(`${task}: not decided: ${ended.reason}; ${look} shows it as it is now`);
  }
}
