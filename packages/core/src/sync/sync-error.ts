import { AirdockError, type AirdockErrorOptions } from "../error/airdock-error.ts";
import type { SyncResult } from "./sync-result.ts";

/** A sync that did not end well. `result` tells what was kept all the same; `cause` is the error that decided. */
export class SyncError extends AirdockError {
  readonly result: SyncResult;

  constructor(message: string, options: AirdockErrorOptions & { readonly result: SyncResult }) {
    super(message, options);
    this.result = options.result;
  }
}
