import { testCache } from "@airdock/cache-testkit";
import { test } from "vitest";

await testCache({ module: new URL("./sqlite-under-test.ts", import.meta.url), test });
