import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { z } from "zod";
import { type PeerName, SHARED_TASKS } from "./shared-tasks.ts";

const theirsSchema = z.discriminatedUnion("status", [
  z.object({ status: z.literal("measured"), generated: z.number(), verified: z.number().nullable() }),
  z.object({ status: z.literal("failed"), why: z.string() }),
]);

/** What a task of a peer's came to, or why it does not run in the copy that is there. */
export type Theirs = z.infer<typeof theirsSchema>;

/** Measures every shared task of a peer in a copy of its repository, one after the other, in the order of `SHARED_TASKS`. */
export function measureTheirs(
  peer: PeerName,
  { root, python, seconds }: { readonly root: string; readonly python: string; readonly seconds: number },
): readonly Theirs[] {
  const script = join(import.meta.dirname, "measure_peer.py");
  const input = JSON.stringify({ root, peer, seconds, tasks: SHARED_TASKS[peer] });
  const { stdout, stderr, error, status } = spawnSync(python, ["-B", script], { input, encoding: "utf8" });
  if (error !== undefined || status !== 0)
    throw new Error(`${python} does not measure ${peer}: ${error?.message ?? stderr}`);
  return stdout
    .trim()
    .split("\n")
    .map((line) => theirsSchema.parse(JSON.parse(line)));
}
