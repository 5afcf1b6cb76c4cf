import type { Message } from "./message.ts";
import { MessageReader, type MessageReaderOptions } from "./message-reader.ts";
import { untilAborted } from "./until-aborted.ts";

/** How `readMessages` behaves. */
export interface ReadMessagesOptions extends MessageReaderOptions {
  /** Ends the reading: the generator throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads what a connector says on its stdout: one array of messages a chunk, in the order of the lines. Nothing is read ahead:
 * a consumer that waits makes the connector wait.
 *
 * Records are not copied: `bytes` of a record is the chunk itself, which is never written to again and may be kept as long as
 * wanted; each record that is kept keeps its whole chunk in memory (as a rule 64 KiB).
 *
 * Throws what `stdout` throws, the signal's reason, and PROTOCOL_VIOLATED for a CATALOG or SPEC that cannot be used.
 */
export async function* readMessages(
  stdout: AsyncIterable<Uint8Array>,
  options: ReadMessagesOptions = {},
): AsyncGenerator<readonly Message[], void, undefined> {
  const reader = new MessageReader(options);
  for await (const chunk of untilAborted(stdout, options.signal)) {
    const messages = reader.read(chunk);
    if (messages.length > 0) yield messages;
  }
  const last = reader.finish();
  if (last.length > 0) yield last;
}
