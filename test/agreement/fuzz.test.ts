import fc from "fast-check";
import { expect, test } from "vitest";
import { agreedCaches } from "./agreed-cache.ts";
import { generateHistory } from "./generate-history.ts";
import { runHistory } from "./run-history.ts";
import { expectTables } from "./sync-model.ts";
import { sortRows } from "./sort-rows.ts";

/** At least so many syncs are generated for each cache; AIRDOCK_FUZZ_SYNCS asks for more, AIRDOCK_FUZZ_SEED for others. */
const atLeast = Number(process.env["AIRDOCK_FUZZ_SYNCS"] ?? 150);
const seed = Number(process.env["AIRDOCK_FUZZ_SEED"] ?? 7);

test.each(Object.keys(agreedCaches))(
  "what any syncs leave in %s is what a small model says",
  { timeout: 3_600_000 },
  async (name) => {
    await using opened = await agreedCaches[name]?.();
    if (opened === undefined) throw new Error(`There is no cache ${name}.`);
    const { cache } = opened;
    await cache.open();
    let syncs = 0;
    let connection = 0;
    while (syncs < atLeast) {
      await fc.assert(
        fc.asyncProperty(generateHistory(), async (history) => {
          connection += 1;
          const expected = expectTables(history);
          for await (const tables of runHistory(cache, `c${connection}`, history)) {
            syncs += 1;
            const said = expected.next().value ?? [];
            expect(tables.map(sortRows)).toEqual(said.map(sortRows));
          }
        }),
        { numRuns: 20, seed: seed + connection, endOnFailure: true },
      );
    }
    console.log(`${name}: ${syncs} syncs in ${connection} connections agree with the model`);
  },
);
