import { fileURLToPath } from "node:url";

/** The absolute path of one of the connectors in `test/connectors`. */
export function connectorPath(name: string): string {
  return fileURLToPath(new URL(`../connectors/${name}.mjs`, import.meta.url));
}
