import { test } from "vitest";
import { testCache } from "../src/index.ts";

await testCache({ module: new URL("./memory-under-test.ts", import.meta.url), test });
