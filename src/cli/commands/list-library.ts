import { findLibrary, portrayAll, readCatalogue } from "../../catalogue/read-catalogue.ts";
import { renderList } from "../../catalogue/render-on-terminal.ts";
import { answerForm } from "../../core/draft/answer-form.ts";
import { EXIT } from "../../core/run/exit-codes.ts";
import { openWorkshop } from "../../workshop/workshop.ts";
import { noticeDrawing } from "../output/notice-drawing.ts";
import { print, printJson } from "../output/print.ts";
import { lineWidth } from "../output/terminal-size.ts";

export type ListLibraryOptions = { readonly library?: string; readonly json?: boolean };

/** Lists the bootcamps of a library. */
export async function listLibrary(options: ListLibraryOptions): Promise<number> {
  const library = findLibrary(options.library);
  const listed = readCatalogue(library);
  const workshop = openWorkshop();
  try {
    const all = await portrayAll(listed, workshop, noticeDrawing);
    if (options.json !== true) print(renderList(library, all, lineWidth()));
    else
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
    return EXIT.done;
  } finally {
    workshop.close();
  }
}
