import { delimiter, dirname } from "node:path";
import { defineConfig } from "vitest/config";

/** `npm run test:slow` runs the tests that take minutes, `npm test` all others. */
const isSlow = process.env.AIRDOCK_SLOW !== undefined;

/** The settings of every package's tests: real processes and databases on a small, busy machine need time and few workers. */
export default defineConfig({
  test: {
    // A connector's `env node` finds the Node that runs the tests, not a package manager's shell wrapper, which would not pass signals on.
    env: { PATH: [dirname(process.execPath), process.env.PATH].join(delimiter) },
    include: [isSlow ? "**/*.slow.test.ts" : "**/*.test.ts"],
    exclude: ["**/node_modules/**", ...(isSlow ? [] : ["**/*.slow.test.ts"])],
    pool: "forks",
    isolate: true,
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
    slowTestThreshold: 10_000,
    passWithNoTests: true,
  },
});
