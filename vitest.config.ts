import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";
import { findFastTests, findInProcessTests } from "./test/fast-tests.ts";
import { LongestFirst } from "./test/longest-first.ts";

const fast = [...findFastTests()];
const inProcess = [...findInProcessTests()];

export default defineConfig({
  test: {
    globalSetup: ["test/global-setup.ts"],
    pool: "forks",
    // Most files start processes of their own: more at once than cores only makes all of them slow, and the whole no faster.
    maxWorkers: availableParallelism(),
    execArgv: ["--conditions=campforge-source"],
    // Node runs the sources as they are, here as in a checkout, and loads them in half the time.
    experimental: { viteModuleRunner: false },
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: "real",
          include: ["test/**/*.test.ts"],
          exclude: [...configDefaults.exclude, ...fast, ...inProcess],
        },
      },
      // One compiler and one sandbox for all of these that a worker runs.
      { extends: true, test: { name: "in-process", include: inProcess, isolate: false } },
      // Nothing in these outlives a test, so that files may share a process and what it has loaded.
      { extends: true, test: { name: "fast", include: fast, isolate: false } },
    ],
  },
});
