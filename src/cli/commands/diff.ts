import { createTwoFilesPatch } from "diff";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { requireTask } from "../../record/find-task.ts";
import { readRecord } from "../../record/open-record.ts";
import { paint } from "../../core/text/paint.ts";
import { print, printJson } from "../output/print.ts";

export type DiffOptions = {
  readonly db: string;
  readonly from?: number;
  readonly to?: number;
  readonly line?: number;
  readonly json?: boolean;
};

/** Shows what changed in a class between two rounds of a line: the last two unless others are named. */
export function diff(id: string, options: DiffOptions): number {
  const store = readRecord(options.db);
  try {
    const { run, task } = requireTask(store, id);
    const line = options.line ?? 1;
    const rounds = store
      .rounds(run, task.id)
      .flatMap((one) =>
        one.line === line && one.source !== null ? [{ round: one.round, source: one.source }] : [],
      );
    const to = rounds.find(({ round }) => round === (options.to ?? rounds.at(-1)?.round));
    const from = rounds.find(({ round }) => round === (options.from ?? rounds.at(-2)?.round));
    if (from === undefined || to === undefined) {
      const known = rounds.map(({ round }) => round).join(", ") || "none";
      throw new CommandError(
        EXIT.usage,
        `${task.id}: a diff needs two rounds with a class, and line ${line} has these: ${known}. Choose with --from and --to`,
      );
    }
    const name = (round: number): string => `${task.id}/line-${line}/round-${round}.ts`;
    const patch = createTwoFilesPatch(
      name(from.round),
      name(to.round),
      from.source,
      to.source,
      undefined,
      undefined,
      { context: 3 },
    );
    const isSame = from.source === to.source;
    if (options.json === true) printJson({ id: task.id, line, from: from.round, to: to.round, patch });
    else if (isSame)
      print(`${task.id}, line ${line}: nothing changed between round ${from.round} and round ${to.round}\n`);
    else print(`${patch.split("\n").slice(1).map(colour).join("\n").trimEnd()}\n`);
    return EXIT.done;
  } finally {
    store.close();
  }
}

function colour(line: string): string {
  if (line.startsWith("+")) return paint("green", line);
  if (line.startsWith("-")) return paint("red", line);
  return line.startsWith("@@") ? paint("cyan", line) : line;
}
