import { countNoun } from "../core/text/count-noun.ts";
import type { Change } from "./plan-export.ts";
import { shelfFiles } from "./shelf.ts";
import { paint } from "../core/text/paint.ts";

/** What an export does, or would do: folder by folder, and to the index. */
export type Exported = {
  readonly changes: readonly Change[];
  readonly index:
    { readonly status: "unchanged" } | { readonly status: "new" | "changed"; readonly text: string };
};

/** How an export ended; `due` where it was only looked at. */
export type ExportOutcome = "written" | "due" | "up-to-date" | "conflict";

type FileLine = {
  readonly status: "new" | "changed" | "unchanged" | "superseded" | "removed" | "conflict";
  readonly path: string;
  readonly more: string;
};

const COLOURS = {
  new: "green",
  changed: "yellow",
  superseded: "yellow",
  removed: "red",
  conflict: "red",
  unchanged: "dim",
} as const;

const OUTCOMES: Readonly<Record<ExportOutcome, string>> = {
  written: "written",
  due: "nothing was written",
  "up-to-date": "nothing to write",
  conflict: "nothing was written: settle the conflicts first",
};

type Told = { readonly to: string; readonly outcome: ExportOutcome; readonly diffs: readonly string[] };

const filesOf = ({ changes, index }: Exported): readonly FileLine[] => [
  ...changes.flatMap(fileLines),
  { status: index.status, path: "index.ts", more: "" },
];

/** An export as a program reads it: each file, diffs of what was edited by hand, and how it ended. */
export function exportFields(exported: Exported, { to, outcome, diffs }: Told): object {
  const files = filesOf(exported).map(({ status, path, more }) =>
    more === "" ? { status, path } : { status, path, more },
  );
  return { to, outcome, files, diffs };
}

/** The same as a person reads it. */
export function renderExport(exported: Exported, { to, outcome, diffs }: Told): string {
  const lines = filesOf(exported).map(
    ({ status, path, more }) =>
      `${paint(COLOURS[status], status.padEnd(10))}  ${path}${more === "" ? "" : `  ${more}`}`,
  );
  const count = (isCounted: (status: Change["status"]) => boolean): number =>
    exported.changes.filter(({ status }) => isCounted(status)).length;
  const removed = count((status) => status === "removed");
  const withdrawn = removed === 0 ? "" : `, ${removed} withdrawn`;
  const bootcamps = countNoun(
    count((status) => status !== "conflict" && status !== "removed"),
    "bootcamp",
  );
  return `${[...lines, ...diffs, `${to}: ${bootcamps}${withdrawn}; ${OUTCOMES[outcome]}`].join("\n")}\n`;
}

function fileLines(change: Change): readonly FileLine[] {
  if (change.status === "conflict") return [{ status: "conflict", path: change.folder, more: change.reason }];
  const { folder, before, after, status } = change;
  const was = before === null ? new Map<string, string>() : shelfFiles(before);
  const is = shelfFiles(after);
  return [...new Set([...is.keys(), ...was.keys()])].sort().map((file): FileLine => {
    const path = `${folder}/${file}`;
    const [old, text] = [was.get(file), is.get(file)];
    if (text === undefined) return { status: "removed", path, more: "" };
    if (old === undefined) return { status: "new", path, more: "" };
    if (old === text) return { status: "unchanged", path, more: "" };
    const isSuperseded = status === "superseded" && !file.startsWith("versions/");
    const more = isSuperseded ? `version ${after.current?.card?.version}` : "";
    return { status: isSuperseded ? "superseded" : "changed", path, more };
  });
}
