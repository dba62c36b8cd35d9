import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { archiveOf } from "../../src/core/scaling/archive.ts";
import { readFates } from "../../src/atlas/read-fates.ts";
import { readDescriptions } from "../../src/files/read-descriptions.ts";
import { openStoreReader } from "../../src/store/open-store.ts";
import { campforge } from "../campforge.ts";
import { scratchFolder } from "../project.ts";
import { type Plot, serveProposals } from "./serve-proposals.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());

const PLOTS: readonly Plot[] = [
  "good",
  "shows its answer once",
  "twin of the first",
  "incomplete once",
  "wrong example",
  "unfit",
  "taste",
  "twin in other words",
  "good",
  "good",
];

test("proposals are checked before they cost more, whoever stops them; the good ones are tasks in a folder", async () => {
  const endpoint = await serveProposals(PLOTS);
  const role = { endpoint: "loopback", model: "scripted", maxTokens: 1_000 };
  const config = {
    endpoints: { loopback: { baseUrl: endpoint.baseUrl, concurrency: 1, scripted: true } },
    proposer: role,
    checker: role,
    author: role,
    judge: role,
    rounds: 1,
    generated: false,
    db: "record.sqlite",
  };
  const file = folder.write("config.json", JSON.stringify(config));
  const idea = folder.write(
    "idea.txt",
    `Licence: CC BY 4.0\n\n${"Rafts drift down a stream of locks. ".repeat(8)}`,
  );
  const to = join(folder.path, "proposed");
  const args = ["propose", "--count", "10", "--to", to, "--config", file, "--from", idea, "--json"];
  try {
    // What would be wished for first is what is; names that are not there are told before anything is asked.
    const foreseen = await campforge([...args, "--dry-run"]);
    const [first] = foreseen.stdout.split("\n");
    for (const [option, name] of [
      ["--domains", "algoritms"],
      ["--like", "sudoko"],
      ["--against", join(folder.path, "missing")],
    ] as const) {
      const refused = await campforge([...args, option, name]);
      expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining(name)]);
    }
    // A budget that lets a few through stops it; the same command goes on, and no call is sent twice.
    const stopped = await campforge([...args, "--budget", "9ktok"]);
    expect([stopped.code, stopped.stderr]).toEqual([6, expect.stringContaining("The same command goes on")]);
    const { stdout, code } = await campforge([...args, "--budget", "1Mtok"]);
    expect(code).toBe(0);
    expect(stdout).toContain('"complete":true');
    expect([...endpoint.answered.values()].every((times) => times === 1)).toBe(true);

    const record = openStoreReader(join(folder.path, "record.sqlite"));
    const proposals = record.proposals();
    record.close();
    expect(JSON.parse(first ?? "")).toEqual({ type: "wish", ...proposals[0]?.wish });
    const fates = proposals.map(({ outcome }) =>
      outcome?.status === "refused" ? outcome.why : outcome?.status,
    );
    expect(fates).toEqual([
      "passed",
      "passed",
      "near-duplicate",
      "passed",
      "example wrong",
      "unfit",
      "not by rule",
      "near-duplicate",
      "passed",
      "passed",
    ]);
    expect(proposals[7]?.outcome).toMatchObject({ detail: expect.stringMatching(/^Countdown/) });
    expect(new Set(proposals.map(({ wish }) => wish.idea.from)).size).toBe(3);

    const { tasks, problems } = readDescriptions([to]);
    expect(problems).toEqual([]);
    expect(tasks.map(({ id }) => String(id)).toSorted()).toEqual(
      [1, 10, 2, 4, 9].map((number) => `proposal-${number}`).toSorted(),
    );
    for (const [index, { wish, outcome }] of proposals.entries()) {
      if (outcome?.status !== "passed") continue;
      const task = tasks.find(({ id }) => id === outcome.id);
      expect(task?.cell).toEqual(wish.cell);
      expect(task?.proposal).toMatchObject({ by: "scripted", from: wish.idea.from });
      const { from } = wish.idea;
      expect(task?.proposal?.parents).toEqual(wish.idea.from === "parents" ? wish.idea.parents : []);
      expect(task?.licence).toBe(from === "texts" ? "CC BY 4.0" : "unknown");
      // What was before is told to the next, in few characters.
      expect(wish.told.length).toBeLessThanOrEqual(1_500);
      expect(index === 0 || wish.told.includes("proposal")).toBe(true);
    }

    // The bandit picks of those that wait; none of them has been run.
    const picked = await campforge(["propose", "--pick", "3", "--to", to, "--config", file]);
    const paths = picked.stdout.trim().split("\n");
    expect(paths).toHaveLength(3);
    for (const path of paths) expect(readdirSync(to).some((name) => path.endsWith(name))).toBe(true);
    expect(readFileSync(join(to, "proposal-1.md"), "utf8")).toContain('proposed-by: "scripted"');

    // With --auto the same command runs them, and what became of each is told to the next: here nobody writes a class.
    const auto = await campforge([...args, "--budget", "1Mtok", "--auto"]);
    expect([auto.code, auto.stderr]).toEqual([0, ""]);
    const after = openStoreReader(join(folder.path, "record.sqlite"));
    const decided = readFates(after);
    const became = archiveOf(after.proposals(), (id) => decided.get(id)).map(({ fate }) => fate);
    after.close();
    expect(became.filter((fate) => fate === "rejected")).toHaveLength(5);
    expect(became).not.toContain("waits to be run");
  } finally {
    await endpoint.close();
  }
  expect(endpoint.asked).toHaveLength(10);
}, 120_000);
