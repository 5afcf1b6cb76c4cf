import { Component } from "../load/component.ts";
import { isDict } from "../python/is-dict.ts";
import { isTrue } from "../python/is-true.ts";
import { PythonError } from "../python/python-error.ts";
import { typeName } from "../python/type-name.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import type { HttpResponse } from "../request/http-response.ts";
import type { Decoder } from "../decode/decoder.ts";
import type { Engine } from "../stream/engine.ts";
import type { StreamRecord } from "../stream/stream-record.ts";
import type { StreamSlice } from "../stream/stream-slice.ts";
import type { Transformation } from "../transform/transformation.ts";
import { createExtractor } from "./create-extractor.ts";
import { normalizeBySchema } from "./normalize-by-schema.ts";
import { createRecordFilter } from "./record-filter.ts";
import { boundTime, countBounded } from "../python/bounded-time.ts";
import { UnsupportedComponent } from "../load/unsupported-component.ts";

/** Extracts, filters, transforms and normalises the records of a response. */
export interface RecordSelector {
  /** The records in portions. An error in the middle of a portion comes after the records before it. */
  select(response: HttpResponse, schema: PythonDict, slice: StreamSlice): AsyncGenerator<StreamRecord[]>;
  /** The same for records that are extracted already. */
  process(portion: readonly PythonValue[], schema: PythonDict, slice: StreamSlice): Iterable<StreamRecord[]>;
}

/** How a selector is built, beside its component. */
export interface RecordSelectorOptions {
  readonly engine: Engine;
  readonly decoder: Decoder;
  readonly transformations: readonly Transformation[];
  /** Client-side incremental streams: drops records outside what is synced. */
  readonly isWanted?: ((record: StreamRecord) => boolean) | undefined;
  readonly transformsFirst?: boolean | undefined;
}

/** Records that are handled in one piece. */
const portionSize = 1000;

interface Selected {
  readonly records: StreamRecord[];
  readonly failure: { readonly error: unknown } | undefined;
}

/** The selector of a `record_selector` component. */
export function createRecordSelector(component: Component, options: RecordSelectorOptions): RecordSelector {
  const { engine, transformations, isWanted } = options;
  const extractor = createExtractor(component.required("extractor"), options.decoder, engine);
  const filter = createRecordFilter(component.child("record_filter"), engine.config);
  const transformsFirst = component.flag("transform_before_filtering", options.transformsFirst === true);
  const normalizes = readNormalization(component);
  const changes = transformations.length > 0 || normalizes;
  const keeps = (record: PythonDict, slice: StreamSlice): boolean =>
    (isWanted === undefined || isWanted({ data: record, slice })) && (filter === undefined || filter(record, slice));
  const select = (record: PythonDict, schema: PythonDict, slice: StreamSlice): StreamRecord | undefined => {
    if (!transformsFirst && !keeps(record, slice)) return undefined;
    for (const transform of transformations) transform(record, slice);
    if (transformsFirst && !keeps(record, slice)) return undefined;
    if (normalizes && isTrue(schema)) normalizeBySchema(record, schema);
    return { data: record, slice };
  };
  let mayTakeLong: boolean | undefined;
  function* process(
    portion: readonly PythonValue[],
    schema: PythonDict,
    slice: StreamSlice,
  ): Generator<StreamRecord[]> {
    for (let start = 0; start < portion.length;) {
      const items = portion.slice(start, start + (mayTakeLong === undefined ? 1 : portionSize));
      start += items.length;
      const before = countBounded();
      const work = (): Selected => selectAll(items, schema, slice);
      const describe = (): string => `${component.path}: filtering and changing ${items.length} records`;
      const { records, failure } = mayTakeLong === true ? boundTime(work, describe) : work();
      // Where one record has expressions that may take long, they are bounded for many records at once from now on.
      mayTakeLong = mayTakeLong === true || countBounded() > before;
      if (records.length > 0) yield records;
      if (failure !== undefined) throw failure.error;
    }
  }
  /** The records up to the first that fails. */
  const selectAll = (items: readonly PythonValue[], schema: PythonDict, slice: StreamSlice): Selected => {
    const records: StreamRecord[] = [];
    try {
      for (const item of items) {
        const record = select(toDict(item), schema, slice);
        if (record !== undefined) records.push(record);
      }
    } catch (error) {
      return { records, failure: { error } };
    }
    return { records, failure: undefined };
  };
  return {
    process,
    async *select(response, schema, slice) {
      let count = 0;
      response.extracted = undefined;
      for await (const portion of extractor.extract(response)) {
        if (changes) response.dropParsed();
        yield* process(portion, schema, slice);
        count += portion.length;
      }
      response.extracted = count;
    },
  };
}

function readNormalization(component: Component): boolean {
  const value = component.value("schema_normalization");
  if (isDict(value)) throw new UnsupportedComponent(new Component(value, `${component.path}.schema_normalization`));
  return value === "Default";
}

/** Python's `dict()` of a record: an empty list is an empty record, all else that is no dict is an error. */
function toDict(value: PythonValue): PythonDict {
  if (isDict(value)) return value;
  if (Array.isArray(value) && value.length === 0) return {};
  throw new PythonError("TypeError", `cannot convert '${typeName(value)}' object to a record`);
}
