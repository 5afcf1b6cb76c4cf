import { expect, test } from "vitest";
import { duckdbErrorKind } from "./duckdb-error-kind.ts";
import { ResourceLimits } from "./duckdb-resources.ts";

test.each([
  "Out of Memory Error: could not allocate block of size 256.0 KiB (60.9 MiB/61.0 MiB used)",
  "Out of Memory Error: failed to pin block of size 256.0 KiB (121.8 MiB/122.0 MiB used)",
  "failed to pin block of size 256.0 KiB (121.8 MiB/122.0 MiB used)",
  "TransactionContext Error: Failed to commit: could not allocate block of size 2.0 MiB (61.0 MiB/61.0 MiB used)",
  "Out of Memory Error: Allocation failure",
  "failed to allocate data of size 32.0 MiB (61.0 MiB/61.0 MiB used)",
  "INTERNAL Error: std::bad_alloc",
])("memory ran out: %s", (message) => {
  expect(duckdbErrorKind(new Error(message), new ResourceLimits({}))).toBe("memory");
});

test("a word of a value is no lack of memory", () => {
  expect(duckdbErrorKind(new Error('Conversion Error: "memory" is no BIGINT'), new ResourceLimits({}))).toBeUndefined();
});

test("a checkpoint that failed leaves open whether the transaction is in, and the file is to be opened again", () => {
  const limits = new ResourceLimits({});
  const message =
    'IO Error: Database "_airdock_database" has been invalidated because checkpointing failed. Original error: failed to pin block of size 256.0 KiB (243.9 MiB/244.1 MiB used)';
  expect(duckdbErrorKind(new Error(message), limits)).toBe("lost");
  expect(limits).toMatchObject({ isBroken: true, current: { memoryLimit: "128MB" } });
});
