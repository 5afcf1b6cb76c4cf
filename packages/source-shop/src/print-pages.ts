import { once } from "node:events";
import type { Writable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "./page.ts";

/** Prints pages as lines of JSON, no faster than they are read. Ends quietly, without an error, when the reader has gone. */
export async function printPages(pages: Iterable<Page>, output: Writable): Promise<{ failed: boolean }> {
  let failed = false;
  let broken: NodeJS.ErrnoException | undefined;
  output.on("error", (error) => (broken = error));
  for (const page of pages) {
    const lines = page.messages.map((message) => `${JSON.stringify(message)}\n`).join("");
    if (!output.write(lines)) await once(output, "drain").catch(() => {});
    if (page.delay !== undefined && page.delay > 0) await wait(page.delay);
    if (broken !== undefined) break;
    failed ||= page.failed === true;
  }
  if (broken !== undefined && broken.code !== "EPIPE") throw broken;
  return { failed };
}
