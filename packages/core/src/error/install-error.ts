import { AirdockError, type AirdockErrorOptions } from "./airdock-error.ts";

/** The codes of what keeps a connector from being there to be started. */
export type InstallErrorCode =
  | "PYTHON_NOT_FOUND"
  | "CONTAINER_ENGINE_NOT_FOUND"
  | "PACKAGE_NOT_FOUND"
  | "INSTALL_FAILED"
  | "INSTALL_BUSY"
  | "OFFLINE"
  | "DIGEST_MISMATCH"
  | "LOCK_INVALID"
  | "CONNECTOR_NOT_EXECUTABLE";

/** A connector could not be found or installed. `cause` holds the installer's own words. */
export class InstallError extends AirdockError {
  constructor(message: string, options: AirdockErrorOptions & { readonly code: InstallErrorCode }) {
    super(message, options);
  }
}
