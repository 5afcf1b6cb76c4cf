import { expect, test } from "vitest";
import { shopStreams } from "../catalog.ts";
import { parseShopConfig } from "../shop-config.ts";
import type { ShopRecord, ShopStream } from "./shop-stream.ts";

const config = parseShopConfig({});

test.each(shopStreams.map((stream) => [stream.name, stream] as const))(
  "%s: records hold what the schema says",
  (_, stream) => {
    for (const record of createRecords(stream, 500)) {
      for (const [field, value] of Object.entries(record))
        expect(matches(stream.properties[field], value), `${field}: ${JSON.stringify(value)}`).toBe(true);
    }
  },
);

test.each(shopStreams.map((stream) => [stream.name, stream] as const))(
  "%s: ids count up, every declared field occurs",
  (_, stream) => {
    const records = createRecords(stream, 500);
    expect(records.map((record) => record.id)).toEqual(records.map((__, index) => index + 1));
    expect(new Set(records.flatMap(Object.keys))).toEqual(new Set(Object.keys(stream.properties)));
  },
);

test("purchases point to users and products that exist", () => {
  const small = parseShopConfig({ users: 4, products: 2, purchases: 1000 });
  const records = createRecords(find("purchases"), 1000, small);
  expect(new Set(records.map((record) => record.user_id))).toEqual(new Set([1, 2, 3, 4]));
  expect(new Set(records.map((record) => record.product_id))).toEqual(new Set([1, 2]));
});

test("a purchase costs what its product costs", () => {
  const prices = new Map(createRecords(find("products"), 100).map((product) => [product.id, product.price]));
  for (const purchase of createRecords(find("purchases"), 500))
    expect(purchase.unit_price).toBe(prices.get(Number(purchase.product_id)));
});

test("emails are unique and plain ASCII, names are not", () => {
  const users = createRecords(find("users"), 500);
  expect(new Set(users.map((user) => user.email)).size).toBe(500);
  for (const user of users) expect(user.email).toMatch(/^[a-z.]+\d+@example\.(com|org|net)$/);
  expect(users.some((user) => /[^\p{ASCII}]/u.test(String(user.name)))).toBe(true);
});

test("another seed makes another shop", () => {
  const [first] = createRecords(find("users"), 1);
  const [other] = createRecords(find("users"), 1, parseShopConfig({ seed: 2 }));
  expect(other).not.toEqual(first);
});

function createRecords(stream: ShopStream, count: number, options = config): ShopRecord[] {
  return Array.from({ length: count }, (_, index) => stream.createRecord(index, options));
}

function find(name: ShopStream["name"]): ShopStream {
  const stream = shopStreams.find((candidate) => candidate.name === name);
  if (stream === undefined) throw new Error(`no stream ${name}`);
  return stream;
}

const FORMATS: Record<string, RegExp> = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  time_without_timezone: /^\d{2}:\d{2}:\d{2}$/,
  timestamp_with_timezone: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/,
  timestamp_without_timezone: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/,
};

function matches(schema: object | undefined, value: unknown): boolean {
  const { type, format, airbyte_type } = (schema ?? {}) as {
    type?: string | string[];
    format?: string;
    airbyte_type?: string;
  };
  const pattern = FORMATS[airbyte_type ?? format ?? ""];
  if (pattern !== undefined && typeof value === "string") return pattern.test(value);
  const types = [type ?? []].flat();
  return types.includes(typeOf(value)) || (types.includes("number") && typeOf(value) === "integer");
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
}
