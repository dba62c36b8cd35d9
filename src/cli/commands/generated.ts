import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { requireRun } from "../../record/find-task.ts";
import { readRecord } from "../../record/open-record.ts";
import { type FolderEnd, writeTaskFolder } from "../../task-folders/task-folder.ts";
import { openWorkshop } from "../../workshop/workshop.ts";
import { print, printJson } from "../output/print.ts";

export type GeneratedFlags = { readonly db: string; readonly run?: number; readonly json?: boolean };

/** Writes a folder for each decided task of a run from the record, as the run itself does. */
export async function generated(folder: string | undefined, options: GeneratedFlags): Promise<number> {
  const store = readRecord(options.db);
  try {
    const run = requireRun(store, options.run);
    const root = folder ?? run.plan.generated ?? "generated";
    const ends = new Map<string, FolderEnd>();
    const workshop = openWorkshop();
    try {
      for (const { id } of store.results(run.id)) {
        const about = { store, workshop, trusted: false };
        ends.set(id, await writeTaskFolder(root, { run: run.id, id }, about));
      }
    } catch (error) {
      throw explain(error, root);
    } finally {
      workshop.close();
    }
    const count = (end: FolderEnd): number => [...ends.values()].filter((one) => one === end).length;
    const counts = { written: count("written"), unchanged: count("unchanged") };
    if (options.json === true) printJson({ run: run.id, folder: root, ...counts });
    else {
      print(`${root}: run ${run.id}, ${counts.written} written, ${counts.unchanged} unchanged\n`);
      if (counts.written + counts.unchanged === 0)
        print("No task of the run is decided, so there is nothing to write.\n");
    }
    return EXIT.done;
  } finally {
    store.close();
  }
}

/** What the file system refuses is for the user to put right; anything else is thrown as it is. */
function explain(error: unknown, root: string): unknown {
  if (!(error instanceof Error) || !("syscall" in error)) return error;
  return new CommandError(EXIT.endpoint, `${root}: cannot be written: ${error.message}`, { cause: error });
}
