/** A fenced block of a text. Lines count from 1. */
export type FencedBlock = {
  /** What stands behind the opening fence. */
  readonly info: string;
  readonly source: string;
  readonly line: number;
};

/** The blocks that are closed, and what is wrong with one that is not. */
export type FoundFences = {
  readonly blocks: readonly FencedBlock[];
  readonly unclosed: { readonly line: number; readonly reason: string } | undefined;
};

type Open = FencedBlock & { readonly fence: string; readonly lines: string[] };

/** Finds fenced blocks as CommonMark reads them, but for their indentation: in a list a fence stands further in. */
export function findFences(text: string): FoundFences {
  const blocks: FencedBlock[] = [];
  let open: Open | undefined;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (open === undefined) open = openingOf(line, index + 1);
    else if (closes(line, open.fence)) {
      blocks.push({ info: open.info, line: open.line, source: `${open.lines.join("\n").trimEnd()}\n` });
      open = undefined;
    } else open.lines.push(line);
  }
  // A fence too many at the end holds nothing.
  const isStray = open?.lines.every((line) => line.trim() === "") === true;
  return { blocks, unclosed: open === undefined || isStray ? undefined : describeOpen(open) };
}

/** Whether a block says that it is TypeScript, by its language or by the name of a file. */
export function isTypeScript({ info }: FencedBlock): boolean {
  return info
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .some((word) => /^(?:ts|tsx|mts|cts|typescript)$/.test(word));
}

function openingOf(line: string, number: number): Open | undefined {
  const [, fence, info = ""] = /^\s*(`{3,}(?=[^`]*$)|~{3,})(.*)$/.exec(line) ?? [];
  return fence === undefined ? undefined : { fence, info: info.trim(), line: number, source: "", lines: [] };
}

/** As many of the same characters, or more, and nothing else. */
const closes = (line: string, fence: string): boolean => {
  const mark = line.trim();
  return mark.startsWith(fence) && mark === fence.charAt(0).repeat(mark.length);
};

function describeOpen({ fence, line, lines }: Open): NonNullable<FoundFences["unclosed"]> {
  const mark = fence.charAt(0);
  const near = lines.findIndex((one) => one.trim().startsWith(mark.repeat(3)));
  const found = lines[near]?.trim() ?? "";
  const at = `line ${line + near + 1}`;
  if (near < 0) return { line, reason: "the reply ends within it" };
  const isShorter = found === mark.repeat(found.length);
  const marks = `${fence.length} of ${mark}`;
  return isShorter
    ? { line, reason: `it was opened with ${marks}, and ${at} has only ${found.length}` }
    : { line, reason: `${at} begins as its end would, but goes on: ${found.slice(0, 60)}` };
}
