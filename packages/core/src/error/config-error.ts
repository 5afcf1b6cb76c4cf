import { AirdockError, type AirdockErrorOptions } from "./airdock-error.ts";

/** A connector's config cannot be read (FILE_UNREADABLE), or does not fit its spec (CONFIG_INVALID). */
export class ConfigError extends AirdockError {
  constructor(message: string, options: AirdockErrorOptions & { readonly code: "CONFIG_INVALID" | "FILE_UNREADABLE" }) {
    super(message, options);
  }
}
