import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["campforge-source"] },
  ssr: { resolve: { conditions: ["campforge-source"] } },
  test: {
    include: ["test/**/*.test.ts"],
    pool: "forks",
    // Each file starts processes of its own: more files at once than cores only makes all of them slow.
    maxWorkers: availableParallelism(),
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
