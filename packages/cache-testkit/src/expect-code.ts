import { fail, strictEqual } from "node:assert/strict";
import { type AirdockError, type ErrorCode, isAirdockError } from "@airdock/core";

/** Fails unless the call rejects with this error code; resolves with the error. */
export async function expectCode(code: ErrorCode, call: () => Promise<unknown>): Promise<AirdockError> {
  const error = await rejectionOf(call);
  if (!isAirdockError(error)) throw error;
  strictEqual(error.code, code, `${error.code}: ${error.message}`);
  return error;
}

/** What the call rejects with. Fails when it does not reject. */
export async function rejectionOf(call: () => Promise<unknown>): Promise<unknown> {
  try {
    await call();
  } catch (error) {
    return error;
  }
  fail("The call was to be rejected.");
}
