import type { DeclarativeStream } from "../stream/declarative-stream.ts";
import { TracedError } from "../stream/traced-error.ts";

/** Why the first record of a stream cannot be read; undefined where it can, or where there is none. `action` names the stream in unexpected errors. */
export async function findUnavailability(
  stream: DeclarativeStream,
  words: { readonly subject: string; readonly action?: string },
): Promise<string | undefined> {
  try {
    const slices = stream.cursor.slices()[Symbol.asyncIterator]();
    const first = await slices.next();
    if (first.done === true)
      return `${words.subject} is not available: Cannot attempt to connect to stream ${stream.name} - no stream slices were found`;
    for await (const records of stream.readPages(first.value)) if (records.length > 0) break;
    await slices.return?.();
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof TracedError) return `${words.subject} is not available: ${reason}`;
    const action =
      words.action === undefined
        ? `trying to connect to stream ${stream.name}`
        : `checking availability of ${words.action}`;
    return words.action === undefined
      ? `Encountered an error ${action}. Error: ${reason}`
      : `Encountered an error while ${action}. Error: ${reason}`;
  }
}
