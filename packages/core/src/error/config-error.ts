import { AirdockError, type AirdockErrorOptions } from "./airdock-error.ts";

/** A config cannot be read (FILE_UNREADABLE), is not what it should be (CONFIG_INVALID), or is somebody else's (CONFIG_UNTRUSTED). */
export class ConfigError extends AirdockError {
  constructor(
    message: string,
    options: AirdockErrorOptions & { readonly code: "CONFIG_INVALID" | "CONFIG_UNTRUSTED" | "FILE_UNREADABLE" },
  ) {
    super(message, options);
  }
}
