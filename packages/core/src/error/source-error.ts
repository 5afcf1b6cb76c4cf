import { AirdockError, type AirdockErrorOptions } from "./airdock-error.ts";

/** A source or stream was named that nobody knows (SOURCE_UNKNOWN, RUNNER_NOT_INSTALLED, STREAM_UNKNOWN). */
export class SourceError extends AirdockError {
  constructor(
    message: string,
    options: AirdockErrorOptions & { readonly code: "SOURCE_UNKNOWN" | "RUNNER_NOT_INSTALLED" | "STREAM_UNKNOWN" },
  ) {
    super(message, options);
  }
}
