import { expect, test } from "vitest";
import { renderExport } from "../../src/export/render-export.ts";
import { unpaint } from "../../src/core/text/paint.ts";

test("a bootcamp that is withdrawn does not count among those that were written", () => {
  const shelf = (folder: string): { folder: string; current: null; former: [] } => ({
    folder,
    current: null,
    former: [],
  });
  const change = (status: "new" | "removed", folder: string) => ({
    status,
    folder,
    before: null,
    after: shelf(folder),
  });
  const exported = {
    changes: [change("new", "a/one"), change("removed", "a/two")],
    index: { status: "unchanged" },
  } as const;
  const text = unpaint(renderExport(exported, { to: "library", outcome: "written", diffs: [] }));
  expect(text).toMatch(/^library: 1 bootcamp, 1 withdrawn; written$/m);
});
