import { expect, test } from "vitest";
import { readDescriptions } from "../../../src/files/read-descriptions.ts";
import { copiedRun, isNearDuplicate, likeness, sketchText } from "../../../src/core/scaling/text-sketch.ts";
import { join } from "node:path";
import { ROOT } from "../../project.ts";

test("of the descriptions that ship no two are near-duplicates, and a twin with other numbers and names is one of each", () => {
  const { tasks } = readDescriptions([join(ROOT, "tasks")]);
  const all = tasks.map((task) => ({ task, sketch: sketchText(`${task.title}\n${task.description}`) }));
  expect(all.length).toBeGreaterThanOrEqual(60);
  for (const [index, one] of all.entries()) {
    for (const other of all.slice(0, index)) {
      const alike = likeness(one.sketch, other.sketch);
      expect(isNearDuplicate(alike), `${one.task.id} and ${other.task.id}`).toBe(false);
    }
    // Every tenth word is another one, and every number.
    const twin = one.task.description
      .replace(/\d+/g, (number) => String(Number(number) + 3))
      .split(/(\s+)/)
      .map((word, place) => (place % 20 === 10 ? "quaddle" : word))
      .join("");
    expect(isNearDuplicate(likeness(one.sketch, sketchText(twin))), `a twin of ${one.task.id}`).toBe(true);
  }
});

test("nine words in a row that stand in another text are found, whatever stands between them", () => {
  const source = "A ferry carries at most three wagons, and it turns only when the bell has rung twice.";
  expect(copiedRun("Here a ferry carries (at most) three wagons and it TURNS only now.", source)).toBe(
    "a ferry carries at most three wagons and it",
  );
  expect(copiedRun("A ferry carries at most four wagons; it turns when it likes.", source)).toBeUndefined();
});
