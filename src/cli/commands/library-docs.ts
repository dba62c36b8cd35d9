import { planPages, renderPages, writePages } from "../../catalogue/catalogue-pages.ts";
import { findLibrary, portrayAll, readCatalogue } from "../../catalogue/read-catalogue.ts";
import { countNoun } from "../../core/text/count-noun.ts";
import { EXIT } from "../../core/run/exit-codes.ts";
import { openWorkshop } from "../../workshop/workshop.ts";
import { noticeDrawing } from "../output/notice-drawing.ts";
import { print, printJson } from "../output/print.ts";

export type LibraryDocsOptions = { readonly to: string; readonly check?: boolean; readonly json?: boolean };

/** Writes the pages of a library. Returns 0, and with `check`, which writes nothing, 8 where a page is not in step. */
export async function libraryDocs(folder: string | undefined, options: LibraryDocsOptions): Promise<number> {
  const { to, check = false } = options;
  const library = findLibrary(folder);
  const listed = readCatalogue(library);
  const workshop = openWorkshop();
  try {
    const all = await portrayAll(listed, workshop, noticeDrawing);
    const pages = renderPages(library, to, all);
    const changes = planPages(pages);
    const isDue = changes.written.length + changes.removed.length > 0;
    if (!check) writePages(pages, changes);
    if (options.json === true) printJson({ library, to, ...changes }, 2);
    else {
      const due = [...changes.written, ...changes.removed].map((path) => `${to}/${path}\n`).join("");
      const { written, unchanged, removed } = changes;
      const counts = `${countNoun(written.length, "page")} ${check ? "not in step" : "written"}, ${unchanged.length} unchanged, ${removed.length} ${check ? "left over" : "removed"}`;
      const next = check && isDue ? `; campforge library docs ${library} --to ${to} writes them` : "";
      print(`${due}${to}: ${countNoun(all.length, "bootcamp")}, ${counts}${next}\n`);
    }
    return check && isDue ? EXIT.checkFailed : EXIT.done;
  } finally {
    workshop.close();
  }
}
