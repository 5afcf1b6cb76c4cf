#!/usr/bin/env node
// Two streams: `items` is complete; `broken` sends a record, a TRACE ERROR and INCOMPLETE; exit status 1 with a last TRACE ERROR.
import { runConnector } from "../base/connector.mjs";
import { itemStreams, wholeStream } from "../base/items.mjs";
import { record, streamStatus, traceError } from "../base/message.mjs";

const broken = { stream_descriptor: { name: "broken" } };

await runConnector({
  streams: () => [...itemStreams(), ...itemStreams("broken")],
  *read() {
    yield streamStatus("broken", "STARTED");
    yield record("broken", { id: 1, name: "never earned" });
    yield* wholeStream(10);
    yield traceError("The API refused the stream broken.", { failure_type: "config_error", ...broken });
    yield streamStatus("broken", "INCOMPLETE");
    yield traceError("During the sync, the following streams did not sync successfully: broken", {
      failure_type: "config_error",
    });
    process.exitCode = 1;
  },
});
