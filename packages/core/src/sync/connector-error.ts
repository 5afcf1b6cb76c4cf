import { AirdockError } from "../error/airdock-error.ts";
import type { ErrorTrace, FailureType } from "../protocol/trace.ts";

/** What to do, by Airbyte's word for who is to blame. */
const hints: Readonly<Record<FailureType, string>> = {
  config_error: "Check the connector's config.",
  transient_error: "Try again later.",
  system_error: "Look at the connector's log; it may be a bug of the connector.",
};

/** A TRACE ERROR as an error of ours (CONNECTOR_FAILED): the connector's message, and its internal one as the cause. */
export function createConnectorError(trace: ErrorTrace, redact: (text: string) => string): AirdockError {
  const { message, internalMessage, failureType } = trace;
  const inner = internalMessage !== undefined && internalMessage !== message ? redact(internalMessage) : undefined;
  return new AirdockError(redact(message), {
    code: "CONNECTOR_FAILED",
    cause:
      [inner, failureType && `The connector calls it a ${failureType}.`]
        .filter((text) => text !== undefined)
        .join("\n") || undefined,
    hint: failureType && hints[failureType],
    retryable: failureType === "transient_error",
    data: { ...(failureType && { failureType }), ...(inner === undefined ? {} : { internalMessage: inner }) },
  });
}
