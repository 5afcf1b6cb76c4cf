import { shopStreams } from "../catalog.ts";
import { configErrorMessage, logMessage, statusMessage } from "../message.ts";
import type { Page } from "../page.ts";
import type { ShopConfig } from "../shop-config.ts";
import { countRead } from "./count-read.ts";
import { readStream } from "./read-stream.ts";

/** Reads the named streams one after the other. One that the shop does not have ends INCOMPLETE, the others are read all the same. */
export function* readStreams(names: string[], states: Map<string, unknown>, config: ShopConfig): Generator<Page> {
  const streams = shopStreams.filter((stream) => names.includes(stream.name));
  const unknown = names.filter((name) => !streams.some((stream) => stream.name === name));
  const plan = streams.map((stream) => ({ stream, from: countRead(states.get(stream.name), stream) }));
  yield { messages: [logMessage(`Reading ${names.join(", ") || "nothing"}.`)] };
  for (const { stream, from } of plan) yield* readStream(stream, from, config);
  if (unknown.length === 0) return;
  for (const name of unknown) {
    yield {
      messages: [configErrorMessage(`The shop has no stream ${name}.`, name), statusMessage(name, "INCOMPLETE")],
    };
  }
  yield {
    messages: [configErrorMessage(`Streams which the shop does not have: ${unknown.join(", ")}.`)],
    failed: true,
  };
}
