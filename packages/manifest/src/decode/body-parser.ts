import type { PythonValue } from "../python/value.ts";

/** The bytes of a body, piece by piece. */
export type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Reads documents out of bytes, in portions, without keeping them all. `charset`: what the content type names. */
export type BodyParser = (bytes: Bytes, charset?: string) => AsyncIterable<readonly PythonValue[]>;

/** Documents handed on at a time by parsers that read line by line. */
export const portionSize = 500;
