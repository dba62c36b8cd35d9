import { certify, measure, readDecisive } from "../certify.ts";
import { EXIT } from "../exit-codes.ts";
import { readRecord } from "../open-record.ts";
import { printJson } from "../print.ts";
import { withWorkshop } from "../workshop.ts";

/** Prints the certificate of the draft that a task's verdict is about, as JSON. Runs its code once more. */
export async function certificate(id: string, options: { readonly db: string }): Promise<number> {
  const store = readRecord(options.db);
  try {
    const recorded = readDecisive(store, id);
    const measured = await withWorkshop((workshop) =>
      measure(recorded.source, recorded.bootcamp.levels.length, workshop),
    );
    printJson(certify(recorded, measured), 2);
    return EXIT.done;
  } finally {
    store.close();
  }
}
