import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openRecall, openRecalledDrafts } from "../../src/record/recall-tests.ts";
import { softwareVersions } from "../../src/run/plan/software-versions.ts";
import { openWorkshop } from "../../src/workshop/workshop.ts";
import type { TestedRound } from "../../src/core/draft/draft.ts";
import { growLine } from "../../src/evolution/line/grow-line.ts";
import type { Versions } from "../../src/core/run/versions.ts";
import { openStore, type Store } from "../../src/store/open-store.ts";
import { scratchFolder } from "../project.ts";
import { fenced, GOOD, type Played, playModels } from "../evolution/play-models.ts";
import { aPlan } from "../store/a-plan.ts";

const LENIENT = GOOD.replace("RELATIVE_TOLERANCE = 0.005", "RELATIVE_TOLERANCE = 10");
const folder = scratchFolder();
const workshop = openWorkshop();
let store: Store;
beforeAll(() => {
  store = openStore(join(folder.path, "record.sqlite"), () => "2026-01-01T00:00:00.000Z");
});
afterAll(() => {
  store.close();
  workshop.close();
  folder.remove();
});

const playLine = (): Played =>
  playModels(workshop, { author: () => fenced(LENIENT), refiner: () => fenced(GOOD) });

function begin({ work }: Played, versions = softwareVersions()): number {
  return store.runs.begin({ plan: aPlan(), versions, tasks: [work.task] });
}

/** A line grown by a process that kept its rounds, and was killed before its task was decided. */
async function growKept(versions?: Versions): Promise<{
  readonly run: number;
  readonly played: Played;
  readonly rounds: Awaited<ReturnType<typeof growLine>>;
}> {
  const played = playLine();
  const run = begin(played, versions);
  const drivers = { ...played.work.drivers, record: store.events(run) };
  const rounds = await growLine({ kind: "description", line: 1 }, { ...played.work, drivers });
  return { run, played, rounds };
}

describe("a line that is grown again when its run goes on", () => {
  test("has the same rounds and asks its author the same, and runs no draft of before", async () => {
    const before = await growKept();
    expect(before.rounds.map(({ status }) => status)).toEqual(["tested", "tested"]);

    const after = playLine();
    const jobs: string[] = [];
    const sandbox = new Proxy(workshop.sandbox, {
      get: (real, job): unknown => {
        jobs.push(String(job));
        return Reflect.get(real, job);
      },
    });
    const recall = openRecall(store, before.run, softwareVersions());
    const drivers = { ...after.work.drivers, sandbox, recall };
    const rounds = await growLine({ kind: "description", line: 1 }, { ...after.work, drivers });
    expect(rounds).toEqual(before.rounds);
    expect(after.requests).toEqual(before.played.requests);
    expect(jobs).toEqual([]);
  });

  test("is tested anew where another version of Campforge or of the engine tested it, or the draft is another", async () => {
    const { run, played, rounds } = await growKept();
    const { task } = played.work;
    const [first] = rounds.filter((round): round is TestedRound => round.status === "tested");
    if (first === undefined) throw new Error("no round was tested");
    const recall = openRecall(store, run, softwareVersions());
    expect(recall(task.id, first.draft)).toEqual({ report: first.report, bootcamp: first.bootcamp });
    expect(recall(task.id, { ...first.draft, source: `${first.draft.source}\n` })).toBeUndefined();
    expect(recall(task.id, { ...first.draft, round: 2 })).toBeUndefined();

    const { software, prompts } = softwareVersions();
    for (const versions of [
      { ...software, campforge: "0.0.1" },
      { ...software, node: "1" },
      { ...software, v8: "1" },
      {},
    ]) {
      const elsewhere = begin(played, { software: versions, prompts });
      for (const round of rounds) store.events(elsewhere)({ type: "round-finished", task, round });
      expect(openRecall(store, elsewhere, softwareVersions())(task.id, first.draft)).toBeUndefined();
    }
  });

  test("has the comparison with a reference solution made again", async () => {
    const { run, played, rounds } = await growKept();
    const { task } = played.work;
    const [round] = rounds.filter((one): one is TestedRound => one.status === "tested");
    if (round === undefined) throw new Error("no round was tested");
    const compared = {
      name: "agrees with the reference solution",
      status: "passed",
      detail: "on 20 of 20 cases",
    } as const;
    const report = { ...round.report, checks: [...round.report.checks, compared] };
    store.events(run)({ type: "reference-compared", task, round: { ...round, report } });
    expect(openRecall(store, run, softwareVersions())(task.id, round.draft)?.report).toEqual(round.report);
  });

  test("is handed to a worker whole by one read of the record, however many rounds it has", async () => {
    const { run, played, rounds } = await growKept();
    let reads = 0;
    const counted = {
      findRun: store.findRun,
      rounds: (...about: Parameters<Store["rounds"]>) => {
        reads++;
        return store.rounds(...about);
      },
    };
    const recalled = openRecalledDrafts(counted, run, softwareVersions())(played.work.task.id);
    expect(reads).toBe(1);
    const recall = openRecall(store, run, softwareVersions());
    const tested = rounds.filter((one): one is TestedRound => one.status === "tested");
    expect(recalled.map((one) => one.tested)).toEqual(
      tested.map(({ draft }) => recall(played.work.task.id, draft)),
    );
    expect(recalled.map(({ source }) => source)).toEqual(tested.map(({ draft }) => draft.source));
  });
});
