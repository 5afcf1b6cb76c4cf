#!/usr/bin/env node
// Its `token` is good for one use: each of check, discover and read uses it up and sends the next one in a CONTROL message. A used one is refused (`used_file` remembers them).
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { runConnector } from "../base/connector.mjs";
import { itemStreams, wholeStream } from "../base/items.mjs";
import { catalog, connectionStatus, controlConfig, traceError } from "../base/message.mjs";

await runConnector({
  properties: { token: { type: "string", airbyte_secret: true }, used_file: { type: "string" } },
  required: ["token"],
  check: ({ config }) =>
    useToken(
      config,
      () => [connectionStatus("SUCCEEDED")],
      (why) => [connectionStatus("FAILED", why)],
    ),
  discover: ({ config }) => useToken(config, () => [catalog(itemStreams())]),
  read: ({ config }) => useToken(config, () => wholeStream(10)),
});

/** Tokens are `name-1`, `name-2` and so on. */
function useToken(config, answer, refuse = fail) {
  const { token, used_file } = config;
  const used = used_file && existsSync(used_file) ? readFileSync(used_file, "utf8").split("\n") : [];
  if (used.includes(token)) return refuse("The token was used before.");
  if (used_file) appendFileSync(used_file, `${token}\n`);
  const next = token.replace(/\d*$/, (count) => String(Number(count) + 1));
  return [controlConfig({ ...config, token: next }), ...answer()];
}

function fail(why) {
  process.exitCode = 1;
  return [traceError(why, { failure_type: "config_error" })];
}
