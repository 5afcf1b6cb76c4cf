import { InstallError } from "../../error/install-error.ts";
import { isOffline } from "../is-offline.ts";

/** What would be fetched: in words for people, and how to get it with a network. */
export interface Missing {
  /** The sentence: `pypi:airbyte-source-faker is not installed here.` */
  readonly what: string;
  /** The command that brings it: `airdock install source-faker`. */
  readonly command: string;
}

/** Throws OFFLINE where no connection may be opened, before one is. */
export function refuseOffline(missing: Missing, options: { readonly offline?: boolean | undefined }): void {
  if (!isOffline(options)) return;
  throw new InstallError(`${missing.what}, and nothing is fetched offline.`, {
    code: "OFFLINE",
    hint: `Run this once with a network: ${missing.command}`,
  });
}
