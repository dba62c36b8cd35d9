import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Round, TestedRound } from "../../src/core/draft/draft.ts";
import { hashCode } from "../../src/core/draft/hash.ts";
import { openStore } from "../../src/store/open-store.ts";
import { scratchFolder } from "../project.ts";
import { aTask } from "./a-task.ts";
import { aPlan, NO_VERSIONS } from "./a-plan.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());

const task = aTask();
const aRound = (round: number): Round => ({
  status: "unusable-reply",
  line: 1,
  round,
  reason: "none",
  by: "model",
});

test("the reason of an author who left a draft as it is stands with its round, also when the round is told anew", () => {
  const store = openStore(join(folder.path, "standing.sqlite"), () => "2026-01-01T00:00:00.000Z");
  const run = store.runs.begin({ plan: aPlan(), versions: NO_VERSIONS, tasks: [task] });
  const write = store.events(run);
  const source = "export default class A {}\n";
  const round: TestedRound = {
    status: "tested",
    draft: { line: 1, round: 1, source, codeHash: hashCode(source) },
    program: { toolkit: "", code: "" },
    bootcamp: { name: "A", slug: "a", levels: [] },
    report: { checks: [] },
  };
  write({ type: "round-finished", task, round });
  write({ type: "draft-stands", task, round: { ...round, stands: "it is a constant of nature" } });
  expect(store.rounds(run)).toMatchObject([
    { round: 1, status: "tested", stands: "it is a constant of nature" },
  ]);
  store.close();
});

test("a round that a killed process went into, and the resumed one did not, leaves nothing behind", () => {
  const store = openStore(join(folder.path, "record.sqlite"), () => "2026-01-01T00:00:00.000Z");
  const run = store.runs.begin({ plan: aPlan(), versions: NO_VERSIONS, tasks: [task] });
  const write = store.events(run);
  for (const round of [1, 2, 3]) {
    write({ type: "round-finished", task, round: aRound(round) });
    const address = { line: 1, round };
    const outcome = { status: "empty" } as const;
    write({ type: "draft-criticized", task, address, critic: { status: "void", reason: "" } });
    write({ type: "samples-taken", task, address, samples: [{ level: 0, index: 1, attempt: 1, outcome }] });
  }
  const verdict = { status: "rejected", reason: { kind: "no usable draft", detail: "" } } as const;
  const synthesis = {
    task,
    rounds: [aRound(1), aRound(2)],
    judged: null,
    oracle: { status: "not-asked" },
    critic: { status: "not-asked" },
    adversary: { status: "not-asked" },
    verdict,
    decisive: { line: 1, round: 2 },
  } as const;
  write({ type: "task-decided", task, synthesis });
  expect(store.rounds(run).map(({ round }) => round)).toEqual([1, 2]);
  expect(store.samples(run, "a").map(({ round }) => round)).toEqual([1, 2]);
  expect(store.findings(run, "a")).toHaveLength(2);
  store.close();
});
