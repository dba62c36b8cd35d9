import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import type { LibraryMap } from "../core/scaling/library-map.ts";
import { listNames } from "../core/text/list-names.ts";
import { nearestName } from "../core/text/nearest-name.ts";

/** Throws a CommandError for a name that an option gives and a map does not hold: the nearest one, and what there is. */
export function requireKnown(option: string, name: string, known: readonly string[], help: string): void {
  if (known.includes(name)) return;
  const near = nearestName(name, known);
  const hint = near === undefined ? ";" : `; did you mean ${near}?`;
  throw new CommandError(EXIT.usage, `${option} ${name}: there is none of that name${hint} ${help}`);
}

/** Throws a CommandError for a domain of `--domains` that a map does not have. */
export function requireDomains(names: readonly string[], { domains }: Pick<LibraryMap, "domains">): void {
  for (const name of names) requireKnown("--domains", name, domains, `there are ${listNames(domains)}`);
}
