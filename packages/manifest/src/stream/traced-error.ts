/** Who has to act on a failure, as the protocol's traces name it. */
export type FailureType = "system_error" | "config_error" | "transient_error";

/** A failure worded for users, as a trace message carries it: the CDK's AirbyteTracedException. */
export class TracedError extends Error {
  override readonly name = "TracedError";
  readonly failureType: FailureType;
  /** For developers: the request, the response, the reason. */
  readonly internalMessage: string | undefined;

  constructor(
    message: string,
    options: { failureType?: FailureType; internalMessage?: string | undefined; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.failureType = options.failureType ?? "system_error";
    this.internalMessage = options.internalMessage;
  }
}
