import { defineConfig } from "vitest/config";

/** The settings of every package's tests: real processes and databases on a small, busy machine need time and few workers. */
export default defineConfig({
  test: {
    pool: "forks",
    isolate: true,
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
    passWithNoTests: true,
  },
});
