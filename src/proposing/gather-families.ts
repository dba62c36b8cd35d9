import { existsSync } from "node:fs";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import type { LibraryMap } from "../core/scaling/library-map.ts";
import type { StoredProposal } from "../core/scaling/proposal.ts";
import type { TaskDescription } from "../core/task/task-description.ts";
import { readDescriptions } from "../files/read-descriptions.ts";
import type { StoreReader } from "../store/open-store.ts";
import type { KnownFamily } from "./corpus.ts";

/** Where descriptions are looked for: where they usually are, which may be empty yet, and where the user says. */
export type DescriptionPaths = { readonly usual: readonly string[]; readonly named: readonly string[] };

/**
 * Everything that a proposal is compared with: library, descriptions in files, tasks of the record and what passed
 * before. A description that stands in several of them is compared with once. Throws a CommandError for a path that was
 * named and cannot be read.
 */
export function gatherFamilies(
  map: LibraryMap,
  { usual, named }: DescriptionPaths,
  record: Pick<StoreReader, "listRuns" | "tasks">,
  proposals: readonly StoredProposal[],
): readonly KnownFamily[] {
  const library = map.bootcamps.map(({ slug, title, about }) => ({ name: slug, title, text: about }));
  const files = [...usual.flatMap(readWhatIsThere), ...readNamed(named)];
  const tasks = record.listRuns().flatMap(({ id }) => record.tasks(id).map(({ task }) => task));
  const described = [...files, ...tasks].map(({ id, title, description }) => ({
    name: String(id),
    title,
    text: description,
  }));
  const passed = proposals.flatMap(({ outcome }) =>
    outcome?.status === "passed"
      ? [{ name: outcome.id, title: outcome.title, text: outcome.description }]
      : [],
  );
  const byText = new Map([...passed, ...described].map((one) => [`${one.title}\n${one.text.trim()}`, one]));
  return [...library, ...byText.values()];
}

function readNamed(paths: readonly string[]): readonly TaskDescription[] {
  const { tasks, problems } = readDescriptions(paths);
  const [first] = problems;
  if (first !== undefined) throw new CommandError(EXIT.usage, `--against: ${first}`);
  return tasks;
}

/** A folder of descriptions may be missing or empty yet, which is no fault here. */
function readWhatIsThere(path: string): readonly TaskDescription[] {
  if (!existsSync(path)) return [];
  try {
    return readDescriptions([path]).tasks;
  } catch (error) {
    if (error instanceof CommandError) return [];
    throw error;
  }
}
