import { copyFileSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runReportSchema, type RunReport } from "../../src/report/run-report.ts";
import { makeVisible, makeVisibleLine } from "../../src/core/text/visible-text.ts";
import { campforge } from "../campforge.ts";
import { scratchFolder } from "../project.ts";
import { writeRecord } from "./a-report-record.ts";

const HOSTILE =
  "</style><script src=http://evil.example>alert(1)</script><img src=x onerror='a()'>\u202egnp|`[a](javascript:b)&amp;\u0000";
const HOSTILE_NAME = "<i>Ada</i>";
const MOST_MS = 120_000;

const folder = scratchFolder();
afterAll(() => folder.remove());

const night = join(folder.path, "night.sqlite");
const hostile = join(folder.path, "hostile.sqlite");
beforeAll(() => {
  writeRecord(night, { tasks: 60, priced: true });
  writeRecord(hostile, { tasks: 40, say: HOSTILE });
}, MOST_MS);

async function reportOf(db: string, ...flags: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await campforge(["report", "--db", db, ...flags]);
  expect([code, stderr]).toEqual([0, ""]);
  return stdout;
}

const jsonOf = async (db: string): Promise<RunReport> =>
  runReportSchema.parse(JSON.parse(await reportOf(db, "--format", "json")));

type Element = DefaultTreeAdapterTypes.Element;

function elementsOf(page: string): readonly Element[] {
  const found: Element[] = [];
  const visit = (node: DefaultTreeAdapterTypes.ParentNode): void => {
    for (const child of node.childNodes) {
      if (!("tagName" in child)) continue;
      found.push(child);
      visit(child);
    }
  };
  visit(parse(page));
  return found;
}

function textOf(node: DefaultTreeAdapterTypes.ParentNode): string {
  return node.childNodes
    .map((child) => ("value" in child ? child.value : "childNodes" in child ? textOf(child) : ""))
    .join("");
}

