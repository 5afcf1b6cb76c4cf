import { AirdockError, type AirdockErrorOptions } from "./airdock-error.ts";

/** The codes of what goes wrong in, or with, a running connector. */
export type ConnectorErrorCode =
  | "CHECK_FAILED"
  | "CONNECTOR_FAILED"
  | "CONNECTOR_EXITED"
  | "CONNECTOR_KILLED"
  | "CONNECTOR_SILENT"
  | "CONNECTOR_STALLED"
  | "PROTOCOL_VIOLATED"
  | "STREAM_FAILED";

/** A connector did not do what it was started for. `cause` holds its last words, where it had any. */
export class ConnectorError extends AirdockError {
  constructor(message: string, options: AirdockErrorOptions & { readonly code: ConnectorErrorCode }) {
    super(message, options);
  }
}
