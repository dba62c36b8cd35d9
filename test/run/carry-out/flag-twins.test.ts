import { expect, test } from "vitest";
import { taskId } from "../../../src/core/task/ids.ts";
import { sketchOf } from "../../../src/core/draft/novelty.ts";
import type { TaskDescription } from "../../../src/core/task/task-description.ts";
import { type Admissible, flagTwins } from "../../../src/run/carry-out/flag-twins.ts";

const aTask = (id: string): TaskDescription => ({
  id: taskId(id),
  title: id,
  domain: "puzzles",
  description: "a task",
  source: "",
  licence: "",
  examples: [],
  referenceSolution: null,
  waivers: [],
});

const accepted: Admissible["verdict"] = { status: "accepted", level: 1 };

function aDraft(id: string, shape: string, verdict: Admissible["verdict"] = accepted): Admissible {
  const sketches = {
    syntax: sketchOf([shape]),
    prompts: sketchOf([`prompts of ${id}`]),
    structure: sketchOf([shape]),
    probes: [],
  };
  return { task: aTask(id), verdict, sketches };
}

test("the later of two twins is flagged, with the name of the earlier one", () => {
  const flagged = flagTwins([aDraft("first", "x"), aDraft("other", "y"), aDraft("second", "x")]);
  expect(flagged.map(({ task }) => task.id)).toEqual(["second"]);
  expect(flagged[0]?.verdict).toMatchObject({
    status: "flagged",
    reasons: [
      { kind: "warned check", check: "new", detail: expect.stringContaining("of first (programs 1.00") },
    ],
  });
});

test("reasons that were there stay, and comparing again adds nothing", () => {
  const open: Admissible["verdict"] = {
    status: "flagged",
    reasons: [{ kind: "undecided accuracy", level: 0 }],
  };
  const [found] = flagTwins([aDraft("first", "x"), aDraft("second", "x", open)]);
  if (found?.verdict.status !== "flagged") throw new Error("the twin was not flagged");
  expect(found.verdict.reasons.map(({ kind }) => kind)).toEqual(["undecided accuracy", "warned check"]);
  expect(flagTwins([aDraft("first", "x"), aDraft("second", "x", found.verdict)])).toEqual([]);
});

test("drafts that are unlike stay as they are", () => {
  expect(flagTwins([aDraft("first", "x"), aDraft("second", "y")])).toEqual([]);
});
