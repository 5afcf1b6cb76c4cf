import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { type Row, type RowValue, type StreamKey, sync } from "@airdock/core";
import { type CacheCase, defineCases, needing } from "../cache-case.ts";
import type { CaseContext } from "../case-context.ts";
import { expectData } from "../read-rows.ts";
import { countLines, createRecordedSource } from "../recorded-source.ts";

/** A recording of `streams/`, and the tables it makes. */
interface Recording {
  readonly name: string;
  readonly tables: readonly { readonly stream: StreamKey; readonly rows: readonly Row[] }[];
  /** True when its values are of other types than its columns. */
  readonly convertsValues?: boolean;
}

const at = (second: number): string => `2024-05-01T08:00:0${second}.000000Z`;
const account = (id: number, balance: number, lsn: number): Row => ({
  ...{ id, balance, _ab_cdc_lsn: lsn, _ab_cdc_deleted_at: null },
  _ab_cdc_updated_at: `2024-05-01T00:00:${String(lsn).padStart(2, "0")}Z`,
});
const odd = (id: number, values: Readonly<Record<string, RowValue>>): Row => ({
  ...{ id, amount: null, big: null, text: null, data: null, extra_field: null, ...values },
});

const recordings: readonly Recording[] = [
  {
    name: "merged-by-cursor",
    convertsValues: true,
    tables: [
      {
        stream: { name: "users" },
        rows: [
          { id: 1, name: "Ada L.", updated_at: at(5) },
          { id: 2, name: "Bobby", updated_at: at(3) },
          { id: 3, name: "Cem", updated_at: at(2) },
          { id: 4, name: "Dan", updated_at: at(4) },
          { id: 5, name: "Eve", updated_at: at(6) },
        ],
      },
    ],
  },
  {
    name: "cdc-with-global-state",
    tables: [
      { stream: { name: "accounts", namespace: "bank" }, rows: [account(1, 75, 4), account(2, 69.5, 10)] },
      {
        stream: { name: "transfers", namespace: "bank" },
        rows: [{ id: "t2", from: 2, to: 3, amount: 5.5, _ab_cdc_lsn: 7, _ab_cdc_deleted_at: null }],
      },
    ],
  },
  {
    name: "appended-with-legacy-state",
    convertsValues: true,
    tables: [
      {
        stream: { name: "events" },
        rows: [1, 2, 3, 4, 5, 6].map((id) => ({
          id,
          at: `2024-05-01T00:00:0${id}.000000Z`,
          kind: id % 2 === 1 ? "click" : "view",
        })),
      },
    ],
  },
  {
    name: "odd-records",
    convertsValues: true,
    tables: [
      {
        stream: { name: "odd" },
        rows: [
          odd(1, {
            amount: 0.1,
            big: 9223372036854775807n,
            text: '\u00e9\u{1f600} "q" \\',
            data: { exact: 12345678901234567890n, list: [1.5, null] },
          }),
          odd(2, { text: "spaces" }),
          odd(4, { extra_field: { a: 1 } }),
          odd(5, { text: "00123", amount: 12.5 }),
        ],
      },
    ],
  },
  {
    name: "replaced-table",
    tables: [
      {
        stream: { name: "countries" },
        rows: [
          { code: "de", name: "Deutschland" },
          { code: "fr", name: "France" },
          { code: "tr", name: "T\u00fcrkiye" },
          { code: "cn", name: "\u4e2d\u56fd" },
        ],
      },
    ],
  },
];

/** Recordings of sources, synced as users sync: by the pipeline. */
export const recordedCases: readonly CacheCase[] = defineCases("recorded", {
  ...Object.fromEntries(
    recordings.flatMap((recording) => [
      [
        `${recording.name}, from end to end, and once more`,
        needing(fits(recording), async (context) => {
          strictEqual((await play(context, recording)).outcome, "ok");
          await expectTables(context, recording);
          strictEqual((await play(context, recording)).outcome, "ok");
          await expectTables(context, recording);
        }),
      ],
      [
        `${recording.name}, broken off again and again`,
        needing(fits(recording), async (context) => {
          const lines = countLines(recording.name);
          for (const part of [0.3, 0.5, 0.85]) await play(context, recording, Math.floor(lines * part));
          strictEqual((await play(context, recording)).outcome, "ok");
          await expectTables(context, recording);
        }),
      ],
    ]),
  ),

  "lines that are no records are counted, and the rest is kept": async (context) => {
    const { rejected } = await play(context, { name: "odd-records", tables: [] });
    deepStrictEqual(rejected.map(({ reason, count }) => `${reason} ${count}`).sort(), [
      "broken-json 1",
      "data-not-an-object 1",
      "unknown-stream 1",
    ]);
  },

  "a state is given back byte for byte": async (context) => {
    await play(context, { name: "cdc-with-global-state", tables: [] });
    const [state] = await (await context.open()).states("recorded");
    ok(state?.text.includes('{"lsn" : 10,"big":12345678901234567890}'), state?.text);
  },
});

function fits({ convertsValues = false }: Recording): NonNullable<CacheCase["needs"]> {
  return ({ typed }) => typed || !convertsValues;
}

async function play(context: CaseContext, { name }: Recording, breakAfter?: number): ReturnType<typeof sync> {
  const source = createRecordedSource(name, breakAfter === undefined ? {} : { breakAfter });
  return await sync({ source, cache: await context.open(), reject: false, finalizeEvery: { rows: 1 } });
}

async function expectTables(context: CaseContext, { tables }: Recording): Promise<void> {
  for (const { stream, rows } of tables) await expectData(context, { stream }, rows, "recorded");
}
