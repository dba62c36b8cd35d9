import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { runReportSchema } from "../../src/report/run-report.ts";
import { campforge } from "../campforge.ts";
import { scratchFolder } from "../project.ts";
import { copyDemoRecord, DEMO_MS } from "../demo-record.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());
const db = join(folder.path, "demo.sqlite");
const copy = join(folder.path, "copy.sqlite");

const listed = z.array(
  z.object({
    id: z.string(),
    title: z.string(),
    domain: z.string(),
    state: z.string(),
    verdict: z.enum(["accepted", "flagged", "rejected"]),
    reasons: z.array(z.string()),
    accuracy: z
      .object({ mean: z.number(), low: z.number(), high: z.number(), samples: z.number() })
      .nullable(),
    rounds: z.number(),
  }),
);

test(
  "the demo shows each way a task can go, says where its replies come from, and sends nothing anywhere",
  { timeout: DEMO_MS },
  async () => {
    const first = await copyDemoRecord(db);
    copyFileSync(db, copy);
    // An edited prompt may leave the recordings behind; that is a warning and no more.
    expect(first.stderr.replace(/^.*the prompts have changed since.*\n/, "")).toBe("");
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(
      /were recorded for 8 tasks: a model gave them once\. For 10 tasks they were scripted: composed beforehand/,
    );
    expect(first.stdout).toMatch(/Model calls: 0 sent to endpoints, \d{3,} from recordings, 0 from the memo/);
    expect(first.stdout).toMatch(/Next: {2}npx campforge show/);

    // One funnel in one vocabulary, wherever it is told: at the run's end, by status, by a resumed run, by the report.
    const funnel = "described 18 → compiled 18 → runs 18 → tested 17 → judged 17 → in band 14";
    expect(first.stdout).toContain(`Funnel: ${funnel}\nVerdicts: accepted 13, flagged 2, rejected 3\n`);
    const status = async (): Promise<string> => (await campforge(["status", "--db", copy])).stdout;
    expect(await status()).toMatch(
      new RegExp(`^Run 1, complete: 18 of 18 tasks decided\n.*\\(\\S+ \\w+ ago\\)\nFunnel     ${funnel}\n`),
    );
    const resumed = await campforge(["run", "--resume", "--db", copy]);
    expect(resumed.stdout).toContain(`Funnel: ${funnel}\n`);
    expect(await status()).toContain(`Funnel     ${funnel}\n`);

    const tasks = listed.parse(JSON.parse((await campforge(["list", "--db", db, "--json"])).stdout));
    const verdictOf = (id: string): string => {
      const task = tasks.find((one) => one.id === id);
      return `${task?.verdict} after ${task?.rounds}: ${task?.reasons.join("; ")}`;
    };
    expect(tasks.length).toBeGreaterThanOrEqual(12);
    expect(verdictOf("small-rsa")).toBe("accepted after 1: ");
    expect(verdictOf("weather-chain")).toBe("accepted after 3: ");
    expect(verdictOf("resistor-ladder")).toBe("accepted after 2: ");
    expect(verdictOf("production-plan")).toBe("accepted after 3: ");
    expect(verdictOf("numeral-system")).toMatch(/^rejected after 3: too simple/);
    expect(verdictOf("cryptarithm")).toMatch(/^rejected after 3: too hard/);
    expect(verdictOf("parse-tree-count")).toMatch(/^rejected after 3: unit tests failed: answers are spread/);
    expect(verdictOf("vigenere-key-recovery")).toMatch(/^flagged after 1: undecided accuracy/);
    expect(verdictOf("chromosome-surgery")).toBe("accepted after 1: ");
    expect(verdictOf("clashing-feet")).toBe("accepted after 2: ");
    expect(verdictOf("shared-cab")).toBe("accepted after 3: ");
    expect(verdictOf("leaning-tree")).toBe("accepted after 2: ");
    expect(verdictOf("passing-pronouns")).toBe("accepted after 1: ");
    expect(verdictOf("stale-loaves")).toBe("accepted after 1: ");
    expect(verdictOf("limiting-reagent")).toMatch(/^flagged after 3: warned: not simplified/);

    const one = "tasks/cryptography/small-rsa.md";
    const again = await campforge(["run", one, "--config", "recordings/demo.json", "--db", copy]);
    expect(again.stdout).toMatch(/Model calls: 0 sent to endpoints, 0 from recordings, \d{2,} from the memo/);
    expect(again.stdout).toMatch(/were scripted/);

    const shown = await campforge(["show", "weather-chain", "--db", db]);
    expect(shown.stdout).toMatch(/wrong truth: a blind solver disagrees[\s\S]*a third look: /);
    expect(shown.stdout).toMatch(
      /a blind solver answered 200 of 200 fresh cases, all of them as the class does/,
    );
    const unclear = await campforge(["show", "production-plan", "--db", db]);
    expect(unclear.stdout).toMatch(/ambiguous prompt: a blind solver disagrees/);
    const diff = await campforge(["diff", "weather-chain", "--db", db]);
    expect(diff.stdout).toMatch(/^--- weather-chain\/line-1\/round-\d\.ts[\s\S]*^\+/m);
    const report = await campforge(["report", "--db", db]);
    for (const part of [
      "## What to look at first",
      "with simplification keywords",
      "problematic",
      "## Judge accuracy",
    ]) {
      expect(report.stdout).toContain(part);
    }
    const { stdout } = await campforge(["report", "--format", "json", "--run", "1", "--db", db]);
    const found = runReportSchema.parse(JSON.parse(stdout));
    expect(found.verdicts).toEqual({ accepted: 13, flagged: 2, rejected: 3, undecided: 0 });
    expect(found.funnel).toEqual({
      described: 18,
      compiled: 18,
      runs: 18,
      tested: 17,
      judged: 17,
      inBand: 14,
    });
    expect(found.review.map(({ task }) => task)).toEqual(["limiting-reagent", "vigenere-key-recovery"]);
    expect(found.spending).toMatchObject({
      cost: null,
      calls: found.spending.roles.reduce((sum, { recording }) => sum + recording, 0),
    });
    const page = await campforge(["report", "--format", "html", "--db", db]);
    expect(page.stdout).toMatch(/<dt>accepted<\/dt><dd><strong>13<\/strong>/);
    expect(page.stdout.match(/<svg/g)?.length).toBeGreaterThan(3 + 15);
  },
);
