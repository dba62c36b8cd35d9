import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Completion } from "../../src/core/calls/completion.ts";
import { sha256 } from "../../src/core/draft/hash.ts";
import { taskId } from "../../src/core/task/ids.ts";
import { openStore } from "../../src/store/open-store.ts";
import { campforge } from "../campforge.ts";
import { scratchFolder } from "../project.ts";
import { aTask, SOURCE, writeRecord } from "../review/a-record.ts";
import { openReview } from "../review/open-review.ts";
import { request, speak } from "../review/speak-http.ts";
import { fenced } from "../evolution/play-models.ts";

const folder = scratchFolder();
const file = join(folder.path, "record.sqlite");
const usage = { promptTokens: 1, completionTokens: 1, estimated: false, cost: null };
const saying = (text: string): Completion => ({ status: "complete", text, thinking: "", usage });

const PROSE = `I would first ask\nwhat <script>alert(1)</script> a body is.\u202e${" And so on.".repeat(400)}`;
const OTHER_PROSE = "Here is why I cannot.";

beforeAll(() => {
  writeRecord(file, [aTask({ id: "mixing", sources: [SOURCE] })]);
  const store = openStore(file, () => "2026-01-02T03:04:05.000Z");
  const memo = store.memo(1);
  const reply = (role: "author" | "refiner", round: number, turn: number, completion: Completion): void => {
    const address = { role, task: taskId("mixing"), line: 1, round, turn };
    const intent = { key: sha256(`${round} ${turn}`), address, endpoint: "e", model: "m" };
    memo.begin(intent);
    memo.finish(intent, completion, "endpoint");
  };
  reply("author", 1, 1, saying(PROSE));
  reply("author", 1, 2, saying(fenced(SOURCE)));
  reply("refiner", 2, 1, saying(OTHER_PROSE));
  reply("refiner", 2, 2, { status: "refused", reason: "it is about heat", usage });
  const { task } = store.tasks(1, "mixing")[0] ?? {};
  if (task === undefined) throw new Error("the task is not in the record");
  const reason = "the model refused: it is about heat";
  const round = { status: "unusable-reply", line: 1, round: 2, reason, by: "model" } as const;
  store.events(1)({ type: "round-finished", task, round });
  store.close();
});
afterAll(() => folder.remove());

test("what an author said where a class was wanted stands with its round in show, and nothing of its class", async () => {
  const { stdout } = await campforge(["show", "mixing", "--db", file]);
  const [, first = "", second = ""] = stdout.split(/^Line 1, round \d.*$/m);
  expect(first).toContain(
    "turn 1 brought no usable code; its author said:\n      I would first ask\n      what",
  );
  expect(first).toContain(String.raw`is.\u{202e} And so on.`);
  expect(first.length, "a long reply is cut").toBeLessThan(PROSE.length);
  expect(first).not.toMatch(/turn 2 brought|import \{/);
  expect(second).toContain(`turn 1 brought no usable code; its author said:\n      ${OTHER_PROSE}`);
  expect(second).toContain("turn 2 brought no usable code; its author said:\n      it is about heat");
  const json = await campforge(["show", "mixing", "--json", "--db", file]);
  expect(JSON.parse(json.stdout)).toMatchObject({
    unusableReplies: [
      { line: 1, round: 1, turn: 1, said: PROSE.trim() },
      { line: 1, round: 2, turn: 1, said: OTHER_PROSE },
      { line: 1, round: 2, turn: 2, said: "it is about heat" },
    ],
  });
});

test("the review's page shows it as text and cut, with the rest at hand", async () => {
  const review = await openReview(file);
  const ask = async (line: string, cookie: string | null): Promise<string> =>
    (await speak(review.authority, request(line, { host: review.authority, cookie }))).text;
  const { pathname, search } = new URL(review.url);
  const cookie = /set-cookie: ([^;]+);/i.exec(await ask(`GET ${pathname}${search}`, null))?.[1] ?? "";
  const page = await ask("GET /run/1/task/mixing", cookie);
  await review.close();
  const [, second = "", first = ""] = page.split(/id="round-1-\d"/);
  expect(first).toContain("Turn 1 brought no usable code. Its author said:");
  expect(first).toContain("&lt;script&gt;alert(1)");
  expect(first).toContain(`Show all ${PROSE.trim().length.toLocaleString("en")} characters`);
  expect(page).not.toContain("<script>alert(1)");
  expect(second).toContain(OTHER_PROSE);
  expect(second).toContain("it is about heat");
});
