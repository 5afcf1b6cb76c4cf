#!/usr/bin/env node
// Migrates its config: writes the config file anew with `migrated: true`, then sends it in a CONTROL message, at every command.
import { writeFileSync } from "node:fs";
import { runConnector } from "../base/connector.mjs";
import { itemStreams, wholeStream } from "../base/items.mjs";
import { catalog, connectionStatus, controlConfig } from "../base/message.mjs";

await runConnector({
  properties: { migrated: { type: "boolean" } },
  check: (input) => [migrate(input), connectionStatus("SUCCEEDED")],
  discover: (input) => [migrate(input), catalog(itemStreams())],
  read: (input) => [migrate(input), ...wholeStream(10)],
});

function migrate({ config, files }) {
  const migrated = { ...config, migrated: true };
  writeFileSync(files.config, JSON.stringify(migrated));
  return controlConfig(migrated);
}
