import type { StreamKey } from "../protocol/stream.ts";
import type { SyncEvent } from "./sync-event.ts";

/** An event without its time. */
export type EventBody = SyncEvent extends infer Event ? (Event extends SyncEvent ? Omit<Event, "at"> : never) : never;

/** Who is told of events. */
export type EventListener = (event: SyncEvent) => void;

/** Tells the listeners what happens. One that throws is not told again, and `interruption` is aborted with its error. */
export class EventReporter {
  #listeners: readonly EventListener[];
  readonly #controller = new AbortController();

  constructor(listener: EventListener | undefined) {
    this.#listeners = listener === undefined ? [] : [listener];
  }

  /** Aborted when a listener throws. */
  get interruption(): AbortSignal {
    return this.#controller.signal;
  }

  /** Tells one more listener from now on. */
  listen(listener: EventListener): void {
    this.#listeners = [...this.#listeners, listener];
  }

  emit(body: EventBody): void {
    const event = { at: new Date().toISOString(), ...body } as SyncEvent;
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch (error) {
        this.#listeners = this.#listeners.filter((other) => other !== listener);
        this.#controller.abort(error);
      }
    }
  }
}

/** A stream as events name it. */
export function eventStream(stream: StreamKey): { readonly stream: string; readonly namespace?: string } {
  return stream.namespace === undefined
    ? { stream: stream.name }
    : { stream: stream.name, namespace: stream.namespace };
}
