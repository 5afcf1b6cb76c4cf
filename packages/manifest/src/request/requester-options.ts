import type { Decoder } from "../decode/decoder.ts";
import type { Engine } from "../stream/engine.ts";

/** How a requester is built, beside its component. */
export interface RequesterOptions {
  readonly name: string;
  readonly engine: Engine;
  readonly useCache?: boolean | undefined;
  readonly stream?: boolean | undefined;
  /** Why a body cannot be read, see `Decoder`. Default: it is not looked at. */
  readonly findProblem?: Decoder["findProblem"];
  /** The query parameter that gets the slice's `query_properties`. */
  readonly propertiesKey?: string | undefined;
}
