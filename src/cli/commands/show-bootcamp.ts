import { openPortrayer, type ShownCase } from "../../catalogue/portray-bootcamp.ts";
import { findLibrary, findListed, readCatalogue } from "../../catalogue/read-catalogue.ts";
import { renderBootcamp } from "../../catalogue/render-on-terminal.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { openWorkshop } from "../../workshop/workshop.ts";
import { print, printJson } from "../output/print.ts";
import { lineWidth } from "../output/terminal-size.ts";

export type ShowBootcampOptions = {
  readonly library?: string;
  readonly level?: number;
  readonly seed?: number;
  readonly json?: boolean;
};

/** Shows one bootcamp of a library with cases of the easiest and the hardest level, or of the one that is named. */
export async function showBootcamp(name: string, options: ShowBootcampOptions): Promise<number> {
  const found = findListed(readCatalogue(findLibrary(options.library)), name);
  const subject = { name: found.folder, source: found.source };
  const workshop = openWorkshop();
  try {
    const { portray, show } = openPortrayer(workshop);
    const portrait = await portray(subject);
    const last = portrait.card.levels.length - 1;
    const { level, seed } = options;
    if (level !== undefined && level > last)
      throw new CommandError(
        EXIT.usage,
        `--level ${level}: ${found.card.name} has the levels 0 to ${last}, easiest first`,
      );
    const cases: ShownCase[] = [];
    if (level === undefined && seed === undefined) cases.push(portrait.easiest, portrait.hardest);
    else
      for (const one of level === undefined ? [0, last] : [level])
        cases.push(await show(subject, { level: one, seed: seed ?? 0 }));
    if (options.json === true) printJson({ ...portrait.card, card: found.card, cases }, 2);
    else print(renderBootcamp({ ...found, portrait }, cases, lineWidth()));
    return EXIT.done;
  } finally {
    workshop.close();
  }
}
