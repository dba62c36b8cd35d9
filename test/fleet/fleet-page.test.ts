import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { z } from "zod";
import { createProgram } from "../../src/cli/program/create-program.ts";
import { ROOT } from "../project.ts";

const read = (name: string): string => readFileSync(join(ROOT, "docs", "fleet", name), "utf8");

/** Commands that a text would have a shell or a container run: `npx campforge …`, also as a list of words. */
function commandsIn(text: string): readonly (readonly string[])[] {
  const lines = text.replaceAll(/"(?:, )?"?/g, " ").split("\n");
  return lines.flatMap((line) => {
    const found = /\bnpx campforge ([^;#\]|&`]+)/.exec(line)?.[1];
    return found === undefined ? [] : [found.trim().split(/\s+/)];
  });
}

/** Whether the command line understands these words; what it says where it does not. */
async function understood(words: readonly string[]): Promise<string> {
  const isRead = new Error("read");
  const program = createProgram()
    .configureOutput({ writeErr: () => undefined })
    .hook("preAction", () => {
      throw isRead;
    });
  const end = await program.parseAsync(["node", "campforge", ...words]).catch((error: unknown) => error);
  return end === isRead ? "" : `${words.join(" ")}: ${String(end)}`;
}

test.each([
  ["docs/fleet/compose.yaml", read("compose.yaml"), 2],
  ["docs/fleet/kubernetes.yaml", read("kubernetes.yaml"), 3],
  ["docs/fleet.md", readFileSync(join(ROOT, "docs", "fleet.md"), "utf8"), 6],
])("every command of %s names options that there are", async (_, text, least) => {
  const commands = commandsIn(text);
  expect(commands.length).toBeGreaterThanOrEqual(least);
  const problems = await Promise.all(commands.map(understood));
  expect(problems.filter((problem) => problem !== "")).toEqual([]);
});

const composed = z.object({
  services: z.record(
    z.string(),
    z.looseObject({ image: z.string(), environment: z.record(z.string(), z.string()) }),
  ),
});

test("the compose file is one, and its worker holds no key", () => {
  const { services } = composed.parse(parse(read("compose.yaml")));
  expect(Object.keys(services)).toEqual(["queue", "coordinator", "worker"]);
  expect(Object.keys(services["worker"]?.environment ?? {})).toEqual(["CAMPFORGE_QUEUE"]);
  expect(Object.keys(services["coordinator"]?.environment ?? {})).toContain("OPENAI_API_KEY");
});

test("the Kubernetes manifest is objects that a cluster knows, and its worker holds no key", () => {
  const documents = parseAllDocuments(read("kubernetes.yaml"));
  expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
  const kind = z.looseObject({
    apiVersion: z.string(),
    kind: z.string(),
    metadata: z.looseObject({ name: z.string() }),
  });
  const objects = documents.map((one) => kind.parse(one.toJS()));
  expect(objects.map((one) => `${one.apiVersion} ${one.kind}`)).toEqual([
    "v1 PersistentVolumeClaim",
    "batch/v1 Job",
    "apps/v1 Deployment",
  ]);
  const worker = JSON.stringify(objects[2]);
  expect(worker).toContain("CAMPFORGE_QUEUE");
  expect(worker).not.toMatch(/API_KEY/);
});
