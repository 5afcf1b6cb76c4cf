import type { JsonValue } from "../protocol/json.ts";

/** What brings back the very same connector on another machine: an entry of `airdock.lock`. */
export interface ConnectorPin {
  /** The reference that is really run: `pypi:airbyte-source-faker==7.2.1` for `source-faker`. */
  readonly runs: string;
  readonly version?: string;
  /** `sha256:…`, of all that is installed. */
  readonly digest: string;
  /** What the runner needs beside: the resolved packages with their digests. */
  readonly contents?: JsonValue;
}
