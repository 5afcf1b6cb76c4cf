import { estimateMessage, logMessage, recordMessage, stateMessage, statusMessage, type Message } from "../message.ts";
import type { Page } from "../page.ts";
import { countBefore, updateTime } from "../record/update-time.ts";
import type { ShopStream } from "../record/shop-stream.ts";
import { timestamp } from "../record/time.ts";
import type { ShopConfig } from "../shop-config.ts";

const PAGE_SIZE = 500;

/**
 * Reads a stream on from record `done`: STARTED, an estimate, RUNNING before the first record, pages of records,
 * a state after every `recordsPerState` and after the last record, COMPLETE. Without a new record the state is sent again.
 */
export function* readStream(stream: ShopStream, done: number, config: ShopConfig): Generator<Page> {
  const { name } = stream;
  const first = Math.max(done, Math.min(countBefore(config.startDate, stream.early), config[name]));
  const total = Math.max(first, config[name]);
  yield { messages: [statusMessage(name, "STARTED"), estimateMessage(name, total - first)] };
  if (total > first) yield { messages: [statusMessage(name, "RUNNING")] };
  let index = first;
  let sinceState = 0;
  while (index < total) {
    const size = Math.min(PAGE_SIZE, total - index, config.recordsPerState - sinceState);
    const messages = createRecords(stream, index, size, config);
    index += size;
    sinceState += size;
    if (sinceState === config.recordsPerState || index === total) {
      messages.push(stateMessage(name, createState(stream, index), sinceState));
      sinceState = 0;
    }
    yield { messages, delay: config.delay };
  }
  if (total === first) yield { messages: [stateMessage(name, createState(stream, total), 0)] };
  yield { messages: [logMessage(`Read ${total - first} records of ${name}.`), statusMessage(name, "COMPLETE")] };
}

function createRecords(stream: ShopStream, from: number, size: number, config: ShopConfig): Message[] {
  const now = Date.now();
  return Array.from({ length: size }, (_, offset) =>
    recordMessage(stream.name, stream.createRecord(from + offset, config), now),
  );
}

function createState(stream: ShopStream, count: number): object {
  return count === 0 ? { count } : { updated_at: timestamp(updateTime(count - 1, stream.early)), count };
}
