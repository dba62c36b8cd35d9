import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { writeWorked } from "../../sft/write-worked.ts";
import { type DrawingOptions, readRequest } from "../input/read-request.ts";
import { print, printJson } from "../output/print.ts";

export type SftOptions = DrawingOptions & { readonly worked?: boolean };

/** Writes solutions for supervised fine-tuning, and says what was kept of each bootcamp. Returns 0. */
export async function sft(options: SftOptions): Promise<number> {
  if (options.worked !== true)
    throw new CommandError(
      EXIT.usage,
      "say where the solutions come from: --worked for those that the classes work out",
    );
  const { to, library, json } = options;
  const { kept, isChanged } = await writeWorked(readRequest(options), { library, to });
  if (json === true) {
    printJson({ to, changed: isChanged, kept });
    return EXIT.done;
  }
  const lines = kept.map(
    (one) =>
      `${one.bootcamp}: kept ${one.kept} of ${one.cases}${one.missing === null ? "" : `; ${one.missing}`}`,
  );
  print(`${lines.join("\n")}\n${isChanged ? "wrote" : "unchanged"}  ${to}\n`);
  return EXIT.done;
}
