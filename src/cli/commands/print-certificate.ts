import { certify, measure } from "../../export/certify.ts";
import { readDecisive } from "../../record/read-decisive.ts";
import { EXIT } from "../../core/run/exit-codes.ts";
import { readRecord } from "../../record/open-record.ts";
import { printJson } from "../output/print.ts";
import { openWorkshop } from "../../workshop/workshop.ts";

/** Prints the certificate of the draft that a task's verdict is about, as JSON. Runs its code once more. */
export async function certificate(id: string, options: { readonly db: string }): Promise<number> {
  const store = readRecord(options.db);
  const workshop = openWorkshop();
  try {
    const recorded = readDecisive(store, id);
    const measured = await measure(recorded.source, recorded.bootcamp.levels.length, workshop);
    printJson(certify(recorded, measured), 2);
    return EXIT.done;
  } finally {
    workshop.close();
    store.close();
  }
}
