import { dumpPythonJson } from "../python/dump-python-json.ts";
import type { PythonDict } from "../python/value.ts";

/** What a partition is known by: its JSON with sorted keys, as the CDK's `PerPartitionKeySerializer` writes it. */
export function toPartitionKey(partition: PythonDict): string {
  return dumpPythonJson(partition, { sortKeys: true, compact: true });
}
