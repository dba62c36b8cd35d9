import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { campforge, type Started, startCampforge } from "../campforge.ts";
import { scratchFolder } from "../project.ts";
import { aTask, writeRecord } from "../review/a-record.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());
const file = join(folder.path, "record.sqlite");
writeRecord(file, [aTask({ id: "mixing" })]);

/** The address that a starting review prints. */
function addressOf({ child, ended }: Started): Promise<string> {
  return new Promise((found, failed) => {
    let text = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      const [url] = /http:\/\/\S+\n/.exec(text) ?? [];
      if (url !== undefined) found(url.trim());
    });
    void ended.then(({ stderr }) => failed(new Error(stderr)));
  });
}

describe("campforge review", () => {
  test("prints its address once, lets who opens it in, and ends cleanly when interrupted", async () => {
    const started = startCampforge(["review", "--db", file]);
    const url = await addressOf(started);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
    const entered = await fetch(url, { redirect: "manual" });
    expect(entered.status).toBe(303);
    const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
    const page = await fetch(new URL("/run/1", url), { headers: { cookie } });
    const text = await page.text();
    expect(text).toContain("Title of mixing");
    // Root is nobody in particular: whoever reviews is asked for a name.
    expect(text).toContain('data-confirmed="no"');
    expect(/data-reviewer>([^<]+)</.exec(text)?.[1]).not.toBe("root");
    started.child.kill("SIGINT");
    const { code, stdout, stderr } = await started.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.match(/token=/g)).toHaveLength(1);
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  }, 120_000);

  test("says so when the port that is named is taken", async () => {
    const first = startCampforge(["review", "--db", file]);
    const { port } = new URL(await addressOf(first));
    const second = await campforge(["review", "--db", file, "--port", port]);
    expect(second.code).toBe(4);
    expect(second.stderr).toMatch(new RegExp(`127\\.0\\.0\\.1:${port} is taken\\. Choose another --port`));
    first.child.kill("SIGTERM");
    expect((await first.ended).code).toBe(0);
  }, 120_000);

  test.each([
    ["an address that others can reach", ["--host", "0.0.0.0"], /--host 0\.0\.0\.0: expected 127\.0\.0\.1/],
    ["a name", ["--host", "example.org"], /--host example\.org: expected/],
    ["a port that there is not", ["--port", "70000"], /expected a port, at most 65535/],
    ["an unseen name", ["--reviewer", "a\u202eb"], /--reviewer or CAMPFORGE_REVIEWER: expected a name/],
  ])("refuses %s as a usage error", async (_, args, message) => {
    const { code, stdout, stderr } = await campforge(["review", "--db", file, ...args]);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(message);
  });

  test("says that there is no record, and makes none", async () => {
    const missing = join(folder.path, "missing.sqlite");
    const { code, stderr } = await campforge(["review", "--db", missing]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/no record yet/);
    expect(existsSync(missing)).toBe(false);
  });
});
