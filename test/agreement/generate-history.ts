import fc from "fast-check";
import { generateKey, generateValue } from "./generate-value.ts";
import type { FieldKind, GeneratedStream, GeneratedSync, GeneratedValue, History, Step } from "./history.ts";

/** Histories of one to four syncs of one to three streams. */
export function generateHistory(): fc.Arbitrary<History> {
  return fc
    .record({
      streams: fc.uniqueArray(generateStream(), { minLength: 1, maxLength: 3, selector: streamId }),
      states: fc.constantFrom("STREAM" as const, "STREAM" as const, "GLOBAL" as const),
    })
    .chain(({ streams, states }) =>
      fc.record({
        streams: fc.constant(streams),
        states: fc.constant(states),
        syncs: fc.array(generateSync(streams), { minLength: 1, maxLength: 4 }),
      }),
    );
}

const streamId = ({ name, namespace }: GeneratedStream): string => JSON.stringify([namespace, name]);

const streamNames = ["items", "Items", "my-stream", "my_stream", "select", "größe", "a.b", "1st", "x".repeat(80)];
const fieldNames = ["name", "Name", "user-id", "user_id", "select", "größe", "a.b", "1st", "f".repeat(70), "_x", "oid"];
const undeclaredNames = ["extra", "Extra", "user id", "größe", "name", "_airbyte_raw_id"];
const kinds: readonly FieldKind[] = ["string", "integer", "number", "boolean", "date", "timestamp", "json"];

/** Every stream has an `id` and an `at`, which may be its key and its cursor. */
function generateStream(): fc.Arbitrary<GeneratedStream> {
  return fc
    .record({
      name: fc.constantFrom(...streamNames),
      namespace: fc.constantFrom(undefined, undefined, "public", "my"),
      others: fc.uniqueArray(fc.record({ name: fc.constantFrom(...fieldNames), kind: fc.constantFrom(...kinds) }), {
        maxLength: 5,
        selector: ({ name }) => name,
      }),
      undeclared: fc.uniqueArray(fc.constantFrom(...undeclaredNames), { maxLength: 3 }),
      idKind: fc.constantFrom("integer" as const, "string" as const),
      hasKey: fc.boolean(),
      hasCursor: fc.boolean(),
      isIncremental: fc.boolean(),
      mode: fc.constantFrom("auto" as const, "auto" as const, "append" as const, "replace" as const, "merge" as const),
    })
    .map(({ name, namespace, others, undeclared, idKind, hasKey, hasCursor, isIncremental, mode }) => ({
      name,
      namespace,
      fields: [{ name: "id", kind: idKind }, { name: "at", kind: "integer" as const }, ...others],
      undeclared: undeclared.filter((field) => !others.some(({ name }) => name === field)),
      key: hasKey || mode === "merge" ? ["id"] : [],
      cursor: hasCursor ? "at" : undefined,
      isIncremental,
      mode,
    }));
}

function generateSync(streams: readonly GeneratedStream[]): fc.Arbitrary<GeneratedSync> {
  const steps = streams.map((stream, index) =>
    fc.oneof(
      { weight: 4, arbitrary: generateRecord(stream, index) },
      { weight: 1, arbitrary: fc.constant<Step>({ kind: "state", stream: index }) },
    ),
  );
  const ending = fc.constantFrom("COMPLETE" as const, "COMPLETE" as const, "COMPLETE" as const, "INCOMPLETE" as const);
  return fc.record({
    steps: fc.array(fc.oneof(...steps), { maxLength: 25 }),
    endings: fc.oneof(
      { weight: 4, arbitrary: fc.tuple(...streams.map(() => ending)) },
      { weight: 1, arbitrary: fc.constant("none" as const) },
    ),
    exitCode: fc.constantFrom(0 as const, 0 as const, 1 as const),
    fullRefresh: fc.constantFrom(false, false, false, true),
    finalizeRows: fc.constantFrom(1, 5, 250_000),
  });
}

function generateRecord({ fields, undeclared, key, cursor }: GeneratedStream, stream: number): fc.Arbitrary<Step> {
  const values: Record<string, fc.Arbitrary<GeneratedValue>> = {};
  for (const { name, kind } of fields)
    values[name] = key.includes(name)
      ? generateKey(kind)
      : name === cursor
        ? generateKey("integer")
        : generateValue(kind);
  for (const name of undeclared) values[name] = fc.oneof({ weight: 4, arbitrary: absent }, generateValue("json"));
  return fc.record(values).map((record) => ({ kind: "record", stream, values: record }));
}

const absent = fc.constant<GeneratedValue>({ sent: undefined, stored: null });
