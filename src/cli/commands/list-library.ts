import { findLibrary, portrayAll, readCatalogue } from "../../catalogue/read-catalogue.ts";
import { countLibrary, LIBRARY_COLUMNS } from "../../catalogue/render-on-terminal.ts";
import { answerForm } from "../../core/draft/answer-form.ts";
import { EXIT } from "../../core/run/exit-codes.ts";
import { quoteForShell } from "../../core/text/quote-for-shell.ts";
import { renderNext } from "../../record/render-next.ts";
import { openWorkshop } from "../../workshop/workshop.ts";
import { noticeDrawing } from "../output/notice-drawing.ts";
import { printJson } from "../output/print.ts";
import { isJson, printTable, type TableFlags } from "../output/print-table.ts";

export type ListLibraryOptions = TableFlags & { readonly library?: string };

/** Lists the bootcamps of a library. */
export async function listLibrary(options: ListLibraryOptions): Promise<number> {
  const library = findLibrary(options.library);
  const listed = readCatalogue(library);
  const workshop = openWorkshop();
  try {
    const all = await portrayAll(listed, workshop, noticeDrawing);
    if (isJson(options))
      printJson(
        all.map(({ card, portrait }) => ({
          domain: card.domain,
          slug: card.slug,
          name: card.name,
          title: card.title,
          levels: portrait.card.levels.length,
          answer: answerForm(portrait.shape),
          author: card.models["author"] ?? null,
          judge: card.judge,
        })),
        2,
      );
    else {
      const [first] = all;
      const where = options.library === undefined ? "" : ` --library ${quoteForShell(library)}`;
      const show = [`campforge library show ${first?.card.slug ?? "NAME"}${where}`, "one of them"] as const;
      const after = `\n${library}: ${countLibrary(all)}\n\n${renderNext([show])}`;
      printTable(LIBRARY_COLUMNS, all, { flags: options, after, empty: "The library has no bootcamps." });
    }
    return EXIT.done;
  } finally {
    workshop.close();
  }
}
