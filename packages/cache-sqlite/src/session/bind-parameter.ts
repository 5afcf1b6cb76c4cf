/**
 * A parameter as SQLite takes it: integers as INTEGER (a column of text would keep the double 5 as `5.0`), booleans as 0 and 1,
 * `Date` as ISO text, bytes as BLOB, arrays and plain objects as JSON text.
 */
export function bindParameter(value: unknown): unknown {
  switch (typeof value) {
    case "number":
      return Number.isSafeInteger(value) ? BigInt(value) : value;
    case "boolean":
      return value ? 1n : 0n;
    case "undefined":
      return null;
    case "object":
      return bindObject(value);
    default:
      return value;
  }
}

function bindObject(value: object | null): unknown {
  if (value === null || Buffer.isBuffer(value)) return value;
  if (value instanceof Date) return value.toISOString();
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return JSON.stringify(value);
}
