import type { StoredColumn } from "@airdock/core";
import type { AirbyteType } from "@airdock/sql-cache";
import fc from "fast-check";
import { afterAll, beforeAll, test } from "vitest";
import { awkwardColumns, awkwardJson, awkwardRecord, listedJson } from "@airdock-test/awkward-json";
import { expectAgreement } from "./expect-agreement.ts";
import { createBench, type LoadBench } from "./load-bench.ts";

const types: readonly AirbyteType[] = [
  "string",
  "integer",
  "number",
  "boolean",
  "date",
  "timestamp_with_timezone",
  "timestamp_without_timezone",
  "time_with_timezone",
  "time_without_timezone",
  "json",
];
const columns: readonly StoredColumn[] = types.map((type) => ({ field: `a ${type}`, name: type, type }));

let bench: LoadBench;
beforeAll(async () => void (bench = await createBench()));
afterAll(() => bench[Symbol.asyncDispose]());

test("all listed values are loaded in every type as the reference converts them", async () => {
  const data = listedJson.map(
    (text) => `{${columns.map(({ field }) => `${JSON.stringify(field)}:${text}`).join(",")}}`,
  );
  await expectAgreement({ bench, columns, data });
});

test("every value of every type is loaded as the reference converts it", async () => {
  const record = fc.tuple(
    ...columns.map(({ field, type }) => fc.option(awkwardJson(type as AirbyteType)).map((text) => ({ field, text }))),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 60 }), fc.boolean(), async (records, hasMeta) => {
      const data = records.map(
        (cells) =>
          `{${cells.flatMap(({ field, text }) => (text === null ? [] : [`${JSON.stringify(field)}:${text}`])).join(",")}}`,
      );
      const meta = hasMeta
        ? '{"changes":[{"field":"x","change":"NULLED","reason":"SOURCE_FIELD_SIZE_LIMITATION"}]}'
        : undefined;
      await expectAgreement({ bench, columns, data, meta });
    }),
    { numRuns: Number(process.env["AIRDOCK_TEST_RUNS"] ?? 100), endOnFailure: true },
  );
});

test("fields of any names get to their columns, or to the one for the rest", async () => {
  await fc.assert(
    fc.asyncProperty(awkwardColumns, fc.array(awkwardRecord, { minLength: 1, maxLength: 30 }), async (own, data) => {
      await expectAgreement({ bench, columns: own, data });
    }),
    { numRuns: Number(process.env["AIRDOCK_TEST_RUNS"] ?? 100), endOnFailure: true },
  );
});
