import { afterAll, describe, expect, test } from "vitest";
import { JOB_LIMITS, openWorkshop } from "../../src/workshop/workshop.ts";

const workshop = openWorkshop();
afterAll(() => workshop.close());

/** What a solution prints for each input; null where it threw or did not end. */
async function outputs(source: string, inputs: readonly string[]): Promise<unknown> {
  const compiled = await workshop.compiler.compileBlind(source, "reference");
  if (compiled.status === "refused") return compiled;
  const ended = await workshop.sandbox.call(
    compiled.program,
    { of: null, arguments: inputs.map((input) => [input]) },
    { ...JOB_LIMITS, timeoutMs: 1_000 },
  );
  return ended.status === "completed" ? ended.value : ended.status;
}

const sumOf = (text: string): string => `const [a, b] = ${text}.trim().split(/\\s+/).map(Number);`;

describe("a reference solution", { timeout: 120_000 }, () => {
  test.each([
    ["reads standard input at once", `${sumOf('require("fs").readFileSync(0, "utf8")')} console.log(a + b);`],
    [
      "names it as a file",
      `${sumOf('require("node:fs").readFileSync("/dev/stdin").toString()')} console.log(a + b);`,
    ],
    [
      "reads it line by line",
      `const lines = [];
       const rl = require("readline").createInterface({ input: process.stdin });
       rl.on("line", (line) => lines.push(line)).on("close", () => { ${sumOf('lines.join(" ")')} console.log(a + b); });`,
    ],
    [
      "asks for it",
      `const rl = require("readline").createInterface({ input: process.stdin, output: process.stdout });
       rl.question("", (a) => rl.question("", (b) => { console.log(Number(a) + Number(b)); rl.close(); }));`,
    ],
    [
      "hears of it in pieces",
      `let text = "";
       process.stdin.setEncoding("utf8");
       process.stdin.on("data", (chunk) => (text += chunk));
       process.stdin.on("end", () => { ${sumOf("text")} process.stdout.write(String(a + b)); process.exit(0); });`,
    ],
    [
      "is a module in TypeScript that exports a function",
      `import * as fs from "fs";
       enum Sign { Plus = 1 }
       export default function solve(input: string): string { ${sumOf("input")} return fs === undefined ? "" : \`\${a + Sign.Plus * b}\`; }`,
    ],
    ["exports a function in the old way", `module.exports = (input) => { ${sumOf("input")} return a + b; };`],
  ])("that %s, gives what it prints", async (_, source) => {
    expect(await outputs(source, ["3\n4\n", "20\n-1\n"])).toMatchObject([
      expect.stringMatching(/^7\n?$/),
      expect.stringMatching(/^19\n?$/),
    ]);
  });

  test("keeps nothing from one input to the next", async () => {
    const source = `globalThis.seen = (globalThis.seen ?? 0) + 1; console.log(String(globalThis.seen));`;
    expect(await outputs(source, ["", "", ""])).not.toEqual(["1\n", "2\n", "3\n"]);
  });

  test("that throws, or needs what the sandbox has not, gives nothing", async () => {
    expect(await outputs('throw new Error("no");', [""])).toEqual([null]);
    expect(await outputs('require("child_process").execSync("id");', [""])).toEqual([null]);
    expect(
      await outputs('console.log(process.constructor.constructor("return process")().pid);', [""]),
    ).toEqual([null]);
  });

  test("that does not end is ended", async () => {
    expect(await outputs("for (;;);", [""])).toBe("timed-out");
  });

  test("that is in another language is refused", async () => {
    expect(await outputs("print raw_input()", [""])).toMatchObject({ status: "refused" });
    expect(await outputs("#include <bits/stdc++.h>\nint main() {}", [""])).toMatchObject({
      status: "refused",
    });
  });
});
