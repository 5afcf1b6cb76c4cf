/** A manifest that cannot be run as it is written. The message is the CDK's where it has one. */
export class ManifestError extends Error {
  override readonly name = "ManifestError";
  /** The component's place in the manifest: `streams[2].retriever.requester`. */
  readonly path: string | undefined;

  constructor(message: string, options: { path?: string | undefined; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.path = options.path;
  }
}
