import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CONFIG_FILE } from "../../files/read-config.ts";
import { DEFAULT_RECORD } from "../../core/run/default-record.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { print, printJson } from "../output/print.ts";

const TASKS_FOLDER = "tasks";
const FIRST = "two-colour-chain.md";

const CONFIG = {
  db: DEFAULT_RECORD,
  endpoints: {
    local: {
      baseUrl: "http://127.0.0.1:8000/v1",
      apiKeyEnv: "CAMPFORGE_API_KEY",
      concurrency: 8,
      timeoutSeconds: 600,
    },
  },
  author: { endpoint: "local", model: "your-author-model", maxTokens: 16_000, temperature: 0.7 },
  judge: { endpoint: "local", model: "your-judge-model", maxTokens: 16_000, temperature: 0.7 },
  rounds: 3,
  drafts: 1,
};

const TASK = `---
title: Two-Colour Chain
domain: logical-reasoning
source: made here
licence: yours
---

A chain of beads is partly hidden. Each bead is black or white. For some stretches of the chain it is known
how many black beads they hold. Given the length of the chain (8 to 40 beads), the beads that can be seen, and
the counts, find any colouring of the whole chain that agrees with all of it.

## Rules

- Stretches are given by their first and last bead, counted from 1, and may overlap.
- Every case has at least one colouring that agrees; any such colouring is right.

## Answer

The whole chain as one word of the letters B and W on a final line \`Answer: …\`.

## Difficulty

Longer chains, fewer beads that can be seen, more stretches that overlap.

## Example

Chain of 4 beads; bead 1 is black; beads 1 to 3 hold 2 black beads; beads 3 to 4 hold 1. One right answer is
BBWB: beads 1 to 3 hold two black beads, beads 3 to 4 one.
`;

/** Writes a configuration and a first description into a folder; touches nothing that is there. */
export function init(folder: string, options: { readonly json?: boolean } = {}): number {
  // Where descriptions are already, a first run is not to take on all of them.
  const tasksFolder = join(folder, TASKS_FOLDER);
  const hasOthers = existsSync(tasksFolder) && readdirSync(tasksFolder).length > 0;
  const tasks = [hasOthers ? `${TASKS_FOLDER}/${FIRST}` : TASKS_FOLDER];
  const files: readonly (readonly [path: string, text: string])[] = [
    [join(folder, CONFIG_FILE), `${JSON.stringify({ tasks, ...CONFIG }, null, 2)}\n`],
    [join(tasksFolder, FIRST), TASK],
  ];
  const taken = files.find(([path]) => existsSync(path));
  if (taken !== undefined) {
    throw new CommandError(
      EXIT.usage,
      `${taken[0]}: already exists, and nothing was written. Remove it, or name another folder`,
    );
  }
  for (const [path, text] of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    if (options.json !== true) print(`wrote ${path}\n`);
  }
  if (options.json === true) {
    printJson({ wrote: files.map(([path]) => path) });
    return EXIT.done;
  }
  print(`
Next:  put the address and the models of your endpoint into ${join(folder, CONFIG_FILE)},
       set CAMPFORGE_API_KEY, and try: npx campforge doctor, then npx campforge run
${hasOthers ? `       ${TASKS_FOLDER}/ holds other descriptions; the configuration names this one alone\n` : ""}`);
  return EXIT.done;
}