describe("the report as JSON", () => {
  test("is of its documented shape, and its sums agree with its parts", async () => {
    const { verdicts, domains, tasks, funnel, spending, review, unfinished } = await jsonOf(night);
    expect(tasks).toHaveLength(60);
    for (const name of ["accepted", "flagged", "rejected", "undecided"] as const)
      expect(domains.reduce((sum, domain) => sum + domain[name], 0)).toBe(verdicts[name]);
    expect(review).toHaveLength(verdicts.flagged);
    expect(unfinished.flatMap((group) => group.tasks)).toHaveLength(verdicts.undecided);
    const stages = Object.values(funnel);
    expect(stages).toEqual(stages.toSorted((one, other) => other - one));
    for (const field of ["calls", "promptTokens", "completionTokens", "estimated"] as const) {
      expect(tasks.reduce((sum, task) => sum + task.spending[field], 0)).toBe(spending[field]);
      expect(spending.roles.reduce((sum, role) => sum + role[field], 0)).toBe(spending[field]);
    }
    expect((spending.costPerAccepted ?? 0) * verdicts.accepted).toBeCloseTo(spending.cost ?? -1, 9);
    expect(spending.tokensPerAccepted).toBe(
      (spending.promptTokens + spending.completionTokens) / verdicts.accepted,
    );
  });

  test("says of every draft how far it came, and the judge's figures of the one that was decided on", async () => {
    const { tasks, rounds } = await jsonOf(night);
    const drafts = tasks.flatMap((task) => task.drafts);
    expect(drafts).toHaveLength(rounds.reduce((sum, { drafts: count }) => sum + count, 0));
    const problematic = drafts.filter(({ outcome }) => !["passed", "remarks"].includes(outcome));
    expect(problematic).toHaveLength(rounds.reduce((sum, { problematic: count }) => sum + count, 0));
    expect(problematic.every(({ stoppedBy }) => stoppedBy.length > 0)).toBe(true);
    for (const { levels, drafts: own } of tasks.filter(({ decisive }) => decisive !== null))
      expect(own.map(({ judged }) => judged.map(({ level, mean }) => [level, mean]))).toContainEqual(
        levels.map(({ level, mean }) => [level, mean]),
      );
  });

  test("tells who decided what, and what still waits; what is decided is not to be looked at first", async () => {
    const db = join(folder.path, "decided.sqlite");
    copyFileSync(night, db);
    const before = await jsonOf(db);
    expect(before.decisions).toMatchObject({ approved: 0, rejected: 0, sentBack: 0, taken: [] });
    const [first, second] = before.review.map(({ task }) => task);
    const decide = async (...args: readonly string[]): Promise<void> => {
      expect(await campforge([...args, "--reviewer", HOSTILE_NAME, "--db", db])).toMatchObject({ code: 0 });
    };
    await decide("approve", first ?? "");
    await decide("send-back", second ?? "", "--note", "<b>Say</b> grams.");
    await decide("undo", second ?? "");
    const { decisions, review } = await jsonOf(db);
    expect(decisions.approved).toBe(1);
    expect(decisions.waiting).toEqual(before.decisions.waiting.filter((task) => task !== first));
    expect(decisions.taken).toMatchObject([
      { task: first, kind: "approve", reviewer: HOSTILE_NAME, note: null, status: "stands" },
      { task: second, kind: "send-back", note: "<b>Say</b> grams.", status: "undone" },
      { task: second, kind: "undo", status: "stands" },
    ]);
    expect(review.map(({ task }) => task)).toEqual(before.review.slice(1).map(({ task }) => task));
    const page = elementsOf(await reportOf(db, "--format", "html"));
    const section = page.find(({ attrs }) => attrs.some(({ value }) => value === "decisions"));
    const words = section === undefined ? "" : textOf(section);
    expect(words).toContain("1 approved, 0 rejected, 0 sent back");
    expect(words).toContain("<b>Say</b> grams.");
    expect(words).toContain(HOSTILE_NAME);
  });

  test("is the same, byte for byte, whenever it is made", async () => {
    expect(await reportOf(night, "--json")).toBe(await reportOf(night, "--format", "json"));
    expect(await reportOf(night, "--format", "html")).toBe(await reportOf(night, "--format", "html"));
  });

  test("puts the gravest flags first, each with its reason and the command that shows it", async () => {
    const { review, tasks } = await jsonOf(night);
    expect(review.length).toBeGreaterThan(4);
    expect(review.map(({ priority }) => priority)).toEqual(
      review.map(({ priority }) => priority).toSorted((a, b) => a - b),
    );
    expect(review[0]?.why).toMatch(/^truth (?:disputed|unconfirmed)/);
    const shown = await campforge((review[0]?.command ?? "").split(" ").slice(2));
    expect(shown.code).toBe(0);
    expect(shown.stdout).toContain(tasks.find(({ id }) => id === review[0]?.task)?.title);
  });
});

