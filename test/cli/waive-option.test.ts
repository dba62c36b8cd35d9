import { afterAll, describe, expect, test } from "vitest";
import { readDescriptions } from "../../src/files/read-descriptions.ts";
import { campforge } from "../campforge.ts";
import { scratchFolder } from "../project.ts";
import { aSource } from "../compile/a-source.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());
const TEXT = "A description that is long enough to be taken for one of a task.";

describe("campforge check --waive", () => {
  test("lets a failure count for nothing, says why, and without it points to the page on checks", async () => {
    const file = folder.write(
      "bootcamp.ts",
      aSource({ levels: "[{ count: 3 }, { count: 3 }, { count: 3 }]" }),
    );
    const without = await campforge(["check", file]);
    expect(without.code).toBe(8);
    expect(without.stdout.trimEnd()).toMatch(/docs\/checks\.md$/);
    const waived = await campforge(["check", file, "--waive", "levels are real=one size"]);
    expect(waived.code).toBe(0);
    expect(waived.stdout).toMatch(/~ levels are real[\s\S]*waived because: one size[\s\S]*1 waived/);
    const json = await campforge(["check", file, "--json", "--waive", "levels are real=one size"]);
    expect(json.stdout).toContain('"status":"waived"');
    expect(json.stdout).toContain('"reason":"one size"');
  });

  test.each([
    ["an unknown check", "nothing=x", /no check is named "nothing"; these may be waived: seed matters/],
    ["no reason", "no leak=", /needs a reason/],
    ["one that is never waived", "loads=x", /"loads" is never waived/],
  ])("refuses %s as a usage error", async (_, waiver, message) => {
    const { code, stderr } = await campforge(["check", "x.ts", "--waive", waiver]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});

test("a description brings waivers in its front matter, and a wrong one is a problem with its file", () => {
  const good = folder.write(
    "good.md",
    `---\ntitle: T\ndomain: d\nwaive:\n  no leak: listed words\n---\n${TEXT}`,
  );
  const bad = folder.write("bad.md", `---\ntitle: T\ndomain: d\nwaive:\n  leak: listed words\n---\n${TEXT}`);
  const { tasks, problems } = readDescriptions([good, bad]);
  expect(tasks.map(({ waivers }) => waivers)).toEqual([[{ check: "no leak", reason: "listed words" }]]);
  expect(problems).toEqual([expect.stringMatching(/bad\.md: waive: no check is named "leak"/)]);
});
