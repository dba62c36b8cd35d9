import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { showQueueOption } from "../../../src/fleet/postgres/queue-address.ts";
import { resumeArguments, resumeCommand } from "../../../src/run/background/resume-command.ts";

/** The words that a shell makes of a command which begins with `npx campforge`. */
function wordsOf(command: string): readonly string[] {
  const script = `npx() { shift; printf '%s\\0' "$@"; }\n${command}`;
  return execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
}

test("a shell takes the command as it is meant, whatever stands in its paths", () => {
  const path = fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => !text.includes("\0"));
  fc.assert(
    fc.property(path, fc.option(path, { nil: undefined }), fc.nat(), (db, config, run) => {
      const resumption = { run, db, config };
      expect(wordsOf(resumeCommand(resumption))).toEqual(resumeArguments(resumption));
    }),
    { numRuns: 50, examples: [["my runs/it's.sqlite", "a.json", 3]] },
  );
}, 120_000);

test.each([
  [undefined, ""],
  [true, " --queue"],
  ["postgres://db:5433/fleet", " --queue postgres://db:5433/fleet"],
  ["postgres://me:secret@db/fleet?sslpassword=secret", " --queue 'postgres://…@db:5432/fleet?…'"],
] as const)(
  "a run on the queue %s is carried on there, and the command holds nothing secret",
  (queue, words) => {
    const resumption = { db: "a.sqlite", config: undefined, queue: showQueueOption(queue) };
    expect(resumeCommand(resumption)).toBe(`npx campforge run --resume --db a.sqlite${words}`);
  },
);

test("paths that need no quotes have none, and a budget to be raised is named", () => {
  expect(resumeCommand({ db: "runs/a.sqlite", config: "a.json", budget: "MORE" })).toBe(
    "npx campforge run --resume --db runs/a.sqlite --config a.json --budget MORE",
  );
});
