import type { OpenReadOptions } from "../src/connector/source.ts";
import type { AirbyteStream } from "../src/protocol/catalog.ts";
import { sync } from "../src/sync/sync.ts";
import type { SyncEvent } from "../src/sync/sync-event.ts";
import type { SyncOptions } from "../src/sync/sync-options.ts";
import type { SyncResult } from "../src/sync/sync-result.ts";
import { createMemoryCache, createMessageSource, type MemoryCache } from "../src/testing/index.ts";

type Messages = Iterable<object | string> | AsyncIterable<object | string>;

/** What one sync of a session is given. */
export interface SessionRun extends Partial<SyncOptions> {
  /** What the source sends. */
  readonly send?: Messages | ((options: OpenReadOptions) => Messages);
  readonly exitCode?: number;
  /** Stands for the source's config. */
  readonly configHash?: string;
  readonly source?: never;
}

/** Several syncs of one source into one memory cache, one after the other. */
export class SyncSession {
  readonly cache: MemoryCache = createMemoryCache();
  readonly events: SyncEvent[] = [];
  /** What the source was given in the last read. */
  given: OpenReadOptions | undefined;
  readonly #streams: readonly AirbyteStream[];

  constructor(...streams: readonly AirbyteStream[]) {
    this.#streams = streams;
  }

  /** Syncs, and resolves also when streams failed. */
  async sync({ send = [], exitCode, configHash, ...options }: SessionRun = {}): Promise<SyncResult> {
    this.events.length = 0;
    const source = createMessageSource({
      streams: this.#streams,
      exitCode,
      configHash,
      read: (given) => {
        this.given = given;
        return typeof send === "function" ? send(given) : send;
      },
    });
    return await sync({
      cache: this.cache,
      reject: false,
      onEvent: (event) => this.events.push(event),
      ...options,
      source,
    });
  }

  /** The ids in a table, in the order of the table. */
  async ids(stream: string): Promise<unknown[]> {
    const ids: unknown[] = [];
    const dataset = this.cache.dataset({ connection: "test", stream: { name: stream } });
    for await (const row of dataset.rows()) ids.push(row.id);
    return ids;
  }

  /** The states that are stored, as the source sent them. */
  async states(): Promise<object[]> {
    return (await this.cache.states("test")).map(({ text }) => JSON.parse(text) as object);
  }

  /** The events of one type. */
  eventsOf<Type extends SyncEvent["type"]>(type: Type): Extract<SyncEvent, { type: Type }>[] {
    return this.events.filter((event): event is Extract<SyncEvent, { type: Type }> => event.type === type);
  }
}
