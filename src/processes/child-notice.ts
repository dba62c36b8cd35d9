import type { Readable } from "node:stream";
import { z } from "zod";

/** What the watchdog of a child says on the lifeline, a line of JSON each: news of it, or why it ends now. */
const childNotice = z.discriminatedUnion("notice", [
  /** The most memory that the child has held, in MiB. */
  z.object({ notice: z.literal("peak"), residentMiB: z.number() }),
  z.object({ notice: z.literal("out-of-memory") }),
  /** The job used up its CPU time, at this item of its batch where it has items, which used so much of it itself. */
  z.object({ notice: z.literal("out-of-time"), item: z.int().nullable(), itemMs: z.number() }),
]);

export type ChildNotice = z.infer<typeof childNotice>;

/** Far longer than any notice: what is longer is none. */
const LONGEST_LINE = 2_000;

/** Calls back for each notice that comes on a lifeline; a line that is none is passed over. */
export function readNotices(lifeline: Readable, onNotice: (notice: ChildNotice) => void): void {
  let begun = "";
  lifeline.setEncoding("utf8");
  lifeline.on("error", () => {});
  lifeline.on("data", (chunk: string) => {
    const lines = (begun + chunk).split("\n");
    begun = (lines.pop() ?? "").slice(-LONGEST_LINE);
    for (const line of lines) {
      const notice = childNotice.safeParse(parseLine(line));
      if (notice.success) onNotice(notice.data);
    }
  });
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
