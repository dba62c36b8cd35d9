import type { Change } from "../../export/plan-export.ts";
import { shelfFiles } from "../../export/shelf.ts";
import { paint } from "../output/paint.ts";
import { print, printJson } from "../output/print.ts";

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

/** Prints a line for each file, diffs of what was edited by hand, and how it ended. */
export function sayExported(
  exported: Exported,
  about: {
    readonly to: string;
    readonly json: boolean;
    readonly outcome: ExportOutcome;
    readonly diffs: readonly string[];
  },
): void {
  const files: readonly FileLine[] = [
    ...exported.changes.flatMap(fileLines),
    { status: exported.index.status, path: "index.ts", more: "" },
  ];
  if (about.json) {
    const shown = files.map(({ status, path, more }) =>
      more === "" ? { status, path } : { status, path, more },
    );
    printJson({ to: about.to, outcome: about.outcome, files: shown, diffs: about.diffs }, 2);
    return;
  }
  const lines = files.map(
    ({ status, path, more }) =>
      `${paint(COLOURS[status], status.padEnd(10))}  ${path}${more === "" ? "" : `  ${more}`}`,
  );
  const count = exported.changes.filter(({ status }) => status !== "conflict").length;
  const bootcamps = `${count} ${count === 1 ? "bootcamp" : "bootcamps"}`;
  print(
    `${[...lines, ...about.diffs, `${about.to}: ${bootcamps}, ${OUTCOMES[about.outcome]}`].join("\n")}\n`,
  );
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
