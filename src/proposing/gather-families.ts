import { existsSync } from "node:fs";
import type { LibraryMap } from "../core/scaling/library-map.ts";
import type { StoredProposal } from "../core/scaling/proposal.ts";
import { readDescriptions } from "../files/read-descriptions.ts";
import type { StoreReader } from "../store/open-store.ts";
import type { KnownFamily } from "./corpus.ts";

/**
 * Everything that a proposal is compared with: library, descriptions in files, tasks of the record and what passed
 * before. A description that stands in several of them is compared with once.
 */
export function gatherFamilies(
  map: LibraryMap,
  paths: readonly string[],
  record: Pick<StoreReader, "listRuns" | "tasks">,
  proposals: readonly StoredProposal[],
): readonly KnownFamily[] {
  const library = map.bootcamps.map(({ slug, title, about }) => ({ name: slug, title, text: about }));
  const files = readDescriptions(paths.filter((path) => existsSync(path) && holdsSome(path))).tasks;
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

/** A folder of descriptions may be empty yet, which is no fault here. */
function holdsSome(path: string): boolean {
  try {
    readDescriptions([path]);
    return true;
  } catch {
    return false;
  }
}
