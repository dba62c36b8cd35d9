import { expect, test } from "vitest";
import stringWidth from "string-width";
import { cutToWidth } from "../../../src/cli/progress/live-block.ts";

test("a line is never wider than it may be, also where symbols take two cells", () => {
  const lines = ["plain", "described 3 → compiled 2 …", "漢字かな交じり文", "a漢b字", "🙂🙂🙂", ""];
  for (const line of lines) {
    for (let columns = 0; columns < 20; columns++) {
      const cut = cutToWidth(line, columns);
      expect(stringWidth(cut)).toBeLessThanOrEqual(columns);
      expect(cut === line || cut === "" || cut.endsWith("…")).toBe(true);
    }
  }
  expect(stringWidth("→ … –")).toBe(5);
  expect(cutToWidth("plain", 5)).toBe("plain");
});
