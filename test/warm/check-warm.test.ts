import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkSource } from "../../src/workshop/check-source.ts";
import { openKnownBootcamps } from "../../src/workshop/known-bootcamps.ts";
import { openWorkshop } from "../../src/workshop/workshop.ts";
import { checkWarm, type WarmStart } from "../../src/warm/check-warm.ts";
import { findWarmPlace, type WarmPlace } from "../../src/warm/warm-place.ts";
import type { WarmReply } from "../../src/warm/warm-request.ts";
import { GOOD } from "../evolution/play-models.ts";
import { scratchFolder } from "../project.ts";

const folder = scratchFolder();
const REQUEST = {
  sources: [
    { file: "refused.ts", source: GOOD.replace("extends Bootcamp", "extends Camp") },
    { file: "good.ts", source: GOOD },
  ],
  seed: 0,
};

const placeIn = (name: string): WarmPlace => {
  const place = findWarmPlace(join(folder.path, name));
  if (place === undefined) throw new Error("there is no place for a warm workshop here");
  return place;
};

async function ask(place: WarmPlace, start: WarmStart, request = REQUEST): Promise<readonly WarmReply[]> {
  const replies: WarmReply[] = [];
  for await (const reply of checkWarm(request, { place, start, idleMs: 3_000 })) replies.push(reply);
  return replies;
}

async function askNobody(): Promise<readonly WarmReply[]> {
  const workshop = openWorkshop();
  const known = openKnownBootcamps(
    workshop,
    REQUEST.sources.map(({ file, source }) => ({ name: file, source })),
  );
  const replies: WarmReply[] = [];
  for (const { source } of REQUEST.sources) {
    const checked = await checkSource(source, { workshop, seed: REQUEST.seed, known });
    replies.push(
      checked.status === "refused"
        ? { status: "refused", diagnostics: [...checked.diagnostics] }
        : { status: "tested", checks: [...checked.checks] },
    );
  }
  workshop.close();
  return replies;
}

let alone: readonly WarmReply[] = [];
beforeAll(async () => {
  alone = await askNobody();
});
afterAll(() => folder.remove());

test("a warm workshop says what a cold one says, to several at once, and is gone when nobody asks", async () => {
  const place = placeIn("warm");
  expect(await ask(place, "when at work")).toEqual([]); // the first check leaves a mark, and nothing else
  expect(existsSync(place.socket)).toBe(false);
  expect(await Promise.all([ask(place, "when at work"), ask(place, "when at work")])).toEqual([alone, alone]);
  await expect.poll(() => existsSync(place.socket), { timeout: 30_000, interval: 20 }).toBe(false);
});

test("what stands at the place of a warm workshop and is none is replaced, and what breaks off is left", async () => {
  const place = placeIn("left-behind");
  writeFileSync(place.socket, "");
  const refused = { ...REQUEST, sources: REQUEST.sources.slice(0, 1) };
  expect(await ask(place, "now", refused)).toEqual(alone.slice(0, 1));

  const broken = placeIn("broken");
  const server = createServer((socket) =>
    socket.end("no frame at all, and a long one by its first four letters"),
  );
  await new Promise<void>((done) => void server.listen(broken.socket, done));
  // Whoever asked does the work: nothing was said of any source.
  expect(await ask(broken, "when at work")).toEqual([]);
  server.close();
});

test("there is no place where others could answer", () => {
  const open = join(folder.path, "open");
  mkdirSync(open);
  chmodSync(open, 0o755);
  expect(findWarmPlace(open)).toBeUndefined();
  expect(findWarmPlace(join(folder.path, "long".repeat(30)))).toBeUndefined();
});
