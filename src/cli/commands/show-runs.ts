import { EXIT } from "../../core/run/exit-codes.ts";
import { listRuns, RUN_COLUMNS } from "../../record/list-runs.ts";
import { readRecord } from "../../record/open-record.ts";
import { dbFlag, renderNext } from "../../record/render-next.ts";
import { printJson } from "../output/print.ts";
import { isJson, printTable, type TableFlags } from "../output/print-table.ts";

/** Lists the runs of a record. */
export function showRuns(flags: TableFlags & { readonly db: string }): number {
  const store = readRecord(flags.db);
  try {
    const found = listRuns(store, flags.db);
    if (isJson(flags)) {
      printJson(found, 2);
      return EXIT.done;
    }
    const [latest, before] = found;
    const db = dbFlag(flags.db);
    const after =
      latest === undefined
        ? ""
        : renderNext([
            [`campforge list --run ${latest.run}${db}`, "its tasks"],
            ...(before === undefined
              ? []
              : [[`campforge compare ${before.run} ${latest.run}${db}`, "side by side"] as const]),
          ]);
    const empty = "The record has no runs. Start one with campforge run TASKS";
    printTable(RUN_COLUMNS, found, { flags, after: after === "" ? "" : `\n${after}`, empty });
    return EXIT.done;
  } finally {
    store.close();
  }
}