describe("the report as a page", () => {
  test("needs nothing but itself: no script, no link, nothing loaded, nothing styled in place", async () => {
    for (const db of [night, hostile]) {
      const page = await reportOf(db, "--format", "html");
      const elements = elementsOf(page);
      const names = new Set(elements.map(({ tagName }) => tagName));
      for (const name of ["script", "link", "img", "iframe", "object", "a", "form", "base"])
        expect(names).not.toContain(name);
      const attributes = elements.flatMap(({ attrs }) => attrs);
      expect(attributes.filter(({ name }) => /^(?:on|src|href|style|srcset|action)/.test(name))).toEqual([]);
      expect(attributes.filter(({ value }) => value.includes("http://evil"))).toEqual([]);
      const style = elements
        .filter(({ tagName }) => tagName === "style")
        .map(textOf)
        .join("");
      expect(style).not.toMatch(/url\(|@import|http/);
      expect(page).not.toMatch(/<script/i);
    }
  });

  test("shows hostile words in every field as the very words, unseen characters visible", async () => {
    const page = await reportOf(hostile, "--format", "html");
    const texts = elementsOf(page).map(textOf);
    const words = makeVisible(HOSTILE);
    expect(texts.filter((text) => text === words).length).toBeGreaterThan(5); // titles, domains, problems
    expect(texts.some((text) => text.startsWith("truth unconfirmed: ") && text.includes(words))).toBe(true);
    expect(page).not.toContain("\u202e");
    expect(page).not.toContain("\u0000");
  });

  test("reads well aloud: one h1, headings in order, tables with captions and headers, charts with names", async () => {
    const elements = elementsOf(await reportOf(night, "--format", "html"));
    const ofName = (name: string): readonly Element[] => elements.filter(({ tagName }) => tagName === name);
    expect(ofName("h1")).toHaveLength(1);
    const depths = elements.flatMap(({ tagName }) => (/^h[1-6]$/.test(tagName) ? [Number(tagName[1])] : []));
    expect(depths.every((depth, index) => depth <= (depths[index - 1] ?? 0) + 1)).toBe(true);
    for (const table of ofName("table")) {
      const inside = table.childNodes.flatMap((child) => ("tagName" in child ? [child.tagName] : []));
      expect(inside.slice(0, 3)).toEqual(["caption", "thead", "tbody"]);
    }
    expect(ofName("th").every(({ attrs }) => attrs.some(({ name }) => name === "scope"))).toBe(true);
    const names = ofName("svg").map(({ attrs }) =>
      attrs.some(({ name }) => name === "aria-label" || name === "aria-labelledby"),
    );
    expect(names.length).toBeGreaterThan(10);
    expect(names).not.toContain(false);
    const ids = elements.flatMap(({ attrs }) =>
      attrs.filter(({ name }) => name === "id").map(({ value }) => value),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("the report as Markdown and as text", () => {
  test("says the same figures as the JSON", async () => {
    const { verdicts, review } = await jsonOf(night);
    for (const format of ["md", "text"]) {
      const said = await reportOf(night, "--format", format);
      expect(said).toContain(`- accepted: ${verdicts.accepted} (of 60 described)`);
      expect(said).toContain(`1. ${review[0]?.task}: `);
    }
  });

  test("keeps every table's rows on one line each, with as many cells as its heading, whatever stands in them", async () => {
    const lines = (await reportOf(hostile)).split("\n").filter((line) => line.startsWith("|"));
    const cells = lines.map((line) => line.replaceAll("\\\\", "").replaceAll("\\|", "").split("|").length);
    const rules = lines.flatMap((line, index) => (/^[|\s:-]+$/.test(line) ? [index] : []));
    expect(rules.length).toBeGreaterThan(4);
    for (const [which, rule] of rules.entries()) {
      const end = (rules[which + 1] ?? lines.length + 1) - 1;
      expect(new Set(cells.slice(rule - 1, end)).size).toBe(1);
    }
  });

  test("shows hostile words as words: every mark of Markdown is escaped", async () => {
    const said = await reportOf(hostile);
    expect(said).toContain(makeVisibleLine(HOSTILE).replace(/[\\`*_~[\]<>|&#]/g, (mark) => `\\${mark}`));
    expect(said).not.toMatch(/(?<!\\)<(?!!--)/);
  });
});

describe(
  "--out",
  () => {
    test("writes the format that the name ends in, and replaces an earlier report", async () => {
      for (const [name, begins] of [
        ["r.html", "<!doctype html>"],
        ["r.md", "<!-- campforge report -->"],
        ["r.json", '{\n  "kind": "campforge report"'],
        ["r.txt", "Campforge report: run 1"],
      ] as const) {
        const out = join(folder.path, name);
        for (const again of [1, 2]) {
          const { code, stdout } = await campforge(["report", "--db", night, "--out", out]);
          expect([again, code, stdout]).toEqual([again, 0, ""]);
        }
        expect(readFileSync(out, "utf8").startsWith(begins)).toBe(true);
      }
      expect(readdirSync(folder.path).filter((name) => name.endsWith(".partial"))).toEqual([]);
    });

    test("refuses to replace what is no report, unless it is told to", async () => {
      const out = folder.write("precious.md", "My notes\n");
      const refused = await campforge(["report", "--db", night, "--out", out]);
      expect(refused.code).toBe(2);
      expect(refused.stderr).toMatch(/precious\.md: already exists and is not a report.*--force/);
      expect(readFileSync(out, "utf8")).toBe("My notes\n");
      expect((await campforge(["report", "--db", night, "--out", out, "--force"])).code).toBe(0);
      expect(readFileSync(out, "utf8")).toContain("# Campforge report: run 1");
    });

    test("says what is wrong with a place that cannot be written, and leaves nothing behind", async () => {
      const { code, stderr } = await campforge([
        "report",
        "--db",
        night,
        "--out",
        join(folder.path, "none", "r.html"),
      ]);
      expect(code).toBe(2);
      expect(stderr).toMatch(/r\.html: cannot be written/);
      expect(existsSync(join(folder.path, "none"))).toBe(false);
    });
  },
  MOST_MS,
);
