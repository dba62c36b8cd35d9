import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openSharedRecord, readRecord } from "../../../src/record/open-record.ts";
import { describeFunnel } from "../../../src/record/count-funnel.ts";
import { summarizeRun } from "../../../src/record/summarize-run.ts";
import { liveView } from "../../../src/review/pages/live-page.ts";
import { makeReviewDrivers } from "../../../src/review/queue/review-drivers.ts";
import { openWorkshop } from "../../../src/workshop/workshop.ts";
import { scratchFolder } from "../../project.ts";
import { fillRecord } from "../../store/fill-record.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());

test("the live page's funnel has the stages and the figures of status and report", () => {
  const db = join(folder.path, "record.sqlite");
  fillRecord(db, { tasks: 5, rounds: 2, samples: 8 });
  const reader = readRecord(db);
  const told = describeFunnel(summarizeRun(reader, 1).funnel);
  reader.close();
  const store = openSharedRecord(db, () => {});
  const workshop = openWorkshop();
  const drivers = makeReviewDrivers(store, workshop, { db, config: undefined });
  const [run] = drivers.runs();
  if (run === undefined) throw new Error("the record has no run");
  const view = { run, items: [], activity: [], funnel: drivers.funnel(1), now: "2026-01-01T00:00:00.000Z" };
  const page = String(liveView(view));
  for (const stage of told.split(" → ")) {
    const [, name = "", count = ""] = /^(.*) (\d+)$/.exec(stage) ?? [];
    expect(page).toContain(`>${name}<`);
    expect(page).toContain(`>${count}<`);
  }
  workshop.close();
  store.close();
});
