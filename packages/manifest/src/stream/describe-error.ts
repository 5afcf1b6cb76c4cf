import { UnsupportedVariableError } from "../expression/unsupported-variable-error.ts";
import { PythonError } from "../python/python-error.ts";
import { representText } from "../python/represent-text.ts";
import type { ErrorTrace } from "./message-writer.ts";
import { TracedError } from "./traced-error.ts";

/** The trace of whatever ended a stream: a TracedError in its own words, anything else by its kind. */
export function describeStreamError(error: unknown, stream: string): ErrorTrace {
  const trace = describeError(error);
  if (isWorded(error)) return trace;
  return { ...trace, message: `An unexpected error occurred in stream ${stream}: ${nameOf(error)}` };
}

/** The trace of whatever ended a command. */
export function describeError(error: unknown): ErrorTrace {
  const known = error instanceof Error ? error : new Error(String(error));
  const stackTrace = known.stack ?? known.message;
  if (error instanceof TracedError)
    return {
      message: error.message,
      failureType: error.failureType,
      internalMessage: error.internalMessage,
      stackTrace,
    };
  if (error instanceof UnsupportedVariableError)
    return { message: error.message, failureType: "config_error", internalMessage: error.message, stackTrace };
  return {
    message: "Something went wrong in the connector. See the logs for more details.",
    failureType: "system_error",
    internalMessage: known.message,
    stackTrace,
  };
}

/** The failure as Python's `repr` prints it, on one line. */
export function representError(error: unknown): string {
  if (error instanceof TracedError)
    return `AirbyteTracedException(${representText(error.internalMessage ?? error.message)})`;
  return `${nameOf(error)}(${representText(error instanceof Error ? error.message : String(error))})`;
}

function isWorded(error: unknown): boolean {
  return error instanceof TracedError || error instanceof UnsupportedVariableError;
}

function nameOf(error: unknown): string {
  if (error instanceof PythonError) return error.type;
  return error instanceof Error ? error.name : "Exception";
}
