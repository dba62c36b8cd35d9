import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSharedRecord } from "../src/record/open-record.ts";
import { makeReviewDrivers } from "../src/review/queue/review-drivers.ts";
import { openWorkshop } from "../src/workshop/workshop.ts";
import { startReview } from "../src/review/server/start-review.ts";
import { aTask, SOURCE, writeRecord } from "../test/review/a-record.ts";
import { openBrowser, openPage } from "../test/review/open-browser.ts";
import { atMost, type Row } from "./print-table.ts";
import type { Scale } from "./scale.ts";

/** The bootcamps of the record, and of which the page is looked at. */
const SIZES = { full: { bootcamps: 2_000, opened: 1_000 }, smoke: { bootcamps: 20, opened: 10 } } as const;
const SAMPLES = 50;

/** What the reader of a queue of this size waits for at most. */
const AIM_MS = 1_000;

/** Opening the review of a large run: 2,000 bootcamps with 50 samples of the judge each. */
export async function benchReview(scale: Scale): Promise<readonly Row[]> {
  const { bootcamps, opened: shown } = SIZES[scale];
  const folder = mkdtempSync(join(tmpdir(), "campforge-bench-"));
  const file = join(folder, "record.sqlite");
  writeLargeRecord(file, bootcamps);
  const store = openSharedRecord(file, () => undefined);
  const browser = await openBrowser();
  try {
    const workshop = openWorkshop();
    try {
      const review = await startReview(makeReviewDrivers(store, workshop, { db: file, config: undefined }), {
        host: "127.0.0.1",
        port: 0,
        reviewer: { name: "bench", isConfirmed: true },
        onFault: (error) => {
          throw error;
        },
      });
      const entered = await fetch(review.url, { redirect: "manual" });
      const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
      const address = (path: string): string => `http://${review.authority}${path}`;
      const firstByte = async (path: string): Promise<number> => {
        const begun = performance.now();
        const response = await fetch(address(path), { headers: { cookie } });
        const ms = performance.now() - begun;
        await response.text();
        return ms;
      };
      const { page, context } = await openPage(browser);
      const cold = await firstByte("/run/1");
      const warm = await median(() => firstByte("/run/1"));
      const filtered = await median(() => firstByte("/run/1?verdict=flagged&q=bootcamp+1"));
      const bootcamp = await median(() => firstByte(`/run/1/task/bootcamp-${shown}`));
      const live = await median(() => firstByte("/run/1/live"));
      await page.goto(review.url);
      const opened = async (path: string, part: string): Promise<number> => {
        const begun = performance.now();
        await page.goto(address(path));
        await page.locator(part).last().waitFor();
        return performance.now() - begun;
      };
      const queueRendered = await median(() => opened("/run/1", ".row"));
      const taskRendered = await median(() => opened(`/run/1/task/bootcamp-${shown}`, "#code .line"));
      await context.close();
      await review.close();
      return [
        row("first byte of the queue, nothing kept yet", cold),
        row("first byte of the queue", warm),
        row("first byte of the queue, filtered", filtered),
        row("first byte of a bootcamp's page", bootcamp),
        row("first byte of the live page", live),
        row("queue rendered in a browser", queueRendered),
        row("bootcamp's page rendered in a browser", taskRendered),
      ];
    } finally {
      workshop.close();
    }
  } finally {
    await browser.close();
    store.close();
    rmSync(folder, { recursive: true });
  }
}

function writeLargeRecord(file: string, bootcamps: number): void {
  writeRecord(
    file,
    Array.from({ length: bootcamps }, (_, position) => {
      const id = `bootcamp-${position}`;
      const accepted = { status: "accepted", level: 1 } as const;
      return aTask({
        id,
        domain: `domain-${position % 8}`,
        ...(position % 4 === 0 ? {} : { verdict: accepted }),
        sources: [`// draft of ${id}\n${SOURCE}`, `// ${id}\n${SOURCE}`],
        samples: Array.from({ length: SAMPLES }, (_unused, index) => ({
          level: 1,
          index: 1_000 + index,
          attempt: 1,
          outcome: {
            status: "scored",
            score: index % 2,
            answer: String(index),
            response: `<think>${"so it is. ".repeat(50)}${id}</think>Answer: ${index}`,
          },
        })),
      });
    }),
  );
}

const row = (what: string, ms: number): Row => atMost(what, ms, "ms", AIM_MS);

async function median(measure: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < 5; turn++) times.push(await measure());
  return times.sort((one, other) => one - other)[2] ?? Number.NaN;
}
