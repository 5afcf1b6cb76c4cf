import { fileURLToPath } from "node:url";
import type { ConnectorName } from "./connector-name.ts";

/** The absolute path of a test connector's executable. */
export function connectorPath(name: ConnectorName): string {
  const extension = name === "cat-ndjson" ? "sh" : "mjs";
  return fileURLToPath(new URL(`./source/${name}.${extension}`, import.meta.url));
}
