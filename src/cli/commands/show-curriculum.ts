import { existsSync } from "node:fs";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { readCurriculum } from "../../serve/difficulty/curriculum-file.ts";
import { renderCurriculum } from "../../serve/difficulty/render-curriculum.ts";
import { print, printJson } from "../output/print.ts";

/** Shows how difficult the cases are that a server draws now, and how that came about. */
export function curriculum({ state, json }: { readonly state: string; readonly json?: boolean }): number {
  if (!existsSync(state))
    throw new CommandError(
      EXIT.usage,
      `${state}: no such file; campforge serve writes it where --state says, once it has seen scores`,
    );
  const read = readCurriculum(state);
  if (json === true) printJson(read);
  else print(renderCurriculum(read));
  return EXIT.done;
}
