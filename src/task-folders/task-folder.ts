import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isTaskId } from "../core/task/ids.ts";
import { replaceFolder } from "../files/replace-folder.ts";
import type { StoreReader } from "../store/open-store.ts";
import type { Workshop } from "../workshop/workshop.ts";
import { drawExamples } from "./draw-examples.ts";
import { readDecidedTask } from "./read-decided-task.ts";
import { renderCases } from "./render-cases.ts";
import { renderTaskReport } from "./render-task-report.ts";

/** The files of a task's folder; it holds no class where no reply of the author did. */
export const TASK_FILES = ["bootcamp.ts", "report.md", "cases.md"] as const;

/** What became of a task's folder. */
export type FolderEnd = "written" | "unchanged" | "not decided";

/**
 * Writes what the record holds of a decided task into its folder below `root`: the same record gives the same
 * bytes. With `trusted`, cases beside an unchanged class and report are taken as they are, and not drawn again.
 * Throws what the file system throws, and a StoreFault where the record is at fault.
 */
export async function writeTaskFolder(
  root: string,
  { run, id }: { readonly run: number; readonly id: string },
  about: { readonly store: StoreReader; readonly workshop: Workshop; readonly trusted: boolean },
): Promise<FolderEnd> {
  const decided = readDecidedTask(about.store, run, id);
  if (decided === undefined) return "not decided";
  const folder = join(root, folderName(id));
  const source = decided.decisive?.source ?? null;
  const settled = new Map<string, string>([
    ...(source === null ? [] : [["bootcamp.ts", source] as const]),
    ["report.md", renderTaskReport(decided)],
  ]);
  const kept = about.trusted ? findCases(folder, settled) : undefined;
  const cases =
    kept ?? renderCases(decided.task, decided.plan.seed, await drawExamples(decided, about.workshop));
  const isNew = replaceFolder(folder, new Map([...settled, ["cases.md", cases]]), TASK_FILES);
  return isNew ? "written" : "unchanged";
}

/** The cases that a folder holds beside these files; undefined where it does not hold them so. */
function findCases(folder: string, files: ReadonlyMap<string, string>): string | undefined {
  try {
    const read = (name: string): string => readFileSync(join(folder, name), "utf8");
    return [...files].every(([name, text]) => read(name) === text) ? read("cases.md") : undefined;
  } catch {
    return undefined; // what cannot be read is written anew
  }
}

/** The folder of a task: its id, which is safe in a file name; a record from elsewhere may hold other ids. */
export function folderName(id: string): string {
  if (isTaskId(id)) return id;
  const readable = id
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60);
  // No task's id holds two hyphens in a row, so that this is nobody else's.
  return `task--${readable}--${createHash("sha256").update(id).digest("hex").slice(0, 16)}`;
}
