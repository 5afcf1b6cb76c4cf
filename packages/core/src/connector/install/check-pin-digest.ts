import { InstallError } from "../../error/install-error.ts";
import type { ConnectorPin } from "../connector-pin.ts";
import { digestJson } from "./digest-json.ts";

/** Throws DIGEST_MISMATCH when the contents of a pin are not those its digest was made of. */
export function checkPinDigest({ runs, digest, contents = null }: ConnectorPin): void {
  if (digestJson(contents) === digest) return;
  throw new InstallError(`airdock.lock is not whole: the digest of ${runs} does not fit the packages it lists.`, {
    code: "DIGEST_MISMATCH",
    hint: "Bring the file back to what it was (it is not to be edited by hand), or write it anew: airdock install SOURCE",
  });
}
