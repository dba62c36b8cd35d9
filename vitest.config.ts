import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/longest-first.ts";

export default defineConfig({
  resolve: { conditions: ["campforge-source"] },
  ssr: { resolve: { conditions: ["campforge-source"] } },
  test: {
    include: ["test/**/*.test.ts"],
    pool: "forks",
    // Each file starts processes of its own: more files at once than cores only makes all of them slow.
    maxWorkers: availableParallelism(),
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
