import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ROOT } from "../project.ts";

/** Names that a model may choose for a class, the bad ones included. */
export const readClassNames = (): readonly string[] =>
  readFileSync(join(ROOT, "test/fixtures/class-names.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => z.object({ name: z.string() }).parse(JSON.parse(line)).name);
