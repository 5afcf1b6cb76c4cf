import type { RecordRow, StoredColumn } from "@airdock/core";
import {
  airbyteTypes,
  type ConvertedRow,
  createRowConverter,
  type StreamStage,
  type ValueRules,
} from "@airdock/sql-cache";
import fc from "fast-check";
import { afterAll, beforeAll, test } from "vitest";
import { awkwardColumns, awkwardRecord } from "./awkward-fields.ts";
import { awkwardJson, listedJson } from "./awkward-json.ts";
import { batchOf, type LoadBench } from "./load-bench.ts";

/** What is loaded, and how. */
export interface Agreement<Bench extends LoadBench = LoadBench> {
  readonly bench: Bench;
  readonly columns: readonly StoredColumn[];
  /** JSON text of records. */
  readonly data: readonly string[];
  /** JSON text of the `meta` that all records carry. */
  readonly meta?: string | undefined;
}

/** A row as it is to be loaded: what the reference conversion makes of a record. */
export interface WantedRow extends ConvertedRow {
  readonly rawId: string;
  readonly row: RecordRow;
}

/** Stages the records of an agreement, and converts them by the reference. */
export async function stageAgreed(
  { bench, columns, data, meta }: Agreement,
  rules: ValueRules,
): Promise<{ readonly stage: StreamStage; readonly wanted: readonly WantedRow[] }> {
  const stage = bench.openStage();
  const batch = await batchOf(data, { meta });
  await stage.stage(batch, columns);
  const convert = createRowConverter(columns, rules);
  return { stage, wanted: [...batch.rows()].map((row) => ({ rawId: row.rawId, row, ...convert(row) })) };
}

/** Tests that a bulk load comes to what the reference conversion says, for values of every kind and fields of any names. */
export function testLoadAgreement<Bench extends LoadBench>(
  createBench: () => Promise<Bench>,
  expectAgreement: (agreement: Agreement<Bench>) => Promise<void>,
): void {
  let bench: Bench;
  beforeAll(async () => void (bench = await createBench()));
  afterAll(() => bench[Symbol.asyncDispose]());

  test("all listed values are loaded in every type as the reference converts them", async () => {
    const data = listedJson.map((text) => recordOf(columns.map(({ field }) => ({ field, text }))));
    await expectAgreement({ bench, columns, data });
  });

  test("every value of every type is loaded as the reference converts it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRecord, { minLength: 1, maxLength: 60 }), fc.boolean(), async (data, hasMeta) => {
        await expectAgreement({ bench, columns, data, meta: hasMeta ? sourceMeta : undefined });
      }),
      { numRuns, endOnFailure: true },
    );
  });

  test("fields of any names get to their columns, or to the one for the rest", async () => {
    await fc.assert(
      fc.asyncProperty(awkwardColumns, fc.array(awkwardRecord, { minLength: 1, maxLength: 30 }), async (own, data) => {
        await expectAgreement({ bench, columns: own, data });
      }),
      { numRuns, endOnFailure: true },
    );
  });
}

const columns: readonly StoredColumn[] = airbyteTypes.map((type) => ({ field: `a ${type}`, name: type, type }));

/** JSON text of a record with a value, or none, for every column. */
const anyRecord = fc
  .tuple(...airbyteTypes.map((type) => fc.option(awkwardJson(type)).map((text) => ({ field: `a ${type}`, text }))))
  .map(recordOf);

const sourceMeta = '{"changes":[{"field":"x","change":"NULLED","reason":"SOURCE_FIELD_SIZE_LIMITATION"}]}';
const numRuns = Number(process.env["AIRDOCK_TEST_RUNS"] ?? 100);

function recordOf(cells: readonly { readonly field: string; readonly text: string | null }[]): string {
  const members = cells.flatMap(({ field, text }) => (text === null ? [] : [`${JSON.stringify(field)}:${text}`]));
  return `{${members.join(",")}}`;
}
