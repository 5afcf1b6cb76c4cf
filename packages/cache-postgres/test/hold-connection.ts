import { beginStream, planStream } from "@airdock-test/stream-run";
import { createPostgresCache } from "../src/index.ts";

/**
 * `node hold-connection.ts URL STAGING`: a run of connection `shop` with a row that is staged, then one that is final. Says `held`;
 * when a line comes in it finalizes another row and prints how that ended.
 */
const [, , url = "", stagingFolder = ""] = process.argv;
const cache = createPostgresCache({ url, stagingFolder });
const run = await beginStream(cache, planStream("users"));
await run.stage([{ id: 1, name: "Ada" }]);
await run.finalize();
console.log("held");
await new Promise((resolve) => process.stdin.once("data", resolve));
await run.stage([{ id: 2, name: "Bob" }]);
const outcome = await run.finalize().catch((error: { code?: string }) => ({ code: error.code }));
console.log("code" in outcome ? outcome.code : `written ${outcome.written}`);
await cache.close();
process.exit();
