import { fileURLToPath } from "node:url";
import type { ConnectorName } from "./connector-name.ts";

/** The absolute path of a test connector's executable. */
export function connectorPath(name: ConnectorName): string {
  return fileURLToPath(new URL(`./source/${name}.mjs`, import.meta.url));
}
