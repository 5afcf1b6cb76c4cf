import { createCursor } from "../cursor/create-cursor.ts";
import type { Cursor } from "../cursor/cursor.ts";
import { migrateState } from "../cursor/migrate-state.ts";
import type { Component } from "../load/component.ts";
import { ManifestError } from "../load/manifest-error.ts";
import { Template } from "../load/template.ts";
import { createPartitionRouter } from "../partition/create-partition-router.ts";
import type { PartitionRouter } from "../partition/partition-router.ts";
import { isDict } from "../python/is-dict.ts";
import { PythonError } from "../python/python-error.ts";
import { representPython } from "../python/represent-python.ts";
import type { PythonDict } from "../python/value.ts";
import { createSchemaLoader } from "../schema/create-schema-loader.ts";
import { createTransformation } from "../transform/create-transformation.ts";
import { createRetriever } from "./create-retriever.ts";
import type { DeclarativeStream } from "./declarative-stream.ts";
import { createFileUploader, type FileUploader } from "./file-uploader.ts";
import { delegateByState } from "./delegate-by-state.ts";
import type { StreamRecord } from "./stream-record.ts";
import type { StreamOptions } from "./stream-options.ts";
import type { StreamSlice } from "./stream-slice.ts";

/** The stream of a DeclarativeStream, or of a StateDelegatingStream by the state of the input. */
export function createStream(component: Component, options: StreamOptions): DeclarativeStream {
  if (component.type === "StateDelegatingStream") return createStream(delegateByState(component, options), options);
  const { engine, parentState } = options;
  const { config } = engine;
  const name = component.text("name") ?? "";
  const isParent = parentState !== undefined;
  const retrieverComponent = component.required("retriever");
  const state = migrateState({ stream: component, state: isParent ? parentState : engine.states.find(name), config });
  const parents = new Set<string>();
  const router = createRouter(retrieverComponent, { name, state, options, parents });
  const incremental = component.child("incremental_sync");
  const cursor = createCursor({
    catalogCursorField: engine.configuredCursors.get(name),
    incrementalSync: incremental,
    partitionRouter: router,
    streamName: name,
    config,
    state,
    emitState: isParent ? () => undefined : (value) => engine.messages.state(name, value),
  });
  const retriever = createRetriever(retrieverComponent, {
    engine,
    name,
    cursor,
    transformations: component.children("transformations").map((item) => createTransformation(item, config)),
    useCache: options.useCache === true && retrieverComponent.child("requester")?.value("use_cache") !== false,
    isDataFeed: incremental?.flag("is_data_feed"),
    isClientSideIncremental: incremental?.flag("is_client_side_incremental"),
    incrementalSync: incremental,
    hasState: Object.keys(state).length > 0,
  });
  const schema = createSchemaLoader(component, engine);
  const upload = createFileUploader(component, name, engine);
  const stream: DeclarativeStream = {
    name,
    cursor: retriever.slices === undefined ? cursor : withSlices(cursor, retriever.slices(cursor.slices())),
    parents,
    schema,
    primaryKey: readPrimaryKey(component),
    cursorField: incremental === undefined ? undefined : readCursorField(incremental, config),
    cursorIsConfigurable: incremental?.flag("allow_catalog_defined_cursor_field") ?? false,
    hasFiles: upload !== undefined,
    async *readPages(slice) {
      for await (const records of retriever.read(slice, await schema()))
        yield upload === undefined ? records : await addFiles(records, upload);
    },
    async *readSlice(slice): AsyncGenerator<StreamRecord> {
      for await (const records of stream.readPages(slice)) yield* records;
    },
  };
  return stream;
}

/** One after the other: files may be large. */
async function addFiles(records: readonly StreamRecord[], upload: FileUploader): Promise<StreamRecord[]> {
  const withFiles: StreamRecord[] = [];
  for (const record of records) withFiles.push({ ...record, file: await upload(record) });
  return withFiles;
}

/** The cursor with other slices to read. */
function withSlices(cursor: Cursor, slices: AsyncIterable<StreamSlice>): Cursor {
  return {
    slices: () => slices,
    observe: (record) => cursor.observe(record),
    shouldBeSynced: (record) => cursor.shouldBeSynced(record),
    closeSlice: (slice) => cursor.closeSlice(slice),
    ensureStateEmitted: () => cursor.ensureStateEmitted(),
    requestOptions: (target, slice) => cursor.requestOptions(target, slice),
    get state() {
      return cursor.state;
    },
  };
}

function createRouter(
  retriever: Component,
  parts: { name: string; state: PythonDict; options: StreamOptions; parents: Set<string> },
): PartitionRouter | undefined {
  const routers = retriever.children("partition_router");
  if (routers.length === 0) return undefined;
  const { name, state, options, parents } = parts;
  return createPartitionRouter(routers, {
    config: options.engine.config,
    streamName: name,
    state,
    createParentStream: (parent, parentState) => {
      const stream = createStream(parent, { engine: options.engine, useCache: true, parentState });
      for (const parentName of [stream.name, ...stream.parents]) parents.add(parentName);
      return stream;
    },
  });
}

function readCursorField(incremental: Component, config: PythonDict): string {
  return new Template(incremental.text("cursor_field") ?? "", config, incremental.parameters).text();
}

/** A primary key of several fields; nested fields are refused, as in the CDK. */
function readPrimaryKey(component: Component): readonly string[] {
  const value = component.value("primary_key");
  if (value === undefined || value === "") return [];
  const list = Array.isArray(value) ? value : [value];
  if (isDict(value)) throw new ManifestError("primary_key must be a string or a list.", { path: component.path });
  if (list.every((key) => typeof key === "string")) return list;
  if (list.every((key) => Array.isArray(key) && key.length === 1))
    return list.map((key) => String((key as readonly unknown[])[0]));
  throw new PythonError("ValueError", `Nested primary keys are not supported. Found ${representPython(value)}`);
}
