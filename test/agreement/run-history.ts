import { type Cache, type Row, type RowValue, sync } from "@airdock/core";
import { createMessageSource } from "@airdock/core/testing";
import { describeStream, type GeneratedStream, type GeneratedSync, type History, type Step } from "./history.ts";
import { modeOf } from "./sync-model.ts";

/** Rows of a table by the fields of the source, without the columns every table has. */
export type FieldRow = Readonly<Record<string, RowValue>>;

/** Runs a history in a connection of its own, and yields after each sync what is in the tables. */
export async function* runHistory(
  cache: Cache,
  connection: string,
  history: History,
): AsyncGenerator<readonly (readonly FieldRow[])[]> {
  let clock = 1_700_000_000_000;
  for (const generated of history.syncs) {
    const lines = printLines(history, generated, () => (clock += 1000));
    await sync({
      source: createMessageSource({
        streams: history.streams.map(describeStream),
        read: () => lines,
        exitCode: generated.exitCode,
      }),
      cache,
      connection,
      streamOptions: Object.fromEntries(history.streams.map((stream) => [streamId(stream), chooseOptions(stream)])),
      fullRefresh: generated.fullRefresh,
      finalizeEvery: { rows: generated.finalizeRows },
      reject: false,
    });
    yield await Promise.all(history.streams.map((stream) => readTable(cache, connection, stream)));
  }
}

function streamId({ name, namespace }: GeneratedStream): string {
  return namespace === undefined ? name : `${namespace}.${name}`;
}

function chooseOptions(stream: GeneratedStream): object {
  return { mode: modeOf(stream) };
}

function printLines({ streams, states }: History, { steps, endings }: GeneratedSync, now: () => number): object[] {
  const descriptors = streams.map(({ name, namespace }) => ({
    name,
    ...(namespace === undefined ? {} : { namespace }),
  }));
  const status = (index: number, text: string): object => ({
    type: "TRACE",
    trace: {
      type: "STREAM_STATUS",
      emitted_at: now(),
      stream_status: { stream_descriptor: descriptors[index], status: text },
    },
  });
  const print = (step: Step, index: number): object => {
    const stream = descriptors[step.stream];
    if (step.kind === "state") return { type: "STATE", state: printState(states, descriptors, step.stream, index) };
    const data = Object.fromEntries(Object.entries(step.values).map(([name, { sent }]) => [name, sent]));
    return {
      type: "RECORD",
      record: { ...{ stream: stream?.name, namespace: stream?.namespace }, emitted_at: now(), data },
    };
  };
  if (endings === "none") return steps.map(print);
  const started = descriptors.map((_, index) => status(index, "STARTED"));
  return [...started, ...steps.map(print), ...endings.map((text, index) => status(index, text))];
}

function printState(type: History["states"], descriptors: readonly object[], stream: number, at: number): object {
  const entry = (descriptor: object | undefined): object => ({ stream_descriptor: descriptor, stream_state: { at } });
  if (type === "STREAM") return { type, stream: entry(descriptors[stream]) };
  return { type, global: { shared_state: { at }, stream_states: descriptors.map(entry) } };
}

/** A field that no record had yet is as good as null. */
async function readTable(cache: Cache, connection: string, stream: GeneratedStream): Promise<FieldRow[]> {
  const { name, namespace } = stream;
  const absent = Object.fromEntries(stream.undeclared.map((field) => [field, null]));
  const dataset = cache.dataset({ connection, stream: { name, ...(namespace === undefined ? {} : { namespace }) } });
  const columns = await dataset.columns();
  const toFields = (row: Row): FieldRow => ({
    ...absent,
    ...Object.fromEntries(columns.map((column) => [column.field, row[column.name] ?? null])),
  });
  return await Array.fromAsync(dataset.rows(), toFields);
}
