import { lstatSync } from "node:fs";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import type { LibraryCard } from "../core/library/library-card.ts";
import { readLibrary } from "./read-library.ts";
import { editedByHand, type Shelf, type Standing } from "./shelf.ts";

/** A version of a bootcamp as a library offers it to trainers: its class is what its card says. */
export type PublishedVersion = {
  readonly slug: string;
  readonly version: number;
  readonly domain: string;
  readonly source: string;
  readonly card: LibraryCard;
  /** Whether this is the version that one gets who names none. */
  readonly isCurrent: boolean;
};

/**
 * Every version of every bootcamp of a library, by folder, the oldest first. Throws a CommandError for a folder
 * that is no library, for a class without a card, and for a class or card that was changed since it was admitted.
 */
export function readPublished(library: string): readonly PublishedVersion[] {
  const found = lstatSync(library, { throwIfNoEntry: false });
  if (found === undefined) throw refused(`${library}: no such folder; name a library with --library`);
  if (!found.isDirectory()) throw refused(`${library}: is not a folder; name a library with --library`);
  const { shelves, problems, isInterrupted } = readLibrary(library);
  const [problem] = problems;
  if (problem !== undefined)
    throw refused(`${library}/${problem.folder}: ${problem.reason}; campforge verify-library says more`);
  if (isInterrupted)
    throw refused(`${library}: an export was cut short; campforge export library finishes it`);
  if (shelves.length === 0)
    throw refused(
      `${library}: holds no bootcamp; expected folders such as logical-reasoning/map-colouring with bootcamp.ts and card.json`,
    );
  return shelves.flatMap((shelf) => versionsOf(library, shelf));
}

function versionsOf(library: string, { folder, current, former }: Shelf): readonly PublishedVersion[] {
  const publish = (standing: Standing, isCurrent: boolean): PublishedVersion => {
    const { source, card } = standing;
    if (card === null)
      throw refused(
        `${library}/${folder}: has no card.json; campforge verify-library ${library} --renew writes it`,
      );
    const edited = editedByHand({ source, card });
    if (edited !== undefined)
      throw refused(
        `${library}/${folder}: version ${card.version}: ${edited} is not what the card was written for; campforge verify-library ${library} shows the difference`,
      );
    return { slug: card.slug, version: card.version, domain: card.domain, source, card, isCurrent };
  };
  return [...former.map((one) => publish(one, false)), ...(current === null ? [] : [publish(current, true)])];
}

const refused = (message: string): CommandError => new CommandError(EXIT.usage, message);
