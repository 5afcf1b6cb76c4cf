import { mergeConfig } from "vitest/config";
import shared from "../../vitest.config.ts";

/** One PostgreSQL server serves all tests of a run. */
export default mergeConfig(shared, {
  test: { globalSetup: ["@airdock-test/postgres-server/vitest-setup"], maxConcurrency: 3 },
});
