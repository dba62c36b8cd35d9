import type { Listed } from "../catalogue/read-catalogue.ts";
import { readDocumentation } from "../catalogue/read-documentation.ts";
import { isSameDraft } from "../core/draft/draft.ts";
import { reviewState } from "../core/review/decision.ts";
import { answerTypeOfSource } from "../core/scaling/answer-type.ts";
import { hardnessOf } from "../core/scaling/hardness-of.ts";
import { drawUpMap, type LibraryMap, type PlacedBootcamp } from "../core/scaling/library-map.ts";
import type { TaskResult } from "../core/run/task-result.ts";
import type { TaskDescription } from "../core/task/task-description.ts";
import type { StoreReader } from "../store/open-store.ts";

/** What of a record a map is drawn from. */
export type MappedRecord = Pick<
  StoreReader,
  "listRuns" | "results" | "rounds" | "tasks" | "decisions" | "reviewables"
>;

/**
 * The map of a library and, where there is one, of a record: its accepted and flagged drafts that no reviewer has
 * rejected and that the library does not hold already. Of a task that several runs worked on, the latest counts.
 */
export function readMap(library: readonly Listed[], record: MappedRecord | undefined): LibraryMap {
  const held = library.map(placeListed);
  const slugs = new Set(held.map(({ slug }) => slug));
  const drafted = record === undefined ? [] : placeRecord(record);
  return drawUpMap([...held, ...drafted.filter(({ slug }) => !slugs.has(slug))]);
}

function placeListed({ folder, source, card }: Listed): PlacedBootcamp {
  return {
    slug: card.slug,
    title: card.title,
    about: describeClass(source),
    domain: card.domain,
    answer: answerTypeOfSource(source),
    hardBecause: card.hardBecause ?? null,
    hardness: hardnessOf(card.judge?.levels),
    where: { kind: "library", folder },
  };
}

function placeRecord(record: MappedRecord): readonly PlacedBootcamp[] {
  const decided = new Set<string>();
  return record.listRuns().flatMap(({ id: run }) => {
    // Whatever the latest run made of a task counts, also where it made nothing of it.
    const latest = record.results(run).filter(({ id, verdict }) => verdict !== null && !decided.has(id));
    for (const { id } of latest) decided.add(id);
    if (latest.length === 0) return [];
    const contents = record.reviewables(run);
    const decisions = Map.groupBy(record.decisions(run), ({ task }) => task);
    const isKept = ({ id, verdict }: TaskResult): boolean =>
      verdict?.status !== "rejected" &&
      reviewState(decisions.get(id) ?? [], contents.get(id)?.seen ?? null) !== "rejected";
    const tasks = new Map(record.tasks(run).map(({ task }) => [String(task.id), task]));
    return latest
      .filter(isKept)
      .flatMap((result) => placeResult(record, { run, result, task: tasks.get(result.id) }) ?? []);
  });
}

function placeResult(
  record: MappedRecord,
  about: { readonly run: number; readonly result: TaskResult; readonly task: TaskDescription | undefined },
): PlacedBootcamp | undefined {
  const { run, result, task } = about;
  const { id, title, decisive, judged } = result;
  const draft = record.rounds(run, id).find((one) => isSameDraft(one, decisive));
  if (draft?.status !== "tested" || draft.source === null) return undefined;
  return {
    slug: draft.bootcamp.slug,
    title,
    about: describeClass(draft.source),
    domain: result.domain,
    answer: answerTypeOfSource(draft.source),
    hardBecause: task?.cell?.hardBecause ?? null,
    hardness: hardnessOf(judged?.levels),
    where: { kind: "record", run, task: id },
  };
}

/** What a class says of itself, as far as that can be read off its source. */
function describeClass(source: string): string {
  const [, quoted = ""] = /\bdescription:\s*\n?\s*"((?:[^"\\]|\\.)*)"/.exec(source) ?? [];
  const said = quoted.replace(/\\(.)/g, "$1");
  return said === "" ? (readDocumentation(source) ?? "") : said;
}
