import { EXIT } from "../../core/run/exit-codes.ts";
import { compareRuns, comparisonColumns, renderTotals } from "../../record/compare-runs.ts";
import { readRecord } from "../../record/open-record.ts";
import { dbFlag, renderNext } from "../../record/render-next.ts";
import { print, printJson } from "../output/print.ts";
import { lineWidth } from "../output/terminal-size.ts";
import { isJson, printTable, type TableFlags } from "../output/print-table.ts";

export type CompareFlags = TableFlags & { readonly db: string; readonly changed?: boolean };

/** Puts two runs side by side: their tasks, the verdicts that changed, funnels and costs. */
export function compare(one: number, other: number, flags: CompareFlags): number {
  const store = readRecord(flags.db);
  try {
    const comparison = compareRuns(store, one, other);
    const { runs, tasks } = comparison;
    if (isJson(flags)) {
      printJson(comparison, 2);
      return EXIT.done;
    }
    const shown = flags.changed === true ? tasks.filter(({ isChanged }) => isChanged) : tasks;
    printTable(comparisonColumns(runs), shown, { flags, empty: "No verdict changed." });
    if (flags.format === "csv") return EXIT.done;
    print(`\n${renderTotals(comparison, flags.wide === true ? Infinity : lineWidth())}\n`);
    const [first] = tasks.filter(({ isChanged }) => isChanged);
    if (first !== undefined)
      print(
        `\n${renderNext([[`campforge show ${other}/${first.id}${dbFlag(flags.db)}`, "one that changed"]])}`,
      );
    return EXIT.done;
  } finally {
    store.close();
  }
}
