import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { readableBy } from "../../src/processes/confinement.ts";
import { preparedSources } from "../../src/processes/prepared-sources.ts";
import { startChild } from "../../src/processes/start-child.ts";
import { ROOT, scratchFolder } from "../project.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());

const srcUrl = (file: string): URL => pathToFileURL(join(ROOT, "src", file));

/** The flags that another process would start an entry with. */
function flagsElsewhere(entry: URL): string {
  const script =
    `const { preparedSources } = await import(${JSON.stringify(srcUrl("processes/prepared-sources.ts"))});` +
    `console.log(preparedSources(new URL(${JSON.stringify(entry)})).join(" "));`;
  return execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" }).trim();
}

describe("prepared sources", () => {
  test.for(["sandbox/child.ts", "compile/worker.ts"])(
    "%s starts from them, confined, in a Node that strips no types",
    async (program) => {
      const entry = srcUrl(program);
      const child = startChild({
        entry,
        nodeFlags: ["--no-node-snapshot", "--no-strip-types", ...preparedSources(entry)],
        confinement: { readable: readableBy(entry), allocationMiB: 2_000 },
      });
      try {
        expect(await child.ready).toMatch(/./);
      } finally {
        child.kill();
      }
    },
  );

  test("are prepared once, and anew when what the program imports has changed", async () => {
    const told = (word: string): string =>
      folder.write("told.ts", `export const told: string = "${word}";\n`);
    told("first");
    const source = [
      `import { serveFrames } from ${JSON.stringify(srcUrl("processes/serve-frames.ts"))};`,
      'import { told } from "./told.ts";',
      "const text = `",
      'import { nothing } from "./not-there.ts";',
      "`;",
      "const answer = (request: string): string => request;",
      "serveFrames({ residentLimitMiB: 300, ready: told + text.length, answer });",
    ];
    const entry = pathToFileURL(folder.write("program.ts", source.join("\n")));
    const first = flagsElsewhere(entry);
    expect(flagsElsewhere(entry)).toBe(first);
    told("second");
    const second = flagsElsewhere(entry);
    expect(second).not.toBe(first);
    // What a child loads is what was prepared, whatever stands in the file by now.
    for (const [flag, word] of [
      [first, "first"],
      [second, "second"],
    ] as const) {
      const child = startChild({ entry, nodeFlags: [flag] });
      try {
        expect(await child.ready).toMatch(word);
      } finally {
        child.kill();
        rmSync(fileURLToPath(flag.replace("--import=", "")));
      }
    }
  });

  test("are not for a program that is JavaScript already", () => {
    expect(preparedSources(new URL("file:///installed/dist/src/sandbox/child.js"))).toEqual([]);
  });
});
