import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/longest-first.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/global-setup.ts"],
    pool: "forks",
    // Each file starts processes of its own: more files at once than cores only makes all of them slow.
    maxWorkers: availableParallelism(),
    execArgv: ["--conditions=campforge-source"],
    // Node runs the sources as they are, here as in a checkout, and loads them in half the time.
    experimental: { viteModuleRunner: false },
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
