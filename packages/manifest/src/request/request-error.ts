/** A request that got no answer, or none that can be read. `type` is the class python-requests would raise, which error handlers go by. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  readonly type: string;

  constructor(type: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.type = type;
  }
}
