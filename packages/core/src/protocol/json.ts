/**
 * A value as JSON knows it. Numbers that a double cannot hold exactly are kept as raw JSON text
 * (`JSON.rawJSON`): `JSON.stringify` prints them digit for digit, `isRawNumber` tells them apart.
 */
export type JsonValue = string | number | boolean | null | RawNumber | readonly JsonValue[] | JsonObject;

/** A JSON object; also the form of records, configs and opaque state values. */
export type JsonObject = { readonly [key: string]: JsonValue };

/** The exact text of a number that no double holds: what `JSON.rawJSON(text)` returns. */
export interface RawNumber {
  readonly rawJSON: string;
}
