import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { findFastTests } from "./test/fast-tests.ts";

/** The tests that start no process and no browser, for the inner loop: `npm run test:fast`. */
export default defineConfig({
  test: {
    include: [...findFastTests()],
    pool: "forks",
    maxWorkers: availableParallelism(),
    // Nothing in them outlives a test, so that files may share a process and what it has loaded.
    isolate: false,
    execArgv: ["--conditions=campforge-source"],
    experimental: { viteModuleRunner: false },
    testTimeout: 60_000,
  },
});
