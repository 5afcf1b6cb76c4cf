/** What the records of a benchmark look like: a JSON schema and a maker of the n-th record. */
export interface Shape {
  readonly name: string;
  readonly properties: Readonly<Record<string, object>>;
  /** The DuckDB types of the columns, for the baseline. */
  readonly types: Readonly<Record<string, string>>;
  createRecord(index: number): object;
  /** The property that is the primary key, for records that are merged. */
  readonly key?: string;
}

const string = { type: ["null", "string"] };
const word = (seed: number): string => ((seed * 2_654_435_761) >>> 0).toString(36).padStart(7, "0");
const time = (index: number): string => new Date(1_700_000_000_000 + index * 1777).toISOString();

/** Twelve columns of every usual type, about 430 bytes of data a record. */
function mixedShape(): Shape {
  const stamp = { type: ["null", "string"], format: "date-time", airbyte_type: "timestamp_with_timezone" };
  return {
    name: "12 mixed columns",
    properties: {
      id: { type: "integer" },
      name: { type: ["null", "string"] },
      email: { type: ["null", "string"] },
      age: { type: ["null", "integer"] },
      balance: { type: ["null", "number"] },
      active: { type: ["null", "boolean"] },
      birthday: { type: ["null", "string"], format: "date" },
      created_at: stamp,
      updated_at: stamp,
      address: { type: ["null", "object"] },
      tags: { type: ["null", "array"] },
      note: { type: ["null", "string"] },
    },
    types: {
      id: "BIGINT",
      name: "VARCHAR",
      email: "VARCHAR",
      age: "BIGINT",
      balance: "DOUBLE",
      active: "BOOLEAN",
      birthday: "DATE",
      created_at: "TIMESTAMPTZ",
      updated_at: "TIMESTAMPTZ",
      address: "JSON",
      tags: "JSON",
      note: "VARCHAR",
    },
    createRecord: (index) => ({
      id: index,
      name: `${word(index)} ${word(index + 7)}`,
      email: `${word(index)}.${index}@example.org`,
      age: 18 + (index % 70),
      balance: Math.round(index * 137.77) / 100,
      active: index % 3 !== 0,
      birthday: time(-index * 1000).slice(0, 10),
      created_at: time(index),
      updated_at: time(index + 5),
      address: {
        street: `${word(index + 3)} street ${index % 200}`,
        city: word(index % 977),
        zip: String(10_000 + (index % 89_999)),
        country: "DE",
      },
      tags: [word(index % 31), word(index % 17)],
      note: `${word(index)} ${word(index + 1)} ${word(index + 2)} ${word(index + 3)} ${word(index + 4)}`,
    }),
  };
}

function stringShape(count: number): Shape {
  const names = Array.from({ length: count }, (_, column) => `text_${column}`);
  return {
    name: `${count} strings`,
    properties: Object.fromEntries(names.map((name) => [name, string])),
    types: Object.fromEntries(names.map((name) => [name, "VARCHAR"])),
    createRecord: (index) =>
      Object.fromEntries(
        names.map((name, column) => [
          name,
          `${word(index * count + column)} ${word(index + column)} and some more text`,
        ]),
      ),
  };
}

/** Strings, integers and timestamps in turn. */
function wideShape(count: number): Shape {
  const kinds = [
    { schema: string, type: "VARCHAR", value: word },
    { schema: { type: ["null", "integer"] }, type: "BIGINT", value: (seed: number) => seed },
    { schema: { type: ["null", "string"], format: "date-time" }, type: "TIMESTAMPTZ", value: time },
  ];
  const columns = Array.from({ length: count }, (_, column) => `c${column}`);
  const each = <Value>(read: (kind: (typeof kinds)[number], column: number) => Value): Record<string, Value> =>
    Object.fromEntries(
      columns.flatMap((name, column) =>
        kinds.slice(column % 3, (column % 3) + 1).map((kind) => [name, read(kind, column)]),
      ),
    );
  return {
    name: `${count} columns`,
    properties: each(({ schema }) => schema),
    types: each(({ type }) => type),
    createRecord: (index) => each(({ value }, column) => value(index + column)),
  };
}

/** The shapes that are measured; the first one decides whether the target is met. */
export const shapes: readonly Shape[] = [mixedShape(), stringShape(5), wideShape(50), wideShape(200)];

/** So many rows with a key; from the first one on. */
export function keptShape(): Shape {
  return keyedShape("kept rows", (index) => index, 0);
}

/** Later versions of some of so many rows, one in eleven of them new. */
export function newerShape(kept: number): Shape {
  return keyedShape("newer rows", (index) => 1 + ((index * 102_947) % Math.round(kept * 1.1)), 1);
}

function keyedShape(name: string, idOf: (index: number) => number, round: number): Shape {
  const createRecord = (index: number): object => {
    const id = idOf(index);
    const updated_at = time(id + round * 100_000_000);
    return { id, name: `${word(id)} ${word(id + round)}`, age: id % 70, updated_at, note: word(id + round) };
  };
  const types = { id: "BIGINT", name: "VARCHAR", age: "BIGINT", updated_at: "TIMESTAMPTZ", note: "VARCHAR" };
  const integer = { type: ["null", "integer"] };
  const updated_at = { type: ["null", "string"], format: "date-time" };
  const properties = { id: integer, name: string, age: integer, updated_at, note: string };
  return { name, properties, types, createRecord, key: "id" };
}
