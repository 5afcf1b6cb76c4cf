import { unzipSync } from "fflate";
import type { PythonValue } from "../python/value.ts";
import type { HttpResponse } from "../request/http-response.ts";
import { TracedError } from "../stream/traced-error.ts";
import type { BodyParser } from "./body-parser.ts";

/** The documents of all files of a zip archive. */
export async function* decodeZip(response: HttpResponse, parse: BodyParser): AsyncGenerator<readonly PythonValue[]> {
  for (const [name, content] of Object.entries(unpack(response))) {
    try {
      yield* parse([content]);
    } catch (cause) {
      const message = `Failed to parse file: ${name} from zip file.`;
      throw new TracedError(message, { internalMessage: `${message} ${response.request.url}`, cause });
    }
  }
}

function unpack(response: HttpResponse): Record<string, Uint8Array> {
  try {
    return unzipSync(response.bytes);
  } catch (cause) {
    const message = "Received an invalid zip file in response.";
    throw new TracedError(message, { internalMessage: `${message} ${response.request.url}`, cause });
  }
}
